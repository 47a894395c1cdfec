import { ageMs } from './age.ts';
import { backoffsByHost, backoffsOf } from './backoff.ts';
import { drains, holding, wantedCount } from './decisions.ts';
import { message } from './catalogue/catalogue.ts';
import { grouped } from './grouped.ts';
import { beliefs, unseenForMs, type Beliefs } from './beliefs.ts';
import type { PilotReport, Unfit } from './pilotReport.ts';
import { isComingUp, readyOn } from './pilots.ts';
import type {
  Brownout,
  Census,
  Component,
  ComponentId,
  DrainDecision,
  Host,
  HostCensus,
  HostName,
  Instance,
  InstancesByComponent,
  Memory,
  OpenLaunch,
  Sighting,
  Sightings,
  Tally,
  Wanted,
} from './types.ts';

/**
 * Who is where, per component and host (SPEC §5). Unknown is never zero: what was last seen on a host that did not
 * answer is presumed, what was launched and not yet seen is pending.
 *
 * @param memory what is known after these sightings, see `remember`.
 */
export function takeCensus(wanted: Wanted, memory: Memory, sightings: Sightings, nowMs: number): Census {
  const look = {
    wanted,
    memory,
    nowMs,
    believed: beliefs(wanted),
    order: new Map(wanted.components.map(({ id }, index) => [id, index])),
    launches: grouped(memory.launches, ({ host }) => host),
    readiness: readinessOf(wanted),
  };
  const unfit = grouped(memory.unfit, ({ host }) => host);
  const decisions = holding(memory.decisions, nowMs);
  const drained = drains(decisions);
  const backing = backoffsByHost(memory, wanted.backoff, nowMs);
  const slots = new Map(wanted.components.map(({ id, hot }) => [id, hot]));
  const named = namesOfMachines(wanted.hosts, sightings);
  const hosts = wanted.hosts.map((host): HostCensus => {
    const sighting = sightings.get(host.name) ?? notAsked;
    const components = talliesOf(host.name, sighting, look);
    const entries = named.get(host.name) ?? [host];
    const order = strictest(entries, drained);
    return {
      host: host.name,
      names: entries.map(({ name }) => name),
      sighting,
      // Of what is said under several names of one machine, the strictest holds.
      hotLimit: Math.min(...entries.map(({ hotLimit }) => hotLimit)),
      hot: hotSlots(components, slots),
      drain: entries.find(({ drain }) => drain !== null)?.drain ?? drainText(order),
      drained: order,
      quarantine: backing.get(host.name)?.quarantine ?? null,
      backoffs: backing.get(host.name)?.backoffs ?? noBackoffs,
      unfit: unfitThere(unfit.get(host.name), wanted),
      pilots: pilotsOn(host.name, sighting, memory),
      components,
    };
  });
  const unlisted = unlistedHosts(wanted, memory)
    .map((host) => ({ host, components: talliesOf(host, notAsked, look) }))
    .filter(({ components }) => components.size > 0);
  return {
    atMs: nowMs,
    hosts,
    unlisted,
    totals: totalsOf(wanted, [...hosts, ...unlisted]),
    ready: readyTotals(hosts, look),
    awaited: awaitedOf(wanted, decisions),
    vanished: vanishedOf(memory.launches),
    backoffs: backoffsOf(memory, wanted.backoff),
    brownout: brownoutOf(
      wanted.hosts.filter(({ name, drain }) => drain === null && !drained.has(name)),
      sightings,
      wanted.brownout,
    ),
    decisions,
  };
}

/** Of what operators said about several names of one machine, that it be emptied comes first. */
function strictest(
  entries: readonly Host[],
  drained: ReadonlyMap<HostName, DrainDecision>,
): DrainDecision | null {
  const orders = entries.flatMap(({ name }) => drained.get(name) ?? []);
  return orders.find(({ stop }) => stop) ?? orders[0] ?? null;
}

function drainText(order: DrainDecision | null): string | null {
  return order === null ? null : (order.why ?? 'no reason given');
}

/** By the name under which a machine is counted, its entries in the file, where there are several. */
function namesOfMachines(hosts: readonly Host[], sightings: Sightings): Map<HostName, Host[]> {
  const further = hosts.flatMap((host) => {
    const sighting = sightings.get(host.name);
    return sighting?.kind === 'seen' && sighting.sameAs !== undefined
      ? [{ host, principal: sighting.sameAs }]
      : [];
  });
  const principals = new Set(further.map(({ principal }) => principal));
  const named = new Map([...principals].map((name): [HostName, Host[]] => [name, []]));
  for (const host of hosts) named.get(host.name)?.push(host);
  for (const { host, principal } of further) named.get(principal)?.push(host);
  return named;
}

/** Running, presumed and pending together: what is compared with `count`. */
export function strength(tally: Tally): number {
  return tally.running + tally.presumed + tally.pending;
}

export const noTally: Tally = { running: 0, presumed: 0, pending: 0 };

const noBackoffs: HostCensus['backoffs'] = new Map();
const noneUnfit: HostCensus['unfit'] = new Map();
const noPilots: readonly PilotReport[] = [];

function unfitThere(those: readonly Unfit[] | undefined, { unfitForMs }: Wanted): HostCensus['unfit'] {
  if (those === undefined) return noneUnfit;
  return new Map(those.map((one) => [one.component, { ...one, untilMs: one.atMs + unfitForMs }]));
}

/** What its pilots told of themselves last; of a further name of a machine nothing, for it stands under the first. */
function pilotsOn(host: HostName, sighting: Sighting, { hosts }: Memory): readonly PilotReport[] {
  return (sighting.kind === 'seen' ? sighting.pilots : hosts.get(host)?.pilots) ?? noPilots;
}

/** What is ready on an unknown host is believed to be so as long as it is presumed to run. */
function readyTotals(hosts: readonly HostCensus[], look: Look): Map<ComponentId, number> {
  const totals = new Map<ComponentId, number>();
  const { readiness } = look;
  // Nobody asks for it where nothing comes after anything.
  if (readiness.size === 0) return totals;
  for (const { after } of look.wanted.components) for (const id of after) totals.set(id, 0);
  for (const { host, sighting, pilots, components } of hosts) {
    const instances = sighting.kind === 'seen' ? sighting.instances : look.memory.hosts.get(host)?.instances;
    for (const [id, count] of readyOn(instances, pilots, readiness)) {
      const tally = components.get(id) ?? noTally;
      // Of what is presumed no more is left than `lostAfter` allows.
      const there = Math.min(count, tally.running + tally.presumed);
      if (there > 0) totals.set(id, (totals.get(id) ?? 0) + there);
    }
  }
  return totals;
}

function awaitedOf({ components }: Wanted, decisions: Census['decisions']): Map<ComponentId, number> {
  const awaited = new Set(components.flatMap(({ after }) => after));
  return new Map(
    components.flatMap((component) =>
      awaited.has(component.id) ? [[component.id, wantedCount(component, decisions)] as const] : [],
    ),
  );
}

/** How the components are known to be ready that others come after. */
function readinessOf({ components }: Wanted): Map<ComponentId, Component['readiness']> {
  const awaited = new Set(components.flatMap(({ after }) => after));
  return new Map(
    components.flatMap(({ id, readiness }) =>
      awaited.has(id) || readiness === 'reported' ? [[id, readiness] as const] : [],
    ),
  );
}

const notAsked: Sighting = { kind: 'silent', reason: message('host-not-asked') };

interface Look {
  readonly wanted: Wanted;
  readonly memory: Memory;
  readonly nowMs: number;
  readonly believed: Beliefs;
  /** By component, its place in the file. */
  readonly order: ReadonlyMap<ComponentId, number>;
  readonly readiness: ReadonlyMap<ComponentId, Component['readiness']>;
  readonly launches: ReadonlyMap<HostName, readonly OpenLaunch[]>;
}

/** Only components of the file, in its order, and only those with something there. */
function talliesOf(host: HostName, sighting: Sighting, look: Look): Map<ComponentId, Tally> {
  const tallies = new Map<ComponentId, Tally>();
  const isSeen = sighting.kind === 'seen';
  const held = look.memory.hosts.get(host);
  const heldForMs = held === undefined ? Infinity : unseenForMs(held, look.nowMs);
  const launches = look.launches.get(host) ?? noLaunches;
  const instances = isSeen ? sighting.instances : held?.instances;
  for (const id of presentIn(instances, launches, look)) {
    const list = instances?.get(id) ?? noInstances;
    const comingUp = isSeen ? list.filter((one) => isComingUp(id, one, sighting.pilots)).length : 0;
    const running = isSeen ? list.length - comingUp : 0;
    let presumed = !isSeen && heldForMs < look.believed(host, id) ? list.length : 0;
    let pending = comingUp;
    for (const launch of launches) {
      if (launch.component !== id) continue;
      // Past its grace on a host nobody could look at, a launch is presumed to have worked.
      if (isSeen || ageMs(launch.sentAtMs, look.nowMs) < look.wanted.startGraceMs) pending++;
      else presumed++;
    }
    if (running + presumed + pending > 0) tallies.set(id, { running, presumed, pending });
  }
  return tallies;
}

const noLaunches: readonly OpenLaunch[] = [];
const noInstances: readonly Instance[] = [];

/** A host holds few of all the components there are. */
function presentIn(
  instances: InstancesByComponent | undefined,
  launches: readonly OpenLaunch[],
  { order }: Look,
): ComponentId[] {
  const ids = new Set(instances?.keys());
  for (const { component } of launches) ids.add(component);
  return [...ids].filter((id) => order.has(id)).toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
}

function hotSlots(
  components: ReadonlyMap<ComponentId, Tally>,
  slots: ReadonlyMap<ComponentId, number>,
): number {
  let hot = 0;
  for (const [id, tally] of components) hot += strength(tally) * (slots.get(id) ?? 0);
  return hot;
}

function totalsOf(
  wanted: Wanted,
  places: readonly { components: ReadonlyMap<ComponentId, Tally> }[],
): Map<ComponentId, Tally> {
  const totals = new Map<ComponentId, Tally>(wanted.components.map(({ id }) => [id, noTally]));
  for (const { components } of places) {
    for (const [id, tally] of components) {
      const sum = totals.get(id) ?? noTally;
      totals.set(id, {
        running: sum.running + tally.running,
        presumed: sum.presumed + tally.presumed,
        pending: sum.pending + tally.pending,
      });
    }
  }
  return totals;
}

function vanishedOf(launches: readonly OpenLaunch[]): Map<ComponentId, number> {
  const vanished = new Map<ComponentId, number>();
  for (const launch of launches) {
    if (launch.stage === 'vanished')
      vanished.set(launch.component, (vanished.get(launch.component) ?? 0) + 1);
  }
  return vanished;
}

/**
 * Many hosts gone at once is more likely our network than theirs. One alone is never a brownout.
 *
 * @param watched those not drained.
 */
function brownoutOf(watched: readonly Host[], sightings: Sightings, share: number): Brownout {
  const unknown = watched.filter(({ name }) => sightings.get(name)?.kind !== 'seen').length;
  return { held: unknown >= 2 && unknown > share * watched.length, unknown, of: watched.length };
}

function unlistedHosts(wanted: Wanted, memory: Memory): HostName[] {
  const listed = new Set(wanted.hosts.map(({ name }) => name));
  const known = new Set([...memory.hosts.keys(), ...memory.launches.map(({ host }) => host)]);
  return [...known].filter((host) => !listed.has(host)).toSorted();
}
