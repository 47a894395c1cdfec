import { connect } from 'node:net';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import type { HostPort } from './knownHosts.ts';

/** null when the host answered, else why it counts as down. */
export type PingAnswer = null | {
  readonly reason: Message;
  /** Nothing was asked: it tells nothing of the host. */
  readonly unasked?: true;
};

/** Asks whether a host is there at all. Never throws, and answers within the time-out and a little more. */
export type Ping = (place: HostPort, timeoutMs: number) => Promise<PingAnswer>;

/** One echo request, by the system's ping program: the only kind that needs no privilege. */
const icmpPing: Ping = async ({ host: address }, timeoutMs) => {
  const seconds = Math.max(1, Math.ceil(timeoutMs / 1000));
  try {
    const { default: ping } = await import('ping');
    const late = new Promise<PingAnswer>((resolve) => {
      // The program keeps the time; this is for one that hangs. What it said while we were busy is looked at first.
      setTimeout(() => setImmediate(() => resolve(noAnswer(timeoutMs))), timeoutMs + hangMs).unref();
    });
    const asked = ping.promise
      .probe(address, { timeout: seconds, min_reply: 1 })
      .then(({ alive, output }) => (alive ? null : explain(address, output, timeoutMs)));
    return await Promise.race([asked, late]);
  } catch {
    return { unasked: true, reason: message('ping-program-missing') };
  }
};

/** How long after its time a ping program is still waited for: on a busy machine it starts late. */
const hangMs = 2000;

/** A connection to the ssh port, for networks that drop echo requests. */
const tcpPing: Ping = ({ host: address, port }, timeoutMs) =>
  new Promise((resolve) => {
    const socket = connect({ host: address, port });
    const settle = (answer: PingAnswer): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const late = message('port-unanswered', { port, seconds: timeoutMs / 1000 });
    const timer = setTimeout(() => settle({ reason: late }), timeoutMs);
    socket.once('connect', () => settle(null));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOTFOUND') settle(noName(address));
      else if (error.code === 'EAI_AGAIN') settle(noNameServer(address));
      else if (error.code === 'ECONNREFUSED') settle({ reason: message('connection-refused', { port }) });
      else settle({ reason: message('port-unreachable', { port, error: error.code ?? error.message }) });
    });
  });

/** Takes every host for a candidate. */
const noPing: Ping = async () => null;

export const pings: Record<'icmp' | 'tcp' | 'none', Ping> = { icmp: icmpPing, tcp: tcpPing, none: noPing };

function noAnswer(timeoutMs: number): PingAnswer {
  return { reason: message('ping-unanswered', { seconds: timeoutMs / 1000 }) };
}

function noName(name: string): PingAnswer {
  return { reason: message('name-unresolved', { name }) };
}

/** Nothing was sent: the name servers of this machine show nothing of the host. */
function noNameServer(name: string): PingAnswer {
  return { unasked: true, reason: message('name-servers-unreachable', { name }) };
}

/** ping's own words for what it met, as iputils, inetutils, busybox and BSD have them. */
function explain(address: string, output: string, timeoutMs: number): PingAnswer {
  if (/temporary failure in name resolution/i.test(output)) return noNameServer(address);
  if (/name or service not known|unknown host|bad address|cannot resolve/i.test(output))
    return noName(address);
  if (/not permitted|permission denied|lacking privilege/i.test(output)) {
    return { unasked: true, reason: message('ping-not-permitted') };
  }
  if (/unreachable/i.test(output)) return { reason: message('host-unreachable') };
  return noAnswer(timeoutMs);
}
