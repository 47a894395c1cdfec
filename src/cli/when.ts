import { parseDuration } from '../interface/durations.ts';

/** The words for a point in time, as usage errors show them. */
export const whenWords = '2h (ago), 2026-11-20, 2026-11-20T14:30 or 14:30 (today)';

/**
 * A time as an operator gives it, local where it has no zone: how long ago, a day, a day and a time, a time of today.
 * null for any other text.
 *
 * @param edge which end of a day is meant where only that is given.
 */
export function parseWhen(text: string, nowMs: number, edge: 'begin' | 'end'): number | null {
  const agoMs = parseDuration(text);
  if (agoMs !== null) return nowMs - agoMs;
  const found = /^(?:(\d{4})-(\d\d)-(\d\d))?(?:(?:^|[T ])(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,3})?)?(Z?))?$/.exec(
    text,
  );
  if (found === null || text === '') return null;
  const [, year, month, day, hour, minute, second = '0', zone] = found;
  const today = new Date(nowMs);
  const date = [
    year === undefined ? today.getFullYear() : Number(year),
    month === undefined ? today.getMonth() : Number(month) - 1,
    day === undefined ? today.getDate() : Number(day),
  ] as const;
  const time = [Number(hour ?? 0), Number(minute ?? 0), Number(second)] as const;
  const at = zone === 'Z' ? new Date(Date.UTC(...date, ...time)) : new Date(...date, ...time);
  const parts = zone === 'Z' ? [at.getUTCMonth(), at.getUTCDate()] : [at.getMonth(), at.getDate()];
  // The 31st of November would be the 1st of December.
  if (parts[0] !== date[1] || parts[1] !== date[2] || time[0] > 23 || time[1] > 59 || time[2] > 59)
    return null;
  if (hour === undefined && edge === 'end') return new Date(date[0], date[1], date[2] + 1).getTime() - 1;
  return at.getTime();
}
