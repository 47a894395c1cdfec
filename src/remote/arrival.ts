import { isIP, type Socket } from 'node:net';
import { reasonOf } from './collect.ts';
import type { PingAnswer } from './ping.ts';
import { isNameUnknown, isRefusal, notLookedUp, type ConnectionError } from './sshErrors.ts';
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
  explain(error: Error): string;
}

/** Another way to ask; or how long the port itself may be silent. */
export type PingOfPort = {
  /** What is told where nobody knows the name of the host. */
  readonly noName: { readonly reason: string; readonly remedy?: string };
} & (
  | { readonly kind: 'program'; ask(): Promise<PingAnswer> }
  | { readonly kind: 'port'; readonly timeoutMs: number }
);

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
    const gone = async (reason: string): Promise<void> => {
      if (!hasAddress) return settle({ ok: false, reason: notLookedUp(address) });
      // Of a ping it is not told what should be there.
      const absent =
        ping?.kind === 'port' ? { reason: reason.replace(/: no ssh server there$/, '') } : await absence();
      if (absent === null) settle({ ok: false, reason });
      else if (!absent.unasked) settle({ ok: false, absent: true, ...absent });
      else {
        const { unasked: _, ...why } = absent;
        settle({ ok: false, ...why, reason: `${reason}; ${why.reason}` });
      }
    };
    // Heard for ever: it may fail before whoever takes it over listens.
    const failed = (error: ConnectionError): void => {
      if (settled) return;
      if (ping !== null && isNameUnknown(error)) return settle({ ok: false, absent: true, ...ping.noName });
      // What this machine could not do tells nothing of the host.
      if (!hasAddress) return settle({ ok: false, reason: explain(error) });
      // What refuses is there, whatever a ping would say.
      if (ping?.kind !== 'port' && isRefusal(error)) settle({ ok: false, reason: explain(error) });
      else void gone(explain(error));
    };
    const look = async (): Promise<void> => {
      if (ping?.kind === 'port') return gone(noAnswer(ping.timeoutMs));
      const absent = await absence();
      if (absent !== null && !absent.unasked) settle({ ok: false, absent: true, ...absent });
    };
    let patience: NodeJS.Timeout | undefined;
    const wait = (ms: number): void => {
      // Behind a look at what has arrived: this process itself may have been busy all that time.
      patience = setTimeout(() => setImmediate(() => settled || void look()), ms);
    };
    const late = setTimeout(() => void gone(`ssh did not come up within ${timeoutMs / 1000} s`), timeoutMs);
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

function noAnswer(timeoutMs: number): string {
  return `no answer to the ping within ${timeoutMs / 1000} s`;
}
