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
  const short = byPriority(wanted.components).filter((c) => missing(c, census) > 0);
  if (census.brownout.held) return { actions: short.map((c) => held(c, census)) };
  const room = openRoom(wanted, census, attempts);
  return { actions: short.flatMap((component) => place(component, missing(component, census), room)) };
}

/** Instances short of the wanted count; 0 for a component that is off or has enough. */
function missing(component: Component, census: Census): number {
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
interface Candidate {
  readonly place: Place;
  readonly hot: number;
  readonly own: number;
  readonly instances: number;
}

function candidate(component: Component, at: Place, room: Room): Candidate[] {
  if (refusal(component, at, room)) return [];
  return [{ place: at, hot: at.hot, own: countOn(at, component.id), instances: at.instances }];
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
