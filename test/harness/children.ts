import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Call it in a `describe`: the children that a test puts into the list are killed after it. */
export function childrenOfTest(): ChildProcess[] {
  const children: ChildProcess[] = [];
  afterEach(async () => {
    for (const child of children.splice(0)) await ended(child, 'SIGKILL');
  });
  return children;
}

/** Ends a child, and returns when it has exited. */
export async function ended(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  child.kill(signal);
  await exited(child);
}

/** The exit code of a child once it has exited; null where a signal ended it. */
export async function exited(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}
