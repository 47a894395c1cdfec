import { message } from './catalogue/catalogue.ts';
import { allClosedBy } from './closed.ts';
import { pauseOf } from './decisions.ts';
import { countOn, poolLimit, poolUseOf, type Place, type Room } from './room.ts';
import type {
  Backoff,
  Census,
  Component,
  ComponentId,
  FleetRefusal,
  HostCensus,
  HostName,
  HostRefusal,
  Reason,
} from './types.ts';

/**
 * The rules that keep a component off a host, the first that holds being the reason given. What cannot change
 * within a pass stands before what this pass itself used up.
 */
const hostRules: readonly HostRule[] = [
  {
    reason: 'host-not-named',
    concerns: (c) => c.eligible !== 'all',
    holds: (c, { census }) => !isNamed(c, census),
  },
  {
    reason: 'host-unfit',
    concerns: (c, { unfit }) => unfit.has(c.id),
    holds: (c, { census }) => census.unfit.has(c.id),
  },
  {
    reason: 'paused-there',
    concerns: (_, { decisions }) => decisions.length > 0,
    holds: (c, place, room) => isPaused(c, place, room),
  },
  {
    reason: 'quarantined',
    concerns: always,
    holds: (_, { census }) => census.quarantine !== null,
  },
  {
    reason: 'failed-in-this-pass',
    concerns: (c, { failedHere }) => failedHere.has(c.id),
    holds: (c, { census }, { failedHere }) => failedHere.get(c.id)?.has(census.host) === true,
  },
  {
    reason: 'backing-off-there',
    concerns: always,
    holds: (c, { census }, room) => isOn(census.backoffs.get(c.id), room),
  },
  {
    reason: 'max-per-host-reached',
    concerns: ({ maxPerHost }) => maxPerHost !== Infinity,
    holds: (c, place) => countOn(place, c.id) >= c.maxPerHost,
  },
  {
    reason: 'hot-limit-reached',
    // A type that is not hot takes no slot, so a full host may still have it.
    concerns: ({ hot }) => hot > 0,
    holds: (c, place) => place.hot + c.hot > place.census.hotLimit,
  },
  {
    reason: 'launches-per-host-reached',
    concerns: always,
    holds: (_, place, room) => place.launches >= room.wanted.launchesPerHost,
  },
];

interface HostRule {
  readonly reason: HostRefusal;
  /** Whether it can hold for a component at all, so that it need not be asked for each host. */
  readonly concerns: (c: Component, room: Room) => boolean;
  readonly holds: (c: Component, place: Place, room: Room) => boolean;
}

function always(): boolean {
  return true;
}

function isNamed({ eligible }: Component, { names }: HostCensus): boolean {
  return eligible === 'all' || names.some((name) => eligible.has(name));
}

function isPaused(c: Component, place: Place, { decisions }: Room): boolean {
  const pause = pauseOf(decisions, c.id, place.census.names);
  return pause !== null && countOn(place, c.id) >= pause.limit;
}

/** The rules that keep a component from being started anywhere, whatever the hosts; the first that holds is the reason. */
const fleetRules: readonly (readonly [FleetRefusal, (c: Component, room: Room) => boolean])[] = [
  ['waiting-for-components', (c, room) => c.after.some((id) => !isReady(id, room))],
  ['backing-off', (c, room) => isOn(room.backoffs.get(c.id), room)],
  ['pool-limit-reached', (c, room) => c.pool !== null && poolUseOf(c.pool, room) >= poolLimit(c.pool, room)],
  ['launches-per-pass-reached', (_, room) => room.launches >= room.wanted.launchesPerPass],
];

/** Whether as many of a component are ready as are wanted; one that is off, or of which none is wanted, never is. */
export function isReady(id: ComponentId, { ready, awaited }: Pick<Census, 'ready' | 'awaited'>): boolean {
  const count = awaited.get(id) ?? 0;
  return count > 0 && (ready.get(id) ?? 0) >= count;
}

/** Why a component may not be started on a host as it stands when it is asked; null if it may. */
export function refusalOf(component: Component, room: Room): (place: Place) => HostRefusal | null {
  const rules = rulesFor(component, room);
  return (place) => {
    if (place.closed !== null) return place.closed;
    for (const rule of rules) if (rule.holds(component, place, room)) return rule.reason;
    return null;
  };
}

/** Every reason why a component may not be started on a host now, the one that is given first. */
export function allRefusals(component: Component, place: Place, room: Room): HostRefusal[] {
  const rules = rulesFor(component, room).filter(({ holds }) => holds(component, place, room));
  return [...allClosedBy(place.census), ...rules.map(({ reason }) => reason)];
}

function rulesFor(component: Component, room: Room): HostRule[] {
  return hostRules.filter(({ concerns }) => concerns(component, room));
}

/** Why a component may not be started anywhere now; null if it may. */
export function fleetRefusal(component: Component, room: Room): FleetRefusal | null {
  for (const [reason, holds] of fleetRules) if (holds(component, room)) return reason;
  return null;
}

/** Every reason why a component may not be started anywhere now, the one that is given first. */
export function allFleetRefusals(component: Component, room: Room): FleetRefusal[] {
  return fleetRules.filter(([, holds]) => holds(component, room)).map(([reason]) => reason);
}

/**
 * The reasons against a component counted by host, the most frequent first.
 *
 * @param refusedBy for each place, what `refusalOf` says of it now.
 */
export function refusals(
  component: Component,
  refusedBy: readonly (HostRefusal | null)[],
  room: Room,
): Reason[] {
  const found = new Map<HostRefusal, Refused>();
  let refused: Refused | undefined;
  for (const place of room.places) {
    const reason = refusedBy[place.index] ?? null;
    if (reason === null) continue;
    // Mostly that of the host before.
    if (reason !== refused?.reason) {
      refused = found.get(reason) ?? { reason, hostNames: [], untilMs: Infinity };
      found.set(reason, refused);
    }
    refused.hostNames.push(place.census.host);
    refused.untilMs = Math.min(refused.untilMs, endOf(reason, component, place, room));
  }
  return [...found.values()]
    .map(({ reason, hostNames, untilMs }) => ({
      ...message(reason),
      hosts: hostNames.length,
      hostNames: shared(hostNames, reason, room),
      ...(Number.isFinite(untilMs) && { untilMs }),
    }))
    .toSorted((a, b) => b.hosts - a.hosts);
}

interface Refused {
  readonly reason: HostRefusal;
  readonly hostNames: HostName[];
  /** The first time at which it ends on one of them. */
  untilMs: number;
}

/** What keeps one component off a host mostly keeps others off too: of equal lists there is mostly one. */
function shared(
  hostNames: readonly HostName[],
  reason: HostRefusal,
  { lastRefused }: Room,
): readonly HostName[] {
  const kind = `${reason} ${hostNames.length}`;
  const last = lastRefused.get(kind);
  if (last?.every((name, index) => name === hostNames[index])) return last;
  lastRefused.set(kind, hostNames);
  return hostNames;
}

/** The reason why a component may not be started anywhere now, as the plan gives it. */
export function fleetReason(component: Component, reason: FleetRefusal, room: Room): Reason {
  const until = fleetEndOf(reason, component, room);
  return {
    ...(reason === 'waiting-for-components'
      ? message(reason, { components: unready(component, room) })
      : message(reason)),
    hosts: null,
    ...(until !== null && { untilMs: until }),
  };
}

/** Those that a component waits for. */
export function unready({ after }: Component, room: Pick<Room, 'ready' | 'awaited'>): ComponentId[] {
  return after.filter((id) => !isReady(id, room));
}

/** When a reason that holds for all hosts ends by itself; null where that is not known. */
export function fleetEndOf(reason: FleetRefusal, { id }: Component, { backoffs }: Room): number | null {
  return (reason === 'backing-off' ? backoffs.get(id)?.untilMs : undefined) ?? null;
}

function isOn(backoff: Backoff | undefined, { atMs }: Room): boolean {
  return backoff !== undefined && backoff.untilMs > atMs;
}

/** When a reason against a host ends by itself; Infinity where that is not known. */
export function endOf(
  reason: HostRefusal,
  component: Component,
  { census }: Place,
  { decisions }: Room,
): number {
  if (reason === 'paused-there') return pauseOf(decisions, component.id, census.names)?.untilMs ?? Infinity;
  if (reason === 'quarantined') return census.quarantine?.untilMs ?? Infinity;
  if (reason === 'host-unfit') return census.unfit.get(component.id)?.untilMs ?? Infinity;
  return reason === 'backing-off-there' ? (census.backoffs.get(component.id)?.untilMs ?? Infinity) : Infinity;
}
