import { takeCensus } from '../core/census.ts';
import { planStops } from '../core/stops.ts';
import type { Census, Decision, HostName, Stop } from '../core/types.ts';
import type { Config } from '../interface/config.ts';
import type { Survey } from '../pass.ts';
import { narrowedTo, type Report } from '../report/document.ts';
import { stoppedText } from '../report/lifecycleText.ts';
import { isOver } from '../stopping.ts';
import type { Log } from '../store/log.ts';
import { print, printJson, stdoutStyle, type Io } from './context.ts';
import { startingNothing, withDecisions, type DecideOptions } from './decide.ts';
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
  /** The components it is about; null for all. */
  readonly components: readonly string[] | null;
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
  if (options.json) printJson(io, { ...report, dryRun: options.dryRun === true });
  else print(io, stoppedText(report, options.dryRun === true, stdoutStyle(io)));
  return stopExit(report);
}

function stopExit({ stops = [], problems }: Report): Exit {
  if (!stops.every(isOver)) return exits.short;
  return problems.length > 0 ? exits.internal : exits.ok;
}
