import { noTally, strength } from './census.ts';
import { closedBy } from './closed.ts';
import { grouped } from './grouped.ts';
import type {
  Census,
  Component,
  ComponentId,
  HostCensus,
  HostName,
  HostRefusal,
  OutcomeKind,
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
  /** By component, where launches of it failed in this pass. */
  readonly failedHere: ReadonlyMap<ComponentId, ReadonlySet<HostName>>;
  readonly backoffs: Census['backoffs'];
  /** Pauses alone, for drains stand with their hosts. */
  readonly decisions: Census['decisions'];
  /** What there was of each component before the plan. */
  readonly totals: Census['totals'];
  readonly ready: Census['ready'];
  readonly awaited: Census['awaited'];
  /** Components that some host is unfit for. */
  readonly unfit: ReadonlySet<ComponentId>;
  readonly atMs: number;
  launches: number;
  /** By reason and number, the hosts that it was given for last. */
  readonly lastRefused: Map<string, readonly HostName[]>;
}

/** @param attempts launches of this pass that are over already; their instances are in the census. */
export function openRoom(wanted: Wanted, census: Census, attempts: readonly Attempt[]): Room {
  const places = census.hosts.map((host, index): Place => ({
    index,
    census: host,
    closed: closedBy(host),
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
    failedHere: failedHosts(attempts),
    backoffs: census.backoffs,
    decisions: census.decisions.filter(({ kind }) => kind === 'pause'),
    totals: census.totals,
    ready: census.ready,
    awaited: census.awaited,
    unfit: new Set(census.hosts.flatMap(({ unfit }) => [...unfit.keys()])),
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

function failedHosts(attempts: readonly Attempt[]): Map<ComponentId, Set<HostName>> {
  const failed = grouped(attempts.filter(endedBadly), ({ component }) => component);
  return new Map([...failed].map(([id, those]) => [id, new Set(those.map(({ host }) => host))]));
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
