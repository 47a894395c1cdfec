import type { Readable } from 'node:stream';
import { message, storedMessage, type Message } from '../core/catalogue/catalogue.ts';
import { Output } from './output.ts';
import { drainMs, maxOutputBytes } from './wire.ts';
import type { Broken, Exited, Limits, RunResult } from './wire.ts';

/** What a running command has to offer, whatever runs it. */
export interface Running {
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Calls back once with the exit status. */
  onExit(listener: (code: number | null) => void): void;
  /** Calls back when all output has arrived and the channel is closed, with or without an exit status. */
  onClose(listener: () => void): void;
  onError(listener: (reason: Message) => void): void;
  /**
   * Lets go of the command without waiting for it.
   *
   * @param flood why whoever runs it is not to be listened to any longer, where that is so.
   */
  abandon(flood: Message | null): void;
}

/**
 * Waits for a command's exit status and its output, within the limits; the first of these to happen ends it.
 *
 * @param spentMs how much of the time-out is over already.
 */
export function collect(
  running: Running,
  { timeoutMs, signal, maxBytes = maxOutputBytes }: Limits,
  spentMs = 0,
): Promise<RunResult> {
  return new Promise((resolve) => {
    const output = new Output(maxBytes, flooded);
    let over = false;
    let exit: { code: number | null } | null = null;
    let drain: NodeJS.Timeout | undefined;
    const leftMs = Math.max(1, timeoutMs - spentMs);
    const timer = setTimeout(() => {
      if (exit) finish();
      else broken(message('command-timeout', { seconds: timeoutMs / 1000 }));
    }, leftMs);
    const aborted = (): void => broken(reasonOf(signal));
    signal.addEventListener('abort', aborted, { once: true });

    const keep =
      (which: 'stdout' | 'stderr') =>
      (chunk: Buffer): void => {
        if (over) return;
        output.keep(which, chunk);
        if (exit && !over) waitForMore();
      };
    running.stdout.on('data', keep('stdout'));
    running.stderr.on('data', keep('stderr'));
    for (const stream of [running.stdout, running.stderr])
      stream.on('error', (error: Error) => broken(message('command-failed', { error: error.message })));
    running.onExit((code) => {
      exit = { code };
      waitForMore();
    });
    running.onClose(finish);
    running.onError((reason) => (exit ? finish() : broken(reason)));
    if (signal.aborted) aborted();

    /** A process left behind may hold the output open for ever; a slow line may still be bringing it. */
    function waitForMore(): void {
      clearTimeout(drain);
      // Behind a look at what has arrived: this process itself may have been busy all that time.
      drain = setTimeout(() => setImmediate(finish), drainMs);
    }
    function finish(): void {
      if (!exit) return broken(message('command-cut-off'));
      end({ kind: 'exited', code: exit.code });
    }
    function broken(reason: Message): void {
      end({ kind: 'broken', reason, sent: true });
    }
    function flooded(reason: Message): void {
      end({ kind: 'broken', reason, sent: true }, reason);
    }
    function end(how: Omit<Exited, Printed> | Omit<Broken, Printed>, flood: Message | null = null): void {
      if (over) return;
      over = true;
      clearTimeout(timer);
      clearTimeout(drain);
      signal.removeEventListener('abort', aborted);
      const printed = output.done();
      running.abandon(flood);
      resolve({ ...how, ...printed });
    }
  });
}

type Printed = 'stdout' | 'stderr';

/** Why the pass gave the signal to end: the message it was aborted with. */
export function reasonOf({ reason }: AbortSignal): Message {
  const error = reason instanceof Error ? reason.message : String(reason);
  return storedMessage(reason) ?? message('aborted', { error });
}

/** A command that was never begun. */
export function notSent(reason: Message): RunResult {
  return { kind: 'broken', reason, sent: false, stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) };
}
