import { isIP, type Socket } from 'node:net';
import { causeOf } from '../core/catalogue/cause.ts';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import { reasonOf } from './collect.ts';
import type { PingAnswer } from './ping.ts';
import { isNameUnknown, isRefusal, type ConnectionError } from './sshErrors.ts';
import type { Refused } from './wire.ts';

/** How a host is waited for. */
export interface Waiting {
  /** What it is reached by. */
  readonly address: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Whether the host is there, for who gets no answer; null for one that is not pinged. */
  readonly ping: PingOfPort | null;
  /** What an operator is told of a connection that failed. */
  explain(error: Error): Message;
}

/** Another way to ask; or how long the port itself may be silent. */
export type PingOfPort =
  | { readonly kind: 'program'; ask(): Promise<PingAnswer> }
  /** `port`: as it is told. */
  | { readonly kind: 'port'; readonly port: number; readonly timeoutMs: number };

/**
 * Waits until a connection to a host stands; null then. A port that answers shows that its host is there, which is all
 * that a ping asks: so the host is pinged only where the port is silent for a moment, or fails. One that answers the
 * ping is waited for until the time-out.
 */
export function arrival(
  socket: Socket,
  { address, timeoutMs, signal, ping, explain }: Waiting,
): Promise<Refused | null> {
  return new Promise((resolve) => {
    let asked: Promise<PingAnswer> | null = null;
    let settled = false;
    const absence = (): Promise<PingAnswer> =>
      (asked ??= ping?.kind === 'program' ? ping.ask() : Promise.resolve(null));
    const settle = (refused: Refused | null): void => {
      if (settled) return;
      settled = true;
      clearTimeout(patience);
      clearTimeout(late);
      signal.removeEventListener('abort', abort);
      socket.off('connect', connected);
      if (refused === null) return resolve(null);
      socket.destroy();
      resolve(refused);
    };
    const connected = (): void => settle(null);
    const abort = (): void => settle({ ok: false, reason: reasonOf(signal) });
    // As long as its name is looked up, nobody can be asked for a host.
    let hasAddress = isIP(address) !== 0;
    const gone = async (reason: Message): Promise<void> => {
      if (!hasAddress)
        return settle({ ok: false, reason: message('name-lookup-timeout', { name: address }) });
      const absent = ping?.kind === 'port' ? { reason } : await absence();
      if (absent === null) settle({ ok: false, reason });
      else if (!absent.unasked) settle({ ok: false, absent: true, reason: absent.reason });
      else settle({ ok: false, reason: unpinged(reason, absent.reason) });
    };
    // Heard for ever: it may fail before whoever takes it over listens.
    const failed = (error: ConnectionError): void => {
      if (settled) return;
      if (ping !== null && isNameUnknown(error))
        return settle({ ok: false, absent: true, reason: explain(error) });
      // What this machine could not do tells nothing of the host.
      if (!hasAddress) return settle({ ok: false, reason: explain(error) });
      // What refuses is there, whatever a ping would say.
      if (ping?.kind !== 'port' && isRefusal(error)) settle({ ok: false, reason: explain(error) });
      else void gone(explain(error));
    };
    const look = async (): Promise<void> => {
      if (ping?.kind === 'port') {
        const { port, timeoutMs } = ping;
        return gone(message('port-unanswered', { port, seconds: timeoutMs / 1000 }));
      }
      const absent = await absence();
      if (absent !== null && !absent.unasked) settle({ ok: false, absent: true, reason: absent.reason });
    };
    let patience: NodeJS.Timeout | undefined;
    const wait = (ms: number): void => {
      // Behind a look at what has arrived: this process itself may have been busy all that time.
      patience = setTimeout(() => setImmediate(() => settled || void look()), ms);
    };
    const late = setTimeout(
      () => void gone(message('connect-timeout', { seconds: timeoutMs / 1000 })),
      timeoutMs,
    );
    if (ping?.kind === 'port') wait(ping.timeoutMs);
    else if (hasAddress) wait(patienceMs);
    socket.on('lookup', (error: Error | null) => {
      if (error || hasAddress || settled) return;
      hasAddress = true;
      if (ping?.kind !== 'port') wait(patienceMs);
    });
    signal.addEventListener('abort', abort, { once: true });
    socket.once('connect', connected);
    socket.on('error', failed);
  });
}

/** Longer than it takes most hosts to answer: a ping program costs more than all else that is said to a host. */
const patienceMs = 100;

/** The connection failed, and nobody could be asked whether the host is there. */
function unpinged(reason: Message, ping: Message): Message {
  const causeRemedy = ping.remedy ?? null;
  return message('connect-failed-unpinged', { ...causeOf(reason), causeRemedy, ping: ping.text });
}
