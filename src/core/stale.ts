/**
 * After how long without a pass what passes leave behind is called stale: twice as long as passes usually lie apart, and the
 * time one may take.
 *
 * @param passTimesMs when the last passes took place, ascending, milliseconds since the epoch.
 * @param staleMs what the configuration says of it; null where it is to be learnt.
 * @param passTimeoutMs how long a pass may take.
 * @returns milliseconds.
 */
export function staleAfterMs(
  passTimesMs: readonly number[],
  staleMs: number | null,
  passTimeoutMs: number,
): number {
  if (staleMs !== null) return staleMs;
  const gapMs = usualGapMs(passTimesMs);
  return gapMs === null ? unknownGapMs : 2 * gapMs + passTimeoutMs;
}

/**
 * How far passes usually lie apart, in milliseconds: the median, so that neither an operator's own pass between two of cron's
 * nor a night without any counts for much; null while that is not known.
 */
export function usualGapMs(passTimesMs: readonly number[]): number | null {
  const gaps = passTimesMs
    .slice(1)
    .map((atMs, before) => atMs - (passTimesMs[before] ?? atMs))
    // A clock that was set back makes no gap.
    .filter((gapMs) => gapMs > 0)
    .toSorted((one, other) => one - other);
  const middle = Math.floor(gaps.length / 2);
  const [low, high] = [gaps[gaps.length % 2 === 0 ? middle - 1 : middle], gaps[middle]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** Three passes of a cron line that starts one every five minutes. */
const unknownGapMs = 15 * 60_000;
