import type { Socket } from 'node:net';
import { reasonOf } from './collect.ts';
import type { PingAnswer } from './ping.ts';
import type { Refused } from './wire.ts';

/** How a host is waited for. */
export interface Waiting {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Whether the host is there, for who gets no answer; null for one that is not pinged. */
  readonly ping: PingOfPort | null;
  /** What an operator is told of a connection that failed. */
  explain(error: Error): string;
}

/** Another way to ask; or how long the port itself may be silent. */
export type PingOfPort =
  | { readonly kind: 'program'; ask(): Promise<PingAnswer> }
  | { readonly kind: 'port'; readonly timeoutMs: number };

/**
 * Waits until a connection to a host stands; null then. A port that answers shows that its host is there, which is all
 * that a ping asks: so the host is pinged only where the port is silent for a moment, or fails. One that answers the
 * ping is waited for until the time-out.
 */
export function arrival(
  socket: Socket,
  { timeoutMs, signal, ping, explain }: Waiting,
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
    const gone = async (reason: string): Promise<void> => {
      // Of a ping it is not told what should be there.
      const absent =
        ping?.kind === 'port' ? { reason: reason.replace(/: no ssh server there$/, '') } : await absence();
      settle(absent ? { ok: false, absent: true, ...absent } : { ok: false, reason });
    };
    // Heard for ever: it may fail before whoever takes it over listens.
    const failed = (error: Error): void => void (settled || gone(explain(error)));
    const look = async (): Promise<void> => {
      const absent = await absence();
      if (absent) settle({ ok: false, absent: true, ...absent });
    };
    // Behind a look at what has arrived: this process itself may have been busy all that time.
    const patience = setTimeout(
      () =>
        setImmediate(() => settled || void (ping?.kind === 'port' ? gone(silence(ping.timeoutMs)) : look())),
      ping?.kind === 'port' ? ping.timeoutMs : patienceMs,
    );
    const late = setTimeout(() => void gone(`ssh did not come up within ${timeoutMs / 1000} s`), timeoutMs);
    signal.addEventListener('abort', abort, { once: true });
    socket.once('connect', connected);
    socket.on('error', failed);
  });
}

/** Longer than it takes most hosts to answer: a ping program costs more than all else that is said to a host. */
const patienceMs = 100;

function silence(timeoutMs: number): string {
  return `no answer to the ping within ${timeoutMs / 1000} s`;
}
