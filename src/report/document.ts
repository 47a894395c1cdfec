import { noTally, strength } from '../core/census.ts';
import type {
  Action,
  Backoff,
  Census,
  HostCensus,
  Outcome,
  Quarantine,
  Reason,
  Tally,
  Vitals,
} from '../core/types.ts';
import type { Config, ConfigComponent } from '../interface/config.ts';

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
  readonly actions?: readonly ActionReport[];
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
  readonly quarantine?: Dated<Quarantine>;
  /** Another name of the same machine, under which all of it is counted. */
  readonly sameAs?: string;
  /** By component, what backs off there now. */
  readonly backoff?: Record<string, Dated<Backoff>>;
  /** Instances running, presumed and pending together. */
  readonly components: Record<string, number>;
  /** Those of them that are launched and not yet seen; absent where there are none. */
  readonly pending?: Record<string, number>;
  readonly vitals?: Vitals;
}

export interface ComponentReport extends Tally {
  readonly component: string;
  readonly on: boolean;
  readonly count: number;
  readonly hot: number;
  readonly lifetime: 'long' | 'short';
  /** What it waits for after it failed wherever it was tried; absent where it does not. */
  readonly backoff?: Dated<Backoff>;
  /** Launches that vanished; they are among those pending or presumed while their place is kept. */
  readonly vanished: number;
  /** Short of its count by this many, those that vanished included. */
  readonly missing: number;
}

/** With the time of the next try as ISO 8601. */
export type Dated<T> = Omit<T, 'untilMs'> & { readonly until: string };

/** An action with the times in its reasons as ISO 8601. */
export type ActionReport = DatedReasons<Action>;
type DatedReasons<A> = A extends Action
  ? Omit<A, 'reasons'> & { readonly reasons: readonly ReasonReport[] }
  : never;
export type ReasonReport = Omit<Reason, 'untilMs'> & { readonly until?: string };

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
    hosts: census.hosts.map((host) => hostReport(host, census.atMs)),
    unlisted: census.unlisted.map(({ host, components }) => ({ host, components: counts(components) })),
    components: config.components.map((component) => componentReport(component, census)),
    brownout: census.brownout,
    summary: summaryOf(census, actions ?? []),
    ...(actions && { actions: actions.map(actionReport) }),
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

function actionReport(action: Action): ActionReport {
  const reasons = action.reasons.map(({ untilMs, ...reason }): ReasonReport => ({
    ...reason,
    ...(untilMs !== undefined && { until: new Date(untilMs).toISOString() }),
  }));
  return { ...action, reasons };
}

function dated<T extends { readonly untilMs: number }>({ untilMs, ...rest }: T): Dated<T> {
  return { ...rest, until: new Date(untilMs).toISOString() };
}

function hostReport(census: HostCensus, atMs: number): HostReport {
  const { host, sighting, hot, hotLimit, drain, quarantine, components } = census;
  return {
    host,
    sighting: sighting.kind,
    ...(sighting.kind === 'seen'
      ? { vitals: sighting.vitals }
      : { reason: sighting.reason, ...(sighting.remedy !== undefined && { remedy: sighting.remedy }) }),
    hot,
    hotlimit: hotLimit,
    ...(drain !== null && { drain }),
    ...(quarantine !== null && { quarantine: dated(quarantine) }),
    ...(sighting.kind === 'seen' && sighting.sameAs !== undefined && { sameAs: sighting.sameAs }),
    ...backoffOf(census, atMs),
    components: counts(components),
    ...pendingOf(components),
  };
}

function backoffOf({ backoffs }: HostCensus, atMs: number): Pick<HostReport, 'backoff'> {
  const now = [...backoffs].filter(([, { untilMs }]) => untilMs > atMs);
  if (now.length === 0) return {};
  return { backoff: Object.fromEntries(now.map(([id, backoff]) => [id, dated(backoff)])) };
}

function pendingOf(components: HostCensus['components']): Pick<HostReport, 'pending'> {
  const pending = [...components].flatMap(([id, tally]) => (tally.pending > 0 ? [[id, tally.pending]] : []));
  return pending.length > 0 ? { pending: Object.fromEntries(pending) } : {};
}

function counts(components: HostCensus['components']): Record<string, number> {
  return Object.fromEntries([...components].map(([id, tally]) => [id, strength(tally)]));
}

function componentReport({ id, on, count, hot, lifetime }: ConfigComponent, census: Census): ComponentReport {
  const backoff = census.backoffs.get(id);
  const tally = census.totals.get(id) ?? noTally;
  const vanished = census.vanished.get(id) ?? 0;
  const missing = on ? Math.max(0, count - (strength(tally) - vanished)) : 0;
  return {
    component: id,
    on,
    count,
    hot,
    lifetime,
    ...tally,
    vanished,
    missing,
    ...(backoff && backoff.untilMs > census.atMs && { backoff: dated(backoff) }),
  };
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
