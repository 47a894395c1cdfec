import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { noTally, strength } from '../../src/core/census.ts';
import { planStarts } from '../../src/core/plan.ts';
import type { Attempt } from '../../src/core/room.ts';
import type { ComponentId, Plan, Start, Wanted } from '../../src/core/types.ts';
import { actionsOf, applied, component, host, look, seen, wanted, worlds } from './worlds.ts';
import type { Looked, World } from './worlds.ts';
import { forAll } from '../harness/forAll.ts';
import { fieldLines } from '../harness/fields.ts';

describe('the laws of the plan', () => {
  it('no host is above its hot limit by our doing', () =>
    law(worlds(), ({ wanted }, { census, plan }) => {
      for (const { host, hot, hotLimit } of census.hosts) {
        let after = hot;
        for (const start of actionsOf(plan, 'start', host)) after += hotOf(wanted, start.component);
        if (after > hot) {
          const grew = actionsOf(plan, 'start', host).some((start) => hotOf(wanted, start.component) > 0);
          assert.ok(!grew || after <= hotLimit, `${host}: ${after} of ${hotLimit}`);
        }
      }
    }));

  it('never more than count - strength launches of a component, and none of one that is off', () =>
    law(worlds(), ({ wanted }, { census, plan }) => {
      for (const { id, count, on } of wanted.components) {
        const launches = startsOf(plan).filter((start) => start.component === id).length;
        const room = on ? Math.max(0, count - strength(census.totals.get(id) ?? noTally)) : 0;
        assert.ok(launches <= room, `${id}: ${launches} launches, room for ${room}`);
      }
    }));

  it('never a launch on a host that is not seen, is drained or not named', () =>
    law(worlds(), ({ wanted, sightings }, { plan }) => {
      for (const { host, component } of startsOf(plan)) {
        assert.equal(sightings.get(host)?.kind, 'seen');
        assert.equal(wanted.hosts.find(({ name }) => name === host)?.drain, null);
        const { eligible } = wanted.components.find(({ id }) => id === component)!;
        assert.ok(eligible === 'all' || eligible.has(host));
      }
    }));

  it('maxPerHost, pools and the caps of a pass are kept', () =>
    law(worlds(), ({ wanted }, { census, plan }) => {
      assert.ok(startsOf(plan).length <= wanted.launchesPerPass);
      for (const at of census.hosts) {
        const here = actionsOf(plan, 'start', at.host);
        assert.ok(here.length <= wanted.launchesPerHost);
        for (const { id, maxPerHost } of wanted.components) {
          const launches = here.filter((start) => start.component === id).length;
          const had = strength(at.components.get(id) ?? noTally);
          assert.ok(launches === 0 || had + launches <= maxPerHost);
        }
      }
      for (const [pool, limit] of wanted.pools) {
        const members = wanted.components.filter((c) => c.pool === pool);
        const launches = startsOf(plan).filter((start) =>
          members.some(({ id }) => id === start.component),
        ).length;
        const had = members.reduce((sum, { id }) => sum + strength(census.totals.get(id) ?? noTally), 0);
        assert.ok(launches === 0 || had + launches <= limit);
      }
    }));

  it('what is short is either started, blocked or held, to the last instance', () =>
    law(worlds(), ({ wanted }, { census, plan }) => {
      for (const { id, count, on } of wanted.components) {
        const short = on ? Math.max(0, count - strength(census.totals.get(id) ?? noTally)) : 0;
        let said = 0;
        for (const action of plan.actions) {
          if (action.component !== id || action.action === 'stop') continue;
          said += action.action === 'start' ? 1 : action.missing;
        }
        assert.equal(said, short, id);
      }
    }));

  it('blocked means that no host would take one more, or that a limit of the fleet is reached', () =>
    law(worlds(), ({ wanted, sightings }, { plan }) => {
      const after = applied(sightings, plan);
      const again = look(wanted, after);
      const fleetReasons = new Set(['pool-limit-reached', 'launches-per-pass-reached']);
      for (const action of plan.actions) {
        if (action.action !== 'blocked' || action.reasons.some(({ code }) => fleetReasons.has(code)))
          continue;
        const hosts = action.reasons.reduce((sum, { hosts }) => sum + (hosts ?? 0), 0);
        assert.equal(hosts, wanted.hosts.length, 'every host has its reason');
        const capped = action.reasons.some(({ code }) => code === 'launches-per-host-reached');
        if (!capped) assert.ok(!startsOf(again.plan).some(({ component }) => component === action.component));
      }
    }));

  it('a plan applied and seen leads to a pass that plans nothing', () =>
    law(worlds(), ({ wanted, sightings }, { plan }) => {
      // The caps of one pass spread a plan over several; here all of it is to be applied at once.
      const uncapped: Wanted = { ...wanted, launchesPerHost: 1000, launchesPerPass: 1000 };
      const whole = look(uncapped, sightings).plan;
      assert.deepEqual(startsOf(look(uncapped, applied(sightings, whole)).plan), []);
      assert.ok(startsOf(plan).length <= startsOf(whole).length);
    }));

  it('adding a free host never lowers what is placed', () =>
    law(
      fc.tuple(worlds({ simple: true }), fc.nat({ max: 6 }), fc.nat({ max: 4 })),
      ([world, at, hotLimit]) => {
        const { wanted: before, sightings } = world;
        const hosts = before.hosts.toSpliced(at, 0, host('new', { hotLimit }));
        const more: World = {
          wanted: { ...before, hosts },
          sightings: new Map([...sightings, ['new', seen({})]]),
        };
        // A further host can end a brownout; that is no question of placing.
        const open = { brownout: 1 };
        const placed = startsOf(look({ ...before, ...open }, sightings).plan).length;
        assert.ok(startsOf(look({ ...more.wanted, ...open }, more.sightings).plan).length >= placed);
      },
    ));

  it('the order in which sightings arrive does not matter', () =>
    law(worlds(), ({ wanted, sightings }, { plan }) => {
      assert.deepEqual(look(wanted, new Map([...sightings].toReversed())).plan, plan);
    }));

  it('a host where a launch failed is not tried again for it in the same pass', () =>
    law(worlds(), ({ wanted }, { census, plan }) => {
      const first = startsOf(plan)[0];
      if (!first) return;
      const attempt: Attempt = { ...first, outcome: 'failed' };
      const next = startsOf(planStarts(wanted, census, [attempt]));
      assert.ok(!next.some(({ component, host }) => component === first.component && host === first.host));
    }));

  it('priority goes before file order, and file order decides between equals', () => {
    const one = wanted({
      hosts: [host('h1', { hotLimit: 2 })],
      components: ['p/low', 'p/first', 'p/second'].map((id) =>
        component(id as ComponentId, { hot: 1, priority: id === 'p/low' ? -1 : 0 }),
      ),
    });
    const { plan } = look(one, new Map([['h1', seen({})]]));
    assert.deepEqual(fieldLines(plan.actions, 'action', 'component'), [
      'start p/first',
      'start p/second',
      'blocked p/low',
    ]);
  });
});

describe('the size of a plan', () => {
  it('10,000 hosts and 200 components are planned, with blocked ones explained', () => {
    const hosts = Array.from({ length: 10_000 }, (_, index) => host(`h${index}`, { hotLimit: 2 }));
    const components = Array.from({ length: 200 }, (_, index) =>
      component(`p/c${index}`, {
        count: 120,
        hot: index % 2,
        placement: index % 3 === 0 ? 'fill' : 'spread',
      }),
    );
    const big = wanted({ hosts, components, launchesPerPass: 1e9 });
    const { plan } = look(big, new Map(hosts.map(({ name }) => [name, seen({})])));
    assert.equal(startsOf(plan).filter(({ component }) => hotOf(big, component) > 0).length, 100 * 120);
    assert.equal(startsOf(plan).length, 200 * 120);
  });
});

function law<T>(arbitrary: fc.Arbitrary<T>, holds: (world: T, found: Looked) => void): void {
  forAll(500, arbitrary, (world) => {
    const { wanted, sightings } = Array.isArray(world) ? (world[0] as World) : (world as World);
    holds(world, look(wanted, sightings));
  });
}

function startsOf(plan: Plan): Start[] {
  return actionsOf(plan, 'start');
}

function hotOf({ components }: Wanted, id: string): number {
  return components.find((one) => one.id === id)?.hot ?? 0;
}
