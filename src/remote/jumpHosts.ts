import type { Duplex } from 'node:stream';
import pLimit, { type LimitFunction } from 'p-limit';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import { reasonOf } from './collect.ts';
import { jumpFailure } from './jumpFailure.ts';
import type { Reach } from './reach.ts';
import type { Refused } from './wire.ts';

/** An open connection to a jump host, through which others are reached. */
export interface Gate {
  /** Why it is gone; null while it stands. */
  readonly lost: Message | null;
  /** Called when it is lost; returns what ends the listening. */
  onLost(listener: (reason: Message) => void): () => void;
  /** A connection from there to another host. Calls back late rather than never: who no longer waits destroys it. */
  forward(host: string, port: number, done: (opened: Opened) => void): void;
  /** So many bytes came through it for a host that is waited for. */
  asked(bytes: number): void;
  close(): void;
}

export type Opened =
  | { readonly ok: true; readonly stream: Duplex }
  /** `isTheirs`: the jump host tried, and could not reach the host. */
  | { readonly ok: false; readonly error: string; readonly isTheirs: boolean };

export type GateOpened = { readonly ok: true; readonly gate: Gate } | Refused;

/** One jump host: its gate, and a limit for what is being started through it. */
export interface Door {
  readonly opened: Promise<GateOpened>;
  readonly starts: LimitFunction;
}

/**
 * The jump hosts of a pass: one connection each, made when the first host needs it and shared by all behind it. One that
 * is lost is not made again in this pass.
 */
export class JumpHosts {
  readonly #doors = new Map<string, Door>();
  readonly #open: (jump: Reach, signal: AbortSignal) => Promise<GateOpened>;
  readonly #perJump: number;

  constructor(perJump: number, open: (jump: Reach, signal: AbortSignal) => Promise<GateOpened>) {
    this.#perJump = perJump;
    this.#open = open;
  }

  door(jump: Reach, signal: AbortSignal): Door {
    const key = keyOf(jump);
    const found = this.#doors.get(key);
    if (found) return found;
    const opened = this.#open(jump, signal).catch((error: Error) => ({
      ok: false as const,
      reason: message('internal-fault', { error: error.message }),
    }));
    const door = { opened, starts: pLimit(this.#perJump) };
    this.#doors.set(key, door);
    return door;
  }

  /** Ends the connections, those to the farthest first. */
  close(): void {
    for (const { opened } of [...this.#doors.values()].toReversed()) {
      void opened.then((result) => result.ok && result.gate.close());
    }
  }
}

/** Hosts that name one jump host in different words share it. */
function keyOf({ address, port, user, jump, hostKey, identities }: Reach): string {
  return JSON.stringify([address, port, user, hostKey, identities, jump === null ? null : keyOf(jump)]);
}

/** Waits for a connection through a gate until it is there, or fails, or it takes too long, or the pass is over. */
export function forwarded(
  gate: Gate,
  { address, port, connectTimeoutMs, jump }: Reach,
  signal: AbortSignal,
): Promise<{ ok: true; stream: Duplex } | Refused> {
  const name = jump?.name ?? '';
  const behind = { jump: name, address, port };
  return new Promise((resolve) => {
    let settled = false;
    const settle = (result: Awaited<ReturnType<typeof forwarded>>): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      stopListening();
      signal.removeEventListener('abort', abort);
      resolve(result);
    };
    const abort = (): void => settle({ ok: false, reason: reasonOf(signal) });
    const timer = setTimeout(() => {
      const reason = message('jump-timeout', { ...behind, seconds: connectTimeoutMs / 1000 });
      settle({ ok: false, reason, absent: true });
    }, connectTimeoutMs);
    const stopListening = gate.onLost((reason) => settle({ ok: false, reason: jumpFailure(name, reason) }));
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) return abort();
    if (gate.lost !== null) return settle({ ok: false, reason: jumpFailure(name, gate.lost) });
    gate.forward(address, port, (opened) => {
      if (settled && opened.ok) opened.stream.destroy();
      if (opened.ok) return settle(opened);
      const { error, isTheirs } = opened;
      settle(
        isTheirs
          ? { ok: false, reason: message('jump-connect-failed', { ...behind, error }), absent: true }
          : { ok: false, reason: message('jump-forwarding-refused', { ...behind, error }) },
      );
    });
  });
}
