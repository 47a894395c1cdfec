import { noTally, strength } from './census.ts';
import { pauseOf } from './decisions.ts';
import { countOn, poolLimit, poolUseOf, type Place, type Room } from './room.ts';
import { isReady } from './rules.ts';
import type { Backoff, Component, ComponentId, FleetRefusal, HostRefusal } from './types.ts';

/** The numbers and names behind a reason against a host; null for one that says all itself. */
export function hostDetail(
  reason: HostRefusal,
  component: Component,
  place: Place,
  room: Room,
): string | null {
  return hostDetails[reason]?.(component, place, room) ?? null;
}

/** The numbers and names behind a reason that holds for all hosts; null for one that says all itself. */
export function fleetDetail(reason: FleetRefusal, component: Component, room: Room): string | null {
  return fleetDetails[reason]?.(component, room) ?? null;
}

/** Only how a rule of `room.ts` is told; whether it holds is decided there. */
const hostDetails: Partial<
  Record<HostRefusal, (c: Component, place: Place, room: Room) => string | null | undefined>
> = {
  down: (_, { census }) => unknownDetail(census.sighting),
  silent: (_, { census }) => unknownDetail(census.sighting),
  drained: (_, { census: { drain, drained } }) => (drained === null ? drain : `${drain} (by ${drained.by})`),
  'the same machine as another host': (_, { census }) =>
    census.sighting.kind === 'seen' ? census.sighting.sameAs : null,
  'unfit for it': ({ id }, { census }) => census.unfit.get(id)?.why,
  'paused there by an operator': ({ id }, { census }, { decisions }) => {
    const pause = pauseOf(decisions, id, census.names);
    return (
      pause && `no more than ${pause.limit}, by ${pause.by}${pause.why === null ? '' : `: ${pause.why}`}`
    );
  },
  quarantined: (_, { census: { quarantine } }) =>
    quarantine &&
    `${quarantine.components.join(', ')} failed there and live elsewhere; last: ${quarantine.why}`,
  'backing off there': (c, { census }) => backoffDetail(census.backoffs.get(c.id)),
  'maxPerHost reached': (c, place) => `${countOn(place, c.id)} of ${c.maxPerHost}`,
  'hot limit reached': (c, place, room) =>
    `${place.hot} of ${place.census.hotLimit} taken, it takes ${c.hot}${listed(slotHolders(place, room))}`,
  'launchesPerHost reached': (_, place, room) =>
    `${place.launches} of ${room.wanted.launchesPerHost}${listed(plannedTexts(place.planned))}`,
};

const fleetDetails: Partial<Record<FleetRefusal, (c: Component, room: Room) => string | null | undefined>> = {
  'waits for what it comes after': ({ after }, room) =>
    after
      .filter((id) => !isReady(id, room))
      .map((id) => readyText(id, room))
      .join('; '),
  'backing off': (c, room) => backoffDetail(room.backoffs.get(c.id)),
  'pool limit reached': ({ pool }, room) =>
    pool && `${pool}: ${poolUseOf(pool, room)} of ${poolLimit(pool, room)}${listed(poolHolders(pool, room))}`,
  'launchesPerPass reached': (_, room) => `${room.launches} of ${room.wanted.launchesPerPass}`,
};

function readyText(id: ComponentId, { wanted, ready, awaited }: Room): string {
  const component = wanted.components.find((one) => one.id === id);
  const count = awaited.get(id) ?? 0;
  if (count === 0) return `none of ${id} is wanted`;
  const how = component?.readiness === 'reported' ? ' (one is ready once it has called muster_ready)' : '';
  return `${ready.get(id) ?? 0} of ${count} of ${id} are ready${how}`;
}

function unknownDetail(sighting: Place['census']['sighting']): string | null {
  if (sighting.kind === 'seen') return null;
  return sighting.remedy === undefined ? sighting.reason : `${sighting.reason}; ${sighting.remedy}`;
}

function backoffDetail(backoff: Backoff | undefined): string | null {
  if (backoff === undefined) return null;
  return `${backoff.failures} ${backoff.failures === 1 ? 'failure' : 'failures'}; last: ${backoff.why}`;
}

/** Who holds the hot slots of a host: what is there, and what this plan starts there. */
function slotHolders({ census, planned }: Place, { wanted }: Room): string[] {
  const hot = new Set(wanted.components.filter(({ hot }) => hot > 0).map(({ id }) => id));
  const there = [...census.components].map(([id, tally]) => [id, strength(tally)] as const);
  return [
    ...there.filter(([id]) => hot.has(id)).map(([id, count]) => `${id} ×${count}`),
    ...plannedTexts(new Map([...planned].filter(([id]) => hot.has(id)))),
  ];
}

function poolHolders(pool: string, { wanted, places, totals }: Room): string[] {
  const members = wanted.components.filter((component) => component.pool === pool).map(({ id }) => id);
  const planned = new Map<ComponentId, number>();
  for (const id of members) {
    const starts = places.reduce((sum, place) => sum + (place.planned.get(id) ?? 0), 0);
    if (starts > 0) planned.set(id, starts);
  }
  const there = members.map((id) => [id, strength(totals.get(id) ?? noTally)] as const);
  return [
    ...there.filter(([, count]) => count > 0).map(([id, count]) => `${id} ×${count}`),
    ...plannedTexts(planned),
  ];
}

function plannedTexts(planned: ReadonlyMap<ComponentId, number>): string[] {
  return [...planned].map(([id, count]) => `${id} ×${count} that this plan starts`);
}

function listed(texts: readonly string[]): string {
  return texts.length === 0 ? '' : `: ${texts.join(', ')}`;
}
