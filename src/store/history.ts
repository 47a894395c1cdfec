import { constants, type Stats } from 'node:fs';
import { open, readdir, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { historyRecord, type HistoryEntry } from './historyRecord.ts';
import { linesBackward } from './linesBackward.ts';

/** The past, wherever it is kept. */
export interface History {
  /**
   * What happened, the newest first: of one pass, the pass and then its launches. Reads no further than it is asked.
   */
  entries(period: Period): AsyncGenerator<HistoryEntry>;
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
  /** A sentence for each file that could not be read. */
  readonly files: readonly string[];
}

/** The history in the logs of passes (`logs/muster-2026-11-21.jsonl`). */
export function historyInLogs(folder: string): History {
  let lines = 0;
  const files: string[] = [];
  async function* entries(period: Period): AsyncGenerator<HistoryEntry> {
    const settled = new Set<string>();
    for (const name of await logNames(folder, files)) {
      if (endOfDayMs(name) < period.sinceMs) return;
      const path = join(folder, name);
      const file = await opened(path, files);
      if (file === null) continue;
      try {
        const { size } = await file.stat();
        for await (const line of linesBackward(file, size, maxRecordBytes)) {
          const record = line === null ? 'broken' : historyRecord(line);
          if (record === null) continue;
          if (record === 'broken') {
            lines++;
            continue;
          }
          const entry = entryOf(record, settled);
          const atMs = Date.parse(record.at);
          if (atMs < period.sinceMs - leewayMs) return;
          if (entry !== null && atMs >= period.sinceMs && atMs <= period.untilMs) yield entry;
        }
      } catch (error) {
        if (!(error instanceof Error && 'syscall' in error)) throw error;
        files.push(`${path} cannot be read: ${error.message}`);
      } finally {
        await file.close();
      }
    }
  }
  return {
    entries,
    get unread() {
      return { lines, files };
    },
  };
}

/** The summary of a pass of ten thousand components has this much. */
const maxRecordBytes = 2 * 1024 * 1024;

/** Records are not quite in the order of their times: that of a pass is when its hosts had been asked. */
const leewayMs = 60 * 60 * 1000;

/**
 * A launch is told once, with its outcome; where the pass was killed before it knew that, nobody knows.
 *
 * @param settled launches of the pass that is being read whose outcome is known.
 */
function entryOf(
  record: Exclude<ReturnType<typeof historyRecord>, null | 'broken'>,
  settled: Set<string>,
): HistoryEntry | null {
  if (record.kind === 'pass') settled.clear();
  if (record.kind === 'launch') settled.add(record.launchId);
  if (record.kind !== 'sent') return record;
  if (settled.has(record.launchId)) return null;
  const { detail: _, ...launch } = record;
  return { ...launch, kind: 'launch', outcome: 'unknown', detail: 'the pass ended before it knew' };
}

/** The newest first. */
async function logNames(folder: string, problems: string[]): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names
      .filter((name) => /^muster-\d{4}-\d\d-\d\d\.jsonl$/.test(name))
      .toSorted()
      .toReversed();
  } catch (error) {
    problems.push(`the logs cannot be read: ${(error as Error).message}`);
    return [];
  }
}

/** A pass that began before midnight writes on into the next day. */
function endOfDayMs(name: string): number {
  const [, year, month, day] = /^muster-(\d{4})-(\d\d)-(\d\d)/.exec(name) ?? [];
  return new Date(Number(year), Number(month) - 1, Number(day) + 1).getTime() + leewayMs;
}

async function opened(path: string, problems: string[]): Promise<FileHandle | null> {
  let file: FileHandle | null = null;
  try {
    // Without waiting: somebody may have put a pipe there.
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
    const stats: Stats = await file.stat();
    if (stats.isFile()) return file;
    problems.push(`${path} is no file`);
  } catch (error) {
    problems.push(`${path} cannot be read: ${(error as Error).message}`);
  }
  await file?.close();
  return null;
}
