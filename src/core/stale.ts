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
  const gaps = gapsOf(passTimesMs);
  const learntMs = 2 * (usualGapMs(passTimesMs) ?? 0) + passTimeoutMs;
  return gaps.length < enoughGaps ? Math.max(learntMs, unknownGapMs) : learntMs;
}

/**
 * How far passes usually lie apart, in milliseconds: the third longest gap, so that neither passes an operator makes one after the
 * other nor two nights without any count; of few gaps a longer one. null while that is not known.
 */
export function usualGapMs(passTimesMs: readonly number[]): number | null {
  const gaps = gapsOf(passTimesMs).toSorted((one, other) => other - one);
  return gaps[Math.min(2, Math.floor(gaps.length / 4))] ?? null;
}

function gapsOf(passTimesMs: readonly number[]): number[] {
  return (
    passTimesMs
      .slice(1)
      .map((atMs, before) => atMs - (passTimesMs[before] ?? atMs))
      // A clock that was set back makes no gap.
      .filter((gapMs) => gapMs > 0)
  );
}

/** Between twenty passes. Fewer may for the most part be those of an operator who tries things out. */
const enoughGaps = 19;

/** Three passes of a cron line that starts one every five minutes. */
const unknownGapMs = 15 * 60_000;
