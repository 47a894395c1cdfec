import type { Measured } from '../../bench/results.ts';

/** What one round of a subject took, but for what is given. */
export function measured(key: string, wallMs: number, own: Partial<Measured> = {}): Measured {
  const plain = { rounds: 1, incomplete: 0, processorMs: 0, oneHost: null, memory: null, answered: 1 };
  return { key, name: key, wallMs, ...plain, ...own };
}
