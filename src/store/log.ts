import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'winston';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import { harmlessJson } from '../report/harmless.ts';
import { openAppending } from './appending.ts';
import { dayName } from './historyFiles.ts';

export type LogLevel = 'error' | 'warn' | 'info' | 'debug';

interface LogRecord {
  readonly level: LogLevel;
  readonly message: string;
  readonly timestamp: string;
}

/** Where a pass writes what it decides and why. */
export interface Log {
  write(level: LogLevel, event: string, fields: object): void;
}

/** JSON lines, one file a day. */
export interface OpenLog extends Log {
  /** Loads what writing takes, for when there is time. */
  prepare(): void;
  /** Waits until everything is on disk. Returns what went wrong with the log, null if nothing did. */
  close(): Promise<Message | null>;
}

/**
 * Opens the log of the day. A log that cannot be written never stops a pass: that is what `close` reports.
 *
 * A pass lives for seconds, so a file named by the day is all the rotation there is to do.
 *
 * @param retentionMs older files of this log are removed.
 */
export function openLog(folder: string, retentionMs: number, level: LogLevel, nowMs: number): OpenLog {
  let fault: Message | null = null;
  const failed = (error: Error): void => {
    fault ??= message('log-unwritable', { folder, error: error.message });
  };
  // winston takes its time to load: it comes with the first record, or before, while there is nothing else to do.
  let logger: Logger | null = null;
  let loading: Promise<void> | null = null;
  let start: (() => Promise<void>) | null = null;
  const waiting: LogRecord[] = [];
  let flush: (() => Promise<void>) | null = null;
  try {
    mkdirSync(folder, { recursive: true });
    const file = openAppending(join(folder, logName(nowMs)), failed);
    let handOver: (() => Promise<void>) | null = null;
    start = async () => {
      const { default: winston } = await import('winston');
      // winston's own transport for files keeps to itself that a file cannot be opened or written.
      const transport = new winston.transports.Stream({ stream: file.stream });
      // What winston has made of a record: what hosts say stands in it, and people look at it on a terminal.
      const harmlessLine = winston.format((record) => {
        const key = Symbol.for('message');
        return { ...record, [key]: harmlessJson(String(record[key])) };
      });
      const opened = winston.createLogger({
        level,
        format: winston.format.combine(winston.format.json(), harmlessLine()),
        transports: [transport],
      });
      opened.on('error', failed);
      for (const record of waiting) opened.log(record);
      logger = opened;
      handOver = async () => {
        const handedOver = once(transport, 'finish');
        opened.end();
        await handedOver;
      };
    };
    flush = async () => {
      await loading;
      await handOver?.();
      await file.close();
    };
  } catch (error) {
    failed(error as Error);
  }
  const load = (): void => {
    loading ??= start?.().catch(failed) ?? null;
  };
  return {
    write(at, event, fields) {
      if (fault !== null) return;
      const record = { ...fields, level: at, message: event, timestamp: new Date().toISOString() };
      if (logger !== null) logger.log(record);
      else waiting.push(record);
      load();
    },
    prepare() {
      if (fault === null) load();
    },
    async close() {
      if (fault === null) await flush?.().catch(failed);
      // Also when the log cannot be written: old files may be what fills the disk.
      await prune(folder, retentionMs, nowMs).catch(failed);
      return fault;
    },
  };
}

/** A log whose every record holds the id of the pass that wrote it. */
export function ofPass<Own extends Log>(log: Own, pass: string): Own {
  return { ...log, write: (level, event, fields) => log.write(level, event, { pass, ...fields }) };
}

/** The file of a day. Local days: that is what an operator looks for. */
export function logName(nowMs: number): string {
  return `muster-${dayName(nowMs)}.jsonl`;
}

async function prune(folder: string, retentionMs: number, nowMs: number): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/^muster-\d{4}-\d\d-\d\d\.jsonl$/.test(name)) continue;
    const path = join(folder, name);
    if (nowMs - (await stat(path)).mtimeMs > retentionMs) await rm(path, { force: true });
  }
}
