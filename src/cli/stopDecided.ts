import { takeCensus } from '../core/census.ts';
import { planStops } from '../core/stops.ts';
import type { Census, Decision, HostName, Stop } from '../core/types.ts';
import type { Config } from '../interface/config.ts';
import type { Survey } from '../pass.ts';
import { narrowedTo, type DecisionReport, type Report } from '../report/document.ts';
import { stoppedText } from '../report/lifecycleText.ts';
import { isOver } from '../stopping.ts';
import type { Log } from '../store/log.ts';
import { print, printJson, stdoutStyle, type Io } from './context.ts';
import { fileOption, startingNothing, withDecisions, type DecideOptions } from './decide.ts';
import { exits, type Exit } from './exits.ts';
import { lockedPass } from './lockedPass.ts';
import { lookWith } from './plan.ts';

/** A decision that stops something at once. */
export interface StopOrder {
  readonly command: 'stop' | 'drain';
  decide(found: Survey): readonly Decision[];
  /** Whether a stop follows from it; `names` are all names of its host. */
  concerns(action: Stop, names: readonly HostName[]): boolean;
  /** The decisions as they are to be carried out now, where that is not as passes obey them. */
  atOnce?(decisions: readonly Decision[], census: Census): readonly Decision[];
  /** The components and hosts it is about; null for all. */
  readonly components: readonly string[] | null;
  readonly hosts: readonly string[] | null;
}

/**
 * Records a decision and carries it out, and nothing else: what it leaves short, the next pass starts elsewhere. What it
 * cannot stop now, because its host is unknown, later passes stop.
 *
 * The brownout guard does not hold it: what an operator says does not rest on what is not known.
 */
export async function stopDecided(
  config: Config,
  order: StopOrder,
  options: DecideOptions,
  io: Io,
): Promise<Exit> {
  const unguarded = { ...config, brownout: 1 };
  const decide = (found: Survey, log: Log): Survey => {
    const memory = withDecisions(found.memory, order.decide(found), log, order.command);
    const census = takeCensus(unguarded, memory, found.sightings, found.atMs);
    const names = new Map(census.hosts.map((host) => [host.host, host.names]));
    const decisions = order.atOnce?.(census.decisions, census) ?? census.decisions;
    const actions = planStops(unguarded, { ...census, decisions }).filter((action) =>
      order.concerns(action, names.get(action.host) ?? [action.host]),
    );
    return { ...found, memory, census, plan: { actions } };
  };
  const work = { command: order.command, planned: startingNothing(unguarded), decide };
  const whole = options.dryRun
    ? await lookWith(unguarded, work, options, io)
    : await lockedPass(unguarded, work, options, io);
  const report = narrowedTo({ components: order.components, hosts: null }, whole);
  const unseen = unseenOf(report, order);
  const dryRun = options.dryRun === true;
  if (options.json) printJson(io, { ...report, dryRun });
  else {
    const own = { ...report, decisions: report.decisions.filter((decision) => isOwn(decision, order)) };
    print(io, stoppedText(own, { dryRun, unseen, file: fileOption(options) }, stdoutStyle(io)));
  }
  return dryRun ? exits.ok : stopExit(report, unseen);
}

/** What of it is on hosts that are unknown now, by host. */
function unseenOf({ hosts }: Report, { components, hosts: named }: StopOrder): ReadonlyMap<string, number> {
  return new Map(
    hosts.flatMap(({ host, sighting, components: held }) => {
      if (sighting === 'seen' || (named !== null && !named.includes(host))) return [];
      const there = Object.entries(held).filter(([id]) => components?.includes(id) ?? true);
      const count = there.reduce((sum, [, many]) => sum + many, 0);
      return count > 0 ? [[host, count] as const] : [];
    }),
  );
}

/** Whether a decision is this command's own. */
function isOwn(decision: DecisionReport, { command, components, hosts }: StopOrder): boolean {
  if (command === 'drain') return decision.kind === 'drain' && hosts?.includes(decision.host) === true;
  if (decision.kind !== 'pause' || components?.includes(decision.component) !== true) return false;
  return hosts === null ? decision.host === undefined : hosts.includes(decision.host ?? '');
}

/** What could not be seen could not be stopped now. */
function stopExit({ stops = [], problems }: Report, unseen: ReadonlyMap<string, number>): Exit {
  if (!stops.every(isOver) || unseen.size > 0) return exits.short;
  return problems.length > 0 ? exits.internal : exits.ok;
}
