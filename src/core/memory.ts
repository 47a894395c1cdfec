import type {
  ComponentId,
  HostMemory,
  HostName,
  Instance,
  Memory,
  OpenLaunch,
  Sightings,
  Wanted,
} from './types.ts';

/**
 * What became of an open launch when its host was looked at again: its instance `appeared`; the host `rebooted`,
 * which ended whatever it had started; it is `overdue`, no longer expected; or it is still `open`.
 */
export type LaunchFate = 'appeared' | 'rebooted' | 'overdue' | 'open';

export interface Remembered {
  readonly memory: Memory;
  /** By launch id; one entry for each launch that was open before. */
  readonly fates: ReadonlyMap<string, LaunchFate>;
}

/**
 * What is known once a pass has looked: a host that was seen gives the truth, any other keeps what it last had
 * (SPEC §5). A launch is settled by the first new instance that appears on its host.
 *
 * @param sightings what was learnt just now; a host without a sighting keeps what it had.
 */
export function remember(before: Memory, wanted: Wanted, sightings: Sightings, nowMs: number): Remembered {
  const believed = beliefs(wanted);
  const hosts = new Map<HostName, HostMemory>();
  for (const [host, held] of before.hosts) {
    if (worthKeeping(host, held, believed, nowMs)) hosts.set(host, held);
  }
  for (const [host, sighting] of sightings) {
    if (sighting.kind !== 'seen') continue;
    hosts.set(host, {
      seenAtMs: nowMs,
      bootId: sighting.vitals.bootId,
      instances: sighting.instances,
    });
  }
  const { launches, fates } = settleLaunches(before.launches, wanted, believed, sightings, nowMs);
  return { memory: { hosts, launches }, fates };
}

/** The same memory after the clock was set by `byMs`: everything as long ago as it was. */
export function shifted(memory: Memory, byMs: number): Memory {
  const hosts = [...memory.hosts].map(
    ([name, held]) => [name, { ...held, seenAtMs: held.seenAtMs + byMs }] as const,
  );
  const launches = memory.launches.map((launch) => ({ ...launch, sentAtMs: launch.sentAtMs + byMs }));
  return { ...memory, hosts: new Map(hosts), launches };
}

/** Milliseconds since `thenMs`; a clock that was set back counts as no time at all. */
export function ageMs(thenMs: number, nowMs: number): number {
  return Math.max(0, nowMs - thenMs);
}

/** How long what is known of a component on an unknown host is believed, in milliseconds. */
export type Beliefs = (host: HostName, component: ComponentId) => number;

/**
 * `lostAfter` as it holds for a component on a host. On a host that is no longer listed even "never" ends:
 * by taking it out of the file the operator said that what runs there is not muster's any more.
 */
export function beliefs(wanted: Wanted): Beliefs {
  const listed = new Set(wanted.hosts.map(({ name }) => name));
  const own = new Map(wanted.components.map(({ id, lostAfterMs }) => [id, lostAfterMs]));
  return (host, component) => {
    const lostAfterMs = own.get(component) ?? wanted.lostAfterMs;
    return listed.has(host) || Number.isFinite(lostAfterMs) ? lostAfterMs : wanted.lostAfterMs;
  };
}

/** Whether an instance can have come from a launch: none of its processes was there when it was decided. */
function isNew(instance: Instance, launch: Pick<OpenLaunch, 'accounted'>): boolean {
  return !instance.pids.some((pid) => launch.accounted.includes(pid));
}

function worthKeeping(host: HostName, held: HostMemory, believed: Beliefs, nowMs: number): boolean {
  const age = ageMs(held.seenAtMs, nowMs);
  return [...held.instances.keys()].some((component) => age < believed(host, component));
}

function settleLaunches(
  before: readonly OpenLaunch[],
  wanted: Wanted,
  believed: Beliefs,
  sightings: Sightings,
  nowMs: number,
): { launches: OpenLaunch[]; fates: Map<string, LaunchFate> } {
  const launches: OpenLaunch[] = [];
  const fates = new Map<string, LaunchFate>();
  const taken = new Set<Instance>();
  for (const launch of before) {
    const age = ageMs(launch.sentAtMs, nowMs);
    const sighting = sightings.get(launch.host);
    if (sighting?.kind !== 'seen') {
      // Nobody has looked since, so it is believed as long as anything else there would be.
      const patienceMs = Math.max(wanted.startGraceMs, believed(launch.host, launch.component));
      fates.set(launch.id, age < patienceMs ? 'open' : 'overdue');
      if (age < patienceMs) launches.push(launch);
      continue;
    }
    if (isOtherBoot(launch.bootId, sighting.vitals.bootId)) {
      fates.set(launch.id, 'rebooted');
      continue;
    }
    const there = sighting.instances.get(launch.component) ?? [];
    const mine = there.find((instance) => !taken.has(instance) && isNew(instance, launch));
    if (mine) {
      taken.add(mine);
      fates.set(launch.id, 'appeared');
      continue;
    }
    fates.set(launch.id, age < wanted.startGraceMs ? 'open' : 'overdue');
    // What is there by now is accounted for: only a still newer instance can be this launch's.
    if (age < wanted.startGraceMs) launches.push({ ...launch, accounted: there.flatMap(({ pids }) => pids) });
  }
  return { launches, fates };
}

function isOtherBoot(before: string | null, now: string | null): boolean {
  return before !== null && now !== null && before !== now;
}
