import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/* Which files the history is made of. They lie in `history`, beside the logs; each is named by the time it is of. */

export type HistoryKind = 'passes' | 'hours' | 'days' | 'decisions';

/** The folder of the history. */
export function historyFolder(logs: string): string {
  return join(logs, 'history');
}

/** `passes-2026-11-21.jsonl`: local days, as that is what an operator looks for; months of UTC, as hours are. */
export function historyName(kind: HistoryKind, atMs: number): string {
  const at = new Date(atMs);
  switch (kind) {
    case 'passes':
      return `passes-${dayName(atMs)}.jsonl`;
    case 'hours':
      return `hours-${at.toISOString().slice(0, 7)}.jsonl`;
    default:
      return `${kind}-${at.getFullYear()}.jsonl`;
  }
}

/** `2026-11-21`, a local day. */
export function dayName(atMs: number): string {
  const at = new Date(atMs);
  return `${at.getFullYear()}-${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())}`;
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0');
}

/** The first millisecond of a local day that is told as `2026-11-21`, and of the one after it. */
export function dayBounds(day: string): [beginMs: number, endMs: number] {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return [new Date(year, month - 1, date).getTime(), new Date(year, month - 1, date + 1).getTime()];
}

/** The begin of the local day a time lies in. */
export function dayBegin(atMs: number): number {
  return dayBounds(dayName(atMs))[0];
}

const patterns: Record<HistoryKind, RegExp> = {
  passes: /^passes-(\d{4}-\d\d-\d\d)\.jsonl$/,
  hours: /^hours-(\d{4}-\d\d)\.jsonl$/,
  days: /^days-(\d{4})\.jsonl$/,
  decisions: /^decisions-(\d{4})\.jsonl$/,
};

/** The names that are of this kind, ascending. */
export function namesOf(kind: HistoryKind, names: readonly string[]): string[] {
  return names.filter((name) => patterns[kind].test(name)).toSorted();
}

/** What a name says it is of: `2026-11-21`, `2026-11`, `2026`. */
export function timeIn(kind: HistoryKind, name: string): string {
  return patterns[kind].exec(name)?.[1] ?? '';
}

/** When the time a file is of is over, whatever the zone it was written in. */
export function endOf(kind: HistoryKind, name: string): number {
  const [year = 0, month, day] = timeIn(kind, name).split('-').map(Number);
  const zoneMs = 24 * hourMs;
  if (month === undefined) return Date.UTC(year + 1, 0) + zoneMs;
  if (day === undefined) return Date.UTC(year, month) + zoneMs;
  return Date.UTC(year, month - 1, day + 1) + zoneMs;
}

export const hourMs = 60 * 60 * 1000;

const dayMs = 24 * hourMs;

/** How long hours and days are kept. */
export const keptMs = { hours: 92 * dayMs, days: 400 * dayMs } as const;

/**
 * Removes files of which all is older than it is to be kept. A clock that is set ahead by mistake must not cost the
 * history: a file goes only when there are as many newer ones as the time it is kept takes.
 */
export async function pruneHistory(folder: string, retentionMs: number, nowMs: number): Promise<void> {
  const names = await readdir(folder);
  const prune = async (kind: HistoryKind, keepMs: number, fileMs: number): Promise<void> => {
    const own = namesOf(kind, names);
    const least = Math.ceil(keepMs / fileMs) + 2;
    for (const name of own.slice(0, Math.max(0, own.length - least)))
      if (nowMs - endOf(kind, name) > keepMs) await rm(join(folder, name), { force: true });
  };
  await prune('passes', retentionMs, dayMs);
  // Passes that are still there must find the hours they went into.
  await prune('hours', Math.max(keptMs.hours, retentionMs), 31 * dayMs);
  await prune('days', Math.max(keptMs.days, retentionMs), 366 * dayMs);
  await prune('decisions', Math.max(keptMs.days, retentionMs), 366 * dayMs);
}
