import { constants, type Stats } from 'node:fs';
import { open, readdir, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import type { Presence, Rollup } from '../core/rollup.ts';
import { latest } from '../core/rollupOf.ts';
import {
  dayBounds,
  endOf,
  historyFolder,
  hourMs,
  namesOf,
  timeIn,
  type HistoryKind,
} from './historyFiles.ts';
import { recordInLine } from './historyLine.ts';
import { recordInLog } from './historyLogLine.ts';
import type { HistoryEntry, HistoryRecord, OperatorEntry, PassEntry } from './historyRecord.ts';
import { presenceInLine, rollupInLine } from './historyRollup.ts';
import { linesBackward } from './linesBackward.ts';

/** The past, wherever it is kept. */
export interface History {
  /**
   * What happened, the newest first: of one pass, the pass and then its launches. Reads no further than it is asked.
   */
  entries(period: Period): AsyncGenerator<HistoryEntry>;
  /** Of the same the passes alone, or all but those: the others are not even parsed. */
  passes(period: Period): AsyncGenerator<PassEntry>;
  events(period: Period): AsyncGenerator<Exclude<HistoryEntry, PassEntry>>;
  /** Hours or days that are over and have begun in this period, ascending. */
  rollups(kind: Rollup['kind'], period: Period): Promise<readonly Rollup[]>;
  /** The same with no more of these components than how many were wanted and ran, and how often it was short: a month of all that is told of many is large. */
  presence(kind: Rollup['kind'], period: Period, ids: readonly string[]): Promise<readonly Presence[]>;
  /** What operators decided, ascending: kept as long as the days. */
  decisions(period: Period): Promise<readonly OperatorEntry[]>;
  /** The local days, as `2026-11-21`, of which `entries` are kept, ascending. Of all others there are hours and days. */
  keptDays(): Promise<readonly string[]>;
  /** What could not be read up to now. */
  readonly unread: Unread;
}

/** In milliseconds since the epoch, both included. */
export interface Period {
  readonly sinceMs: number;
  readonly untilMs: number;
}

export interface Unread {
  /** Lines that are broken or too long. */
  readonly lines: number;
  /** The files and folders that could not be read. */
  readonly files: readonly Message[];
}

/**
 * The history in the folder of the logs: `history/passes-2026-11-21.jsonl` and what is rolled up beside it. Days that
 * have no such file, for muster did not write them then, are read from the log, `muster-2026-11-21.jsonl`.
 */
export function historyIn(logs: string): History {
  const folder = historyFolder(logs);
  const broken = new Set<string>();
  const files = new Unreadables();

  async function namesIn(path: string, isNeeded: boolean): Promise<readonly string[]> {
    try {
      return await readdir(path);
    } catch (error) {
      if (isNeeded || !(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
        files.add(path, (error as Error).message);
      return [];
    }
  }

  /** By day, the newest first: the path of its passes, and of its log. */
  async function days(): Promise<Map<string, Paths>> {
    const found = new Map<string, Paths>();
    for (const name of await namesIn(logs, true)) {
      const day = /^muster-(\d{4}-\d\d-\d\d)\.jsonl$/.exec(name)?.[1];
      if (day !== undefined) found.set(day, { log: join(logs, name) });
    }
    for (const name of namesOf('passes', await namesIn(folder, false))) {
      const day = timeIn('passes', name);
      found.set(day, { ...found.get(day), passes: join(folder, name) });
    }
    return new Map([...found].toSorted(([one], [other]) => (one < other ? 1 : -1)));
  }

  /** What the lines of a file tell, the last first. */
  async function* told<T>(path: string, decode: (line: Buffer) => T | 'broken' | null): AsyncGenerator<T> {
    const file = await openedFile(path, files);
    if (file === null) return;
    try {
      const { size } = await file.stat();
      for await (const { at, bytes } of linesBackward(file, size, maxRecordBytes)) {
        const record = bytes === null ? 'broken' : decode(bytes);
        if (record === 'broken') broken.add(`${path} ${at}`);
        else if (record !== null) yield record;
      }
    } catch (error) {
      if (!(error instanceof Error && 'syscall' in error)) throw error;
      files.add(path, error.message);
    } finally {
      await file.close();
    }
  }

  async function* inPasses(path: string, period: Period, want: Wanted): AsyncGenerator<HistoryRecord> {
    yield* told(path, (bytes) => {
      const head = headOf(bytes);
      if (head !== null) {
        const isPass = head.kind === 'pass';
        if (want !== 'all' && (want === 'passes') !== isPass) return null;
        // A launch that was sent in the period may have its outcome after it.
        if (head.atMs < period.sinceMs || (isPass && head.atMs > period.untilMs)) return null;
      }
      return recordInLine(bytes.toString('utf8'));
    });
  }

  async function* inLog(path: string, period: Period): AsyncGenerator<HistoryRecord> {
    for await (const record of told(path, (bytes) => recordInLog(bytes.toString('utf8')))) {
      if (Date.parse(record.at) < period.sinceMs - leewayMs) return;
      yield record;
    }
  }

  async function* read(period: Period, want: Wanted): AsyncGenerator<HistoryEntry> {
    const settled = new Set<string>();
    const all = await days();
    const first = [...all].findLast(([, { passes }]) => passes !== undefined)?.[0];
    for (const [day, paths] of all) {
      const [beginMs, endMs] = dayBounds(day);
      if (endMs + leewayMs < period.sinceMs) return;
      if (beginMs - leewayMs > period.untilMs) continue;
      const records = day === first ? ofFirst(paths, period) : ofDay(paths, period, want);
      for await (const record of records) {
        const entry = entryOf(record, settled);
        if (entry === null || (want !== 'all' && (want === 'passes') !== (entry.kind === 'pass'))) continue;
        const atMs = Date.parse(entry.at);
        if (atMs >= period.sinceMs && atMs <= period.untilMs) yield entry;
      }
    }
  }

  function ofDay({ passes, log }: Paths, period: Period, want: Wanted): AsyncGenerator<HistoryRecord> {
    return passes === undefined ? inLog(log ?? '', period) : inPasses(passes, period, want);
  }

  /** On the day these files began to be written, what was before stands in the log alone. */
  async function* ofFirst({ passes = '', log }: Paths, period: Period): AsyncGenerator<HistoryRecord> {
    const known = new Set<string>();
    let first = '~';
    for await (const record of inPasses(passes, period, 'all')) {
      if (record.pass !== null) known.add(record.pass);
      if (record.at < first) first = record.at;
      yield record;
    }
    if (log === undefined) return;
    for await (const record of inLog(log, period))
      if (record.pass === null ? record.at < first : !known.has(record.pass)) yield record;
  }

  /** Of the files that can hold something of the period, ascending. */
  async function inPeriod<T extends { readonly at: string }>(
    kind: HistoryKind,
    { sinceMs, untilMs }: Period,
    decode: (line: string) => T | 'broken' | null,
  ): Promise<T[]> {
    const found: T[] = [];
    for (const name of namesOf(kind, await namesIn(folder, false)).toReversed()) {
      if (endOf(kind, name) < sinceMs) break;
      const records = told(join(folder, name), (bytes) => {
        const atMs = headOf(bytes)?.atMs ?? sinceMs;
        return atMs < sinceMs || atMs > untilMs ? null : decode(bytes.toString('utf8'));
      });
      for await (const record of records) {
        const atMs = Date.parse(record.at);
        if (atMs >= sinceMs && atMs <= untilMs) found.push(record);
      }
    }
    return found.toReversed();
  }

  async function rolled<T extends Pick<Rollup, 'kind' | 'at' | 'passes'>>(
    kind: Rollup['kind'],
    period: Period,
    decode: (line: string) => T | 'broken' | null,
  ): Promise<readonly T[]> {
    const found = await inPeriod(kind === 'hour' ? 'hours' : 'days', period, decode);
    return latest(found.filter((rollup) => rollup.kind === kind));
  }

  return {
    entries: (period) => read(period, 'all'),
    passes: (period) => read(period, 'passes') as AsyncGenerator<PassEntry>,
    events: (period) => read(period, 'events') as AsyncGenerator<Exclude<HistoryEntry, PassEntry>>,
    rollups: (kind, period) => rolled(kind, period, rollupInLine),
    presence: (kind, period, ids) => rolled(kind, period, (line) => presenceInLine(line, ids)),
    async decisions(period) {
      const found = await inPeriod('decisions', period, recordInLine);
      return found.filter((record) => record.kind === 'operator');
    },
    async keptDays() {
      return [...(await days()).keys()].toReversed();
    },
    get unread() {
      return { lines: broken.size, files: files.all() };
    },
  };
}

interface Paths {
  readonly passes?: string;
  readonly log?: string;
}

type Wanted = 'all' | 'passes' | 'events';

/** The summary of a pass of ten thousand components has this much. */
export const maxRecordBytes = 2 * 1024 * 1024;

/** Records are not quite in the order of their times: that of a pass is when its hosts had been asked. */
const leewayMs = hourMs;

/** Kind and time of a whole line, without parsing it; null where they do not stand where muster writes them. */
export function headOf(line: Buffer): { kind: string; atMs: number } | null {
  if (line.at(-1) !== 0x7d) return null;
  const [, kind, at] = /^\{"kind":"(\w+)","at":"([^"]*)"/.exec(line.toString('latin1', 0, 80)) ?? [];
  const atMs = Date.parse(at ?? '');
  return kind === undefined || Number.isNaN(atMs) ? null : { kind, atMs };
}

/**
 * A launch is told once, with its outcome; where the pass was killed before it knew that, nobody knows.
 *
 * @param settled launches of the pass that is being read whose outcome is known.
 */
export function entryOf(record: HistoryRecord, settled: Set<string>): HistoryEntry | null {
  if (record.kind === 'pass') settled.clear();
  if (record.kind === 'launch') settled.add(record.launchId);
  if (record.kind !== 'sent') return record;
  if (settled.has(record.launchId)) return null;
  const { detail: _, ...launch } = record;
  return { ...launch, kind: 'launch', outcome: 'unknown', detail: message('launch-outcome-unknown') };
}

/** What could not be read, each once. */
export class Unreadables {
  readonly #found = new Map<string, Message>();

  add(path: string, error: string): void {
    const problem = message('history-unreadable', { path, error });
    this.#found.set(problem.text, problem);
  }

  all(): Message[] {
    return [...this.#found.values()];
  }
}

/** Without waiting: somebody may have put a pipe there. */
export async function openedFile(path: string, problems: Unreadables): Promise<FileHandle | null> {
  let file: FileHandle | null = null;
  try {
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
    const stats: Stats = await file.stat();
    if (stats.isFile()) return file;
    problems.add(path, 'it is no file');
  } catch (error) {
    problems.add(path, (error as Error).message);
  }
  await file?.close();
  return null;
}
