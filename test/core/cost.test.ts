import assert from 'node:assert/strict';
import { takeCensus } from '../../src/core/census.ts';
import { endedEarly } from '../../src/core/earlyEnds.ts';
import { makePlan, planStarts } from '../../src/core/plan.ts';
import { planStops } from '../../src/core/stops.ts';
import { emptyMemory } from '../../src/core/types.ts';
import type {
  Census,
  Component,
  Decision,
  HostMemory,
  InstancesByComponent,
  Memory,
  OpenStop,
  Wanted,
} from '../../src/core/types.ts';
import { allocatedBytes } from '../allocated.ts';
import { component, countingAsked, held, host, nowMs, openLaunch, said, seen, wanted } from './worlds.ts';

/* What thinking costs, counted in what is looked at: the same on every machine. */

describe('the cost of a plan', () => {
  it('a host is asked once for each component that is short, and once more for each start', () => {
    for (const [hosts, components, count] of [
      [10, 4, 3],
      [100, 4, 3],
      [10, 40, 3],
      [100, 40, 3],
    ] as const) {
      const { asked, starts } = asking(fleet(hosts, components, { count }));
      assert.equal(starts, components * count);
      assert.equal(asked, components * hosts + starts);
    }
  });

  it('where not all can be placed, no host is asked again for its reason', () => {
    const { asked, starts } = asking(fleet(50, 4, { count: 60, maxPerHost: 1 }));
    assert.equal(starts, 4 * 50);
    assert.equal(asked, 4 * (50 + 50));
  });

  it('no host is asked where nothing is short', () => {
    const all = Object.fromEntries(fleet(50, 8, { count: 50 }).components.map(({ id }) => [id, 1]));
    assert.deepEqual(asking(fleet(50, 8, { count: 50 }), all), { asked: 0, starts: 0 });
  });

  it('no host is asked for a component once launchesPerPass is reached', () => {
    const { asked, starts } = asking({ ...fleet(50, 8, { count: 5 }), launchesPerPass: 10 });
    assert.equal(starts, 10);
    assert.equal(asked, 2 * 50 + 10);
  });

  it('a host that is drained is asked for no component', () => {
    const half = fleet(50, 8, { count: 5 });
    const hosts = half.hosts.map((each, index) => (index % 2 === 0 ? each : { ...each, drain: 'new disk' }));
    const { asked, starts } = asking({ ...half, hosts });
    assert.equal(asked, 8 * 25 + starts);
  });

  it('components that are kept off the same hosts share the list of them', () => {
    const { wanted, census } = look(fleet(50, 8, { count: 60, hot: 3 }));
    const lists = planStarts(wanted, census).actions.flatMap(({ reasons }) =>
      reasons.map(({ hostNames }) => hostNames),
    );
    assert.equal(lists.length, 8);
    assert.equal(new Set(lists).size, 1);
  });

  it('allocates no more than 100 bytes for each host and component', () => {
    const { wanted, census } = look(fleet(1000, 100, { count: 10 }));
    const bytes = (): number => allocatedBytes(() => makePlan(wanted, census));
    const perPair = Math.min(bytes(), bytes(), bytes()) / (1000 * 100);
    assert.ok(perPair < 100, `${perPair}`);
    // That it is counted at all.
    assert.ok(perPair > 8, `${perPair}`);
  });
});

describe('the cost of what operators decided', () => {
  it('grows with the decisions, not with them times the hosts', () => {
    const few = pausesLookedAt(10);
    assert.ok(few > 0);
    assert.equal(pausesLookedAt(1000), 100 * few);
  });
});

/** How often pauses of one component, one for every host, are looked at for a plan. */
function pausesLookedAt(hosts: number): number {
  let looks = 0;
  const some = fleet(hosts, 5, { count: 2 });
  const decisions = some.hosts.map(({ name }): Decision => {
    const pause = { kind: 'pause', component: 'p/c1', host: name, limit: 1, stop: true, ...said } as const;
    return looked(pause, () => looks++);
  });
  const sightings = new Map(some.hosts.map(({ name }) => [name, seen({ 'p/c1': 1 })]));
  makePlan(some, takeCensus(some, { ...emptyMemory, decisions }, sightings, nowMs));
  return looks;
}

describe('the cost of a census', () => {
  it('a host is asked for the components that are there, however many there are', () => {
    for (const [hosts, components] of [
      [10, 5],
      [100, 5],
      [100, 500],
    ] as const) {
      let asked = 0;
      const some = fleet(hosts, components, { count: 1 });
      const sightings = new Map(
        some.hosts.map(({ name }) => {
          const sighting = seen({ 'p/c1': 1, 'p/c3': 2 });
          assert.ok(sighting.kind === 'seen');
          return [name, { ...sighting, instances: counted(sighting.instances, () => asked++) }] as const;
        }),
      );
      takeCensus(some, emptyMemory, sightings, nowMs);
      assert.equal(asked, hosts * 2);
      planStops(some, takeCensus(some, emptyMemory, sightings, nowMs));
      assert.equal(asked, 2 * hosts * 2);
    }
  });
});

describe('the cost of what ended', () => {
  it('grows with the launches and stops there were, not with them times the hosts', () =>
    assert.equal(looksFor(1000), 100 * looksFor(10)));
});

/** How often launches and stops are looked at where something has ended on each host. */
function looksFor(hosts: number): number {
  let looks = 0;
  const names = Array.from({ length: hosts }, (_, index) => `h${index}`);
  const launches = names.map((name) =>
    looked(openLaunch({ id: name, component: 'p/c0', host: name }), () => looks++),
  );
  const stops = names.map((name) => looked(stopOn(name), () => looks++));
  const before: Memory = { ...emptyMemory, stops, hosts: new Map(names.map((name) => [name, heldOn(7, 8)])) };
  const after: Memory = { ...before, hosts: new Map(names.map((name) => [name, heldOn(9)])) };
  const failures = endedEarly(before, after, fleet(hosts, 1, { count: 1 }), launches);
  assert.equal(failures.length, hosts);
  return looks;
}

function fleet(hosts: number, components: number, own: Partial<Component>): Wanted {
  return wanted({
    hosts: Array.from({ length: hosts }, (_, index) => host(`h${index}`)),
    components: Array.from({ length: components }, (_, index) => component(`p/c${index}`, own)),
    launchesPerPass: Infinity,
    launchesPerHost: Infinity,
  });
}

function look(wanted: Wanted, there: Record<string, number> = {}): { wanted: Wanted; census: Census } {
  const sightings = new Map(wanted.hosts.map(({ name }) => [name, seen(there)]));
  return { wanted, census: takeCensus(wanted, emptyMemory, sightings, nowMs) };
}

function asking(wanted: Wanted, there: Record<string, number> = {}): { asked: number; starts: number } {
  const { census, asked } = countingAsked(look(wanted, there).census);
  const { actions } = planStarts(wanted, census);
  return { asked: asked(), starts: actions.filter(({ action }) => action === 'start').length };
}

function counted(instances: InstancesByComponent, look: () => void): InstancesByComponent {
  class Counted extends Map<string, unknown> {
    override get(id: string): unknown {
      look();
      return super.get(id);
    }
  }
  return new Counted(instances) as unknown as InstancesByComponent;
}

/** Of which it is counted how often its host is looked at. */
function looked<T extends { readonly host: string | null }>(item: T, look: () => void): T {
  return Object.defineProperty({ ...item }, 'host', {
    get() {
      look();
      return item.host;
    },
  });
}

function stopOn(host: string): OpenStop {
  return { component: 'p/c0', host, pids: [7], orderedAtMs: nowMs };
}

function heldOn(...pids: readonly number[]): HostMemory {
  const there = held(pids).instances.get('p/a') ?? [];
  return held([], { instances: new Map([['p/c0', there]]) });
}
