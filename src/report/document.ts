import { noTally, strength } from '../core/census.ts';
import { missing } from '../core/plan.ts';
import type { Action, Census, HostCensus, Outcome, Tally, Vitals } from '../core/types.ts';
import type { Config } from '../interface/config.ts';

/** The version of what `--json` prints; documented and checked by `schema/report.schema.json`. */
export const formatVersion = 1;

/** What `status`, `plan` and `run` have to say, as data: `--json` prints it, the texts for people are made of it. */
export interface Report {
  readonly formatVersion: typeof formatVersion;
  readonly command: 'status' | 'plan' | 'run';
  /** ISO 8601. */
  readonly at: string;
  /** Absolute path of `Interface.json`. */
  readonly config: string;
  readonly hosts: readonly HostReport[];
  /** Hosts that are no longer listed and may still hold instances. */
  readonly unlisted: readonly { host: string; components: Record<string, number> }[];
  readonly components: readonly ComponentReport[];
  readonly brownout: Census['brownout'];
  readonly summary: Summary;
  readonly actions?: readonly Action[];
  readonly outcomes?: readonly Outcome[];
  /** What went wrong beside the hosts: state, log, deadline. */
  readonly problems: readonly string[];
}

export interface HostReport {
  readonly host: string;
  readonly sighting: 'seen' | 'silent' | 'down';
  readonly reason?: string;
  readonly remedy?: string;
  /** Hot slots taken. */
  readonly hot: number;
  readonly hotlimit: number;
  readonly drain?: string;
  /** Instances running, presumed and pending together. */
  readonly components: Record<string, number>;
  readonly vitals?: Vitals;
}

export interface ComponentReport extends Tally {
  readonly component: string;
  readonly on: boolean;
  readonly count: number;
  readonly hot: number;
  /** Short of its count by this many. A launch that vanished is short, though its place is kept for a while. */
  readonly missing: number;
}

export interface Summary {
  readonly start: number;
  readonly stop: number;
  /** Instances that could not be placed. */
  readonly blocked: number;
  /** Instances not started because of the brownout guard. */
  readonly held: number;
  readonly unknownHosts: number;
}

export interface Findings {
  readonly command: Report['command'];
  readonly atMs: number;
  readonly config: Config;
  readonly census: Census;
  readonly actions?: readonly Action[];
  readonly outcomes?: readonly Outcome[];
  readonly problems: readonly string[];
}

/** The report of a command. */
export function reportOf({ command, atMs, config, census, actions, outcomes, problems }: Findings): Report {
  return {
    formatVersion,
    command,
    at: new Date(atMs).toISOString(),
    config: config.file,
    hosts: census.hosts.map(hostReport),
    unlisted: census.unlisted.map(({ host, components }) => ({ host, components: counts(components) })),
    components: config.components.map((component) => ({
      component: component.id,
      on: component.on,
      count: component.count,
      hot: component.hot,
      ...(census.totals.get(component.id) ?? noTally),
      missing: missing(component, census) + vanished(component.id, outcomes ?? []),
    })),
    brownout: census.brownout,
    summary: summaryOf(census, actions ?? []),
    ...(actions && { actions }),
    ...(outcomes && { outcomes }),
    problems,
  };
}

/** The report on these components and hosts alone, for a command that was narrowed to them; null is all. */
export function narrowedTo(
  { components, hosts }: { components: readonly string[] | null; hosts: readonly string[] | null },
  report: Report,
): Report {
  return {
    ...report,
    components: report.components.filter(({ component }) => components?.includes(component) ?? true),
    hosts: report.hosts.filter(({ host }) => hosts?.includes(host) ?? true),
  };
}

function hostReport({ host, sighting, hot, hotLimit, drain, components }: HostCensus): HostReport {
  return {
    host,
    sighting: sighting.kind,
    ...(sighting.kind === 'seen'
      ? { vitals: sighting.vitals }
      : { reason: sighting.reason, ...(sighting.remedy !== undefined && { remedy: sighting.remedy }) }),
    hot,
    hotlimit: hotLimit,
    ...(drain !== null && { drain }),
    components: counts(components),
  };
}

function counts(components: HostCensus['components']): Record<string, number> {
  return Object.fromEntries([...components].map(([id, tally]) => [id, strength(tally)]));
}

function vanished(component: string, outcomes: readonly Outcome[]): number {
  return outcomes.filter((launch) => launch.component === component && launch.outcome === 'vanished').length;
}

function summaryOf(census: Census, actions: readonly Action[]): Summary {
  let start = 0;
  let blocked = 0;
  let held = 0;
  for (const action of actions) {
    if (action.action === 'start') start++;
    else if (action.action === 'blocked') blocked += action.missing;
    else held += action.missing;
  }
  const unknownHosts = census.hosts.filter(({ sighting }) => sighting.kind !== 'seen').length;
  return { start, stop: 0, blocked, held, unknownHosts };
}
