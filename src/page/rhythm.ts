import type { Rollup } from '../core/rollup.ts';
import type { PassEntry } from '../store/historyRecord.ts';

/**
 * When the last passes that cron made took place, ascending, in milliseconds since the epoch: from how they lie apart it is learnt how
 * often they come.
 *
 * @param passes ascending; where they are few, as with one pass a day, the hours tell.
 * @param hours ascending
 */
export function lastTimesMs(passes: readonly PassEntry[], hours: readonly Rollup[]): number[] {
  // What operators do comes between the passes of cron.
  const times = passes.filter(({ command }) => command === 'run').map(({ at }) => Date.parse(at));
  return (times.length > enough ? times : hours.flatMap(timesIn)).slice(-lookedAt);
}

/** So many say how often passes come, whatever happened to be between two of them. */
const enough = 3;
const lookedAt = 21;

const hourMs = 3_600_000;

/** When the passes of an hour were, as far as it tells. */
function timesIn({ at, passes }: Rollup): number[] {
  const beginMs = Date.parse(at);
  return Array.from({ length: passes }, (_, index) => beginMs + ((index + 0.5) * hourMs) / passes);
}
