import { formatVersion } from '../report/document.ts';
import { harmless } from '../report/harmless.ts';
import { historyRows, isAsked, type HistoryFilter, type HistoryRow } from '../report/historyRows.ts';
import { historyText } from '../report/historyText.ts';
import { many } from '../report/style.ts';
import { historyInLogs, type Period, type Unread } from '../store/history.ts';
import {
  Failure,
  loadConfig,
  print,
  printJson,
  say,
  stdoutStyle,
  type CommonOptions,
  type Io,
} from './context.ts';
import { exits, type Exit } from './exits.ts';
import { parseWhen, whenWords } from './when.ts';

export interface HistoryOptions extends Omit<CommonOptions, 'hosts' | 'only'> {
  readonly component?: string;
  readonly host?: string;
  readonly since?: string;
  readonly until?: string;
  readonly launches?: boolean;
  readonly passes?: boolean;
  readonly lines?: number;
}

/** `muster history`: passes, launches and decisions of the past, from the logs. Asks no host. */
export async function history(options: HistoryOptions, io: Io): Promise<Exit> {
  const { logs, file } = await loadConfig(options);
  const filter = filterOf(options);
  const nowMs = io.clock.now();
  const period = periodOf(options, nowMs);
  const most = options.lines ?? (options.since === undefined ? 40 : Infinity);
  const past = historyInLogs(logs);
  if (options.json) {
    const entries = await newest(past.entries(period), most, (entry) => isAsked(entry, filter));
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
  const rows = await newest<HistoryRow>(historyRows(past.entries(period), filter), most, () => true);
  const today = new Date(nowMs).toISOString();
  print(io, historyText(rows.toReversed(), filter, today, stdoutStyle(io), options.verbose === true));
  if (rows.length === 0 && !options.quiet) say(io, [`nothing of that is in ${harmless(logs)}`]);
  say(io, unreadText(past.unread));
  return exits.ok;
}

function filterOf({ component, host, launches, passes }: HistoryOptions): HistoryFilter {
  if (launches && passes)
    throw new Failure(exits.usage, '--launches and --passes: either alone, or neither for both');
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
    if (at === null)
      throw new Failure(exits.usage, `--${name}: found ${text}; what is understood: ${whenWords}`);
    return at;
  };
  const period = {
    sinceMs: when('since', since, 'begin', -Infinity),
    untilMs: when('until', until, 'end', Infinity),
  };
  if (period.sinceMs > period.untilMs) throw new Failure(exits.usage, '--since is after --until');
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
  return [...broken, ...files].map((sentence) => `muster: ${harmless(sentence)}`);
}
