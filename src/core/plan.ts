import { noTally, strength } from './census.ts';
import { wantedCount } from './decisions.ts';
import { Heap } from './heap.ts';
import { countOn, fleetReason, fleetRefusal, occupy, openRoom, refusal, refusals } from './room.ts';
import type { Attempt, Place, Room } from './room.ts';
import { planStops, withoutStopped } from './stops.ts';
import type { Action, Census, Component, Held, Plan, Reason, Start, Wanted } from './types.ts';

/** The decisions of a pass: what to stop, and what to start where, as if that had ended. */
export function makePlan(wanted: Wanted, census: Census): Plan {
  const stops = planStops(wanted, census);
  const { actions } = planStarts(wanted, withoutStopped(wanted, census, stops));
  return { actions: [...stops, ...actions] };
}

/**
 * What to start where (SPEC §6): the components that are on and short of their count, by priority and then in file
 * order, one host at a time. Pure: the same input gives the same plan.
 *
 * @param attempts launches of this pass that are over, when a plan is made again after some failed.
 */
export function planStarts(wanted: Wanted, census: Census, attempts: readonly Attempt[] = []): Plan {
  const room = openRoom(wanted, census, attempts);
  return { actions: byPriority(wanted.components).flatMap((component) => takeTurn(component, census, room)) };
}

/** What is decided for a component when its turn has come; every decision counts in the room at once. */
export function takeTurn(component: Component, census: Census, room: Room): Action[] {
  const short = missing(component, census);
  if (short === 0) return [];
  return census.brownout.held ? [held(component, census)] : place(component, short, room);
}

/** The components whose turn comes before that of this one, in their order. */
export function turnsBefore(component: Component, { components }: Wanted): Component[] {
  const order = byPriority(components);
  return order.slice(0, order.indexOf(component));
}

/** Instances short of the wanted count; 0 for a component that is off or has enough. */
export function missing(component: Component, census: Census): number {
  const there = strength(census.totals.get(component.id) ?? noTally);
  return Math.max(0, wantedCount(component, census.decisions) - there);
}

function byPriority(components: readonly Component[]): Component[] {
  return components.toSorted((a, b) => b.priority - a.priority);
}

function place(component: Component, wantedStarts: number, room: Room): Action[] {
  const choice = new Heap(
    better(component),
    room.places.flatMap((at) => candidate(component, at, room)),
  );
  const starts: Start[] = [];
  while (starts.length < wantedStarts) {
    const stop = fleetRefusal(component, room);
    if (stop)
      return [
        ...starts,
        blocked(component, wantedStarts - starts.length, [fleetReason(component, stop, room)]),
      ];
    const best = choice.pop();
    if (!best)
      return [...starts, blocked(component, wantedStarts - starts.length, refusals(component, room))];
    starts.push(start(component, best.place));
    occupy(component, best.place, room);
    for (const again of candidate(component, best.place, room)) choice.push(again);
  }
  return starts;
}

/** A host that may take one more, as it stands now: only the host chosen changes while a component is placed. */
export interface Candidate {
  readonly place: Place;
  readonly hot: number;
  readonly own: number;
  readonly instances: number;
}

function candidate(component: Component, at: Place, room: Room): Candidate[] {
  if (refusal(component, at, room)) return [];
  return [{ place: at, hot: at.hot, own: countOn(at, component.id), instances: at.instances }];
}

/** The hosts that may take a component now, the one that would be chosen first. */
export function ranked(component: Component, room: Room): Candidate[] {
  const before = better(component);
  return room.places
    .flatMap((at) => candidate(component, at, room))
    .toSorted((a, b) => (before(a, b) ? -1 : 1));
}

/** `spread`: fewest hot jobs, fewest of this component, fewest instances, list order. `fill`: list order alone. */
function better(component: Component): (a: Candidate, b: Candidate) => boolean {
  if (component.placement === 'fill') return (a, b) => a.place.index < b.place.index;
  return (a, b) =>
    (a.hot - b.hot || a.own - b.own || a.instances - b.instances || a.place.index - b.place.index) < 0;
}

function start(component: Component, { census, hot }: Place): Start {
  const where =
    component.placement === 'fill'
      ? 'the first host in the list with room'
      : `the host with the fewest hot jobs: ${hot} of ${census.hotLimit}`;
  return {
    action: 'start',
    component: component.id,
    host: census.host,
    reasons: [{ reason: where, hosts: null }],
  };
}

function blocked(component: Component, count: number, reasons: readonly Reason[]): Action {
  return { action: 'blocked', component: component.id, missing: count, reasons };
}

function held(component: Component, census: Census): Held {
  const { unknown, of } = census.brownout;
  return {
    action: 'held',
    component: component.id,
    missing: missing(component, census),
    reasons: [
      { reason: `${unknown} of ${of} hosts are unknown: the fault is probably on this side`, hosts: null },
    ],
  };
}
