import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Call it in a `describe`. Child processes that a test adds to the list are killed after the test. */
export function childrenOfTest(): ChildProcess[] {
  const children: ChildProcess[] = [];
  afterEach(async () => {
    for (const child of children.splice(0)) await ended(child, 'SIGKILL');
  });
  return children;
}

/** Signals a child and waits until it has exited. */
export async function ended(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  child.kill(signal);
  await exited(child);
}

/** Waits for a child and returns its exit code; null if a signal ended it. */
export async function exited(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}
