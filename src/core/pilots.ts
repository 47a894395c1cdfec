import { ageMs } from './age.ts';
import { isOver, type PilotReport, type Unfit } from './pilotReport.ts';
import type {
  BackoffRule,
  ComponentId,
  HeldInstance,
  HostMemory,
  HostName,
  Instance,
  Memory,
  OpenLaunch,
  Wanted,
} from './types.ts';

/**
 * The pilot whose instance this is, as long as its main shell lives; undefined for what no pilot watches over. Numbers of
 * processes come again: of several that had it, the one that was started last.
 */
export function pilotOf(
  { pids }: Pick<Instance, 'pids'>,
  pilots: readonly PilotReport[] = [],
): PilotReport | undefined {
  let latest: PilotReport | undefined;
  for (const pilot of pilots) {
    if (isOver(pilot) || !isOf(pilot, pids)) continue;
    if (latest === undefined || pilot.startedMs >= latest.startedMs) latest = pilot;
  }
  return latest;
}

/** How the pilot of an instance that is gone ended; undefined where none tells, or only one that had its number before. */
export function endOfInstance(
  { pids, sinceMs }: Pick<HeldInstance, 'pids' | 'sinceMs'>,
  pilots: readonly PilotReport[] = [],
): PilotReport | undefined {
  return pilots.find((pilot) => isOver(pilot) && isOf(pilot, pids) && pilot.sinceMs >= sinceMs - roundingMs);
}

/** Whether these processes are of a pilot: its main shell, or that of its component, which may outlive it. */
function isOf({ pid, runPid }: PilotReport, pids: readonly number[]): boolean {
  return pids.includes(pid) || (runPid !== null && pids.includes(runPid));
}

/** Hosts tell in whole seconds when something was started, when it ended, and what time it is. */
const roundingMs = 5000;

/** Whether an instance is a pilot that has not brought its component up yet. */
export function isComingUp(instance: Pick<Instance, 'pids'>, pilots: readonly PilotReport[] = []): boolean {
  return pilots.length > 0 && pilotOf(instance, pilots)?.phase === 'starting';
}

/** A pilot that is over, of which that was not known before. */
export interface EndedPilot {
  readonly host: HostName;
  readonly pilot: PilotReport;
}

/**
 * Pilots that ended since the look before, or of which nobody knew. Sandboxes are there for long: what ended so long ago
 * that its setback would be forgotten by now teaches nothing to whoever forgot it.
 */
export function endedSince(before: Memory, after: Memory, rule: BackoffRule, nowMs: number): EndedPilot[] {
  return [...after.hosts].flatMap(([host, { pilots = [] }]) => {
    if (pilots.length === 0) return [];
    const known = new Set(overOn(before, host).map(({ launchId }) => launchId));
    return pilots
      .filter(
        (pilot) =>
          isOver(pilot) && !known.has(pilot.launchId) && ageMs(pilot.sinceMs, nowMs) < teachingMs(rule),
      )
      .map((pilot) => ({ host, pilot }));
  });
}

/** How long the end of a pilot can teach anything. */
export function teachingMs({ capMs, minUptimeMs }: BackoffRule): number {
  return capMs + minUptimeMs;
}

/** What became of the pilot of a launch, where it is over and that is known. */
export function endOf({ id, host }: Pick<OpenLaunch, 'id' | 'host'>, memory: Memory): PilotReport | null {
  return overOn(memory, host).find(({ launchId }) => launchId === id) ?? null;
}

function overOn({ hosts }: Memory, host: HostName): PilotReport[] {
  return (hosts.get(host)?.pilots ?? []).filter(isOver);
}

/**
 * Hosts that did not meet what components require, those of this look included; less what is over, and what came up
 * there nevertheless.
 */
export function unfitSince(
  before: Memory,
  ended: readonly EndedPilot[],
  hosts: ReadonlyMap<HostName, HostMemory>,
  { unfitForMs, components }: Wanted,
  nowMs: number,
): readonly Unfit[] {
  const known = new Map(components.map(({ id, requirements }) => [id, requirements]));
  const learnt = ended
    .filter(({ pilot }) => pilot.phase === 'unfit')
    .map(({ host, pilot }): Unfit => ({
      component: pilot.component,
      host,
      why: pilot.message ?? 'it does not meet what is required',
      requirements: known.get(pilot.component) ?? '',
      atMs: Math.min(pilot.sinceMs, nowMs),
    }));
  if (before.unfit.length + learnt.length === 0) return before.unfit;
  const latest = new Map([...before.unfit, ...learnt].map((one) => [`${one.component}\n${one.host}`, one]));
  return [...latest.values()].filter(
    ({ component, host, atMs, requirements }) =>
      // What is required by now may be less.
      known.get(component) === requirements &&
      ageMs(atMs, nowMs) < unfitForMs &&
      !hosts
        .get(host)
        ?.instances.get(component)
        ?.some(({ sinceMs }) => sinceMs > atMs),
  );
}

/** Of one host, how many instances are ready of each component that `readiness` names. */
export function readyOn(
  instances: ReadonlyMap<ComponentId, readonly Instance[]> | undefined,
  pilots: readonly PilotReport[],
  readiness: ReadonlyMap<ComponentId, 'reported' | 'running'>,
): Map<ComponentId, number> {
  const ready = new Map<ComponentId, number>();
  for (const [id, list] of instances ?? []) {
    const how = readiness.get(id);
    if (how === undefined) continue;
    const count = list.filter((instance) => isReady(instance, pilots, how)).length;
    if (count > 0) ready.set(id, count);
  }
  return ready;
}

function isReady(
  instance: Instance,
  pilots: readonly PilotReport[],
  readiness: 'reported' | 'running',
): boolean {
  const pilot = pilotOf(instance, pilots);
  return readiness === 'running'
    ? pilot?.phase !== 'starting'
    : pilot !== undefined && pilot.readyMs !== null;
}

/** The pilots of some components whose instances were there when their host was seen last. */
function livingOn(held: HostMemory | undefined, components: readonly ComponentId[]): PilotReport[] {
  return components.flatMap((id) =>
    (held?.instances.get(id) ?? []).flatMap((instance) => pilotOf(instance, held?.pilots) ?? []),
  );
}

/**
 * What the components it comes after have exported, for the environment of one that is started. Where several
 * instances export the same name it has the value of each on a line of its own, in the order of the hosts.
 */
export function exportsFor(
  after: readonly ComponentId[],
  wanted: Wanted,
  memory: Memory,
): Record<string, string> {
  const values = new Map<string, string[]>();
  for (const { name } of wanted.hosts) {
    for (const pilot of livingOn(memory.hosts.get(name), after)) {
      if (pilot.readyMs === null) continue;
      for (const [variable, value] of Object.entries(pilot.exports)) {
        const list = values.get(variable);
        if (list === undefined) values.set(variable, [value]);
        else list.push(value);
      }
    }
  }
  return Object.fromEntries([...values].map(([variable, list]) => [variable, list.join('\n')]));
}
