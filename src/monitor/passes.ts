import type { History } from '../store/history.ts';
import type { PassEntry } from '../store/historyRecord.ts';

/** So many of the last passes tell how often they come. */
const mostPasses = 20;

/** What is older tells nothing of how often passes come now. */
const longestMs = 7 * 24 * 3600_000;

/** The last passes, the oldest first. */
export async function lastPasses(history: Pick<History, 'entries'>, nowMs: number): Promise<PassEntry[]> {
  const passes: PassEntry[] = [];
  for await (const entry of history.entries({ sinceMs: nowMs - longestMs, untilMs: nowMs })) {
    if (entry.kind === 'pass') passes.push(entry);
    if (passes.length === mostPasses) break;
  }
  return passes.toReversed();
}

/**
 * When those of them took place that came by themselves, ascending, in milliseconds: the steps of a restart lie seconds apart, and
 * tell nothing of when the next pass comes.
 */
export function regularTimesMs(passes: readonly PassEntry[]): number[] {
  return passes
    .flatMap(({ command, at }) => (command === 'run' ? [Date.parse(at)] : []))
    .toSorted((one, other) => one - other);
}
