import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import { openAppending, type Appending } from './appending.ts';
import { historyName, pruneHistory, type HistoryKind } from './historyFiles.ts';
import { historyLine } from './historyLine.ts';
import { recordOf } from './historyLogLine.ts';
import type { HistoryRecord } from './historyRecord.ts';
import { rollUp } from './historyRolling.ts';

/** Where a pass writes what history is made of. */
export interface HistoryWriter {
  /** Takes what goes into the log, and keeps of it what is for history. */
  write(event: string, fields: object): void;
  /** Waits until everything is on disk, and rolls up what is over. Returns what went wrong, null if nothing did. */
  close(): Promise<Message | null>;
}

/**
 * Opens the history. Each record is in its file as soon as it is written, so that a pass that is killed leaves what
 * it had come to.
 *
 * @param folder its own; it is made with the first record.
 * @param retentionMs how long passes are kept, before only hours and days are left of them.
 */
export function openHistory(folder: string, retentionMs: number, nowMs: number): HistoryWriter {
  let fault: Message | null = null;
  const failed = (error: Error): void => {
    fault ??= message('history-unwritable', { folder, error: error.message });
  };
  const files = new Map<HistoryKind, Appending>();
  const add = (kind: HistoryKind, record: HistoryRecord): void => {
    let file = files.get(kind);
    if (file === undefined) {
      mkdirSync(folder, { recursive: true });
      file = openAppending(join(folder, historyName(kind, nowMs)), failed);
      files.set(kind, file);
    }
    file.stream.write(`${historyLine(record)}\n`);
  };
  return {
    write(event, fields) {
      if (fault !== null) return;
      const record = recordOf(event, fields as Record<string, unknown>, new Date().toISOString());
      if (record === null || record === 'broken') return;
      try {
        add('passes', record);
        // These are few: they are kept each for itself, as long as the days.
        if (record.kind === 'operator') add('decisions', record);
      } catch (error) {
        failed(error as Error);
      }
    },
    async close() {
      for (const file of files.values()) if (fault === null) await file.close().catch(failed);
      if (fault === null && files.size > 0) await rolledUp(folder, nowMs).catch(failed);
      // Also when it cannot be written: old files may be what fills the disk.
      await pruneHistory(folder, retentionMs, nowMs).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') failed(error);
      });
      return fault;
    },
  };
}

/** Rolls up as much as there is time for. */
async function rolledUp(folder: string, nowMs: number): Promise<void> {
  const beganMs = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const hung = new Promise<never>((_, reject) => {
    const fault = new Error(`nothing came of rolling it up within ${patienceMs / 1000} s`);
    timer = setTimeout(() => reject(fault), patienceMs);
  });
  try {
    const working = rollUp(folder, nowMs, () => performance.now() - beganMs > patienceMs / 5);
    const problems = await Promise.race([working, hung]);
    if (problems.length > 0) throw new Error(problems.map(({ text }) => text).join('; '));
  } finally {
    clearTimeout(timer);
  }
}

/** A disk that takes longer than this keeps no pass from ending. */
const patienceMs = 5000;
