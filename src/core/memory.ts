import { ageMs } from './age.ts';
import { beliefs, unseenForMs, type Beliefs } from './beliefs.ts';
import { withoutDone } from './decisions.ts';
import { settleLaunches, type LaunchFate } from './fates.ts';
import { withLessons } from './lessons.ts';
import { machineOf } from './machines.ts';
import type { PilotReport } from './pilotReport.ts';
import { endedSince, pilotsKept, teachingMs, unfitSince } from './pilots.ts';
import type {
  ComponentId,
  Decision,
  HeldInstance,
  HostMemory,
  HostName,
  InstancesByComponent,
  Memory,
  OpenStop,
  Sightings,
  Wanted,
} from './types.ts';

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
  // Also to know the machine again when it is seen under another name.
  const launchedOn = new Set(before.launches.map(({ host }) => host));
  for (const [host, held] of before.hosts) {
    if (launchedOn.has(host) || worthKeeping(host, held, believed, nowMs) || teaches(held, wanted, nowMs))
      hosts.set(host, held);
  }
  for (const [host, sighting] of sightings) {
    if (sighting.kind !== 'seen' || sighting.sameAs !== undefined) continue;
    hosts.set(host, {
      seenAtMs: nowMs,
      bootId: sighting.vitals.bootId,
      machine: machineOf(sighting.vitals),
      instances: held(sighting.instances, before.hosts.get(host), nowMs),
      ...pilotsHeld(pilotsOf(sighting, before.hosts.get(host)?.pilots ?? [], wanted, nowMs)),
    });
  }
  const { launches, fates } = settleLaunches(before.launches, wanted, believed, sightings, nowMs);
  const stops = stillToEnd(before.stops, hosts, wanted, nowMs);
  const seen = { ...before, hosts, launches, stops };
  const ended = endedSince(before, seen, wanted.backoff, nowMs);
  const unfit = unfitSince(before, ended, hosts, wanted, nowMs);
  const taught = withLessons(before, { ...seen, unfit }, { fates, ended }, wanted, sightings, nowMs);
  return { memory: withoutDone(taught, wanted.components, nowMs), fates };
}

/** Where nothing arrived of them, what was known stands. */
function pilotsOf(
  { pilots }: { readonly pilots?: readonly PilotReport[] },
  before: readonly PilotReport[],
  { backoff }: Wanted,
  nowMs: number,
): readonly PilotReport[] {
  return pilots === undefined ? before : pilotsKept(pilots, before, backoff, nowMs);
}

/** Most hosts have none. */
function pilotsHeld(pilots: readonly PilotReport[] = []): Pick<HostMemory, 'pilots'> {
  return pilots.length === 0 ? {} : { pilots };
}

/** Stops whose instance may yet end of them: it was still there when last seen, and not long has passed. */
function stillToEnd(
  stops: readonly OpenStop[],
  hosts: ReadonlyMap<HostName, HostMemory>,
  { startGraceMs }: Wanted,
  nowMs: number,
): OpenStop[] {
  return stops.filter(({ component, host, pids, orderedAtMs }) => {
    const held = hosts.get(host);
    const there = held?.instances.get(component) ?? [];
    const isThere = there.some((one) => one.pids.some((pid) => pids.includes(pid)));
    // On a host that nobody has looked at since it may have ended long ago.
    const isUnseen = held !== undefined && held.seenAtMs <= orderedAtMs;
    return isThere && (isUnseen || ageMs(orderedAtMs, nowMs) < startGraceMs);
  });
}

/** What was seen, with the time it has been there. */
function held(
  instances: InstancesByComponent,
  before: HostMemory | undefined,
  nowMs: number,
): Map<ComponentId, HeldInstance[]> {
  const known = new Map<ComponentId, HeldInstance[]>();
  for (const [component, list] of instances) {
    const earlier = before?.instances.get(component);
    const held = list.map(({ pid, elapsedS, pids }): HeldInstance => {
      const sinceMs =
        elapsedS === null ? earlier?.find((one) => one.pid === pid)?.sinceMs : nowMs - elapsedS * 1000;
      return { pid, elapsedS, pids, sinceMs: sinceMs ?? nowMs };
    });
    known.set(component, held);
  }
  return known;
}

/** The same memory after the clock was set by `byMs`: everything as long ago as it was. */
export function shifted(memory: Memory, byMs: number): Memory {
  const hosts = [...memory.hosts].map(
    ([name, { seenAtMs, lostAfterFromMs, instances, ...held }]) =>
      [
        name,
        {
          ...held,
          seenAtMs: seenAtMs + byMs,
          ...(lostAfterFromMs !== undefined && { lostAfterFromMs: lostAfterFromMs + byMs }),
          instances: instancesShifted(instances, byMs),
          ...(held.pilots && { pilots: held.pilots.map((pilot) => pilotShifted(pilot, byMs)) }),
        },
      ] as const,
  );
  const setbacks = memory.setbacks.map((setback) => ({ ...setback, lastAtMs: setback.lastAtMs + byMs }));
  const launches = memory.launches.map((launch) => ({ ...launch, sentAtMs: launch.sentAtMs + byMs }));
  const stops = memory.stops.map((stop) => ({ ...stop, orderedAtMs: stop.orderedAtMs + byMs }));
  const decisions = memory.decisions.map((decision) => decisionShifted(decision, byMs));
  const unfit = memory.unfit.map((one) => ({ ...one, atMs: one.atMs + byMs }));
  return { hosts: new Map(hosts), launches, setbacks, stops, decisions, unfit };
}

function pilotShifted(pilot: PilotReport, byMs: number): PilotReport {
  const { startedMs, sinceMs, readyMs } = pilot;
  return {
    ...pilot,
    startedMs: startedMs + byMs,
    sinceMs: sinceMs + byMs,
    readyMs: readyMs === null ? null : readyMs + byMs,
  };
}

function decisionShifted(decision: Decision, byMs: number): Decision {
  const { atMs, untilMs } = decision;
  return { ...decision, atMs: atMs + byMs, untilMs: untilMs === null ? null : untilMs + byMs };
}

/**
 * The same memory without times to come: what a broken clock has left must not be waited for.
 *
 * @param latestMs when the last launch can have been sent: a killed pass leaves the time of its own end.
 */
export function withoutFuture(memory: Memory, nowMs: number, latestMs: number): Memory {
  const hosts = [...memory.hosts].map(([name, held]) => [name, withoutItsFuture(held, nowMs)] as const);
  return {
    hosts: new Map(hosts),
    launches: memory.launches.map((launch) => ({ ...launch, sentAtMs: Math.min(launch.sentAtMs, latestMs) })),
    setbacks: memory.setbacks.map((setback) => ({ ...setback, lastAtMs: Math.min(setback.lastAtMs, nowMs) })),
    stops: memory.stops.map((stop) => ({ ...stop, orderedAtMs: Math.min(stop.orderedAtMs, nowMs) })),
    decisions: memory.decisions.map((decision) =>
      decision.atMs > nowMs ? decisionShifted(decision, nowMs - decision.atMs) : decision,
    ),
    unfit: memory.unfit.map((one) => ({ ...one, atMs: Math.min(one.atMs, nowMs) })),
  };
}

function withoutItsFuture(held: HostMemory, nowMs: number): HostMemory {
  const instances = [...held.instances].map(
    ([component, list]) =>
      [component, list.map((one) => ({ ...one, sinceMs: Math.min(one.sinceMs, nowMs) }))] as const,
  );
  const { seenAtMs, lostAfterFromMs } = held;
  return {
    ...held,
    seenAtMs: Math.min(seenAtMs, nowMs),
    ...(lostAfterFromMs !== undefined && { lostAfterFromMs: Math.min(lostAfterFromMs, nowMs) }),
    instances: new Map(instances),
  };
}

function instancesShifted(instances: HostMemory['instances'], byMs: number): HostMemory['instances'] {
  return new Map(
    [...instances].map(([component, list]) => [
      component,
      list.map((instance) => ({ ...instance, sinceMs: instance.sinceMs + byMs })),
    ]),
  );
}

/** Whether ends of pilots would be taken for news, were they forgotten. */
function teaches({ pilots = [], seenAtMs }: HostMemory, { backoff }: Wanted, nowMs: number): boolean {
  return pilots.length > 0 && ageMs(seenAtMs, nowMs) < teachingMs(backoff);
}

function worthKeeping(host: HostName, held: HostMemory, believed: Beliefs, nowMs: number): boolean {
  const age = unseenForMs(held, nowMs);
  for (const component of held.instances.keys()) if (age < believed(host, component)) return true;
  return false;
}
