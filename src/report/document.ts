import { distinct, type Message } from '../core/catalogue/catalogue.ts';
import { noTally, strength } from '../core/census.ts';
import { wantedCount } from '../core/decisions.ts';
import { isReady } from '../core/rules.ts';
import type {
  Action,
  Backoff,
  Census,
  ComponentId,
  Decision,
  HostCensus,
  Outcome,
  Quarantine,
  Reason,
  StopOutcome,
  Tally,
  Vitals,
} from '../core/types.ts';
import type { Config, ConfigComponent } from '../interface/config.ts';
import {
  pilotsOfComponent,
  pilotsOfHost,
  type PilotsOfComponent,
  type PilotsOfHost,
} from './pilotDocument.ts';

/** The version of what `--json` prints; documented and checked by `schema/report.schema.json`. */
export const formatVersion = 2;

/** What `status`, `plan` and `run` have to say, as data: `--json` prints it, the texts for people are made of it. */
export interface Report {
  readonly formatVersion: typeof formatVersion;
  readonly command: 'status' | 'plan' | 'run' | 'stop' | 'restart' | 'drain' | 'simulate';
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
  /** What became of each stop. */
  readonly stops?: readonly StopOutcome[];
  readonly outcomes?: readonly Outcome[];
  /** What operators decided at the command line and holds now. */
  readonly decisions: readonly DecisionReport[];
  /** What went wrong beside the hosts: state, log, deadline. */
  readonly problems: readonly Message[];
}

/** All that was decided and done in the steps of one command, as things stood after the last. */
export function joined(first: Report, next: Report): Report {
  return {
    ...next,
    at: first.at,
    summary: {
      ...next.summary,
      start: first.summary.start + next.summary.start,
      stop: first.summary.stop + next.summary.stop,
    },
    actions: [...(first.actions ?? []), ...(next.actions ?? [])],
    stops: [...(first.stops ?? []), ...(next.stops ?? [])],
    outcomes: [...(first.outcomes ?? []), ...(next.outcomes ?? [])],
    problems: distinct([...first.problems, ...next.problems]),
  };
}

export interface HostReport extends PilotsOfHost {
  readonly host: string;
  readonly sighting: 'seen' | 'silent' | 'down';
  readonly reason?: Message;
  /** Hot slots taken. */
  readonly hot: number;
  readonly hotlimit: number;
  readonly drain?: string;
  readonly quarantine?: Dated<Quarantine>;
  /** Another name of the same machine, under which all of it is counted. */
  readonly sameAs?: string;
  /** By component, what backs off there now. */
  readonly backoff?: Record<string, BackoffReport>;
  /** Instances running, presumed and pending together. */
  readonly components: Record<string, number>;
  /** Those of them that are launched and not yet seen; absent where there are none. */
  readonly pending?: Record<string, number>;
  readonly vitals?: Vitals;
}

export interface ComponentReport extends Tally, PilotsOfComponent {
  readonly component: string;
  readonly on: boolean;
  readonly count: number;
  readonly hot: number;
  readonly lifetime: 'long' | 'short';
  /** It is started only when these are ready; absent where it comes after nothing. */
  readonly after?: readonly string[];
  /** Of these, where it is short: those that are not ready; absent where all are. */
  readonly waitsFor?: readonly string[];
  /** What it waits for after it failed wherever it was tried; absent where it does not. */
  readonly backoff?: BackoffReport;
  /** Launches that vanished; they are among those pending or presumed while their place is kept. */
  readonly vanished: number;
  /** Short by this many of its count, or of what an operator allows; those that vanished included. */
  readonly missing: number;
}

/** A decision with its times as ISO 8601. */
export type DecisionReport = {
  readonly by: string;
  readonly at: string;
  readonly why?: string;
  /** Absent: until it is taken back. */
  readonly until?: string;
} & (
  | { readonly kind: 'drain'; readonly host: string; readonly stop: boolean }
  | {
      readonly kind: 'pause';
      readonly component: string;
      readonly host?: string;
      readonly limit: number;
      readonly stop: boolean;
    }
  | {
      readonly kind: 'restart';
      readonly component: string;
      readonly atOnce: boolean;
      /** Instances not yet replaced. */
      readonly left: number;
      readonly of: number;
    }
);

/** With the time of the next try as ISO 8601. */
export type Dated<T> = Omit<T, 'untilMs'> & { readonly until: string };

/** With the time of the last failure as ISO 8601 as well. */
export type BackoffReport = Omit<Dated<Backoff>, 'lastAtMs'> & { readonly lastAt: string };

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
  /** Components that are short. */
  readonly short: number;
  /** Instances that are missing of all components together. */
  readonly missing: number;
}

export interface Findings {
  readonly command: Report['command'];
  readonly atMs: number;
  readonly config: Config;
  readonly census: Census;
  readonly actions?: readonly Action[];
  readonly stops?: readonly StopOutcome[];
  readonly outcomes?: readonly Outcome[];
  readonly problems: readonly Message[];
}

/** The report of a command. */
export function reportOf({
  command,
  atMs,
  config,
  census,
  actions,
  stops,
  outcomes,
  problems,
}: Findings): Report {
  const components = config.components.map((component) => componentReport(component, census));
  return {
    formatVersion,
    command,
    at: new Date(atMs).toISOString(),
    config: config.file,
    hosts: census.hosts.map((host) => hostReport(host, census)),
    unlisted: census.unlisted.map(({ host, components }) => ({ host, components: counts(components) })),
    components,
    brownout: census.brownout,
    summary: { ...summaryOf(census, actions ?? []), ...shortOf(components) },
    ...(actions && { actions: actions.map(actionReport) }),
    ...(stops && { stops }),
    ...(outcomes && { outcomes }),
    decisions: census.decisions.map(decisionReport),
    problems,
  };
}

/** The report on these components and hosts alone, for a command that was narrowed to them; null is all. */
export function narrowedTo(
  { components, hosts }: { components: readonly string[] | null; hosts: readonly string[] | null },
  report: Report,
): Report {
  const asked = hosts && new Set(hosts);
  const shown = report.components.filter(({ component }) => components?.includes(component) ?? true);
  return {
    ...report,
    components: shown,
    summary: { ...report.summary, ...shortOf(shown) },
    hosts: report.hosts
      .filter(({ host }) => asked?.has(host) ?? true)
      .map((host) => (components === null ? host : onlyOf(components, host))),
  };
}

export function decisionReport(decision: Decision): DecisionReport {
  const said = {
    by: decision.by,
    at: new Date(decision.atMs).toISOString(),
    ...(decision.why !== null && { why: decision.why }),
    ...(decision.untilMs !== null && { until: new Date(decision.untilMs).toISOString() }),
  };
  switch (decision.kind) {
    case 'drain':
      return { kind: 'drain', host: decision.host, stop: decision.stop, ...said };
    case 'restart': {
      const { component, atOnce, left, of } = decision;
      return { kind: 'restart', component, atOnce, left: left.length, of, ...said };
    }
    default: {
      const { component, host, limit, stop } = decision;
      return { kind: 'pause', component, ...(host !== null && { host }), limit, stop, ...said };
    }
  }
}

/** What other components wait for, and what became of them, is not asked for. */
function onlyOf(components: readonly string[], whole: HostReport): HostReport {
  const { backoff, unfit, pilots = [], ...host } = whole;
  const asked = pilots.filter(({ component }) => components.includes(component));
  return {
    ...host,
    ...picked('backoff', backoff, components),
    ...(asked.length > 0 && { pilots: asked }),
    ...picked('unfit', unfit, components),
  };
}

/** `{ [name]: those of these components }`; nothing where there are none. */
function picked<N extends string, T>(
  name: N,
  byComponent: Readonly<Record<string, T>> = {},
  components: readonly string[],
): { [K in N]?: Record<string, T> } {
  const own = Object.entries(byComponent).filter(([component]) => components.includes(component));
  return own.length === 0 ? {} : ({ [name]: Object.fromEntries(own) } as { [K in N]?: Record<string, T> });
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

function backoffReport({ failures, lastAtMs, lastHost, why, untilMs }: Backoff): BackoffReport {
  return {
    failures,
    lastAt: new Date(lastAtMs).toISOString(),
    until: new Date(untilMs).toISOString(),
    why,
    ...(lastHost !== undefined && { lastHost }),
  };
}

function hostReport(there: HostCensus, { atMs, totals }: Census): HostReport {
  const { host, sighting, hot, hotLimit, drain, quarantine, components } = there;
  return {
    host,
    sighting: sighting.kind,
    ...(sighting.kind === 'seen' ? { vitals: sighting.vitals } : { reason: sighting.reason }),
    hot,
    hotlimit: hotLimit,
    ...(drain !== null && { drain }),
    ...(quarantine !== null && { quarantine: dated(quarantine) }),
    ...(sighting.kind === 'seen' && sighting.sameAs !== undefined && { sameAs: sighting.sameAs }),
    ...backoffOf(there, atMs),
    components: counts(components),
    ...pendingOf(components),
    ...pilotsOfHost(there, totals),
  };
}

function backoffOf({ backoffs }: HostCensus, atMs: number): Pick<HostReport, 'backoff'> {
  const now = [...backoffs].filter(([, { untilMs }]) => untilMs > atMs);
  if (now.length === 0) return {};
  return { backoff: Object.fromEntries(now.map(([id, backoff]) => [id, backoffReport(backoff)])) };
}

function pendingOf(components: HostCensus['components']): Pick<HostReport, 'pending'> {
  const pending = [...components].flatMap(([id, tally]) => (tally.pending > 0 ? [[id, tally.pending]] : []));
  return pending.length > 0 ? { pending: Object.fromEntries(pending) } : {};
}

function counts(components: HostCensus['components']): Record<string, number> {
  return Object.fromEntries([...components].map(([id, tally]) => [id, strength(tally)]));
}

export function componentReport(component: ConfigComponent, census: Census): ComponentReport {
  const { id, on, count, hot, lifetime, after } = component;
  const backoff = census.backoffs.get(id);
  const tally = census.totals.get(id) ?? noTally;
  const vanished = census.vanished.get(id) ?? 0;
  const wanted = wantedCount(component, census.decisions);
  const missing = Math.max(0, wanted - (strength(tally) - vanished));
  return {
    component: id,
    on,
    count,
    hot,
    lifetime,
    ...tally,
    ...(after.length > 0 && { after }),
    ...(on && missing > 0 && unreadyOf(after, census)),
    ...pilotsOfComponent(id, census),
    vanished,
    missing,
    ...(backoff && backoff.untilMs > census.atMs && { backoff: backoffReport(backoff) }),
  };
}

function unreadyOf(after: readonly ComponentId[], census: Census): Pick<ComponentReport, 'waitsFor'> {
  const waitsFor = after.filter((id) => !isReady(id, census));
  return waitsFor.length === 0 ? {} : { waitsFor };
}

/** How far the components are from what is wanted of them. */
function shortOf(components: readonly ComponentReport[]): Pick<Summary, 'short' | 'missing'> {
  return {
    short: components.filter(({ missing }) => missing > 0).length,
    missing: components.reduce((sum, { missing }) => sum + missing, 0),
  };
}

function summaryOf(census: Census, actions: readonly Action[]): Omit<Summary, 'short' | 'missing'> {
  let start = 0;
  let stop = 0;
  let blocked = 0;
  let held = 0;
  for (const action of actions) {
    if (action.action === 'start') start++;
    else if (action.action === 'stop') stop++;
    else if (action.action === 'blocked') blocked += action.missing;
    else if (action.action === 'held') held += action.missing;
  }
  const unknownHosts = census.hosts.filter(({ sighting }) => sighting.kind !== 'seen').length;
  return { start, stop, blocked, held, unknownHosts };
}
