/**
 * The elapsed time of a process in seconds, as `ps -o etime` prints it: `[[dd-]hh:]mm:ss`, or busybox's
 * `2h05` and `3d04` and `105d`. null for anything else.
 */
export function elapsedSeconds(etime: string): number | null {
  const [, days = 0, hours = 0, minutes, seconds] =
    /^(?:(?:(\d{1,9})-)?(\d{1,9}):)?(\d{1,9}):(\d{1,9})$/.exec(etime) ?? [];
  if (minutes !== undefined)
    return plausible(daysHours(days, hours) + 60 * Number(minutes) + Number(seconds));

  const [, large, unit, small] = /^(\d{1,9})([dh])(\d{0,2})$/.exec(etime) ?? [];
  if (unit === 'd') return plausible(daysHours(Number(large), Number(small)));
  if (unit === 'h') return plausible(daysHours(0, Number(large)) + 60 * Number(small));
  return null;
}

function daysHours(days: number | string, hours: number | string): number {
  return 86_400 * Number(days) + 3_600 * Number(hours);
}

/** A clock set back makes some ps print times of millions of years. */
function plausible(seconds: number): number | null {
  return seconds < 1e10 ? seconds : null;
}
