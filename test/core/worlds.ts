import * as fc from 'fast-check';
import { takeCensus } from '../../src/core/census.ts';
import { remember } from '../../src/core/memory.ts';
import { makePlan } from '../../src/core/plan.ts';
import { emptyMemory } from '../../src/core/types.ts';
import type {
  Action,
  Census,
  Component,
  ComponentId,
  Decision,
  Host,
  HostCensus,
  HostMemory,
  Instance,
  InstancesByComponent,
  Memory,
  OpenLaunch,
  Plan,
  Process,
  Setback,
  Sighting,
  Sightings,
  Unknown,
  Vitals,
  Wanted,
} from '../../src/core/types.ts';
import { someMessage } from '../harness/messages.ts';

export const nowMs = Date.UTC(2026, 0, 1);

/** A component with everything unremarkable, but for what is given. */
export function component(id: ComponentId, own: Partial<Component> = {}): Component {
  const [pipe = '', type = ''] = id.split('/');
  const plain = { id, pipe, type, key: `key-${id}`, count: 1, on: true, hot: 0, priority: 0 };
  const free = {
    eligible: 'all',
    maxPerHost: Infinity,
    pool: null,
    placement: 'spread',
    lifetime: 'long',
    surplus: 'keep',
    after: [],
    readiness: 'running',
    requirements: '',
  } as const;
  return { ...plain, ...free, lostAfterMs: 900_000, ...own };
}

export function host(name: string, own: Partial<Host> = {}): Host {
  return { name, hotLimit: 2, drain: null, ...own };
}

export function wanted(own: Partial<Wanted>): Wanted {
  return {
    hosts: [],
    components: [],
    pools: new Map(),
    launchesPerPass: 100,
    launchesPerHost: 4,
    lostAfterMs: 900_000,
    startGraceMs: 120_000,
    unfitForMs: 3_600_000,
    brownout: 0.5,
    backoff: { firstMs: 60_000, capMs: 900_000, minUptimeMs: 300_000 },
    ...own,
  };
}

/** A launch of `p/a` on `h1` that was just sent, but for what is given. */
export function openLaunch(own: Partial<OpenLaunch> = {}): OpenLaunch {
  const plain = { id: 'l1', component: 'p/a', host: 'h1', sentAtMs: nowMs, bootId: 'boot-1' } as const;
  return { ...plain, accounted: [], stage: 'sent', ...own };
}

/** A failure of `p/a` on `h1` a minute ago, but for what is given. */
export function setback(own: Partial<Setback> = {}): Setback {
  const plain = { component: 'p/a', host: 'h1', failures: 1, lastAtMs: nowMs - 60_000 } as const;
  return { ...plain, why: someMessage(), ...own };
}

export function unknown(kind: Unknown['kind'] = 'silent'): Unknown {
  return { kind, reason: someMessage() };
}

/** A host that was just seen, with an instance of `p/a` for each of these pids that lives since `sinceMs`. */
export function held(
  pids: readonly number[],
  own: Partial<HostMemory> = {},
  sinceMs = nowMs - 1000,
): HostMemory {
  const instances = pids.map((pid) => ({ pid, pids: [pid], elapsedS: 1, sinceMs }));
  const plain = { seenAtMs: nowMs, bootId: 'boot-1', machine: null };
  return { ...plain, instances: new Map([['p/a', instances]]), ...own };
}

/** Who decided something at the command line, and when; it holds until it is taken back. */
export const said = { by: 'ops', atMs: nowMs - 1000, why: null, untilMs: null };

/** What a look leads to. */
export interface Looked {
  readonly wanted: Wanted;
  readonly sightings: Sightings;
  readonly memory: Memory;
  readonly census: Census;
  readonly plan: Plan;
}

export function look(wanted: Wanted, sightings: Sightings, before: Memory = emptyMemory): Looked {
  const { memory } = remember(before, wanted, sightings, nowMs);
  const census = takeCensus(wanted, memory, sightings, nowMs);
  return { wanted, sightings, memory, census, plan: makePlan(wanted, census) };
}

/** The actions of one kind, on one host alone where that is named. */
export function actionsOf<K extends Action['action']>(
  { actions }: Plan,
  kind: K,
  host?: string,
): Extract<Action, { action: K }>[] {
  return actions.filter(
    (action): action is Extract<Action, { action: K }> =>
      action.action === kind && (host === undefined || ('host' in action && action.host === host)),
  );
}

/** What is seen once a plan was carried out. */
export function applied(sightings: Sightings, plan: Plan): Sightings {
  return new Map(
    [...sightings].map(([name, sighting]) => {
      if (sighting.kind !== 'seen') return [name, sighting];
      const ended = new Set(actionsOf(plan, 'stop', name).map(({ component, pid }) => `${component} ${pid}`));
      const left = [...sighting.instances].map(
        ([id, list]) => [id, list.filter(({ pid }) => !ended.has(`${id} ${pid}`))] as const,
      );
      const more: Record<string, number> = {};
      for (const { component } of actionsOf(plan, 'start', name))
        more[component] = (more[component] ?? 0) + 1;
      return [name, withMore({ ...sighting, instances: new Map(left) }, more)];
    }),
  );
}

/** A host that was seen, with so many instances of each component; pids count up from `firstPid`. */
export function seen(counts: Record<string, number>, bootId = 'boot-1', firstPid = 100): Sighting {
  let pid = firstPid;
  const instances = new Map<ComponentId, Instance[]>();
  for (const [id, count] of Object.entries(counts)) {
    if (count === 0) continue;
    instances.set(
      id as ComponentId,
      Array.from({ length: count }, () => ({ pid: ++pid, elapsedS: 60, pids: [pid] })),
    );
  }
  return { kind: 'seen', vitals: vitals(bootId), instances };
}

/** A process as a line of `ps -o pid,ppid,state,command`, `-` for an unknown parent; ten seconds old for each number of its pid. */
export function processOf(line: string): Process {
  const [, pid, parent, state = '', command = ''] = /^(\d+) (\d+|-) (\w+) ([^]*)$/.exec(line) ?? [];
  const ppid = parent === '-' ? null : Number(parent);
  return { user: 'ops', pid: Number(pid), ppid, state, elapsedS: Number(pid) * 10, command };
}

export function ps(...lines: readonly string[]): Process[] {
  return lines.map(processOf);
}

export function vitals(bootId: string | null): Vitals {
  const nothing = {
    user: null,
    firstProcess: null,
    home: null,
    hostname: null,
    clockMs: null,
    uptimeS: null,
    cores: null,
    load1: null,
    gpus: null,
  };
  const more = { memoryKiB: null, memoryAvailableKiB: null, diskAvailableKiB: null, sweptMs: null };
  return { ...nothing, ...more, bundles: [], bootId };
}

/** A configuration and what a first pass saw of it. */
export interface World {
  readonly wanted: Wanted;
  readonly sightings: Sightings;
}

/**
 * Small fleets with everything in them: unknown and drained hosts, hosts named, weights, pools, both placements.
 *
 * @param simple every component may go everywhere and takes at most one slot, and nothing is capped.
 * @param groups some components come after others.
 */
export function worlds({ simple = false, groups = false } = {}): fc.Arbitrary<World> {
  const names = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
  const ids: ComponentId[] = ['p/a', 'p/b', 'p/c', 'q/d', 'q/e'];
  const limited = <T>(value: T, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T> =>
    simple ? fc.constant(value) : arbitrary;
  const hosts = fc.subarray(names, { minLength: 1 }).chain((chosen) =>
    fc.tuple(
      ...chosen.map((name) =>
        fc.record({
          name: fc.constant(name),
          hotLimit: fc.integer({ min: 0, max: 4 }),
          drain: fc.constantFrom(null, null, null, 'disk being replaced'),
        }),
      ),
    ),
  );
  const components = fc.subarray(ids, { minLength: 1 }).chain((chosen) =>
    fc.tuple(
      ...chosen.map((id) =>
        fc
          .record({
            count: fc.integer({ min: 0, max: 6 }),
            on: fc.constantFrom(true, true, true, false),
            hot: fc.integer({ min: 0, max: simple ? 1 : 3 }),
            priority: fc.integer({ min: -1, max: 1 }),
            eligible: limited<'all' | Set<string>>(
              'all',
              fc.oneof(
                fc.constant('all' as const),
                fc.subarray(names).map((list) => new Set(list)),
              ),
            ),
            maxPerHost: limited(Infinity, fc.constantFrom(Infinity, 1, 2)),
            pool: limited<string | null>(null, fc.constantFrom(null, null, 'tape')),
            placement: fc.constantFrom('spread' as const, 'fill' as const),
            after: groups
              ? fc.oneof(
                  { weight: 3, arbitrary: fc.constant([]) },
                  fc.subarray(ids, { minLength: 1, maxLength: 2 }),
                )
              : fc.constant([]),
            readiness: fc.constantFrom('running' as const, 'reported' as const),
          })
          .map((own) => component(id, own)),
      ),
    ),
  );
  return fc
    .record({
      hosts,
      components,
      tape: fc.integer({ min: 0, max: 5 }),
      launchesPerHost: limited(1000, fc.integer({ min: 1, max: 4 })),
      launchesPerPass: limited(1000, fc.integer({ min: 1, max: 12 })),
    })
    .chain(({ hosts, components, tape, ...caps }) =>
      fc.record({
        wanted: fc.constant(
          wanted({
            hosts: hosts as Host[],
            components: components as Component[],
            pools: new Map([['tape', tape]]),
            ...caps,
          }),
        ),
        sightings: fc
          .tuple(...hosts.map(() => sighting(components.map(({ id }) => id))))
          .map((list) => new Map(hosts.map(({ name }, index) => [name, list[index] as Sighting]))),
      }),
    );
}

/** A failure of one of these components, on one of these hosts or wherever it was tried. */
export function anySetback(ids: readonly ComponentId[], hosts: readonly string[]): fc.Arbitrary<Setback> {
  return fc
    .record({
      component: fc.constantFrom(...ids),
      host: fc.constantFrom(null, ...hosts),
      failures: fc.integer({ min: 1, max: 4 }),
      lastAtMs: fc.integer({ min: nowMs - 600_000, max: nowMs }),
    })
    .map(setback);
}

/** A drain of one of these hosts, or a pause of one of these components on one of them or everywhere. */
export function anyDecision(
  ids: readonly ComponentId[],
  hosts: readonly string[],
  stop: fc.Arbitrary<boolean> = fc.boolean(),
): fc.Arbitrary<Decision> {
  const drain = fc
    .record({ host: fc.constantFrom(...hosts), stop })
    .map((own) => ({ kind: 'drain' as const, ...said, ...own }));
  const host = fc.constantFrom(null, ...hosts);
  const pause = fc
    .record({ component: fc.constantFrom(...ids), host, limit: fc.nat({ max: 3 }), stop })
    .map((own) => ({ kind: 'pause' as const, ...said, ...own }));
  return fc.oneof(drain, { weight: 2, arbitrary: pause });
}

function sighting(ids: readonly ComponentId[]): fc.Arbitrary<Sighting> {
  const counts = fc
    .tuple(...ids.map(() => fc.constantFrom(0, 0, 0, 1, 2)))
    .map((list) => Object.fromEntries(ids.map((id, index) => [id, list[index] ?? 0])));
  return fc.oneof(
    { weight: 6, arbitrary: counts.map((count) => seen(count)) },
    { weight: 1, arbitrary: fc.constant<Sighting>(unknown('down')) },
    { weight: 1, arbitrary: fc.constant<Sighting>(unknown('silent')) },
  );
}

/** The same host once so many more instances run there. */
function withMore(before: Sighting, more: Record<string, number>): Sighting {
  if (before.kind !== 'seen') return before;
  let pid = 1000;
  const instances = new Map<ComponentId, Instance[]>(
    [...before.instances].map(([id, list]) => [id, [...list]]),
  );
  for (const [id, count] of Object.entries(more)) {
    const list = instances.get(id as ComponentId) ?? [];
    for (let each = 0; each < count; each++) list.push({ pid: ++pid, elapsedS: 1, pids: [pid] });
    instances.set(id as ComponentId, list);
  }
  return { ...before, instances: instances as InstancesByComponent };
}

/** A census that counts how often one of its hosts is asked whether it is quarantined, which is a rule for every component. */
export function countingAsked(census: Census): { readonly census: Census; readonly asked: () => number } {
  let asked = 0;
  const hosts = census.hosts.map((each): HostCensus => ({
    ...each,
    get quarantine() {
      asked++;
      return each.quarantine;
    },
  }));
  return { census: { ...census, hosts }, asked: () => asked };
}
