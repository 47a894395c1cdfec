import { message, type Message } from './catalogue/catalogue.ts';
import { noTally, strength } from './census.ts';
import { pauseOf, restartOf, wantedCount } from './decisions.ts';
import { isReady } from './rules.ts';
import { grouped } from './grouped.ts';
import { Heap } from './heap.ts';
import type {
  Census,
  Component,
  ComponentId,
  HostCensus,
  HostName,
  Instance,
  PauseDecision,
  Stop,
  Tally,
  Wanted,
} from './types.ts';

/**
 * What to stop: what operators decided, and what is beyond `count` where the file says so (SPEC §3, `surplus`; §10).
 * Only what was seen in this pass is ever stopped, and never because of what is not known. Pure.
 */
export function planStops(wanted: Wanted, census: Census): Stop[] {
  if (census.brownout.held) return [];
  const only = wanted.within?.components ?? null;
  const stands = standsByComponent(census);
  return wanted.components
    .filter(({ id }) => only === null || only.has(id))
    .flatMap((component) => stopsOf(component, stands.get(component.id) ?? [], wanted, census));
}

/** The census as if these had ended: what may be started beside them. */
export function withoutStopped(wanted: Wanted, census: Census, stops: readonly Stop[]): Census {
  if (stops.length === 0) return census;
  const slots = new Map(wanted.components.map(({ id, hot }) => [id, hot]));
  const byHost = grouped(stops, ({ host }) => host);
  const hosts = census.hosts.map((host): HostCensus => {
    const ended = byHost.get(host.host)?.map(({ component }) => component);
    if (ended === undefined) return host;
    const freed = ended.reduce((sum, id) => sum + (slots.get(id) ?? 0), 0);
    return { ...host, hot: host.hot - freed, components: less(host.components, ended) };
  });
  const ended = stops.map(({ component }) => component);
  return { ...census, hosts, totals: less(census.totals, ended) };
}

function less(
  tallies: ReadonlyMap<ComponentId, Tally>,
  ended: readonly ComponentId[],
): Map<ComponentId, Tally> {
  const after = new Map(tallies);
  for (const id of ended) {
    const tally = after.get(id) ?? noTally;
    after.set(id, { ...tally, running: Math.max(0, tally.running - 1) });
  }
  return after;
}

/** The rules in their order; what one has taken counts for the next. */
function stopsOf(component: Component, stands: readonly Stand[], { within }: Wanted, census: Census): Stop[] {
  if (stands.length === 0) return [];
  const may = (stand: Stand): boolean => within?.hosts?.has(stand.host.host) ?? true;
  const { on, count, surplus } = component;
  const running = (): number => stands.reduce((sum, { left }) => sum + left.length, 0);
  const stops: Stop[] = [];
  const take = (from: readonly Stand[], many: number, reason: Message): void => {
    for (const stop of fullestFirst(from.filter(may), many, component, reason)) stops.push(stop);
  };

  for (const stand of stands) {
    const { drained } = stand.host;
    if (drained?.stop) take([stand], Infinity, message('host-to-be-emptied', { by: drained.by }));
    const pause = pauseOf(census.decisions, component.id, stand.host.names);
    if (pause?.stop)
      take([stand], stand.left.length - pause.limit, message('stopped-there-by-operator', by(pause)));
  }
  const pause = pauseOf(census.decisions, component.id, null);
  if (pause?.stop) take(stands, running() - pause.limit, message('stopped-by-operator', by(pause)));
  if (surplus === 'stop')
    take(
      stands,
      running() - (on ? count : 0),
      on ? message('more-than-count', { count }) : message('switched-off'),
    );
  return stops.length > 0 ? stops : restarts(component, stands.filter(may), census);
}

function by({ by, limit }: PauseDecision): { by: string; limit: number } {
  return { by, limit };
}

/** A host with what of the component was seen there, the youngest first, less what is stopped already. */
interface Stand {
  readonly host: HostCensus;
  readonly index: number;
  left: readonly Instance[];
}

/** In the order of the hosts. */
function standsByComponent({ hosts }: Census): Map<ComponentId, Stand[]> {
  const stands = new Map<ComponentId, Stand[]>();
  for (const [index, host] of hosts.entries()) {
    if (host.sighting.kind !== 'seen') continue;
    for (const [id, seen] of host.sighting.instances) {
      if (seen.length === 0) continue;
      const left = seen.toSorted((a, b) => (a.elapsedS ?? 0) - (b.elapsedS ?? 0) || b.pid - a.pid);
      const those = stands.get(id);
      if (those) those.push({ host, index, left });
      else stands.set(id, [{ host, index, left }]);
    }
  }
  return stands;
}

/** The youngest on the fullest host first (SPEC §3): the reverse of how `spread` places. */
function fullestFirst(stands: readonly Stand[], many: number, component: Component, reason: Message): Stop[] {
  const stops: Stop[] = [];
  const choice = new Heap(
    fuller,
    stands.filter(({ left }) => left.length > 0).map((stand) => fullness(stand, component)),
  );
  while (stops.length < many) {
    const fullest = choice.pop();
    if (!fullest) break;
    const { stand } = fullest;
    const [instance, ...left] = stand.left;
    if (!instance) continue;
    stops.push(stop(component, stand, instance, reason));
    stand.left = left;
    if (left.length > 0) choice.push(fullness(stand, component));
  }
  return stops;
}

interface Fullness {
  readonly stand: Stand;
  readonly hot: number;
  readonly own: number;
  readonly instances: number;
}

function fullness(stand: Stand, { id, hot }: Component): Fullness {
  const { components } = stand.host;
  const seen = components.get(id)?.running ?? 0;
  const ended = seen - stand.left.length;
  let instances = -ended;
  for (const tally of components.values()) instances += strength(tally);
  return { stand, hot: stand.host.hot - ended * hot, own: stand.left.length, instances };
}

function fuller(a: Fullness, b: Fullness): boolean {
  return (b.hot - a.hot || b.own - a.own || b.instances - a.instances || b.stand.index - a.stand.index) < 0;
}

/**
 * What an operator wants replaced: all at once; or one, if as many run as are wanted and nothing is on its way or
 * waited for, so that never more than one is missing.
 */
function restarts(component: Component, stands: readonly Stand[], census: Census): Stop[] {
  const decision = restartOf(census.decisions, component.id);
  if (decision === null) return [];
  const byName = new Map<HostName, Stand[]>();
  for (const stand of stands) {
    for (const name of stand.host.names) byName.set(name, [...(byName.get(name) ?? []), stand]);
  }
  const old = decision.left.flatMap(({ host, pid }) =>
    (byName.get(host) ?? []).flatMap((stand) =>
      stand.left.filter((one) => one.pid === pid).map((instance) => ({ stand, instance })),
    ),
  );
  const { running, presumed, pending } = census.totals.get(component.id) ?? noTally;
  const wanted = wantedCount(component, census.decisions);
  // What would wait for others could not be started again.
  const isWhole =
    wanted > 0 &&
    running >= wanted &&
    presumed + pending === 0 &&
    component.after.every((id) => isReady(id, census));
  const next = decision.atOnce ? old : isWhole ? old.slice(0, 1) : [];
  const reason = message('restarted-by-operator', { by: decision.by });
  return next.map(({ stand, instance }) => stop(component, stand, instance, reason));
}

function stop({ id }: Component, { host }: Stand, { pid }: Instance, reason: Message): Stop {
  return {
    action: 'stop',
    component: id,
    host: host.host,
    pid,
    reasons: [{ ...reason, hosts: null }],
  };
}
