import type { Message } from '../core/catalogue/catalogue.ts';
import type { GoneEntry, LaunchEntry, PassEntry, PilotEntry, StoppedEntry } from '../store/historyRecord.ts';
import { foldRange } from '../interface/ranges.ts';
import { harmless } from './harmless.ts';
import type { HostChanges } from './hostChanges.ts';
import { outcomeParts, rolledCells, tookText } from './historyRolledText.ts';
import type { HistoryEvent, HistoryFilter, HistoryRow } from './historyRows.ts';
import { many, table, timeText, type Style } from './style.ts';

/**
 * The past as a table, the oldest first.
 *
 * @param today what day it is, as ISO 8601: times of today are told without it.
 */
export function historyText(
  rows: readonly HistoryRow[],
  filter: HistoryFilter,
  today: string,
  style: Style,
  verbose: boolean,
): string[] {
  const words = { filter, today, style, verbose };
  const cells = rows.flatMap((row) => rowCells(row, words));
  if (cells.length === 0) return [];
  const isLaunches = filter.kinds === 'launches';
  const head = isLaunches ? ['time', 'what'] : ['time', 'took', 'hosts', 'what'];
  const shown = isLaunches ? cells.map(([time = '', , , what = '']) => [time, what]) : cells;
  return table([head.map(style.dim), ...shown], isLaunches ? [] : [1, 2]);
}

interface Words {
  readonly filter: HistoryFilter;
  readonly today: string;
  readonly style: Style;
  readonly verbose: boolean;
}

function rowCells(row: HistoryRow, words: Words): string[][] {
  const { today, style } = words;
  switch (row.row) {
    case 'pass':
      return [
        passCells(row.pass, row.events, words),
        ...changeCells(row.pass, row.changes, words),
        ...(words.filter.kinds === 'all' ? eventCells(row.events, words) : []),
      ];
    case 'quiet': {
      const { passes } = row;
      const time = spanText(row.from, row.to, today);
      const still = row.unknown.length === 0 ? '' : `; still unknown: ${namesText(row.unknown)}`;
      const said = passes === 1 ? 'nothing changed' : `${passes} passes, nothing changed`;
      return [[time, '', '', style.dim(`${said}${still}`)]];
    }
    case 'gap': {
      if (row.to === null) return [[timeText(row.from, today), '', '', style.yellow('no pass since')]];
      return [[spanText(row.from, row.to, today), '', '', style.yellow('no pass between')]];
    }
    case 'event':
      return [[timeText(row.event.at, today), '', '', eventText(row.event, words)]];
    case 'rolled':
      return [rolledCells(row.rollup, words)];
  }
}

/** The end has its date where the begin has one: what began days ago may end today. */
function spanText(begin: string, end: string, today: string): string {
  const from = timeText(begin, today);
  const to = timeText(end, today);
  if (from === to) return from;
  return `${from} - ${from.length > to.length ? timeText(end, begin) : to}`;
}

/** Hosts that were lost and hosts that came back: told where it changed. */
function changeCells({ at }: PassEntry, { lost, back, isSameList }: HostChanges, words: Words): string[][] {
  const { style, today } = words;
  const texts = [
    ...lost.map(
      ({ kind, reason, hosts }) =>
        `${namesText(hosts)} ${style.yellow(harmless(kind))}${detailText(reason, words.verbose)}`,
    ),
    ...(back.length === 0
      ? []
      : [
          `${namesText(back)} ${isSameList ? style.green('back') : 'no longer unknown, or no longer listed'}`,
        ]),
  ];
  return texts.map((text) => [timeText(at, today), '', '', `  ${text}`]);
}

/** `n-[03-05]`, cut where thousands of hosts have names that do not fold. */
function namesText(names: readonly string[]): string {
  const text = harmless(foldRange(names));
  return text.length <= longestDetail ? text : `${text.slice(0, longestDetail)}… (${names.length} hosts)`;
}

/** What a pass did: launches and stops that went the same way on one line, unless `-v` wants each. */
function eventCells(events: readonly HistoryEvent[], words: Words): string[][] {
  const alike = new Map<string, { event: HistoryEvent; events: HistoryEvent[]; hosts: string[] }>();
  for (const [index, event] of events.entries()) {
    const isAlone = words.verbose || event.kind === 'operator';
    const key = isAlone ? String(index) : sameFor(event);
    const group = alike.get(key) ?? { event, events: [], hosts: [] };
    group.hosts.push(event.host ?? '');
    group.events.push(event);
    alike.set(key, group);
  }
  return [...alike.values()].map(({ event, events, hosts }) => [
    timeText(event.at, words.today),
    '',
    '',
    `  ${eventText(event, words, hosts, events)}`,
  ]);
}

/** What must be the same for two events to be told in one line. */
function sameFor(event: HistoryEvent): string {
  switch (event.kind) {
    case 'rebooted':
      return event.kind;
    case 'gone':
      return JSON.stringify([event.kind, event.component, event.rebooted, event.end?.text]);
    case 'operator':
      return JSON.stringify(event);
    default:
      return JSON.stringify([event.kind, event.component, event.outcome, event.detail?.text]);
  }
}

function passCells(
  { at, command, tookMs, hosts, outcomes, blocked, held, components, problems }: PassEntry,
  events: readonly HistoryEvent[],
  { filter, today, style }: Words,
): string[] {
  const isNarrow = filter.component !== null || filter.host !== null;
  const launches = events.filter(({ kind }) => kind === 'launch');
  const counts = isNarrow ? tally(launches) : outcomes;
  const parts = outcomeParts(counts, style);
  const stopped = events.filter((event) => event.kind === 'stopped' && event.outcome in endedWords).length;
  if (stopped > 0) parts.push(`${stopped} stopped`);
  const gone = events.filter(({ kind }) => kind === 'gone').length;
  if (gone > 0) parts.push(style.red(`${gone} gone`));
  const rebooted = new Set(events.flatMap((event) => (event.kind === 'rebooted' ? event.host : []))).size;
  if (rebooted > 0) parts.push(style.yellow(`${rebooted} rebooted`));
  if (!isNarrow && blocked > 0) parts.push(style.red(`${blocked} blocked`));
  if (held > 0) parts.push(style.red(`${held} held: too many hosts unknown`));
  const own = filter.component === null ? undefined : components[filter.component];
  if (own !== undefined) parts.push(`${own.running} of ${own.wanted} running${besides(own)}`);
  if (!isNarrow) parts.push(...problems.map(({ text }) => harmless(text)));
  if (parts.length === 0) parts.push(shortText(components));
  const seen = `${hosts.seen}/${hosts.of}`;
  return [
    timeText(at, today),
    tookMs === null ? '' : tookText(tookMs),
    hosts.seen < hosts.of ? style.yellow(seen) : seen,
    `${command === 'run' ? '' : `${harmless(command)}: `}${parts.join(', ')}`,
  ];
}

function tally(launches: readonly HistoryEvent[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const launch of launches)
    if (launch.kind === 'launch') counts[launch.outcome] = (counts[launch.outcome] ?? 0) + 1;
  return counts;
}

function besides({ presumed, pending }: PassEntry['components'][string]): string {
  const parts = [
    ...(presumed > 0 ? [`${presumed} presumed`] : []),
    ...(pending > 0 ? [`${pending} pending`] : []),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** What is told of a pass that did nothing and is not like the one before. */
function shortText(components: PassEntry['components']): string {
  const all = Object.values(components);
  const running = all.reduce((sum, own) => sum + own.running, 0);
  const missing = all.reduce((sum, own) => sum + (own.missing ?? 0), 0);
  const short = missing === 0 ? '' : `, ${missing} short`;
  const presumed = all.reduce((sum, own) => sum + own.presumed, 0);
  const more = presumed === 0 ? '' : `, ${presumed} presumed`;
  return `${many(running, 'instance')} of ${many(all.length, 'component')}${more}${short}`;
}

/** @param hosts all that it holds for, where it holds for several. */
function eventText(
  event: HistoryEvent,
  words: Words,
  hosts: readonly string[] = [],
  events: readonly HistoryEvent[] = [event],
): string {
  switch (event.kind) {
    case 'launch':
      return launchText(event, hosts, words);
    case 'stopped':
      return stoppedText(event, hosts, words);
    case 'gone':
      return goneText(
        event,
        events.flatMap((each) => (each.kind === 'gone' ? each : [])),
        hosts,
        words,
      );
    case 'pilot':
      return pilotText(event, hosts, words);
    case 'rebooted':
      return `${hosts.length > 1 ? namesText([...new Set(hosts)]) : harmless(event.host)} ${words.style.yellow('rebooted')}`;
    case 'operator': {
      const { verb, by, component, host, reason, until } = event;
      const what = [verb, component, host].flatMap((part) => (part === undefined ? [] : [harmless(part)]));
      const who = by === undefined ? 'operator' : harmless(by);
      // The record holds why and until when it had been said, which is over.
      const isBack = verb === 'undrain' || verb === 'resume';
      const why = reason === undefined || isBack ? '' : `: ${harmless(reason)}`;
      const end =
        isBack || until === undefined || Number.isNaN(Date.parse(until))
          ? ''
          : ` until ${timeText(until, words.today)}`;
      return words.style.bold(`${who}: ${what.join(' ')}${end}${why}`);
    }
  }
}

/** How a stop ended, where the instance is no more. */
const endedWords: Readonly<Record<string, string>> = {
  stopped: 'stopped',
  killed: 'killed',
  gone: 'found ended',
};

function stoppedText(
  { component, host, pid, outcome, detail }: StoppedEntry,
  hosts: readonly string[],
  { style, verbose }: Words,
): string {
  const word = endedWords[outcome] ?? `stop ${outcome}`;
  const what = outcome in endedWords ? word : style.red(harmless(word));
  const process = pid === null || hosts.length > 1 ? '' : `, process ${pid}`;
  return `${what} ${harmless(component)} on ${placesText(host, hosts)}${process}${detailText(detail, verbose)}`;
}

function goneText(
  { component, host, pid, rebooted, end: told, usage }: GoneEntry,
  all: readonly GoneEntry[],
  hosts: readonly string[],
  { style, verbose }: Words,
): string {
  const process = pid === null || all.length > 1 ? '' : `, process ${pid}`;
  const end = rebooted ? ', by the reboot' : livedText(all);
  return `${style.red('gone')} ${harmless(component)} on ${placesText(host, hosts)}${process}${end}${detailText(told, verbose)}${usageText(usage, all.length)}`;
}

function pilotText(
  { component, host, launchId, outcome, detail, usage }: PilotEntry,
  hosts: readonly string[],
  { style, verbose }: Words,
): string {
  const isBad = outcome === 'failed' || outcome === 'unfit';
  const word = outcome === 'ready' ? style.green('ready') : isBad ? style.red(outcome) : harmless(outcome);
  const id = verbose ? ` (${harmless(launchId)})` : '';
  return `pilot ${word}: ${harmless(component)} on ${placesText(host, hosts)}${id}${detailText(detail, verbose)}${usageText(usage, hosts.length)}`;
}

/** `; used wall 292 s, processor 3 s`; of several that are told in one line each used something else. */
function usageText(usage: string | undefined, of: number): string {
  return usage === undefined || of > 1 ? '' : `; used ${harmless(usage)}`;
}

/** `after about 7 s`; `after 2 s to 5 min` where the looks were so far apart that it is not known better. */
export function livedText(all: readonly GoneEntry[]): string {
  const [least, most] = [
    Math.min(...all.map(({ livedMs }) => livedMs ?? NaN)),
    Math.max(...all.map(({ atMostMs }) => atMostMs ?? NaN)),
  ];
  if (Number.isNaN(least) || Number.isNaN(most)) return '';
  return most <= least * 2 || most - least <= 10_000
    ? `, after about ${durationText((least + most) / 2)}`
    : `, after ${durationText(least)} to ${durationText(most)}`;
}

function durationText(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}

function launchText(
  { launchId, component, host, outcome, detail }: LaunchEntry,
  hosts: readonly string[],
  { style, verbose }: Words,
): string {
  const isGood = outcome === 'confirmed';
  const word = isGood ? 'started' : outcome === 'unknown' ? 'outcome unknown' : outcome;
  const colour = isGood ? style.green : style.red;
  const more = isGood && !verbose ? '' : detailText(detail, verbose);
  const id = verbose ? ` (${harmless(launchId)})` : '';
  return `${colour(harmless(word))} ${harmless(component)} on ${placesText(host, hosts)}${id}${more}`;
}

/** `n[01-03]`, and how many where some are the same. */
function placesText(host: string, hosts: readonly string[]): string {
  const names = new Set(hosts);
  if (names.size === 0) return harmless(host);
  const count = hosts.length > names.size ? ` (${hosts.length})` : '';
  return `${harmless(foldRange([...names]))}${count}`;
}

function detailText(detail: Message | undefined, verbose: boolean): string {
  const said = harmless(detail?.text ?? '');
  if (said === '') return '';
  return `: ${verbose || said.length <= longestDetail ? said : `${said.slice(0, longestDetail)}…`}`;
}

/** Characters of why a launch failed that are shown without `-v`. */
const longestDetail = 120;
