import type { Message } from '../core/catalogue/catalogue.ts';
import { historyFolder } from './historyFiles.ts';
import { openHistory } from './historyWriter.ts';
import { openLog, type Log, type LogLevel } from './log.ts';

/** What a pass leaves: the log, and what history is made of. */
export interface Records extends Log {
  /** Loads what writing takes, for when there is time. */
  prepare(): void;
  /** Waits until everything is on disk. Returns what went wrong. */
  close(): Promise<readonly Message[]>;
}

/**
 * Opens log and history. Neither ever stops a pass: what went wrong is what `close` reports.
 *
 * @param retentionMs older files of the log are removed; of older passes hours and days are kept.
 * @param level what the log keeps; the history takes what it needs.
 */
export function openRecords(logs: string, retentionMs: number, level: LogLevel, nowMs: number): Records {
  const log = openLog(logs, retentionMs, level, nowMs);
  const history = openHistory(historyFolder(logs), retentionMs, nowMs);
  return {
    write(at, event, fields) {
      log.write(at, event, fields);
      history.write(event, fields);
    },
    prepare: log.prepare,
    async close() {
      const faults = [await log.close(), await history.close()];
      return faults.filter((fault) => fault !== null);
    },
  };
}
