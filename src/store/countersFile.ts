import { join } from 'node:path';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import { noCounters, type Counters, type Counts } from '../core/counters.ts';
import { replaceFile } from './files.ts';
import { NotOurs, readJsonFile, removeHalfWritten } from './stateFile.ts';

export interface CountersRead {
  readonly counters: Counters;
  /** What is wrong with the file; null if nothing is. */
  readonly problem: Message | null;
}

export const countersVersion = 1;

/** Where it is kept what passes have done, beside the state. */
export function countersPath(logs: string): string {
  return join(logs, 'counters.json');
}

/** What passes have done. Never throws: without the file the counters begin at 0, which Prometheus takes for a restart. */
export async function readCounters(path: string): Promise<CountersRead> {
  try {
    return { counters: (await readJsonFile(path, decode)) ?? noCounters, problem: null };
  } catch (error) {
    if (!(error instanceof NotOurs)) throw error;
    return { counters: noCounters, problem: message('counters-lost', error.what) };
  }
}

/**
 * Replaces the counters. Only for who holds the lock.
 *
 * @throws the file system's error; the old counters are untouched then.
 */
export async function writeCounters(path: string, counters: Counters): Promise<void> {
  await removeHalfWritten(path);
  await replaceFile(path, `${JSON.stringify({ version: countersVersion, ...counters }, null, 1)}\n`);
}

function decode(raw: unknown): Counters {
  const { version, passes, held, troubled, tookMs, launches, stops } = record(raw);
  if (version !== countersVersion)
    throw new Error(`version ${JSON.stringify(version)} where ${countersVersion} is expected`);
  return {
    passes: counts(passes),
    held: number(held),
    troubled: number(troubled),
    tookMs: number(tookMs),
    launches: Object.fromEntries(Object.entries(record(launches)).map(([id, own]) => [id, counts(own)])),
    stops: counts(stops),
  };
}

function counts(value: unknown): Counts {
  return Object.fromEntries(Object.entries(record(value)).map(([name, own]) => [name, number(own)]));
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new Error('it is not what muster writes there');
}

function number(value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
  throw new Error(`${JSON.stringify(value)} is no count`);
}
