import { message, type Message } from '../core/catalogue/catalogue.ts';
import type { Memory } from '../core/types.ts';
import type { Config } from '../interface/config.ts';
import { carryOut, survey, type Survey } from '../pass.ts';
import { show } from '../monitor/show.ts';
import { nothingDone } from '../report/failureLines.ts';
import { reportOf, type Report } from '../report/document.ts';
import { timeText } from '../report/style.ts';
import { talliesOf } from '../report/tallies.ts';
import { unknownHosts } from '../report/unknownHosts.ts';
import { takeLock } from '../store/lock.ts';
import type { LockOwner } from '../store/lockOwner.ts';
import { ofPass, type Log, type LogLevel } from '../store/log.ts';
import { openRecords } from '../store/records.ts';
import { Failure, type CommonOptions, type Io } from './context.ts';
import { passSignal } from './deadline.ts';
import { exits } from './exits.ts';
import { progressOn } from './progress.ts';
import { keep, loadAhead, lockPlaces, newLaunchId, openHosts, recall, forgetting } from './world.ts';

export interface PassOptions extends CommonOptions {
  /** How long to wait for the lock, in milliseconds. */
  readonly wait?: number;
}

/** Another pass holds the lock. */
export class Busy extends Failure {
  readonly owner: LockOwner | null;

  constructor(owner: LockOwner | null) {
    super(exits.busy, busyMessage(owner));
    this.owner = owner;
  }
}

/** What a pass is for. */
export interface Work {
  readonly command: Report['command'];
  /** What is planned for, where that is narrower than the configuration. */
  readonly planned: Config;
  /** The lock is held; nobody waits for what this does. */
  begun?(): void;
  /** What the pass leaves to be looked at is written, or what went wrong with it: too late for its record. */
  shown?(faults: readonly Message[]): void;
  /** Between looking and doing: what an operator has decided goes in here. */
  decide?(found: Survey, log: Log): Survey;
}

/**
 * A pass, while no other runs.
 *
 * @throws Failure if one does, or if that cannot be known.
 */
export async function lockedPass(config: Config, work: Work, options: PassOptions, io: Io): Promise<Report> {
  loadAhead(config);
  const lock = await takeLock(lockPlaces(config), `muster ${work.command}`, options.wait ?? 0);
  if (lock.kind === 'busy') throw new Busy(lock.owner);
  // Two passes at once could start everything twice, so without a lock there is no pass.
  if (lock.kind === 'fault') throw new Failure(exits.internal, lock.reason, nothingDone);
  try {
    work.begun?.();
    return await pass(config, work, lock.problem === null ? [] : [lock.problem], options, io);
  } finally {
    lock.release();
  }
}

async function pass(
  config: Config,
  { command, planned, decide = (found) => found, shown }: Work,
  earlier: readonly Message[],
  options: PassOptions,
  io: Io,
): Promise<Report> {
  const { clock } = io;
  const startedMs = clock.now();
  // The clock may be set meanwhile.
  const beganMs = performance.now();
  using _end = io.lastResort(
    config.timeouts.passMs,
    'the pass hung past its deadline; what it had launched is pending',
  );
  using deadline = passSignal(config.timeouts.passMs, true);
  const level = logLevels[config.debugLevel];
  const log = ofPass(openRecords(config.logs, config.retentionMs, level, startedMs), newLaunchId(startedMs));
  using progress = progressOn(io, options, config);
  const hosts = await openHosts(config, io, deadline.signal);
  try {
    const { memory, problems: recalled } = await recall(config, clock, false, options);
    const ports = {
      hosts,
      log,
      save: (known: Memory) => keep(config, known, clock),
      now: clock.now,
      wait: deadline.wait,
      newLaunchId: () => newLaunchId(clock.now()),
      signal: deadline.signal,
      endsAtMs: startedMs + config.timeouts.passMs,
      progress: progress.show,
    };
    // While the hosts are waited for there is time for what comes after them.
    const waiting = setTimeout(log.prepare, askedByMs);
    const looked = await survey(config, memory, ports, planned, forgetting(options)).finally(() =>
      clearTimeout(waiting),
    );
    const found = decide(looked, log);
    logSightings(log, found.sightings);
    const result = await carryOut(config, found, ports, planned);
    const all = [...earlier, ...recalled, ...result.problems, ...deadline.problems()];
    const draft = reportOf({ command, atMs: found.atMs, config, ...result, problems: all });
    const tookMs = clock.now() - startedMs;
    log.write('info', 'pass', { command, ...summaryRecord(draft), tookMs });
    const report = { ...draft, problems: [...all, ...(await log.close())] };
    const faults = await show(
      { config, report, tookMs },
      config.timeouts.passMs - (performance.now() - beganMs),
    );
    shown?.(faults);
    return { ...report, problems: [...report.problems, ...faults] };
  } finally {
    hosts.close();
  }
}

/** By then all hosts that can be asked at once have been. */
const askedByMs = 50;

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
function summaryRecord(report: Report): object {
  const { at, brownout, summary, hosts, outcomes = [], problems } = report;
  const count = (outcome: string): number => outcomes.filter((launch) => launch.outcome === outcome).length;
  return {
    at,
    brownout,
    summary,
    unknown: unknownHosts(hosts),
    hosts: { of: hosts.length, seen: hosts.filter(({ sighting }) => sighting === 'seen').length },
    outcomes: Object.fromEntries(
      ['confirmed', 'vanished', 'failed', 'refused', 'unknown'].map((kind) => [kind, count(kind)]),
    ),
    components: talliesOf(report),
    problems,
  };
}

/** @param at now, ISO 8601 */
export function busyMessage(owner: LockOwner | null, at = new Date().toISOString()): Message {
  if (owner === null) return message('pass-running');
  const { pid, host, since, command } = owner;
  return message('pass-running', { command, pid, host, since: timeText(since, at) });
}
