import { ageMs } from './age.ts';
import { beliefs, unseenForMs } from './beliefs.ts';
import { message } from './catalogue/catalogue.ts';
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

/** The pilot that an instance is of; undefined for what no pilot watches over. */
export function pilotOf(
  id: ComponentId,
  { pids }: Pick<Instance, 'pids'>,
  pilots: readonly PilotReport[] = [],
): PilotReport | undefined {
  return pilots.find(
    (pilot) => !isOver(pilot) && pilot.component === id && pilot.pids.some((pid) => pids.includes(pid)),
  );
}

/** Since when an instance is up; null while its pilot has not brought it up yet. */
export function upSinceMs(
  id: ComponentId,
  instance: HeldInstance,
  pilots: readonly PilotReport[] = [],
): number | null {
  const pilot = pilots.length === 0 ? undefined : pilotOf(id, instance, pilots);
  if (pilot?.phase === 'starting') return null;
  return pilot?.phase === 'running' ? Math.max(instance.sinceMs, pilot.sinceMs) : instance.sinceMs;
}

/** How the pilot of an instance that is gone ended; undefined where none tells. */
export function endOfInstance(
  id: ComponentId,
  instance: Pick<HeldInstance, 'pids' | 'sinceMs'>,
  then: Pick<HostMemory, 'pilots'>,
  now: Pick<HostMemory, 'pilots'>,
): PilotReport | undefined {
  const over = (now.pilots ?? []).filter((pilot) => isOver(pilot) && pilot.component === id);
  if (over.length === 0) return undefined;
  const known = pilotOf(id, instance, then.pilots);
  if (known !== undefined) return over.find(({ launchId }) => launchId === known.launchId);
  // Nobody had heard of it. An earlier one may have had its number.
  return over.find(
    ({ pid, sinceMs }) => instance.pids.includes(pid) && sinceMs >= instance.sinceMs - roundingMs,
  );
}

/** Hosts tell in whole seconds when something was started, when it ended, and what time it is. */
const roundingMs = 5000;

/** Whether an instance is a pilot that has not brought its component up yet. */
export function isComingUp(
  id: ComponentId,
  instance: Pick<Instance, 'pids'>,
  pilots: readonly PilotReport[] = [],
): boolean {
  return pilots.length > 0 && pilotOf(id, instance, pilots)?.phase === 'starting';
}

/** A pilot that is over, of which that was not known before. */
export interface EndedPilot {
  readonly host: HostName;
  readonly pilot: PilotReport;
}

/**
 * Pilots that ended since the look before. Only of those that muster launched, or has seen: whoever finds a sandbox of
 * which nothing is known does not know whose it is. Each is told once, under whatever name its host was asked.
 */
export function endedSince(before: Memory, after: Memory, rule: BackoffRule, nowMs: number): EndedPilot[] {
  const known = new Set(before.launches.map(({ id }) => id));
  const over = new Set<string>();
  for (const { pilots = [] } of before.hosts.values())
    for (const pilot of pilots) (isOver(pilot) ? over : known).add(pilot.launchId);
  return [...after.hosts].flatMap(([host, { pilots = [] }]) =>
    pilots
      .filter(
        (pilot) =>
          isOver(pilot) &&
          known.has(pilot.launchId) &&
          !over.has(pilot.launchId) &&
          ageMs(pilot.sinceMs, nowMs) < teachingMs(rule),
      )
      .map((pilot) => ({ host, pilot })),
  );
}

/** What is told of pilots now, and of what was over before that is not told any more, as long as it could be news. */
export function pilotsKept(
  told: readonly PilotReport[],
  before: readonly PilotReport[],
  rule: BackoffRule,
  nowMs: number,
): readonly PilotReport[] {
  if (before.length === 0) return told;
  const there = new Set(told.map(({ launchId }) => launchId));
  const missed = before.filter(
    (pilot) => isOver(pilot) && !there.has(pilot.launchId) && ageMs(pilot.sinceMs, nowMs) < teachingMs(rule),
  );
  return missed.length === 0 ? told : [...missed, ...told];
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
      why: message('requirement-unmet', { cause: pilot.message }),
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
    const count = list.filter((instance) => isReady(id, instance, pilots, how)).length;
    if (count > 0) ready.set(id, count);
  }
  return ready;
}

function isReady(
  id: ComponentId,
  instance: Instance,
  pilots: readonly PilotReport[],
  readiness: 'reported' | 'running',
): boolean {
  const pilot = pilotOf(id, instance, pilots);
  if (pilot === undefined) return readiness === 'running';
  return pilot.phase === 'running' && (readiness === 'running' || pilot.readyMs !== null);
}

/**
 * What the components it comes after have exported, for the environment of one that is started. Where several
 * instances export the same name it has the value of each on a line of its own, in the order of the hosts.
 */
export function exportsFor(
  after: readonly ComponentId[],
  wanted: Wanted,
  memory: Memory,
  nowMs: number,
): Record<string, string> {
  const believed = beliefs(wanted);
  const values = new Map<string, string[]>();
  for (const { name } of wanted.hosts) {
    const held = memory.hosts.get(name);
    if (held === undefined) continue;
    for (const id of after) {
      if (unseenForMs(held, nowMs) >= believed(name, id)) continue;
      for (const instance of held.instances.get(id) ?? []) {
        const pilot = pilotOf(id, instance, held.pilots);
        if (pilot?.phase !== 'running' || pilot.readyMs === null) continue;
        for (const [variable, value] of Object.entries(pilot.exports)) {
          const list = values.get(variable);
          if (list === undefined) values.set(variable, [value]);
          else list.push(value);
        }
      }
    }
  }
  return Object.fromEntries([...values].map(([variable, list]) => [variable, list.join('\n')]));
}
