import { message } from './catalogue/catalogue.ts';
import { noTally, strength } from './census.ts';
import { wantedCount } from './decisions.ts';
import { Heap } from './heap.ts';
import { countOn, occupy, openRoom } from './room.ts';
import type { Attempt, Place, Room } from './room.ts';
import { fleetReason, fleetRefusal, refusalOf, refusals } from './rules.ts';
import { planStops, withoutStopped } from './stops.ts';
import type { Action, Census, Component, Held, HostRefusal, Plan, Reason, Start, Wanted } from './types.ts';

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
  const starts: Start[] = [];
  const own = ownCounts(component, room);
  const refuses = refusalOf(component, room);
  let refusedBy: (HostRefusal | null)[] = [];
  let choice: Heap<Place> | null = null;
  while (starts.length < wantedStarts) {
    const stop = fleetRefusal(component, room);
    if (stop)
      return [
        ...starts,
        blocked(component, wantedStarts - starts.length, [fleetReason(component, stop, room)]),
      ];
    if (choice === null) {
      refusedBy = room.places.map(refuses);
      const free = room.places.filter(({ index }) => refusedBy[index] === null);
      choice = new Heap(better(component, own), free);
    }
    const best = choice.pop();
    if (!best)
      return [
        ...starts,
        blocked(component, wantedStarts - starts.length, refusals(component, refusedBy, room)),
      ];
    starts.push(start(component, best));
    occupy(component, best, room);
    // Only the host chosen changes while a component is placed: what was found of the others still holds.
    own[best.index] = countOn(best, component.id);
    refusedBy[best.index] = refuses(best);
    if (refusedBy[best.index] === null) choice.push(best);
  }
  return starts;
}

/** The hosts that may take a component now, the one that would be chosen first. */
export function ranked(component: Component, room: Room): Place[] {
  const before = better(component, ownCounts(component, room));
  const refuses = refusalOf(component, room);
  return room.places.filter((at) => refuses(at) === null).toSorted((a, b) => (before(a, b) ? -1 : 1));
}

/** Instances of a component on each host. Few hosts hold any, and what is planned of it is planned in its own turn. */
function ownCounts({ id }: Component, { places, holders }: Room): number[] {
  const own = places.map(() => 0);
  for (const place of holders.get(id) ?? []) own[place.index] = countOn(place, id);
  return own;
}

/** `spread`: fewest hot jobs, fewest of this component, fewest instances, list order. `fill`: list order alone. */
function better(component: Component, own: readonly number[]): (a: Place, b: Place) => boolean {
  if (component.placement === 'fill') return (a, b) => a.index < b.index;
  const ownOf = ({ index }: Place): number => own[index] ?? 0;
  return (a, b) =>
    (a.hot - b.hot || ownOf(a) - ownOf(b) || a.instances - b.instances || a.index - b.index) < 0;
}

function start(component: Component, { census, hot }: Place): Start {
  const where =
    component.placement === 'fill'
      ? message('first-with-room')
      : message('fewest-hot-jobs', { hot, hotlimit: census.hotLimit });
  return {
    action: 'start',
    component: component.id,
    host: census.host,
    reasons: [{ ...where, hosts: null }],
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
    reasons: [{ ...message('brownout', { unknown, of }), hosts: null }],
  };
}
