import type { Message } from '../core/catalogue/catalogue.ts';
import { strength } from '../core/census.ts';
import type { Census, HostCensus } from '../core/types.ts';
import type { Explanation, HostExplanation, WhyReason } from '../core/why.ts';
import type { Config, ConfigComponent } from '../interface/config.ts';
import { pilotsOfHost, type PilotDocument } from './pilotDocument.ts';
import {
  componentReport,
  decisionReport,
  formatVersion,
  type ComponentReport,
  type Report,
} from './document.ts';

/** What `why` has to say, as data. */
export interface WhyReport extends Pick<Report, 'formatVersion' | 'at' | 'config' | 'unlisted' | 'problems'> {
  readonly command: 'why';
  readonly component: ComponentReport;
  readonly placement: 'spread' | 'fill';
  readonly brownout: Census['brownout'];
  /** What a pass now would do with it. */
  readonly plan: {
    readonly stop: number;
    readonly start: number;
    readonly blocked: number;
    readonly held: number;
  };
  /** What operators decided of it, and of the hosts that are told. */
  readonly decisions: Report['decisions'];
  /** What keeps it from being started anywhere. */
  readonly reasons: readonly WhyReasonReport[];
  readonly before: HostExplanation['before'];
  /** Hosts that could take it when its turn came. */
  readonly choices: number;
  readonly hosts: readonly WhyHostReport[];
}

export interface WhyHostReport extends Omit<
  HostExplanation,
  'tally' | 'presumedUntilMs' | 'rank' | 'hotLimit' | 'reasons'
> {
  readonly sighting: HostCensus['sighting']['kind'];
  readonly running: number;
  readonly presumed: number;
  readonly presumedUntil?: string;
  readonly pending: number;
  readonly rank?: number;
  readonly hotlimit: number;
  readonly reasons: readonly WhyReasonReport[];
  /** Pilots of this component there, as `status --json` has them; absent where there are none. */
  readonly pilots?: readonly PilotDocument[];
}

export interface WhyReasonReport extends Omit<WhyReason, 'untilMs'> {
  readonly until?: string;
}

export interface WhyFindings {
  readonly atMs: number;
  readonly config: Config;
  readonly component: ConfigComponent;
  readonly census: Census;
  readonly explanation: Explanation;
  /** The hosts to tell of; null is all. */
  readonly hosts: readonly string[] | null;
  readonly problems: readonly Message[];
}

/** The report of `why`. */
export function whyReportOf({
  atMs,
  config,
  component,
  census,
  explanation,
  hosts,
  problems,
}: WhyFindings): WhyReport {
  const stood = new Map(census.hosts.map((host) => [host.host, host]));
  return {
    formatVersion,
    command: 'why',
    at: new Date(atMs).toISOString(),
    config: config.file,
    component: componentReport(component, census),
    placement: component.placement,
    brownout: census.brownout,
    plan: planned(explanation),
    decisions: census.decisions
      .filter((decision) =>
        decision.kind === 'drain'
          ? (hosts?.includes(decision.host) ?? true)
          : decision.component === component.id,
      )
      .map(decisionReport),
    reasons: explanation.reasons.map(reasonReport),
    before: explanation.before,
    choices: explanation.hosts.filter(({ rank }) => rank !== null).length,
    hosts: explanation.hosts
      .filter(({ host }) => hosts?.includes(host) ?? true)
      .map((host) => {
        const there = stood.get(host.host);
        const { pilots = [] } = there === undefined ? {} : pilotsOfHost(there, census.totals);
        const own = pilots.filter((pilot) => pilot.component === component.id);
        return {
          ...hostReport(host, there?.sighting.kind ?? 'silent'),
          ...(own.length > 0 && { pilots: own }),
        };
      }),
    unlisted: census.unlisted.flatMap(({ host, components }) => {
      const tally = components.get(component.id);
      return tally === undefined ? [] : [{ host, components: { [component.id]: strength(tally) } }];
    }),
    problems,
  };
}

function planned({ actions }: Explanation): WhyReport['plan'] {
  let [stop, start, blocked, held] = [0, 0, 0, 0];
  for (const action of actions) {
    if (action.action === 'start') start++;
    else if (action.action === 'stop') stop++;
    else if (action.action === 'blocked') blocked += action.missing;
    else held += action.missing;
  }
  return { stop, start, blocked, held };
}

function hostReport(explained: HostExplanation, sighting: WhyHostReport['sighting']): WhyHostReport {
  const { host, tally, presumedUntilMs, rank, hotLimit, reasons, ...rest } = explained;
  return {
    host,
    sighting,
    ...tally,
    ...(presumedUntilMs !== null && { presumedUntil: new Date(presumedUntilMs).toISOString() }),
    ...rest,
    ...(rank !== null && { rank }),
    hotlimit: hotLimit,
    reasons: reasons.map(reasonReport),
  };
}

function reasonReport({ untilMs, ...reason }: WhyReason): WhyReasonReport {
  return { ...reason, ...(untilMs !== null && { until: new Date(untilMs).toISOString() }) };
}
