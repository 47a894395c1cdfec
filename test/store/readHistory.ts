import { historyIn, type Period } from '../../src/store/history.ts';
import type { HistoryEntry } from '../../src/store/historyRecord.ts';

export const always: Period = { sinceMs: -Infinity, untilMs: Infinity };

export interface ReadHistory {
  readonly entries: readonly HistoryEntry[];
  /** How many lines could not be read. */
  readonly lines: number;
  /** The codes and paths of what could not be read. */
  readonly files: readonly string[];
}

/** The newest entries of a folder of logs, and what could not be read on the way. */
export async function readHistory(logs: string, period = always, most = Infinity): Promise<ReadHistory> {
  const history = historyIn(logs);
  const entries: HistoryEntry[] = [];
  for await (const entry of history.entries(period)) {
    entries.push(entry);
    if (entries.length >= most) break;
  }
  const { lines, files } = history.unread;
  return { entries, lines, files: files.map(({ code, params }) => `${code} ${String(params['path'])}`) };
}

export async function listed<T>(from: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of from) all.push(one);
  return all;
}
