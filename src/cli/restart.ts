import { message } from '../core/catalogue/catalogue.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { takeCensus } from '../core/census.ts';
import { isThere, restartOf, wantedCount } from '../core/decisions.ts';
import { makePlan } from '../core/plan.ts';
import type { ComponentId, Memory, RestartDecision } from '../core/types.ts';
import type { Config, ConfigComponent } from '../interface/config.ts';
import type { Survey } from '../pass.ts';
import { nothingDone } from '../report/failureLines.ts';
import { joined, narrowedTo, type Report } from '../report/document.ts';
import { restartedText, stepText } from '../report/restartText.ts';
import { isOver } from '../stopping.ts';
import { lockPollMs } from '../store/lock.ts';
import type { Log } from '../store/log.ts';
import {
  componentNamed,
  Failure,
  loadToLaunch,
  narrowed,
  print,
  printJson,
  say,
  stdoutStyle,
  type Io,
} from './context.ts';
import { changeDecisions, said, withDecisions, withoutMatters, type DecideOptions } from './decide.ts';
import { exits, type Exit } from './exits.ts';
import { lockedPass, type Work } from './lockedPass.ts';
import { told } from './pause.ts';
import { lookWith } from './plan.ts';

export interface RestartOptions extends DecideOptions {
  readonly atOnce?: boolean;
  /** Take back a restart that is under way. */
  readonly cancel?: boolean;
}

/**
 * `muster restart`: replaces the instances that are there, one after the other: the next is stopped only when the new one
 * is confirmed. What is to be replaced is kept in state: if this process is killed, passes go on with it.
 */
export async function restart(name: string, options: RestartOptions, io: Io): Promise<Exit> {
  const config = await loadToLaunch(options);
  if (options.cancel) return cancel(config, name as ComponentId, options, io);
  const component = componentNamed(config, name);
  if (config.debugMode) throw new Failure(exits.usage, message('restart-in-debugmode'));
  if (config.scripts.probe !== null)
    throw new Failure(
      exits.usage,
      message('restart-without-start-times'),
      'Restart them by hand, or do without scripts.probe.',
    );
  if (!component.on) throw new Failure(exits.usage, message('restart-of-nothing', { component: name }));
  const only = { ...options, only: [name] };
  const work: Work = {
    command: 'restart',
    planned: narrowed(config, only),
    decide: (found, log) => ordered(component, config, options, found, log, io),
  };
  if (options.dryRun) return dryRun(config, component, work, options, io);
  return rolled(config, component, work, options, io);
}

/** Step by step, each a pass of its own, so that others may come between. */
async function rolled(
  config: Config,
  component: ConfigComponent,
  first: Work,
  options: RestartOptions,
  io: Io,
): Promise<Exit> {
  const roll: Roll = { component: component.id, last: null, interrupted: false, cancelled: 0 };
  const interrupt = (): void => void (roll.interrupted = true);
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  try {
    let work = first;
    let now = config;
    let whole: Report | null = null;
    for (;;) {
      const passed: Report = await lockedPass(now, followed(work, roll), options, io);
      const step = narrowedTo({ components: [component.id], hosts: null }, passed);
      whole = whole === null ? step : joined(whole, step);
      if (!options.json && !options.quiet) say(io, stepText(step));
      const left = roll.cancelled > 0 ? roll.cancelled : leftOf(step, component.id);
      if (roll.interrupted && left > 0) await takenBack(now, component.id, options, io);
      if (left === 0 || roll.interrupted || roll.cancelled > 0 || !hasGoneOn(step))
        return ended(whole, left, roll, options, io);
      // Whoever waits for the lock, be it to cancel this, has it now.
      await sleep(betweenStepsMs);
      // As the file is by now: it may want fewer of it, or none, since the step before.
      now = await loadToLaunch(options);
      const planned = narrowed(now, { config: '', only: [componentNamed(now, component.id).id] });
      work = { command: 'restart', planned };
    }
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

/** Some times as long as others wait between two tries for the lock. */
const betweenStepsMs = 5 * lockPollMs;

/** A restart on its way. */
interface Roll {
  readonly component: ComponentId;
  /** As the last step found it ordered. */
  last: RestartDecision | null;
  interrupted: boolean;
  /** How many were left when somebody else took it back. */
  cancelled: number;
}

/** A step that does nothing for whoever has interrupted while it waited or looked, or where it was taken back. */
function followed(work: Work, roll: Roll): Work {
  return {
    ...work,
    decide(found, log) {
      const decided = work.decide?.(found, log) ?? found;
      const order = restartOf(decided.memory.decisions, roll.component);
      if (order === null && roll.last !== null)
        roll.cancelled = roll.last.left.filter((one) => isThere(roll.component, one, decided.memory)).length;
      roll.last = order;
      if (roll.interrupted || roll.cancelled > 0) return { ...found, plan: { actions: [] } };
      return decided;
    },
  };
}

/** Instances not yet replaced. */
function leftOf({ decisions }: Report, id: ComponentId): number {
  const decision = decisions.find((one) => one.kind === 'restart' && one.component === id);
  return decision?.kind === 'restart' ? decision.left : 0;
}

/** Whether the last step replaced what it meant to: something ended, and all that was started is confirmed. */
function hasGoneOn({ stops = [], outcomes = [] }: Report): boolean {
  return stops.length > 0 && stops.every(isOver) && outcomes.every(({ outcome }) => outcome === 'confirmed');
}

function ended(
  whole: Report,
  left: number,
  { interrupted, cancelled }: Roll,
  options: RestartOptions,
  io: Io,
): Exit {
  const report = interrupted
    ? { ...whole, decisions: whole.decisions.filter(({ kind }) => kind !== 'restart') }
    : whole;
  if (options.json) printJson(io, { ...report, dryRun: false });
  else print(io, restartedText(report, { left, interrupted, cancelled: cancelled > 0 }, stdoutStyle(io)));
  if (report.brownout.held) return exits.held;
  if (left > 0 || (interrupted && (whole.stops ?? []).length === 0)) return exits.short;
  if (report.components.some(({ missing }) => missing > 0)) return exits.short;
  return report.problems.length > 0 ? exits.internal : exits.ok;
}

/** The survey with the restart decided; one that is under way goes on as it was ordered. */
function ordered(
  component: ConfigComponent,
  config: Config,
  options: RestartOptions,
  found: Survey,
  log: Log,
  io: Io,
): Survey {
  const { memory, census, atMs } = found;
  if (wantedCount(component, census.decisions) === 0)
    throw new Failure(exits.usage, message('restart-of-nothing', { component: component.id }), nothingDone);
  const underWay = restartOf(memory.decisions, component.id);
  const decision = underWay ?? newRestart(component.id, memory, options, atMs, io);
  const kept = underWay === null ? withDecisions(memory, [decision], log, 'restart') : memory;
  const after = takeCensus(config, kept, found.sightings, atMs);
  const plan = makePlan(narrowed(config, { config: '', only: [component.id] }), after);
  return { ...found, memory: kept, census: after, plan };
}

/** All that is there, seen or presumed, the oldest first. */
function newRestart(
  component: ComponentId,
  { hosts }: Memory,
  options: RestartOptions,
  nowMs: number,
  io: Io,
): RestartDecision {
  const left = [...hosts]
    .flatMap(([host, { bootId, instances }]) =>
      (instances.get(component) ?? []).map(({ pid, sinceMs }) => ({
        sinceMs,
        target: { host, pid, bootId },
      })),
    )
    .toSorted((a, b) => a.sinceMs - b.sinceMs)
    .map(({ target }) => target);
  return {
    kind: 'restart',
    ...said(io, options, nowMs),
    component,
    atOnce: options.atOnce === true,
    left,
    of: left.length,
  };
}

async function dryRun(
  config: Config,
  { id }: ConfigComponent,
  work: Work,
  options: RestartOptions,
  io: Io,
): Promise<Exit> {
  const report = narrowedTo({ components: [id], hosts: null }, await lookWith(config, work, options, io));
  const left = leftOf(report, id);
  if (options.json) printJson(io, { ...report, dryRun: true });
  else print(io, restartedText(report, { left, interrupted: false }, stdoutStyle(io), true));
  return report.brownout.held ? exits.held : exits.ok;
}

async function cancel(config: Config, id: ComponentId, options: RestartOptions, io: Io): Promise<Exit> {
  const changed = await changeDecisions(config, 'restart', options, io, (memory, log) => {
    if (restartOf(memory.decisions, id) === null)
      throw new Failure(exits.usage, message('restart-not-under-way', { component: id }));
    return withoutMatters(memory, matterOfRestart(id), log, 'restart --cancel', io);
  });
  return told('restart', changed, options, io);
}

/** Who interrupts a restart wants no more of it. */
async function takenBack(config: Config, id: ComponentId, options: RestartOptions, io: Io): Promise<void> {
  await changeDecisions(config, 'restart', options, io, (memory, log) =>
    withoutMatters(memory, matterOfRestart(id), log, 'restart --cancel', io),
  );
}

const matterOfRestart = (id: ComponentId): Set<string> => new Set([`restart ${id}`]);
