import type { Memory } from '../core/types.ts';
import type { Config } from '../interface/config.ts';
import { carryOut, survey } from '../pass.ts';
import { narrowedTo, reportOf, type Report } from '../report/document.ts';
import { runText, troubleText } from '../report/planText.ts';
import { takeLock } from '../store/lock.ts';
import type { LockOwner } from '../store/lockOwner.ts';
import { openLog, type Log, type LogLevel } from '../store/log.ts';
import {
  Failure,
  loadConfig,
  narrowed,
  print,
  printJson,
  say,
  stdoutStyle,
  type CommonOptions,
  type Io,
} from './context.ts';
import { passSignal } from './deadline.ts';
import { exits, type Exit } from './exits.ts';
import { plan } from './plan.ts';
import { progressOn } from './progress.ts';
import { keep, lockPlaces, newLaunchId, openHosts, recall } from './world.ts';

export interface RunOptions extends CommonOptions {
  readonly dryRun?: boolean;
  /** How long to wait for the lock, in milliseconds. */
  readonly wait?: number;
}

/** `muster run`: one pass. */
export async function run(options: RunOptions, io: Io): Promise<Exit> {
  if (options.dryRun) return plan(options, io);
  const config = await loadConfig(options, io);
  if (config.debugMode) {
    say(io, ['"debugmode" is true in the configuration: nothing will be launched.']);
    return plan(options, io);
  }
  const report = await lockedPass(config, options, io);
  if (options.json) printJson(io, report);
  else printRun(report, options, io);
  return runExit(report);
}

/**
 * A pass, while no other runs.
 *
 * @throws Failure if one does, or if that cannot be known.
 */
export async function lockedPass(config: Config, options: RunOptions, io: Io): Promise<Report> {
  const lock = await takeLock(lockPlaces(config), 'muster run', options.wait ?? 0);
  if (lock.kind === 'busy') throw new Failure(exits.busy, busyText(lock.owner));
  // Two passes at once could start everything twice, so without a lock there is no pass.
  if (lock.kind === 'fault') throw new Failure(exits.internal, lock.reason, 'Nothing was done.');
  try {
    const only = { components: options.only ?? null, hosts: null };
    const problems = lock.problem === null ? [] : [lock.problem];
    return narrowedTo(only, await pass(config, narrowed(config, options), problems, options, io));
  } finally {
    lock.release();
  }
}

export function printRun(report: Report, { quiet, verbose }: CommonOptions, io: Io): void {
  const style = stdoutStyle(io);
  print(io, quiet ? troubleText(report, style) : runText(report, style, verbose === true));
}

export function runExit({ brownout, components, problems }: Report): Exit {
  if (brownout.held) return exits.held;
  if (components.some(({ missing }) => missing > 0)) return exits.short;
  return problems.length > 0 ? exits.internal : exits.ok;
}

async function pass(
  config: Config,
  planned: Config,
  earlier: readonly string[],
  options: RunOptions,
  io: Io,
): Promise<Report> {
  const { clock } = io;
  const startedMs = clock.now();
  using _end = io.lastResort(
    config.timeouts.passMs,
    'the pass hung past its deadline; what it had launched is pending',
  );
  using deadline = passSignal(config.timeouts.passMs, true);
  const log = openLog(config.logs, config.retentionMs, logLevels[config.debugLevel], startedMs);
  using progress = progressOn(io, options, config);
  const hosts = await openHosts(config, io, deadline.signal);
  try {
    const { memory, problems: recalled } = await recall(config, clock, false, options);
    const ports = {
      hosts,
      log,
      save: (known: Memory) => keep(config, known, clock),
      now: clock.now,
      newLaunchId: () => newLaunchId(clock.now()),
      signal: deadline.signal,
      endsAtMs: startedMs + config.timeouts.passMs,
      progress: progress.show,
    };
    const found = await survey(config, memory, ports, planned);
    logSightings(log, found.sightings);
    const result = await carryOut(config, found, ports, planned);
    const all = [...earlier, ...recalled, ...result.problems, ...deadline.problems()];
    const draft = reportOf({ command: 'run', atMs: found.atMs, config, ...result, problems: all });
    log.write('info', 'pass', { ...summaryRecord(draft), tookMs: clock.now() - startedMs });
    const logFault = await log.close();
    return logFault === null ? draft : { ...draft, problems: [...all, logFault] };
  } finally {
    hosts.close();
  }
}

/** `debuglevel` of the original: how much is written down. */
const logLevels: Record<Config['debugLevel'], LogLevel> = { 0: 'info', 1: 'info', 2: 'debug' };

/** Hosts that could not be asked are news; what was seen is worth a line only to whoever looks closely. */
function logSightings(log: Log, sightings: Awaited<ReturnType<typeof survey>>['sightings']): void {
  for (const [host, sighting] of sightings) {
    if (sighting.kind !== 'seen') log.write('warn', 'sighting', { host, ...sighting });
    else log.write('debug', 'sighting', { host, kind: 'seen', vitals: sighting.vitals });
  }
}

/** The one record a pass leaves for history, page and charts. */
function summaryRecord({
  at,
  brownout,
  summary,
  components,
  hosts,
  outcomes = [],
  problems,
}: Report): object {
  const count = (outcome: string): number => outcomes.filter((launch) => launch.outcome === outcome).length;
  return {
    at,
    brownout,
    summary,
    hosts: { of: hosts.length, seen: hosts.filter(({ sighting }) => sighting === 'seen').length },
    outcomes: Object.fromEntries(
      ['confirmed', 'vanished', 'failed', 'refused', 'unknown'].map((kind) => [kind, count(kind)]),
    ),
    components: Object.fromEntries(
      components.map(({ component, count: wanted, running, presumed, pending }) => [
        component,
        { wanted, running, presumed, pending },
      ]),
    ),
    problems,
  };
}

function busyText(owner: LockOwner | null): string {
  if (owner === null) return 'Another pass is running; who it is cannot be told. This one does nothing.';
  const { pid, host, since, command } = owner;
  return `Another pass is running: ${command}, process ${pid} on ${host} since ${since}. This one does nothing.`;
}
