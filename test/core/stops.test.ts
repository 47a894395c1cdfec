import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { noTally, strength } from '../../src/core/census.ts';
import { matterOf, pauseOf, wantedCount } from '../../src/core/decisions.ts';
import { remember } from '../../src/core/memory.ts';
import { planStops } from '../../src/core/stops.ts';
import { emptyMemory } from '../../src/core/types.ts';
import type {
  ComponentId,
  Decision,
  Instance,
  Memory,
  Sightings,
  Start,
  Stop,
  Wanted,
} from '../../src/core/types.ts';
import {
  actionsOf,
  anyDecision,
  applied,
  component,
  host,
  look,
  nowMs,
  openLaunch,
  said,
  seen,
  unknown,
  vitals,
  wanted,
  worlds,
  type Looked,
  type World,
} from './worlds.ts';
import { forAll } from '../harness/forAll.ts';
import { fieldOf, fieldLines } from '../harness/fields.ts';

describe('the laws of what is stopped', () => {
  it('only what was seen, each instance once, and nothing in a brownout [brownout-stop]', () =>
    law(({ sightings, census, stops }) => {
      if (census.brownout.held) assert.deepEqual(stops, []);
      const named = stops.map(({ component: id, host: at, pid }) => `${id} ${at} ${pid}`);
      assert.equal(new Set(named).size, named.length);
      for (const stop of stops) assert.ok(instancesOf(sightings, stop).includes(stop.pid));
    }));

  it('nothing at all where nobody decided anything and the surplus is kept', () =>
    law(({ wanted: world, sightings }) => {
      const kept = {
        ...world,
        components: world.components.map((c) => ({ ...c, surplus: 'keep' as const })),
      };
      assert.deepEqual(planStops(kept, look(kept, sightings).census), []);
    }));

  it('of a component that nobody said anything about, never below its count', () =>
    law(({ wanted: world, memory, census, stops }) => {
      for (const { id, on, count } of world.components) {
        const isTold = memory.decisions.some((one) => one.kind === 'drain' || one.component === id);
        if (isTold) continue;
        const { running } = census.totals.get(id) ?? noTally;
        const ended = stops.filter((stop) => stop.component === id).length;
        assert.ok(ended === 0 || running - ended >= (on ? count : 0), id);
      }
    }));

  it('with the stops, no start goes beyond a count, a hot limit or a pause', () =>
    law(({ wanted: world, census, plan }) => {
      for (const one of world.components) {
        const { id } = one;
        const there = strength(census.totals.get(id) ?? noTally);
        const ended = actionsOf(plan, 'stop').filter((stop) => stop.component === id).length;
        const begun = actionsOf(plan, 'start').filter((start) => start.component === id).length;
        assert.ok(begun === 0 || there - ended + begun <= wantedCount(one, census.decisions), id);
      }
      for (const at of census.hosts) {
        const slots = (list: readonly (Start | Stop)[]): number =>
          list
            .filter((action) => action.host === at.host)
            .reduce(
              (sum, action) => sum + (world.components.find((c) => c.id === action.component)?.hot ?? 0),
              0,
            );
        const hot = actionsOf(plan, 'start').filter((start) => start.host === at.host && slots([start]) > 0);
        if (hot.length > 0) assert.ok(at.hot - slots(actionsOf(plan, 'stop')) + slots(hot) <= at.hotLimit);
        for (const start of actionsOf(plan, 'start').filter((one) => one.host === at.host)) {
          assert.equal(at.drain, null);
          const pause = pauseOf(census.decisions, start.component, [at.host]);
          assert.ok((pause?.limit ?? Infinity) > 0);
        }
      }
    }));

  it('a rolling restart never lets more than one be missing', () =>
    law(({ memory, census, stops, wanted: world }) => {
      for (const one of world.components) {
        const restart = memory.decisions.find((d) => d.kind === 'restart' && d.component === one.id);
        const isAlone = !memory.decisions.some(
          (d) => d.kind === 'drain' || (d.kind === 'pause' && d.component === one.id),
        );
        if (restart?.kind !== 'restart' || restart.atOnce || !isAlone || one.surplus === 'stop') continue;
        const ended = stops.filter((stop) => stop.component === one.id).length;
        assert.ok(ended <= 1);
        if (ended === 1)
          assert.ok((census.totals.get(one.id)?.running ?? 0) >= wantedCount(one, census.decisions));
      }
    }));

  it('a plan that was carried out and seen stops nothing more, but for what is next in a restart', () =>
    law(({ wanted: world, sightings, memory, plan }) => {
      const after = applied(sightings, plan);
      const next = stopsIn(look(world, after, memory));
      const rolling = new Set(memory.decisions.flatMap((d) => (d.kind === 'restart' ? [d.component] : [])));
      const others = next.filter(({ component: id }) => !rolling.has(id));
      assert.deepEqual(others, []);
    }));

  it('narrowed to some components and hosts it stops nothing else', () =>
    law(({ wanted: world, sightings, memory }) => {
      const [first] = world.components;
      const [place] = world.hosts;
      if (!first || !place) return;
      const within = { components: new Set([first.id]), hosts: new Set([place.name]) };
      const narrow = planStops({ ...world, within }, look(world, sightings, memory).census);
      for (const stop of narrow) assert.deepEqual([stop.component, stop.host], [first.id, place.name]);
    }));
});

describe('which instance is stopped', () => {
  it('the youngest, and of equals the one with the highest pid', () => {
    const world = wanted({
      hosts: [host('n1')],
      components: [component('p/a', { count: 1, surplus: 'stop' })],
    });
    const instances = lived({ 1: 500, 2: 20, 3: 20, 4: 900 });
    const sightings = new Map([['n1', { kind: 'seen', vitals: vitals('b'), instances }]]) as Sightings;
    assert.deepEqual(fieldOf(stopsIn(look(world, sightings)), 'pid'), [3, 2, 1]);
  });

  it('on hosts that are as full in hot jobs, where most of it is; then where most is; then the last', () => {
    const world = wanted({
      hosts: ['n1', 'n2', 'n3'].map((name) => host(name, { hotLimit: 9 })),
      components: [component('p/a', { count: 2, surplus: 'stop' }), component('p/b', { count: 9 })],
    });
    const sightings: Sightings = new Map([
      ['n1', seen({ 'p/a': 2 })],
      ['n2', seen({ 'p/a': 1, 'p/b': 2 })],
      ['n3', seen({ 'p/a': 1 })],
    ]);
    const hosts = stopsIn(look(world, sightings)).map((stop) => stop.host);
    assert.deepEqual(hosts, ['n1', 'n2']);
  });
});

describe('what is stopped', () => {
  it('frees its hot slots for what is started in the same plan', () => {
    const world = wanted({
      hosts: [host('n1', { hotLimit: 1 })],
      components: [
        component('p/a', { on: false, surplus: 'stop', hot: 1 }),
        component('p/b', { count: 1, hot: 1 }),
      ],
    });
    const { plan } = look(world, new Map([['n1', seen({ 'p/a': 1 })]]));
    assert.deepEqual(fieldLines(plan.actions, 'action', 'component'), ['stop p/a', 'start p/b']);
  });
});

describe('a rolling restart', () => {
  it('waits while anything is presumed or on its way, though as many run as are wanted', () => {
    const world = wanted({ hosts: [host('n1'), host('n2')], components: [component('p/a', { count: 1 })] });
    const here: Sightings = new Map([['n1', seen({ 'p/a': 1 })]]);
    const known = remember(emptyMemory, world, new Map([...here, ['n2', seen({ 'p/a': 1 })]]), nowMs).memory;
    const left = targetsOf(world, here, 'p/a');
    const restart: Decision = { kind: 'restart', component: 'p/a', ...said, atOnce: false, of: 1, left };
    const silent: Sightings = new Map([...here, ['n2', unknown()]]);
    assert.deepEqual(stopsIn(look(world, silent, { ...known, decisions: [restart] })), []);
    const open = { ...emptyMemory, launches: [openLaunch({ host: 'n2' })] };
    assert.deepEqual(stopsIn(look(world, silent, { ...open, decisions: [restart] })), []);
    assert.equal(stopsIn(look(world, silent, { ...emptyMemory, decisions: [restart] })).length, 1);
  });
});

/** One host's instances by pid, with how long each has run. */
function lived(ages: Record<number, number | null>): Map<ComponentId, Instance[]> {
  const instances = Object.entries(ages).map(([pid, elapsedS]) => ({
    pid: Number(pid),
    elapsedS,
    pids: [Number(pid)],
  }));
  return new Map([['p/a', instances]]);
}

/** Worlds with a surplus to be stopped in some, and with what operators may have said. */
function orderedWorlds(): fc.Arbitrary<World & { readonly memory: Memory }> {
  return worlds().chain(({ wanted: world, sightings }) => {
    const ids = world.components.map(({ id }) => id);
    const names = world.hosts.map(({ name }) => name);
    const restart = fc.record({ component: fc.constantFrom(...ids), atOnce: fc.boolean() }).map((own) => {
      const left = targetsOf(world, sightings, own.component);
      return { kind: 'restart' as const, ...said, ...own, left, of: left.length };
    });
    const decision = fc.oneof({ weight: 2, arbitrary: anyDecision(ids, names) }, restart);
    return fc
      .record({
        surplus: fc.tuple(...ids.map(() => fc.constantFrom('keep' as const, 'stop' as const))),
        decisions: fc.uniqueArray(decision, { maxLength: 4, selector: matterOf }),
      })
      .map(({ surplus, decisions }) => ({
        wanted: {
          ...world,
          components: world.components.map((one, index) => ({ ...one, surplus: surplus[index] ?? 'keep' })),
        },
        sightings,
        memory: { ...emptyMemory, decisions },
      }));
  });
}

function targetsOf(world: Wanted, sightings: Sightings, id: ComponentId) {
  const { hosts } = remember(emptyMemory, world, sightings, nowMs).memory;
  return [...hosts].flatMap(([name, { instances }]) =>
    (instances.get(id) ?? []).map(({ pid }) => ({ host: name, pid, bootId: 'boot-1' })),
  );
}

/** @param holds is given what was decided before as `memory`. */
function law(holds: (found: Looked & { readonly stops: readonly Stop[] }) => void): void {
  forAll(500, orderedWorlds(), ({ wanted, sightings, memory }) => {
    const looked = look(wanted, sightings, memory);
    holds({ ...looked, memory, stops: stopsIn(looked) });
  });
}

function stopsIn({ plan }: Looked): Stop[] {
  return actionsOf(plan, 'stop');
}

function instancesOf(sightings: Sightings, { host: at, component: id }: Stop): number[] {
  const sighting = sightings.get(at);
  return sighting?.kind === 'seen' ? (sighting.instances.get(id) ?? []).map(({ pid }) => pid) : [];
}
