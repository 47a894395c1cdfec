import { existsSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Message } from '../core/catalogue/catalogue.ts';
import type { Rollup } from '../core/rollup.ts';
import { dayOf, latest, rollupOf, type Rollable } from '../core/rollupOf.ts';
import { openAppending } from './appending.ts';
import { entryOf, headOf, maxRecordBytes, openedFile, Unreadables } from './history.ts';
import { dayBounds, dayName, historyName, hourMs, namesOf } from './historyFiles.ts';
import { recordInLine } from './historyLine.ts';
import { readMark, writeMark } from './historyMark.ts';
import type { HistoryEntry } from './historyRecord.ts';
import { rollupInLine, rollupLine } from './historyRollup.ts';
import { linesBackward } from './linesBackward.ts';

/**
 * Makes an hour of the passes of each hour that is over, and a day of the hours of each day that is.
 *
 * How far each file of passes was read is written down last: what a crash leaves undone, the next call does, and what
 * is done twice changes nothing. What is written late, as with a clock that was set back, makes its hour and its day
 * to be written once more.
 *
 * @param isLate whether the rest is to be left to the next call; something is done by each.
 * @returns what could not be read.
 */
export async function rollUp(folder: string, nowMs: number, isLate: () => boolean): Promise<Message[]> {
  const problems = new Unreadables();
  const mark = await readMark(folder);
  const names = namesOf('passes', await readdir(folder));
  const done = new Set<number>();
  for (const [index, name] of names.entries()) {
    const path = join(folder, name);
    const fresh = await freshIn(path, mark.files.get(name) ?? 0, nowMs, problems);
    if (fresh === null) continue;
    const hours = [...fresh.hours].filter((hour) => !done.has(hour)).toSorted((one, other) => one - other);
    if (hours.length > 0) {
      if (done.size > 0 && isLate()) break;
      // An hour around midnight, or of a day on which the zone was changed, lies in two files.
      const near = names.slice(Math.max(0, index - 1), index + 2).map((each) => join(folder, each));
      const found = await entriesOf(near, new Set(hours), problems);
      const rollups = hours.map((hour) => rollupOf('hour', isoOf(hour), found.get(hour) ?? []));
      await addRollups(folder, 'hours', rollups, problems);
    }
    for (const hour of hours) {
      done.add(hour);
      mark.days.add(dayName(hour));
    }
    mark.files.set(name, fresh.upTo);
  }
  const over = [...mark.days].filter((each) => !isOpenDay(each, nowMs));
  for (const [index, day] of over.entries()) {
    if (index > 0 && isLate()) break;
    const [beginMs, endMs] = dayBounds(day);
    const hours = await hoursIn(folder, beginMs, endMs, problems);
    if (hours.length > 0) await addRollups(folder, 'days', [dayOf(isoOf(beginMs), hours)], problems);
    mark.days.delete(day);
  }
  for (const name of mark.files.keys()) if (!names.includes(name)) mark.files.delete(name);
  await writeMark(folder, mark);
  return problems.all();
}

/** Passes may still be written to this hour; its own time may be a little after `nowMs`, when the pass began. */
function isOpenHour(hour: number, nowMs: number): boolean {
  const ahead = hour - hourOf(nowMs);
  return ahead === 0 || ahead === hourMs;
}

function isOpenDay(day: string, nowMs: number): boolean {
  return day === dayName(nowMs) || day === dayName(nowMs + hourMs);
}

interface Fresh {
  /** Those that are over and to which something was written. */
  readonly hours: ReadonlySet<number>;
  /** Where reading is to go on the next time. */
  readonly upTo: number;
}

/** What stands in a file of passes behind what was read of it. */
async function freshIn(
  path: string,
  from: number,
  nowMs: number,
  problems: Unreadables,
): Promise<Fresh | null> {
  const file = await openedFile(path, problems);
  if (file === null) return null;
  try {
    const { size } = await file.stat();
    if (size === from) return { hours: new Set(), upTo: size };
    const hours = new Set<number>();
    let upTo = size;
    for await (const { at, bytes } of linesBackward(file, size, maxRecordBytes, size < from ? 0 : from)) {
      const head = bytes === null ? null : headOf(bytes);
      if (head === null || !rolled.has(head.kind)) continue;
      const hour = hourOf(head.atMs);
      if (isOpenHour(hour, nowMs)) upTo = at;
      else hours.add(hour);
    }
    return { hours, upTo };
  } finally {
    await file.close();
  }
}

/** The kinds of records that go into an hour. */
const rolled: ReadonlySet<string> = new Set(['pass', 'launch', 'sent', 'stopped', 'gone']);

/** What these files hold of these hours. */
async function entriesOf(
  paths: readonly string[],
  hours: ReadonlySet<number>,
  problems: Unreadables,
): Promise<Map<number, Rollable[]>> {
  const found = new Map<number, Rollable[]>();
  const settled = new Set<string>();
  for (const path of paths.toReversed()) {
    await eachLine(path, problems, (bytes) => {
      const head = headOf(bytes);
      if (head === null) return;
      const hour = hourOf(head.atMs);
      // The outcome of a launch may be of a later hour.
      if (!hours.has(hour) && head.kind !== 'launch') return;
      const record = recordInLine(bytes.toString('utf8'));
      if (record === null || record === 'broken') return;
      const entry = entryOf(record, settled);
      if (entry === null || !isRollable(entry) || !hours.has(hour)) return;
      const others = found.get(hour);
      if (others === undefined) found.set(hour, [entry]);
      else others.push(entry);
    });
  }
  return found;
}

/** Of the others hours and days tell nothing. */
export function isRollable(entry: HistoryEntry): entry is HistoryEntry & Rollable {
  return entry.kind !== 'operator' && entry.kind !== 'rebooted' && entry.kind !== 'pilot';
}

/** The hours that begin in this time. */
async function hoursIn(
  folder: string,
  beginMs: number,
  endMs: number,
  problems: Unreadables,
): Promise<Rollup[]> {
  const months = new Set([historyName('hours', beginMs), historyName('hours', endMs)]);
  const found: Rollup[] = [];
  for (const name of months) {
    const isAsked = (atMs: number): boolean => atMs >= beginMs && atMs < endMs;
    found.push(...(await rollupsIn(join(folder, name), isAsked, problems)));
  }
  return latest(found);
}

/** Adds those that are not there already. */
async function addRollups(
  folder: string,
  kind: 'hours' | 'days',
  rollups: readonly Rollup[],
  problems: Unreadables,
): Promise<void> {
  for (const name of new Set(rollups.map(({ at }) => historyName(kind, Date.parse(at))))) {
    const path = join(folder, name);
    const own = rollups.filter(({ at }) => historyName(kind, Date.parse(at)) === name);
    const times = new Set(own.map(({ at }) => Date.parse(at)));
    const there = new Map(
      latest(await rollupsIn(path, (atMs) => times.has(atMs), problems)).map((one) => [one.at, one]),
    );
    const lines = own.flatMap((rollup) => {
      const other = there.get(rollup.at);
      const line = rollupLine(rollup);
      // One of fewer passes is of what was left of them: it would not be believed.
      const isKnown = other !== undefined && (other.passes > rollup.passes || rollupLine(other) === line);
      return isKnown ? [] : [`${line}\n`];
    });
    if (lines.length > 0) await add(path, lines);
  }
}

async function add(path: string, lines: readonly string[]): Promise<void> {
  let fault: Error | null = null;
  const file = openAppending(path, (error) => (fault ??= error));
  for (const line of lines) file.stream.write(line);
  await file.close();
  if (fault !== null) throw fault as Error;
  // It must be there when it is written down that it is.
  await using written = await open(path, 'r');
  await written.datasync();
}

/** In the order of the file. */
async function rollupsIn(
  path: string,
  isAsked: (atMs: number) => boolean,
  problems: Unreadables,
): Promise<Rollup[]> {
  const found: Rollup[] = [];
  await eachLine(path, problems, (bytes) => {
    const head = headOf(bytes);
    if (head === null || !isAsked(head.atMs)) return;
    const rollup = rollupInLine(bytes.toString('utf8'));
    if (rollup !== null && rollup !== 'broken') found.push(rollup);
  });
  return found.toReversed();
}

/** The lines of a file that can be read, the last first. */
async function eachLine(path: string, problems: Unreadables, take: (bytes: Buffer) => void): Promise<void> {
  const file = existsSync(path) ? await openedFile(path, problems) : null;
  if (file === null) return;
  try {
    const { size } = await file.stat();
    for await (const { bytes } of linesBackward(file, size, maxRecordBytes)) if (bytes !== null) take(bytes);
  } finally {
    await file.close();
  }
}

function hourOf(atMs: number): number {
  return Math.floor(atMs / hourMs) * hourMs;
}

function isoOf(atMs: number): string {
  return new Date(atMs).toISOString();
}
