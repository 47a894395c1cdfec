import { harmlessJson } from '../report/harmless.ts';
import {
  fields,
  mapped,
  messages,
  number,
  parsed,
  replaced,
  text,
  time,
  unknownOf,
  type Fields,
} from './historyFields.ts';
import { recordOf } from './historyLogLine.ts';
import type { HistoryRecord, PassEntry, PassTally } from './historyRecord.ts';

/* The records of `logs/history/passes-*.jsonl`. What is as usual is left out: most passes find all as it should be. */

/** A record as a line, without its end. Its kind and its time stand first, so that a reader can tell before it parses. */
export function historyLine(record: HistoryRecord): string {
  const { kind, at, pass, ...rest } = record;
  const told = record.kind === 'pass' ? passFields(record) : rest;
  return harmlessJson(JSON.stringify({ kind, at, pass, ...told }));
}

/** What a line tells; null where that is nothing or of a kind unknown here, `broken` where it cannot be read. */
export function recordInLine(line: string): HistoryRecord | 'broken' | null {
  if (line.trim() === '') return null;
  const record = parsed(line);
  const [kind, at] = [text(record?.['kind']), time(record?.['at'])];
  if (record === null || kind === undefined || at === undefined) return 'broken';
  if (kind === 'pass') return passOf(record, at);
  const message = events[kind];
  return message === undefined ? null : recordOf(message, record, at);
}

/** What the events of the log are called here, where it is not the same. */
const events: Readonly<Record<string, string>> = {
  launch: 'outcome',
  sent: 'launched',
  operator: 'operator',
  stopped: 'stopped',
  gone: 'gone',
  pilot: 'pilot',
  rebooted: 'rebooted',
};

function passFields(pass: PassEntry): object {
  const { command, tookMs, hosts, unknown, blocked, held, problems } = pass;
  const outcomes = Object.entries(pass.outcomes).filter(([, count]) => count !== 0);
  const components = Object.entries(pass.components).map(([name, tally]) => [name, tallyFields(tally)]);
  return {
    ...(command !== 'run' && { command }),
    tookMs,
    hosts: [hosts.seen, hosts.of],
    ...((unknown === null || unknown.length > 0) && { unknown }),
    ...(outcomes.length > 0 && { outcomes: Object.fromEntries(outcomes) as object }),
    ...(blocked !== 0 && { blocked }),
    ...(held !== 0 && { held }),
    ...(problems.length > 0 && { problems }),
    components: Object.fromEntries(components) as object,
  };
}

/** `3`: as many run as are wanted. Else wanted, running, presumed, pending, missing, as far as there is something. */
function tallyFields({ wanted, running, presumed, pending, missing }: PassTally): number | (number | null)[] {
  if (wanted === running && presumed === 0 && pending === 0 && missing === 0) return wanted;
  return withoutZeros([wanted, running, presumed, pending, missing]);
}

/** Without the zeros at the end. */
export function withoutZeros<T>(values: readonly T[]): T[] {
  return values.slice(0, values.findLastIndex((value) => value !== 0) + 1);
}

function passOf(record: Fields, at: string): PassEntry {
  const [seen = 0, of = 0] = numbers(record['hosts']);
  return {
    kind: 'pass',
    at,
    pass: text(record['pass']) ?? null,
    command: text(record['command']) ?? 'run',
    tookMs: number(record['tookMs']),
    hosts: { seen, of },
    unknown: record['unknown'] === undefined ? [] : unknownOf(record['unknown']),
    outcomes: { ...noOutcomes, ...mapped(fields(record['outcomes']), (count) => number(count) ?? 0) },
    blocked: number(record['blocked']) ?? 0,
    held: number(record['held']) ?? 0,
    components: replaced(record['components'], tallyOf),
    problems: messages(record['problems']),
  };
}

const noOutcomes = { confirmed: 0, vanished: 0, failed: 0, refused: 0, unknown: 0 };

function tallyOf(value: unknown): PassTally {
  if (typeof value === 'number') return usualOf(value);
  const values = listOf(value);
  return {
    wanted: countAt(values, 0),
    running: countAt(values, 1),
    presumed: countAt(values, 2),
    pending: countAt(values, 3),
    missing: values.length > 4 ? number(values[4]) : 0,
  };
}

/** One for all that are the same. */
function usualOf(count: number): PassTally {
  let own = usual.get(count);
  if (own === undefined) {
    own = { wanted: count, running: count, presumed: 0, pending: 0, missing: 0 };
    if (usual.size < 1000) usual.set(count, own);
  }
  return own;
}

const usual = new Map<number, PassTally>();

/** Nothing for what is none. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** 0 for what is no number. Of a list of its own for each component there are very many, so it is made into no other. */
export function countAt(values: readonly unknown[], index: number): number {
  return number(values[index]) ?? 0;
}

/** Those of a list; 0 for what is none. */
export function numbers(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.map((one) => number(one) ?? 0) : [];
}
