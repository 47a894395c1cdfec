import type { Instance } from './types.ts';

/**
 * Those of a host's instances of a component that have ended: none of their processes is part of what is there now. What remains of one
 * whose wrapper has ended goes on.
 */
export function ended<T extends Instance>(held: readonly T[], there: readonly Instance[]): readonly T[] {
  // Mostly everything is as it was.
  if (held.every(({ pid }, index) => there[index]?.pid === pid)) return [];
  const pids = new Set(there.flatMap((one) => one.pids));
  return held.filter((one) => !one.pids.some((pid) => pids.has(pid)));
}
