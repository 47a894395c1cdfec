import { message, type Message } from '../core/catalogue/catalogue.ts';
import type { Gate } from './jumpHosts.ts';
import type { LoggedIn } from './sshLogin.ts';

/** A connection to a jump host as the way to the hosts behind it. */
export function gateOver({ client, stream, inflow }: Extract<LoggedIn, { ok: true }>): Gate {
  let lost: Message | null = null;
  const listeners = new Set<(reason: Message) => void>();
  const drop = (reason: Message): void => {
    if (lost !== null) return;
    lost = reason;
    for (const listener of listeners) listener(reason);
    stream.destroy();
  };
  // Before ssh2's own listener closes what was forwarded: that the jump host is lost is the reason to be told.
  for (const event of ['end', 'close'] as const)
    stream.prependListener(event, () => drop(message('connection-closed')));
  client.on('error', (error: Error) => drop(message('connection-failed', { error: error.message })));
  client.on('end', () => drop(message('connection-closed')));
  client.on('close', () => drop(message('connection-closed')));
  inflow.onTooMuch(drop);
  return {
    get lost() {
      return lost;
    },
    onLost(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    forward(host, port, done) {
      inflow.asked(aroundForwarding);
      try {
        client.forwardOut('127.0.0.1', 0, host, port, (error, channel) => {
          if (error) return done({ ok: false, ...refusalOf(error) });
          done({ ok: true, stream: channel });
        });
      } catch (error) {
        done({ ok: false, error: (error as Error).message, isTheirs: false });
      }
    },
    asked: (bytes) => inflow.asked(bytes),
    close() {
      client.end();
      // A host that does not answer the goodbye must not hold the process.
      setTimeout(() => stream.destroy(), 500).unref();
    },
  };
}

/** What a jump host may say about one host behind it, beside what comes from there. */
const aroundForwarding = 16 * 1024;

/** RFC 4254, 5.1: the server tried, and could not connect. */
const connectFailed = 2;

function refusalOf({ message, reason }: Error & { reason?: number | string }) {
  const error = message.replace(/^\(SSH\) Channel open failure: /, '');
  return { error, isTheirs: reason === connectFailed };
}
