import { distinct, message, type Message } from './core/catalogue/catalogue.ts';
import { takeCensus } from './core/census.ts';
import { goneSince, rebootedSince } from './core/gone.ts';
import { merged } from './core/machines.ts';
import { remember } from './core/memory.ts';
import { pilotEvents } from './core/pilotEvents.ts';
import { endOfPilot, type PilotReport } from './core/pilotReport.ts';
import { makePlan, planStarts } from './core/plan.ts';
import { pairOf } from './core/setbacks.ts';
import type {
  Action,
  Census,
  HostName,
  Memory,
  Outcome,
  Plan,
  Quarantine,
  Sighting,
  Sightings,
  StopOutcome,
} from './core/types.ts';
import type { Config } from './interface/config.ts';
import { isHeldUp, launchWave, sightAll, type Launched } from './launching.ts';
import type { Hosts } from './remote/port.ts';
import { settle } from './settling.ts';
import { stopWave } from './stopping.ts';
import type { Log } from './store/log.ts';

/** What a pass works with; everything that is not thinking is handed in. */
export interface PassPorts {
  readonly hosts: Hosts;
  readonly log: Pick<Log, 'write'>;
  /** Makes what is known survive this process. Returns what went wrong, null if nothing did. */
  save(memory: Memory): Promise<Message | null>;
  now(): number;
  /** Lets so much time pass, less where the pass must end before; never rejects. */
  wait(ms: number): Promise<void>;
  newLaunchId(): string;
  /** Aborted when the pass must end: its deadline, or a signal from outside. */
  readonly signal: AbortSignal;
  /** When the pass ends at the latest, as `now` tells it: no launch of it is carried out after that. */
  readonly endsAtMs: number;
  progress(step: Progress): void;
}

/** For whoever watches a pass. */
export type Progress =
  | { readonly step: 'asking'; readonly hosts: readonly HostName[] }
  | { readonly step: 'sighted'; readonly host: HostName; readonly sighting: Sighting }
  | { readonly step: 'stopping'; readonly instances: number }
  /** One host for each launch. */
  | { readonly step: 'launching'; readonly hosts: readonly HostName[] }
  | { readonly step: 'launched'; readonly host: HostName; readonly outcome: Launched['outcome'] }
  | { readonly step: 'settling'; readonly hosts: number };

/** What a pass found out and decided, nothing done yet. */
export interface Survey {
  readonly atMs: number;
  readonly sightings: Sightings;
  readonly memory: Memory;
  readonly census: Census;
  readonly plan: Plan;
}

export interface PassResult {
  /** Everything decided: what was started, also in place of launches that failed, and what could not be. */
  readonly actions: readonly Action[];
  readonly stops: readonly StopOutcome[];
  readonly outcomes: readonly Outcome[];
  /** After the launches. */
  readonly census: Census;
  readonly memory: Memory;
  /** What kept the pass from leaving everything as it should. */
  readonly problems: readonly Message[];
}

/**
 * Looks at every host, each at its own pace, and decides (SPEC §2, steps 4 to 6).
 *
 * @param planned what is planned for, where that is narrower than `config`.
 * @param forget what the operator wants forgotten, of what this look teaches as well.
 */
export async function survey(
  config: Config,
  before: Memory,
  ports: Pick<PassPorts, 'hosts' | 'now' | 'progress' | 'log'>,
  planned: Config = config,
  forget: (memory: Memory) => Memory = (memory) => memory,
): Promise<Survey> {
  const seen = await sightAll(config.hosts, config.fanoutHosts, ports);
  const atMs = ports.now();
  const { sightings, memory: known, aliases } = merged(config.hosts, before, seen);
  const { memory: learnt, fates } = remember(known, config, sightings, atMs);
  const memory = forget(learnt);
  for (const launch of before.launches) {
    ports.log.write('info', 'launch followed', { ...launch, fate: fates.get(launch.id) });
  }
  logEnds(known, memory, config, [], ports.log);
  logPilots(known, memory, config, { stops: [], outcomes: [] }, atMs, ports.log);
  for (const [host, sameAs] of aliases) ports.log.write('warn', 'same machine', { host, sameAs });
  const census = takeCensus(config, memory, sightings, atMs);
  logBackoffs(before, memory, census, ports.log);
  for (const { host, quarantine } of census.hosts) {
    if (quarantine !== null) ports.log.write('warn', 'quarantined', { host, ...dated(quarantine) });
  }
  const plan = makePlan(planned, census);
  return { atMs, sightings, memory, census, plan };
}

/**
 * Carries the plan out (SPEC §2, steps 7 to 9): stops what is to end, launches, goes on to the next best host where a
 * launch failed, then looks once more at the hosts launched on.
 */
export async function carryOut(
  config: Config,
  found: Survey,
  ports: PassPorts,
  planned: Config = config,
): Promise<PassResult> {
  const problems: Message[] = [];
  const save = async (memory: Memory): Promise<void> => {
    const problem = await ports.save(memory);
    if (problem !== null) problems.push(problem);
  };
  logDecided(found.plan, ports.log);
  const doomed = found.plan.actions.filter((action) => action.action === 'stop');
  let stopped: readonly StopOutcome[] = [];
  // Joined, not pushed: there may be more than a function takes arguments.
  let started: readonly Action[] = [];
  let launched: readonly Launched[] = [];
  let { memory, sightings, census, plan } = found;
  if (doomed.length > 0 && ports.signal.aborted) {
    problems.push(message('stops-not-tried', { stops: doomed.length }));
  } else if (doomed.length > 0) {
    const wave = await stopWave(config, doomed, { memory, sightings, save }, ports);
    ({ stopped, memory, sightings } = wave);
    planAgain();
  }
  for (;;) {
    const starts = plan.actions.filter((action) => action.action === 'start');
    if (starts.length === 0) break;
    if (ports.signal.aborted) {
      problems.push(message('launches-not-tried', { launches: starts.length }));
      break;
    }
    const wave = await launchWave(config, starts, { memory, sightings, save }, ports);
    started = [...started, ...starts];
    launched = [...launched, ...wave.launched];
    ({ memory, sightings } = wave);
    if (wave.launched.some(({ late }) => late) && isHeldUp(ports)) {
      problems.push(message('pass-held-up'));
      plan = { actions: [] };
      break;
    }
    planAgain();
  }
  const settled = await settle(config, launched, { memory, sightings, save }, ports);
  await save(settled.memory);
  const after = takeCensus(config, settled.memory, settled.sightings, ports.now());
  logBackoffs(found.memory, settled.memory, after, ports.log);
  logEnds(found.memory, settled.memory, config, stopped, ports.log);
  const told = { stops: stopped, outcomes: settled.outcomes };
  logPilots(found.memory, settled.memory, config, told, ports.now(), ports.log);
  return {
    actions: [...doomed, ...started, ...plan.actions.filter((action) => action.action !== 'start')],
    stops: stopped,
    outcomes: settled.outcomes,
    census: after,
    memory: settled.memory,
    problems: distinct(problems),
  };

  /** What to start now: a pass stops nothing twice. */
  function planAgain(): void {
    census = takeCensus(config, memory, sightings, ports.now());
    plan = planStarts(planned, census, launched);
    logDecided(plan, ports.log);
  }
}

/** Without the names of the hosts behind each reason: thousands of them in every pass would fill the log. */
function logDecided({ actions }: Plan, log: PassPorts['log']): void {
  for (const action of actions) {
    const reasons = action.reasons.map((reason) => {
      const { hostNames: _, ...told } = reason;
      return told;
    });
    log.write('info', 'decided', { ...action, reasons });
  }
}

/**
 * What has ended by itself since the look before, and where a reboot ended it.
 *
 * @param stopped what muster has ended in between.
 */
function logEnds(
  before: Memory,
  now: Memory,
  { components }: Config,
  stopped: readonly StopOutcome[],
  log: PassPorts['log'],
): void {
  for (const host of rebootedSince(before, now)) log.write('warn', 'rebooted', { host });
  // What is no longer in the file is not looked for.
  const lookedFor = new Set(components.map(({ id }) => id));
  const ended = new Set(stopped.map(({ component, host, pid }) => `${pid} ${host} ${component}`));
  for (const { rebooted, end, ...gone } of goneSince(before, now)) {
    const { component, host, pid } = gone;
    if (!lookedFor.has(component) || ended.has(`${pid} ${host} ${component}`)) continue;
    log.write('warn', 'gone', {
      ...gone,
      ...(rebooted && { rebooted }),
      ...(end && {
        end: endOfPilot(end),
        ...(end.usage !== null && { usage: end.usage }),
        printed: end.tail,
      }),
    });
  }
}

/** Pilots that ended without an instance of theirs having been seen, and what became ready. */
function logPilots(
  before: Memory,
  now: Memory,
  config: Config,
  { stops, outcomes }: Pick<PassResult, 'stops' | 'outcomes'>,
  nowMs: number,
  log: PassPorts['log'],
): void {
  const launches = new Set(outcomes.map(({ launchId }) => launchId));
  const isStopped = (host: HostName, { component, pid }: PilotReport): boolean =>
    stops.some((stop) => stop.host === host && stop.component === component && stop.pid === pid) ||
    before.stops.some(
      (stop) => stop.host === host && stop.component === component && stop.pids.includes(pid),
    );
  const lookedFor = new Set(config.components.map(({ id }) => id));
  for (const event of pilotEvents(before, now, config, { launches, isStopped }, nowMs)) {
    if (!lookedFor.has(event.component)) continue;
    const isBad = event.outcome === 'failed' || event.outcome === 'unfit';
    log.write(isBad ? 'warn' : 'info', 'pilot', event);
  }
}

/** What backs off now and did not before, or not for so long; and what does no more. */
function logBackoffs(before: Memory, now: Memory, census: Census, log: PassPorts['log']): void {
  const earlier = new Map(before.setbacks.map((setback) => [pairOf(setback), setback.lastAtMs]));
  const hosts = new Map(census.hosts.map((host) => [host.host, host]));
  for (const setback of now.setbacks) {
    const { component, host, failures, why, lastAtMs, lastHost } = setback;
    const backoff = (host === null ? census : hosts.get(host))?.backoffs.get(component);
    if (backoff === undefined || earlier.get(pairOf(setback)) === lastAtMs) continue;
    const until = new Date(backoff.untilMs).toISOString();
    log.write('warn', 'backs off', {
      component,
      host,
      failures,
      why,
      ...(lastHost !== undefined && { lastHost }),
      until,
    });
  }
  const still = new Set(now.setbacks.map(pairOf));
  for (const setback of before.setbacks) {
    const { component, host } = setback;
    if (!still.has(pairOf(setback))) log.write('info', 'backs off no more', { component, host });
  }
}

function dated({ untilMs, ...quarantine }: Quarantine): object {
  return { ...quarantine, until: new Date(untilMs).toISOString() };
}
