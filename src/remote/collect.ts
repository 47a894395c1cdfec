import type { Readable } from 'node:stream';
import { drainMs, maxOutputBytes } from './wire.ts';
import type { Limits, RunResult } from './wire.ts';

/** What a running command has to offer, whatever runs it. */
export interface Running {
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Calls back once with the exit status. */
  onExit(listener: (code: number | null) => void): void;
  /** Calls back when all output has arrived and the channel is closed, with or without an exit status. */
  onClose(listener: () => void): void;
  onError(listener: (error: Error) => void): void;
  /** Lets go of the command without waiting for it. */
  abandon(): void;
}

/**
 * Waits for a command's exit status and its output, within the limits; the first of these to happen ends it.
 *
 * @param spentMs how much of the time-out is over already.
 */
export function collect(running: Running, { timeoutMs, signal }: Limits, spentMs = 0): Promise<RunResult> {
  return new Promise((resolve) => {
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let bytes = 0;
    let exit: { code: number | null } | null = null;
    let drain: NodeJS.Timeout | undefined;
    const leftMs = Math.max(1, timeoutMs - spentMs);
    const timer = setTimeout(() => {
      if (exit) finish();
      else broken(`no answer within ${timeoutMs / 1000} s`);
    }, leftMs);
    const aborted = (): void => broken(reasonOf(signal));
    signal.addEventListener('abort', aborted, { once: true });

    const keep =
      (into: Buffer[]) =>
      (chunk: Buffer): void => {
        bytes += chunk.length;
        if (bytes > maxOutputBytes) broken(`sent more than ${maxOutputBytes / 1024 / 1024} MiB`);
        else into.push(chunk);
        if (exit) waitForMore();
      };
    running.stdout.on('data', keep(stdout));
    running.stderr.on('data', keep(stderr));
    running.stdout.on('error', (error: Error) => broken(error.message));
    running.stderr.on('error', (error: Error) => broken(error.message));
    running.onExit((code) => {
      exit = { code };
      waitForMore();
    });
    running.onClose(finish);
    running.onError((error) => broken(error.message));
    if (signal.aborted) aborted();

    /** A process left behind may hold the output open for ever; a slow line may still be bringing it. */
    function waitForMore(): void {
      clearTimeout(drain);
      // Behind a look at what has arrived: this process itself may have been busy all that time.
      drain = setTimeout(() => setImmediate(finish), drainMs);
    }
    function finish(): void {
      if (!exit) return broken('the connection closed before the command ended');
      end({ kind: 'exited', code: exit.code, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr) });
    }
    function broken(reason: string): void {
      end({
        kind: 'broken',
        reason,
        sent: true,
        stdout: Buffer.concat(stdout),
        stderr: Buffer.concat(stderr),
      });
    }
    function end(result: RunResult): void {
      clearTimeout(timer);
      clearTimeout(drain);
      signal.removeEventListener('abort', aborted);
      running.abandon();
      resolve(result);
    }
  });
}

/** Why the pass gave the signal to end: the message it was aborted with. */
export function reasonOf(signal: AbortSignal): string {
  return signal.reason instanceof Error ? signal.reason.message : String(signal.reason);
}

/** A command that was never begun. */
export function notSent(reason: string): RunResult {
  return { kind: 'broken', reason, sent: false, stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) };
}
