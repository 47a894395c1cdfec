import { noTally, strength } from './census.ts';
import { pauseOf } from './decisions.ts';
import type {
  Backoff,
  Census,
  Component,
  ComponentId,
  FleetRefusal,
  HostCensus,
  HostName,
  HostRefusal,
  OutcomeKind,
  Reason,
  Tally,
  Wanted,
} from './types.ts';

/** A launch of this pass that is over, as far as the next decision must know of it. */
export interface Attempt {
  readonly component: ComponentId;
  readonly host: HostName;
  /** `done` while the submitter has ended well and the host was not asked again yet. */
  readonly outcome: OutcomeKind | 'done';
}

/** One host while a plan is being made: every decision counts at once against every limit. */
export interface Place {
  /** Position in the list of hosts. */
  readonly index: number;
  readonly census: HostCensus;
  /** Why nothing at all may be started there; null where something may. */
  readonly closed: HostRefusal | null;
  hot: number;
  instances: number;
  launches: number;
  readonly planned: Map<ComponentId, number>;
}

/** The fleet while a plan is being made. */
export interface Room {
  readonly wanted: Wanted;
  readonly places: readonly Place[];
  /** The places that hold something of a component before the plan. */
  readonly holders: ReadonlyMap<ComponentId, readonly Place[]>;
  readonly poolUse: Map<string, number>;
  /** `component host` of launches that failed in this pass. */
  readonly failedHere: ReadonlySet<string>;
  readonly backoffs: Census['backoffs'];
  /** Pauses alone, for drains stand with their hosts. */
  readonly decisions: Census['decisions'];
  /** What there was of each component before the plan. */
  readonly totals: Census['totals'];
  readonly atMs: number;
  launches: number;
  /** By reason, the hosts that it was given for last. */
  readonly lastRefused: Map<HostRefusal, readonly HostName[]>;
}

/** @param attempts launches of this pass that are over already; their instances are in the census. */
export function openRoom(wanted: Wanted, census: Census, attempts: readonly Attempt[]): Room {
  const places = census.hosts.map((host, index): Place => ({
    index,
    census: host,
    closed: closingRules.find(({ holds }) => holds(host))?.reason ?? null,
    hot: host.hot,
    instances: sum(host.components.values()),
    launches: 0,
    planned: new Map(),
  }));
  const byName = new Map(places.map((place) => [place.census.host, place]));
  for (const { host } of attempts) {
    const place = byName.get(host);
    if (place) place.launches++;
  }
  return {
    wanted,
    places,
    holders: holdersOf(places),
    poolUse: poolUse(wanted, census),
    failedHere: new Set(attempts.filter(endedBadly).map(({ component, host }) => `${component} ${host}`)),
    backoffs: census.backoffs,
    decisions: census.decisions.filter(({ kind }) => kind === 'pause'),
    totals: census.totals,
    atMs: census.atMs,
    launches: attempts.length,
    lastRefused: new Map(),
  };
}

function holdersOf(places: readonly Place[]): Map<ComponentId, Place[]> {
  const holders = new Map<ComponentId, Place[]>();
  for (const place of places) {
    for (const id of place.census.components.keys()) {
      const those = holders.get(id);
      if (those) those.push(place);
      else holders.set(id, [place]);
    }
  }
  return holders;
}

/**
 * The rules that keep everything off a host. They stand before those that ask for the component, and are asked once for
 * each host.
 */
const closingRules: readonly {
  readonly reason: HostRefusal;
  readonly holds: (host: HostCensus) => boolean;
}[] = [
  // Nothing is known of these, so nothing may be started there.
  { reason: 'down', holds: ({ sighting }) => sighting.kind === 'down' },
  { reason: 'silent', holds: ({ sighting }) => sighting.kind === 'silent' },
  { reason: 'drained', holds: ({ drain }) => drain !== null },
  {
    reason: 'the same machine as another host',
    holds: ({ sighting }) => sighting.kind === 'seen' && sighting.sameAs !== undefined,
  },
];

/**
 * The rules that keep a component off a host, the first that holds being the reason given. What cannot change
 * within a pass stands before what this pass itself used up.
 */
const hostRules: readonly {
  readonly reason: HostRefusal;
  readonly holds: (c: Component, place: Place, room: Room) => boolean;
}[] = [
  { reason: 'not named by hosts', holds: (c, { census }) => !isNamed(c, census) },
  { reason: 'paused there by an operator', holds: (c, place, room) => isPaused(c, place, room) },
  { reason: 'quarantined', holds: (_, { census }) => census.quarantine !== null },
  {
    reason: 'launch failed there in this pass',
    holds: (c, { census }, room) => room.failedHere.size > 0 && room.failedHere.has(`${c.id} ${census.host}`),
  },
  { reason: 'backing off there', holds: (c, { census }, room) => isOn(census.backoffs.get(c.id), room) },
  { reason: 'maxPerHost reached', holds: (c, place) => isCapped(c) && countOn(place, c.id) >= c.maxPerHost },
  {
    // A type that is not hot takes no slot, so a full host may still have it.
    reason: 'hot limit reached',
    holds: (c, place) => c.hot > 0 && place.hot + c.hot > place.census.hotLimit,
  },
  {
    reason: 'launchesPerHost reached',
    holds: (_, place, room) => place.launches >= room.wanted.launchesPerHost,
  },
];

function isCapped({ maxPerHost }: Component): boolean {
  return maxPerHost !== Infinity;
}

function isNamed({ eligible }: Component, { names }: HostCensus): boolean {
  return eligible === 'all' || names.some((name) => eligible.has(name));
}

function isPaused(c: Component, place: Place, { decisions }: Room): boolean {
  if (decisions.length === 0) return false;
  const pause = pauseOf(decisions, c.id, place.census.names);
  return pause !== null && countOn(place, c.id) >= pause.limit;
}

/** The rules that keep a component from being started anywhere, whatever the hosts; the first that holds is the reason. */
const fleetRules: readonly (readonly [FleetRefusal, (c: Component, room: Room) => boolean])[] = [
  ['backing off', (c, room) => isOn(room.backoffs.get(c.id), room)],
  ['pool limit reached', (c, room) => c.pool !== null && poolUseOf(c.pool, room) >= poolLimit(c.pool, room)],
  ['launchesPerPass reached', (_, room) => room.launches >= room.wanted.launchesPerPass],
];

/** Why a component may not be started on a host now; null if it may. */
export function refusal(component: Component, place: Place, room: Room): HostRefusal | null {
  if (place.closed !== null) return place.closed;
  for (const rule of hostRules) if (rule.holds(component, place, room)) return rule.reason;
  return null;
}

/** Every reason why a component may not be started on a host now, the one that is given first. */
export function allRefusals(component: Component, place: Place, room: Room): HostRefusal[] {
  return [
    ...closingRules.filter(({ holds }) => holds(place.census)),
    ...hostRules.filter(({ holds }) => holds(component, place, room)),
  ].map(({ reason }) => reason);
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

/** The reasons against a component counted by host, the most frequent first. */
export function refusals(component: Component, room: Room): Reason[] {
  const found = new Map<HostRefusal, { hostNames: HostName[]; untilMs: number }>();
  for (const place of room.places) {
    const reason = refusal(component, place, room);
    if (!reason) continue;
    const against = found.get(reason) ?? { hostNames: [], untilMs: Infinity };
    if (against.hostNames.length === 0) found.set(reason, against);
    against.hostNames.push(place.census.host);
    against.untilMs = Math.min(against.untilMs, endOf(reason, component, place, room));
  }
  return [...found]
    .map(([reason, { hostNames, untilMs }]) => ({
      reason,
      hosts: hostNames.length,
      hostNames: shared(hostNames, reason, room),
      ...(Number.isFinite(untilMs) && { untilMs }),
    }))
    .toSorted((a, b) => b.hosts - a.hosts);
}

/** What keeps one component off a host mostly keeps others off too: of equal lists in a row there is one. */
function shared(
  hostNames: readonly HostName[],
  reason: HostRefusal,
  { lastRefused }: Room,
): readonly HostName[] {
  const last = lastRefused.get(reason);
  const isSame = last?.length === hostNames.length && last.every((name, index) => name === hostNames[index]);
  if (isSame) return last;
  lastRefused.set(reason, hostNames);
  return hostNames;
}

/** The reason why a component may not be started anywhere now, as it is told. */
export function fleetReason(component: Component, reason: FleetRefusal, room: Room): Reason {
  const until = reason === 'backing off' ? room.backoffs.get(component.id)?.untilMs : undefined;
  return { reason, hosts: null, ...(until !== undefined && { untilMs: until }) };
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
  if (reason === 'paused there by an operator')
    return pauseOf(decisions, component.id, census.names)?.untilMs ?? Infinity;
  if (reason === 'quarantined') return census.quarantine?.untilMs ?? Infinity;
  return reason === 'backing off there' ? (census.backoffs.get(component.id)?.untilMs ?? Infinity) : Infinity;
}

/** Counts a start against every limit. */
export function occupy(component: Component, place: Place, room: Room): void {
  place.hot += component.hot;
  place.instances++;
  place.launches++;
  place.planned.set(component.id, (place.planned.get(component.id) ?? 0) + 1);
  room.launches++;
  if (component.pool !== null) room.poolUse.set(component.pool, poolUseOf(component.pool, room) + 1);
}

/** Instances of a component on a host, those just planned included. */
export function countOn(place: Place, component: ComponentId): number {
  return strength(place.census.components.get(component) ?? noTally) + (place.planned.get(component) ?? 0);
}

export function poolUseOf(pool: string, { poolUse }: Room): number {
  return poolUse.get(pool) ?? 0;
}

export function poolLimit(pool: string, { wanted }: Room): number {
  return wanted.pools.get(pool) ?? 0;
}

/** Nothing came of it, so another host may be tried in the same pass (SPEC §7). */
function endedBadly({ outcome }: Attempt): boolean {
  return outcome === 'failed' || outcome === 'refused';
}

function poolUse(wanted: Wanted, census: Census): Map<string, number> {
  const use = new Map<string, number>();
  for (const { id, pool } of wanted.components) {
    if (pool === null) continue;
    use.set(pool, (use.get(pool) ?? 0) + strength(census.totals.get(id) ?? noTally));
  }
  return use;
}

function sum(tallies: Iterable<Tally>): number {
  let total = 0;
  for (const tally of tallies) total += strength(tally);
  return total;
}
