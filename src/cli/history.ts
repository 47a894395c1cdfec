import { message } from '../core/catalogue/catalogue.ts';
import { resolve } from 'node:path';
import type { Rollup } from '../core/rollup.ts';
import { staleAfterMs } from '../core/stale.ts';
import { defaults } from '../interface/defaults.ts';
import { durationMs } from '../interface/durations.ts';
import { loadInterface } from '../interface/load.ts';
import { logsFolderOf } from '../interface/logsFolder.ts';
import { formatVersion } from '../report/document.ts';
import { harmless } from '../report/harmless.ts';
import { agedEntries, type Aged } from '../report/historyAged.ts';
import { historyRows, isAsked, type HistoryFilter, type HistoryRow } from '../report/historyRows.ts';
import { unknownIn } from '../report/hostChanges.ts';
import { historyText } from '../report/historyText.ts';
import { many } from '../report/style.ts';
import { historyIn, type Period, type Unread } from '../store/history.ts';
import type { HistoryEntry } from '../store/historyRecord.ts';
import { lastPasses } from '../store/lastPasses.ts';
import {
  configErrors,
  conflict,
  Failure,
  invalid,
  print,
  printJson,
  say,
  stdoutStyle,
  suggestions,
  type CommonOptions,
  type Io,
} from './context.ts';
import { exits, type Exit } from './exits.ts';
import { parseWhen, whenWords } from './when.ts';

export interface HistoryOptions extends Omit<CommonOptions, 'hosts' | 'only' | 'quiet'> {
  readonly component?: string;
  readonly host?: string;
  readonly since?: string;
  readonly until?: string;
  readonly launches?: boolean;
  readonly passes?: boolean;
  readonly lines?: number;
}

/** `muster history`: passes, launches and decisions of the past, and what they came to of before. Asks no host. */
export async function history(options: HistoryOptions, io: Io): Promise<Exit> {
  const { logs, file, components, hosts, staleMs, passMs } = await whatIsKnown(options, io);
  const filter = filterOf(options);
  const nowMs = io.clock.now();
  const period = periodOf(options, nowMs);
  const most = options.lines ?? (options.since === undefined ? 40 : Infinity);
  const past = historyIn(logs);
  const strangers = new Strangers(filter, { file, components, hosts });
  const read = strangers.lookedFor(past.entries(period));
  const isFine = options.verbose === true || period.untilMs - period.sinceMs <= shortMs;
  /** As many as there is room for. */
  const older = async (room: number): Promise<Aged['entries']> => {
    if (room <= 0) return [];
    const { entries, withoutHosts } = await agedEntries(past, period, filter, isFine);
    for (const entry of entries) strangers.look(entry);
    if (withoutHosts > 0) say(io, [hostsText(withoutHosts)]);
    return entries.slice(0, room);
  };
  if (options.json) {
    const kept = await newest(read, most, (entry) => isAsked(entry, filter));
    const entries = [...kept, ...(await older(most - kept.length))];
    strangers.refuse();
    const [at, since, until] = [nowMs, period.sinceMs, period.untilMs].map(isoOrNull);
    printJson(io, {
      formatVersion,
      command: 'history',
      at,
      config: file,
      since,
      until,
      entries: entries.toReversed(),
      unread: { lines: past.unread.lines, files: past.unread.files },
    });
    return exits.ok;
  }
  const { timesMs } = await lastPasses(past, nowMs);
  const rhythm = {
    longestMs: staleAfterMs(timesMs, staleMs, passMs),
    untilMs: Math.min(period.untilMs, nowMs),
  };
  const kept = await newest<HistoryRow>(historyRows(read, filter, rhythm), most, () => true);
  const rows = [...kept, ...(await older(most - kept.length)).map(rowOf)];
  strangers.refuse();
  const today = new Date(nowMs).toISOString();
  print(io, historyText(rows.toReversed(), filter, today, stdoutStyle(io), options.verbose === true));
  if (rows.length === 0) say(io, [`nothing of that is in ${harmless(logs)}`]);
  say(io, unreadText(past.unread));
  return exits.ok;
}

/** A period of which the hours are told, not the days. */
const shortMs = 2 * 24 * 60 * 60 * 1000;

function rowOf(entry: Aged['entries'][number]): HistoryRow {
  return entry.kind === 'operator' ? { row: 'event', event: entry } : { row: 'rolled', rollup: entry };
}

function hostsText(rollups: number): string {
  return `muster: ${many(rollups, 'older row')} without --host: hosts are not kept that long, components are`;
}

interface Known {
  readonly file: string;
  readonly logs: string;
  /** null where the file has errors. */
  readonly components: readonly string[] | null;
  readonly hosts: readonly string[] | null;
  /** `monitor.stale` and `timeouts.pass`, as far as they are known. */
  readonly staleMs: number | null;
  readonly passMs: number;
}

/** The past can be told also while somebody edits the file: only where the logs are must be known. */
async function whatIsKnown(options: HistoryOptions, io: Io): Promise<Known> {
  const loaded = await loadInterface(options.config);
  if (loaded.ok) {
    const { file, logs, components, hosts, monitor, timeouts } = loaded.config;
    return {
      file,
      logs,
      components: components.map(({ id }) => id),
      hosts: hosts.map(({ name }) => name),
      staleMs: monitor.staleMs,
      passMs: timeouts.passMs,
    };
  }
  const logs = await logsFolderOf(options.config);
  const errors = configErrors(options.config, loaded.errors);
  const [first, ...more] = errors;
  if (logs === null || first === undefined) throw new Failure(exits.config, errors);
  const others = more.length === 0 ? '' : ` (and ${many(more.length, 'more error')})`;
  say(io, [`muster: ${first.text}${others}`, `muster: what is told is from the logs in ${harmless(logs)}`]);
  const passMs = durationMs(defaults.timeouts.pass);
  return { file: resolve(options.config), logs, components: null, hosts: null, staleMs: null, passMs };
}

/** Names asked for that the file does not have: they may be of the past, or mistyped. */
class Strangers {
  readonly #left: { option: string; name: string; known: readonly string[]; said: string }[];

  constructor(
    { component, host }: HistoryFilter,
    { file, components, hosts }: Pick<Known, 'file' | 'components' | 'hosts'>,
  ) {
    const asked = [
      { option: '--component', name: component, known: components, said: `a component of ${file}` },
      { option: '--host', name: host, known: hosts, said: `a host of ${file}` },
    ];
    this.#left = asked.flatMap(({ name, known, ...rest }) =>
      name === null || known === null || known.includes(name) ? [] : [{ ...rest, name, known }],
    );
  }

  /** The same entries, while the names are looked for in them. */
  async *lookedFor(entries: AsyncIterable<HistoryEntry>): AsyncGenerator<HistoryEntry> {
    for await (const entry of entries) {
      this.look(entry);
      yield entry;
    }
  }

  look(entry: HistoryEntry | Rollup): void {
    for (const [index, { name }] of [...this.#left.entries()].toReversed())
      if (namesIn(entry, name)) this.#left.splice(index, 1);
  }

  /** @throws Failure for names that the logs do not have either, as far as they were read. */
  refuse(): void {
    if (this.#left.length === 0) return;
    throw new Failure(
      exits.usage,
      this.#left.map(({ option, name, said }) => message('name-not-in-past', { option, name, known: said })),
      ...this.#left.flatMap(({ name, known }) => suggestions([name], known)),
    );
  }
}

function namesIn(entry: HistoryEntry | Rollup, name: string): boolean {
  if ('passes' in entry) return Object.hasOwn(entry.components, name);
  if (entry.kind === 'pass')
    return Object.hasOwn(entry.components, name) || (unknownIn(entry)?.has(name) ?? false);
  return entry.host === name || (entry.kind !== 'rebooted' && entry.component === name);
}

function filterOf({ component, host, launches, passes }: HistoryOptions): HistoryFilter {
  if (launches && passes) throw conflict(['--launches', '--passes'], 'give one of them, or neither for both');
  return {
    component: component ?? null,
    host: host ?? null,
    kinds: launches ? 'launches' : passes ? 'passes' : 'all',
  };
}

function periodOf({ since, until }: HistoryOptions, nowMs: number): Period {
  const when = (name: string, text: string | undefined, edge: 'begin' | 'end', unset: number): number => {
    if (text === undefined) return unset;
    const at = parseWhen(text, nowMs, edge);
    if (at === null) throw invalid(`--${name}`, text, whenWords);
    return at;
  };
  const period = {
    sinceMs: when('since', since, 'begin', -Infinity),
    untilMs: when('until', until, 'end', Infinity),
  };
  if (period.sinceMs > period.untilMs) throw conflict(['--since', '--until'], '--since is after --until');
  return period;
}

/** The first `most` that are wanted; nothing is read behind them. */
async function newest<T>(from: AsyncIterable<T>, most: number, isWanted: (one: T) => boolean): Promise<T[]> {
  const found: T[] = [];
  for await (const one of from) {
    if (isWanted(one)) found.push(one);
    if (found.length >= most) break;
  }
  return found;
}

function isoOrNull(ms: number): string | null {
  return Number.isFinite(ms) ? new Date(ms).toISOString() : null;
}

function unreadText({ lines, files }: Unread): string[] {
  const broken = lines === 0 ? [] : [`${many(lines, 'line')} of the logs could not be read`];
  return [...broken, ...files.map(({ text }) => text)].map((line) => `muster: ${harmless(line)}`);
}
