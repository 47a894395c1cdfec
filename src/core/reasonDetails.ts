import { message, remedyOf, type Message } from './catalogue/catalogue.ts';
import { causeOf, type Cause } from './catalogue/cause.ts';
import { noTally, strength } from './census.ts';
import { pauseOf } from './decisions.ts';
import { countOn, poolLimit, poolUseOf, type Place, type Room } from './room.ts';
import { unready } from './rules.ts';
import type {
  Backoff,
  Component,
  ComponentId,
  FleetRefusal,
  HostRefusal,
  PauseDecision,
  Sighting,
} from './types.ts';

/* Only how the rules of `rules.ts` and `closed.ts` are explained; whether one holds is decided there. */

/** A reason against a host with the numbers and names behind it. */
export function hostReason(reason: HostRefusal, component: Component, place: Place, room: Room): Message {
  const { census } = place;
  switch (reason) {
    case 'host-down':
    case 'host-silent':
      return unknownReason(reason, census.sighting);
    case 'host-drained':
      return message(reason, {
        ...(census.drain !== null && { why: census.drain }),
        ...(census.drained !== null && { by: census.drained.by }),
      });
    case 'host-alias':
      return message(
        reason,
        census.sighting.kind === 'seen' && census.sighting.sameAs !== undefined
          ? { sameAs: census.sighting.sameAs }
          : {},
      );
    case 'host-unfit':
      return message(reason, whyOf(census.unfit.get(component.id)));
    case 'paused-there':
      return message(reason, pauseParams(pauseOf(room.decisions, component.id, census.names)));
    case 'quarantined': {
      const { quarantine } = census;
      return message(reason, quarantine ? { components: quarantine.components, ...whyOf(quarantine) } : {});
    }
    case 'backing-off-there':
      return message(reason, backoffParams(census.backoffs.get(component.id)));
    case 'max-per-host-reached':
      return message(reason, { there: countOn(place, component.id), maxPerHost: component.maxPerHost });
    case 'hot-limit-reached':
      return message(reason, {
        hot: place.hot,
        hotlimit: census.hotLimit,
        takes: component.hot,
        ...slotHolders(place, room),
      });
    case 'launches-per-host-reached':
      return message(reason, {
        launches: place.launches,
        launchesPerHost: room.wanted.launchesPerHost,
        planned: countTexts(place.planned),
      });
    default:
      return message(reason);
  }
}

/** A reason that holds for all hosts with the numbers and names behind it. */
export function fleetWideReason(reason: FleetRefusal, component: Component, room: Room): Message {
  switch (reason) {
    case 'waiting-for-components': {
      const components = unready(component, room);
      return message(reason, { components, ready: components.map((id) => readyText(id, room)) });
    }
    case 'backing-off':
      return message(reason, backoffParams(room.backoffs.get(component.id)));
    case 'pool-limit-reached': {
      const pool = component.pool ?? '';
      const [there, limit] = [poolUseOf(pool, room), poolLimit(pool, room)];
      return message(reason, { pool, there, limit, ...poolHolders(pool, room) });
    }
    default:
      return message(reason, { launches: room.launches, launchesPerPass: room.wanted.launchesPerPass });
  }
}

function readyText(id: ComponentId, { wanted, ready, awaited }: Room): string {
  const component = wanted.components.find((one) => one.id === id);
  const count = awaited.get(id) ?? 0;
  if (count === 0) return `none of ${id} is wanted`;
  const how = component?.readiness === 'reported' ? ' (one is ready once it has called muster_ready)' : '';
  return `${ready.get(id) ?? 0} of ${count} of ${id} are ready${how}`;
}

/** What can be done about it the host's own reason knows better. */
function unknownReason(code: 'host-down' | 'host-silent', sighting: Sighting): Message {
  if (sighting.kind === 'seen') return message(code);
  const { reason } = sighting;
  const remedy = remedyOf(reason);
  return { ...message(code, causeOf(reason)), ...(remedy !== null && { remedy }) };
}

function whyOf(of: { readonly why: Message } | undefined): Partial<Cause> {
  return of === undefined ? {} : causeOf(of.why);
}

function pauseParams(pause: PauseDecision | null): Partial<Pick<PauseDecision, 'limit' | 'by' | 'why'>> {
  return pause === null ? {} : { limit: pause.limit, by: pause.by, why: pause.why };
}

function backoffParams(backoff: Backoff | undefined): {
  failures?: number;
  host?: string;
  cause?: string;
  causeCode?: string;
} {
  if (backoff === undefined) return {};
  const { failures, lastHost } = backoff;
  return { failures, ...(lastHost !== undefined && { host: lastHost }), ...whyOf(backoff) };
}

/** What is there, and what this plan starts. */
interface Holders {
  readonly holders: readonly string[];
  readonly planned: readonly string[];
}

/** Who holds the hot slots of a host. */
function slotHolders({ census, planned }: Place, { wanted }: Room): Holders {
  const hot = new Set(wanted.components.filter(({ hot }) => hot > 0).map(({ id }) => id));
  const isHot = ([id]: readonly [ComponentId, unknown]): boolean => hot.has(id);
  const there = [...census.components].filter(isHot);
  return {
    holders: countTexts(there.map(([id, tally]) => [id, strength(tally)] as const)),
    planned: countTexts([...planned].filter(isHot)),
  };
}

function poolHolders(pool: string, { wanted, places, totals }: Room): Holders {
  const members = wanted.components.filter((component) => component.pool === pool).map(({ id }) => id);
  const startsOf = (id: ComponentId): number =>
    places.reduce((sum, place) => sum + (place.planned.get(id) ?? 0), 0);
  return {
    holders: countTexts(members.map((id) => [id, strength(totals.get(id) ?? noTally)] as const)),
    planned: countTexts(members.map((id) => [id, startsOf(id)] as const)),
  };
}

function countTexts(counts: Iterable<readonly [ComponentId, number]>): string[] {
  return [...counts].filter(([, count]) => count > 0).map(([id, count]) => `${id} ×${count}`);
}
