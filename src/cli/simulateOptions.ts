import type { Config } from '../interface/config.ts';
import { expandRange, foldRange } from '../interface/ranges.ts';
import { parseDuration } from '../interface/durations.ts';
import type { Deaths, Failing, Happenings, Outage } from '../simulate/happenings.ts';
import { componentNamed, conflict, invalid, namedHosts, useless } from './context.ts';

/** What is to go wrong, as it is given; each may be given again. */
export interface HappeningOptions {
  readonly lose?: readonly string[];
  readonly cut?: readonly string[];
  readonly die?: readonly string[];
  readonly fail?: readonly string[];
}

/**
 * @param config what is simulated; `listed` is the file, which `--hosts` may have made smaller.
 * @throws Failure for what is not understood, and for hosts and components there are not.
 */
export function happeningsOf(
  config: Config,
  listed: Config,
  { lose, cut, die, fail }: HappeningOptions,
  lastsMs: number | null,
): Happenings {
  const hostsIn = (text: string, option: string): string[] => simulatedHosts(config, listed, text, option);
  const outages = [
    ...(lose ?? []).map((text) => outageOf(hostsIn, 'power', '--lose', text)),
    ...(cut ?? []).map((text) => outageOf(hostsIn, 'network', '--cut', text)),
  ];
  requireApart(outages);
  const late = outages.find(({ fromMs }) => lastsMs !== null && fromMs >= lastsMs);
  if (late !== undefined)
    throw invalid(
      late.kind === 'power' ? '--lose' : '--cut',
      late.hosts.join(','),
      'a time before the end (--hours)',
    );
  return {
    outages,
    deaths: (die ?? []).map((text) => deathsOf(config, text)),
    failing: (fail ?? []).map((text) => failingOf(config, hostsIn, text)),
  };
}

/** A leap year. */
export const longestMs = 366 * 24 * 60 * 60 * 1000;

/** A host that does not answer cannot be lost once more. */
function requireApart(outages: readonly Outage[]): void {
  const byStart = outages.toSorted((a, b) => a.fromMs - b.fromMs);
  const until = new Map<string, number>();
  for (const { hosts, fromMs, untilMs } of byStart) {
    const twice = hosts.find((host) => (until.get(host) ?? 0) > fromMs);
    if (twice !== undefined) throw conflict(['--lose', '--cut'], `${twice} is lost again before it is back`);
    for (const host of hosts) until.set(host, untilMs);
  }
}

type HostsIn = (text: string, option: string) => string[];

/** The names of hosts in a text. */
function simulatedHosts(config: Config, listed: Config, text: string, option: string): string[] {
  const range = expandRange(text);
  const simulated = new Set(config.hosts.map(({ name }) => name));
  const inFile = new Set(listed.hosts.map(({ name }) => name));
  const beyond = range.ok ? range.names.filter((name) => inFile.has(name) && !simulated.has(name)) : [];
  if (beyond.length > 0)
    throw conflict(
      [`${option} ${text}`, `--hosts ${config.hosts.length}`],
      `${foldRange(beyond)} would not be simulated`,
    );
  return namedHosts(config, text, option).map(({ name }) => name);
}

/** @throws Failure for a host that is to be lost and did not answer at the last pass. */
export function requireAnswering({ outages }: Happenings, lost: readonly string[]): void {
  const gone = new Set(lost);
  const twice = [...new Set(outages.flatMap(({ hosts }) => hosts.filter((host) => gone.has(host))))];
  if (twice.length > 0)
    throw useless(
      '--lose, --cut',
      `${foldRange(twice)} did not answer the last pass and is lost from the start`,
    );
}

/** `n-[01-04]@5m`, `n-01@5m-35m`. */
function outageOf(hostsIn: HostsIn, kind: Outage['kind'], option: string, text: string): Outage {
  const at = text.lastIndexOf('@');
  const [fromText = '', untilText] = at < 0 ? [] : text.slice(at + 1).split('-');
  const fromMs = parseDuration(fromText);
  const untilMs = untilText === undefined ? Infinity : parseDuration(untilText);
  if (at < 1 || fromMs === null || untilMs === null || text.slice(at + 1).split('-').length > 2)
    throw invalid(option, text, 'hosts and a time such as n-01,n-02@5m or n-[01-04]@5m-35m');
  if (fromMs > longestMs || (Number.isFinite(untilMs) && untilMs > longestMs))
    throw invalid(option, text, 'a time within 366 days');
  if (untilMs <= fromMs) throw invalid(option, text, `an end after ${fromText}`);
  const hosts = hostsIn(text.slice(0, at), option);
  return { kind, hosts, fromMs, untilMs };
}

/** `pipe0/bundler=10/h`. */
function deathsOf(config: Config, text: string): Deaths {
  const [, name, number, unit] = /^([^=]+)=(\d{1,6}(?:\.\d{1,3})?)\/([mhd])$/.exec(text) ?? [];
  const perHour = Number(number) * { m: 60, h: 1, d: 1 / 24 }[unit as 'm' | 'h' | 'd'];
  if (name === undefined || !(perHour > 0))
    throw invalid('--die', text, 'a component and a rate per m, h or d, such as pipe0/bundler=10/h,');
  return { component: componentNamed(config, name).id, perHour };
}

/** `pipe0/bundler` everywhere, `pipe0/bundler@n-[01-04]`. */
function failingOf(config: Config, hostsIn: HostsIn, text: string): Failing {
  const [name = '', ...more] = text.split('@');
  const { id, on } = componentNamed(config, name);
  if (!on) throw useless(`--fail ${text}`, `${id} is off in ${config.file}, so it is never launched`);
  if (more.length === 0) return { component: id, hosts: 'all' };
  return {
    component: id,
    hosts: new Set(hostsIn(more.join('@'), '--fail')),
  };
}
