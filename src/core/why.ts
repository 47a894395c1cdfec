import { message, type Message } from './catalogue/catalogue.ts';
import { noTally } from './census.ts';
import { grouped } from './grouped.ts';
import { beliefs } from './beliefs.ts';
import { missing, ranked, takeTurn, turnsBefore } from './plan.ts';
import { fleetWideReason, hostReason } from './reasonDetails.ts';
import { planStops, withoutStopped } from './stops.ts';
import { countOn, openRoom, type Place, type Room } from './room.ts';
import { allFleetRefusals, allRefusals, endOf, fleetEndOf } from './rules.ts';
import type {
  Action,
  Census,
  Component,
  ComponentId,
  FleetRefusal,
  HostName,
  HostRefusal,
  Memory,
  OpenLaunch,
  Tally,
  Wanted,
} from './types.ts';

/** What the plan does with one component, and what speaks for and against each host when its turn has come. */
export interface Explanation {
  /** What it is short of, as the plan counts; 0 for one that is off or has enough. */
  readonly short: number;
  /** What the plan decides in its turn. */
  readonly actions: readonly Action[];
  /** What keeps it from being started anywhere, the reason that is given first. */
  readonly reasons: readonly WhyReason[];
  /** Components whose turn came before and that were given something, in that order. */
  readonly before: readonly Before[];
  /** In the order of the file. */
  readonly hosts: readonly HostExplanation[];
}

export interface HostExplanation {
  readonly host: HostName;
  /** What is there of it before the plan. */
  readonly tally: Tally;
  /** When what is presumed there is given up; null where nothing is, or it never is. */
  readonly presumedUntilMs: number | null;
  /** How many of those the plan stops; all else is told as if they had ended. */
  readonly stop: number;
  /** How many the plan starts there. */
  readonly start: number;
  /** When its turn came: 1 for the host that is chosen first, null for one that may not take it. */
  readonly rank: number | null;
  /** How the host stood when its turn came; by these numbers hosts are compared. */
  readonly hot: number;
  readonly hotLimit: number;
  readonly own: number;
  readonly instances: number;
  /** What the plan had given to others there by then. */
  readonly before: readonly Before[];
  /** What speaks against one more there once its turn is over; the first is the one that the plan gives. */
  readonly reasons: readonly WhyReason[];
}

export interface Before {
  readonly component: ComponentId;
  readonly start: number;
}

/** A `HostRefusal` or a `FleetRefusal` with the numbers and names behind it. */
export interface WhyReason extends Message {
  /** When it ends by itself, where that is known. */
  readonly untilMs: number | null;
  /** It holds only because of what this very plan starts. */
  readonly byPlan: boolean;
}

/** What a reason is called, without the numbers and names behind it. */
export function nameOf({ code }: Pick<WhyReason, 'code'>): string {
  return message(code as HostRefusal | FleetRefusal).text;
}

/** The numbers and names behind a reason; empty for one that says all itself. */
export function detailOf({ code, text }: Pick<WhyReason, 'code' | 'text'>): string {
  return text.slice(nameOf({ code }).length).replace(/^: /, '');
}

/**
 * Makes the plan up to and with the turn of a component, and tells what the planner's own rules say of each host then.
 * In a component's turn only what it is given itself still changes, so what holds at the end of it is what the plan
 * gives as reasons.
 *
 * @param id a component of `wanted`
 */
export function explain(wanted: Wanted, census: Census, memory: Memory, id: ComponentId): Explanation {
  const component = wanted.components.find((each) => each.id === id) as Component;
  const stops = planStops(wanted, census);
  const after = withoutStopped(wanted, census, stops);
  const ending = stops.filter((stop) => stop.component === id);
  const unplanned = openRoom(wanted, after, []);
  const room = openRoom(wanted, after, []);
  const before = turnsBefore(component, wanted).map((each) => ({
    component: each.id,
    start: takeTurn(each, after, room).filter(({ action }) => action === 'start').length,
  }));
  const ranks = new Map(ranked(component, room).map((place, index) => [place.index, index + 1]));
  const stood = room.places.map((place) => standing(component, place));
  const starts = takeTurn(component, after, room);
  const believed = beliefs(wanted);
  const ends = grouped(ending, ({ host }) => host);
  const open = grouped(
    memory.launches.filter((launch) => launch.component === id),
    ({ host }) => host,
  );
  return {
    short: missing(component, after),
    actions: [...ending, ...starts],
    reasons: fleetReasons(component, room, unplanned),
    before: before.filter(({ start }) => start > 0),
    hosts: room.places.map((place, index): HostExplanation => {
      const { host } = place.census;
      const tally = census.hosts[index]?.components.get(id) ?? noTally;
      return {
        host,
        tally,
        presumedUntilMs:
          tally.presumed > 0 ? presumedUntil(host, id, memory, open.get(host) ?? [], believed) : null,
        stop: ends.get(host)?.length ?? 0,
        start: place.planned.get(id) ?? 0,
        rank: ranks.get(index) ?? null,
        ...(stood[index] as Standing),
        reasons: hostReasons(component, place, room, unplanned),
      };
    }),
  };
}

type Standing = Pick<HostExplanation, 'hot' | 'hotLimit' | 'own' | 'instances' | 'before'>;

function standing(component: Component, place: Place): Standing {
  return {
    hot: place.hot,
    hotLimit: place.census.hotLimit,
    own: countOn(place, component.id),
    instances: place.instances,
    before: [...place.planned].map(([id, start]) => ({ component: id, start })),
  };
}

function hostReasons(component: Component, place: Place, room: Room, unplanned: Room): WhyReason[] {
  const reasons = allRefusals(component, place, room);
  if (reasons.length === 0) return [];
  const anyway = new Set(allRefusals(component, unplanned.places[place.index] as Place, unplanned));
  return reasons.map((reason) => {
    const endsMs = endOf(reason, component, place, room);
    return {
      ...hostReason(reason, component, place, room),
      untilMs: Number.isFinite(endsMs) ? endsMs : null,
      byPlan: !anyway.has(reason),
    };
  });
}

function fleetReasons(component: Component, room: Room, unplanned: Room): WhyReason[] {
  const anyway = new Set(allFleetRefusals(component, unplanned));
  return allFleetRefusals(component, room).map((reason) => ({
    ...fleetWideReason(reason, component, room),
    untilMs: fleetEndOf(reason, component, room),
    byPlan: !anyway.has(reason),
  }));
}

/**
 * An open launch is believed at least as long, so what was seen last decides only where there is none.
 *
 * @param open launches of the component on the host.
 */
function presumedUntil(
  host: HostName,
  id: ComponentId,
  { hosts }: Memory,
  open: readonly OpenLaunch[],
  believed: ReturnType<typeof beliefs>,
): number | null {
  const sent = open.map(({ sentAtMs }) => sentAtMs);
  const held = hosts.get(host);
  const seenAtMs = held?.instances.has(id) ? (held.lostAfterFromMs ?? held.seenAtMs) : -Infinity;
  const lastMs = Math.max(...sent, seenAtMs);
  const untilMs = lastMs + believed(host, id);
  return Number.isFinite(untilMs) ? untilMs : null;
}
