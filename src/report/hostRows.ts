import { foldRange } from '../interface/ranges.ts';
import type { BackoffReport, HostReport, Report } from './document.ts';
import { harmless } from './harmless.ts';
import { componentList, failureText, quarantineText, sameAsText, unknownText } from './lines.ts';
import { configOption, earlyEndHint } from './nextStep.ts';
import { isWhy, lastFailure, unfitNotes } from './pilotText.ts';
import { timeText, type Style } from './style.ts';

/** A row of the table of hosts: one host, or several that say the same. */
export interface HostRow {
  readonly hosts: readonly HostReport[];
  readonly cells: readonly string[];
  /** What there is to say beside, a sentence each. */
  readonly notes: readonly string[];
}

export const hostHead = ['HOST', 'STATE', 'HOT', 'LOAD', 'FREEMEM', 'RUNS'];

/** The columns that hold numbers. */
export const hostNumbers = [3, 4];

/**
 * @param fold whether hosts that say the same share a row; their load and free memory are told as ranges.
 */
export function hostRows(
  hosts: readonly HostReport[],
  report: Report,
  style: Style,
  fold: boolean,
): HostRow[] {
  const bars = barsOf(hosts, style);
  const groups = new Map<string, HostReport[]>();
  for (const host of hosts) {
    const said = fold && [saidOf(host, style), notesOf(host, report, style, new Set())];
    const key = fold ? JSON.stringify([said, host.hot, host.hotlimit]) : host.host;
    const group = groups.get(key);
    if (group) group.push(host);
    else groups.set(key, [host]);
  }
  const told = new Set<string>();
  return [...groups.values()].map((group) => {
    const [host] = group as [HostReport];
    const { state, runs } = saidOf(host, style, host.host);
    const notes = notesOf(host, report, style, told);
    const range = foldRange(group.map(({ host }) => host));
    const load = rangeText(group, ({ vitals }) => vitals?.load1, loadText);
    const memory = rangeText(group, ({ vitals }) => vitals?.memoryAvailableKiB, sizeText);
    return { hosts: group, cells: [range, state, bars(host), load, memory, runs], notes };
  });
}

/** What is said of a host, but for its numbers; without `name` it is the same for all hosts with the same reason. */
function saidOf(host: HostReport, style: Style, name?: string): { state: string; runs: string } {
  const { sighting, reason, drain, sameAs, components, pending } = host;
  // On a host that was not seen nothing is known to run.
  const presumed = sighting !== 'seen' && Object.keys(components).length > 0 ? 'presumed: ' : '';
  const runs = [
    drain === undefined ? '' : style.yellow(`drained: ${harmless(drain)}`),
    sameAs === undefined ? '' : style.yellow(sameAsText(sameAs)),
    unknownText(reason, name),
    presumed + componentList(components, pending),
  ];
  return {
    state: sighting === 'seen' ? 'seen' : style.yellow(sighting),
    runs: runs.filter((said) => said !== '').join('; '),
  };
}

/** @param told failures that stand above already; those of this host are added. */
function notesOf(host: HostReport, report: Report, style: Style, told: Set<string>): string[] {
  const { quarantine, backoff = {} } = host;
  const waits = Object.entries(backoff).map(([component, wait]) => {
    const until = style.yellow(`${component} backing off there until ${timeText(wait.until, report.at)}`);
    const failure = JSON.stringify([component, wait.why.text]);
    if (told.has(failure) || isToldOf(component, wait, report)) return until;
    told.add(failure);
    const failed = { why: wait.why, lastHost: host.host };
    const hint = earlyEndHint(component, failed, configOption(report.config), [host]);
    return `${until}; ${failureText(wait, report)}${hint}`;
  });
  return [
    ...(quarantine === undefined ? [] : [style.red(quarantineText(quarantine, report))]),
    ...waits,
    ...unfitNotes(host, report).map(style.yellow),
  ];
}

/** Whether this failure stands under the component, be it of another host. */
function isToldOf(component: string, { why }: BackoffReport, report: Report): boolean {
  const whole = report.components.find((candidate) => candidate.component === component);
  if (whole?.on !== true) return false;
  if (whole.backoff?.why.text === why.text) return true;
  const failure = lastFailure(whole, report);
  return failure !== null && isWhy(why, failure.last.pilot);
}

/** `██░░ 2/4`: a sign for each hot slot, or fewer where there are many. */
export function barsOf(hosts: readonly Slots[], style: Style): (host: Slots) => string {
  const longest = Math.min(longestBar, greatest(hosts.map(({ hotlimit }) => hotlimit)));
  const widest = greatest(hosts.map((host) => slotsText(host).length));
  const [taken, free] = style.utf8 ? ['█', '░'] : ['#', '.'];
  return (host) => {
    const { hot, hotlimit } = host;
    const length = Math.min(longestBar, hotlimit);
    const share = hotlimit === 0 ? 0 : Math.min(1, hot / hotlimit);
    // One that is taken shows, and so does one that is free.
    const full =
      share === 0 ? 0 : share === 1 ? length : Math.min(length - 1, Math.max(1, Math.round(share * length)));
    const bar = taken.repeat(full) + free.repeat(length - full);
    const text = slotsText(host).padStart(widest);
    return `${bar}${' '.repeat(longest - length)}${longest > 0 ? ' ' : ''}${hot > hotlimit ? style.red(text) : text}`;
  };
}

function slotsText({ hot, hotlimit }: Slots): string {
  return `${hot}/${hotlimit}`;
}

type Slots = Pick<HostReport, 'hot' | 'hotlimit'>;

/** More signs than this tell nothing that the numbers do not. */
const longestBar = 8;

/** `1.2`, or for several hosts `0.3-1.2`; empty where none can tell. */
function rangeText(
  hosts: readonly HostReport[],
  valueOf: (host: HostReport) => number | null | undefined,
  textOf: (value: number) => string,
): string {
  const values = hosts.flatMap((host) => valueOf(host) ?? []);
  if (values.length === 0) return '';
  const [least, most] = [-greatest(values.map((value) => -value)), greatest(values)].map(textOf) as [
    string,
    string,
  ];
  return least === most ? least : `${least}-${most}`;
}

/** There may be more hosts than a function takes arguments. 0 of none. */
function greatest([first = 0, ...more]: readonly number[]): number {
  return more.reduce((most, value) => Math.max(most, value), first);
}

function loadText(load: number): string {
  return load < 10 ? load.toFixed(1) : String(Math.round(load));
}

/** `512M`, `3.2G`, `24G`, `1.5T`. */
function sizeText(kiB: number): string {
  const units = ['K', 'M', 'G', 'T'];
  let size = kiB;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${size < 10 && unit > 1 ? size.toFixed(1) : Math.round(size)}${units[unit]}`;
}
