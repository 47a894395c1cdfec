import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Io } from './context.ts';

/** Whether there is somebody to ask: a terminal to read from, and one to ask on. */
export function canAsk(io: Io): boolean {
  return process.stdin.isTTY === true && io.stderr.isTTY === true;
}

/** Asks on stderr and waits for a line; empty where the input ends without one. */
export async function ask(io: Io, question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin });
  io.stderr.write(`${question} `);
  try {
    const [answer] = (await Promise.race([once(lines, 'line'), once(lines, 'close')])) as [string?];
    return (answer ?? '').trim();
  } finally {
    lines.close();
  }
}
