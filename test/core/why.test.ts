import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { message } from '../../src/core/catalogue/catalogue.ts';
import { noTally, strength, takeCensus } from '../../src/core/census.ts';
import { remember } from '../../src/core/memory.ts';
import { makePlan } from '../../src/core/plan.ts';
import { emptyMemory } from '../../src/core/types.ts';
import type { ComponentId, Sightings, Wanted } from '../../src/core/types.ts';
import { explain, type Explanation } from '../../src/core/why.ts';
import {
  actionsOf,
  anyDecision,
  anySetback,
  component,
  countingAsked,
  host,
  look,
  nowMs,
  seen,
  wanted,
  worlds,
  type Looked,
} from './worlds.ts';
import { forAll } from '../harness/forAll.ts';
import { fieldOf, fieldLines } from '../harness/fields.ts';

describe('the laws of why', () => {
  it('says that a pass starts and stops one on a host exactly as often as the plan does', () =>
    law(({ wanted, plan, why }) => {
      for (const { id } of wanted.components)
        for (const { host, start, stop } of why(id).hosts)
          for (const [kind, count] of Object.entries({ start, stop })) {
            const planned = actionsOf(plan, kind as 'start' | 'stop', host);
            const own = planned.filter((action) => action.component === id);
            assert.equal(count, own.length, `${kind} ${id} on ${host}`);
          }
    }));

  it('what it says of a turn is what the plan decides in it', () =>
    law(({ wanted, plan, why }) => {
      for (const { id } of wanted.components)
        assert.deepEqual(
          why(id).actions,
          plan.actions.filter((action) => action.component === id),
        );
    }));

  it('the first reason against a host is the one the plan counts it under', () =>
    law(({ plan, why }) => {
      for (const action of plan.actions) {
        if (action.action !== 'blocked' || action.reasons[0]?.hosts === null) continue;
        const { hosts, reasons } = why(action.component);
        assert.deepEqual(reasons, []);
        const first = new Map<string, string[]>();
        for (const { host, reasons } of hosts) {
          const reason = reasons[0]?.code ?? 'none';
          first.set(reason, [...(first.get(reason) ?? []), host]);
        }
        const counted = action.reasons.map(({ code, hostNames = [] }) => [code, hostNames] as const);
        assert.deepEqual(first, new Map<string, readonly string[]>(counted));
      }
    }));

  it('the first reason that holds for all hosts is the one the plan gives', () =>
    law(({ plan, why }) => {
      for (const action of plan.actions) {
        if (action.action !== 'blocked' || action.reasons[0]?.hosts !== null) continue;
        assert.equal(why(action.component).reasons[0]?.code, action.reasons[0].code);
      }
    }));

  it('a component that is short, with nothing against it as a whole, has a reason against every host', () =>
    law(({ wanted, census, why }) => {
      for (const { id } of wanted.components) {
        const { short, actions, reasons, hosts } = why(id);
        const left = short - actions.filter(({ action }) => action === 'start').length;
        if (left === 0 || reasons.length > 0 || census.brownout.held) continue;
        for (const { host, reasons } of hosts) assert.ok(reasons.length > 0, `${id} on ${host}`);
      }
    }));

  it('hosts are chosen by rank: one that is passed over is never before one that is chosen', () =>
    law(({ wanted, why }) => {
      for (const { id } of wanted.components) {
        const { hosts } = why(id);
        for (const { host, start, rank } of hosts) {
          if (start > 0) assert.notEqual(rank, null, host);
        }
        const chosen = hosts.filter(({ start }) => start > 0).map(({ rank }) => rank ?? Infinity);
        const worst = Math.max(0, ...chosen);
        for (const { host, start, rank } of hosts)
          if (start === 0 && rank !== null) assert.ok(rank > worst, `${id} on ${host}`);
      }
    }));

  it('a reason is put down to the plan exactly if it does not hold when nothing is planned', () =>
    law(({ wanted, census, memory, why }) => {
      for (const { id } of wanted.components) {
        // Alone, off and in front of all others, so that nothing is planned before its turn or in it.
        const components = wanted.components.map((each) => ({ ...each, on: false }));
        const alone = explain({ ...wanted, components }, census, memory, id);
        for (const [index, { reasons }] of why(id).hosts.entries()) {
          const anyway = alone.hosts[index]?.reasons.map(({ code }) => code);
          const always = reasons.filter(({ byPlan }) => !byPlan);
          assert.deepEqual(fieldOf(always, 'code'), anyway);
        }
      }
    }, false));

  it('every start of the plan is told to those whose turn comes later', () =>
    law(({ wanted, plan, why }) => {
      const last = wanted.components.toSorted((a, b) => b.priority - a.priority).at(-1);
      if (last === undefined) return;
      const { before, hosts } = why(last.id);
      const others = plan.actions.filter((a) => a.action === 'start' && a.component !== last.id).length;
      assert.equal(startsIn(before), others);
      assert.equal(startsIn(hosts.flatMap((each) => each.before)), others);
    }));

  it('what is there stands there', () =>
    law(({ wanted, census, why }) => {
      for (const { id } of wanted.components) {
        const there = why(id).hosts.reduce((sum, { tally }) => sum + strength(tally), 0);
        assert.equal(there, strength(census.totals.get(id) ?? noTally));
      }
    }));
});

describe('what why says', () => {
  it('who took the slots: what is there, and what the plan starts before', () => {
    const { hosts, before } = asked(
      wanted({
        hosts: [host('h1')],
        components: [
          component('p/late', { hot: 1 }),
          component('p/early', { hot: 1, priority: 5 }),
          component('p/there', { hot: 1 }),
          // These take no slot.
          component('p/cold', { priority: 5 }),
          component('p/cool'),
        ],
      }),
      new Map([['h1', seen({ 'p/there': 1, 'p/cool': 1 })]]),
      'p/late',
    );
    assert.deepEqual(before, [
      { component: 'p/early', start: 1 },
      { component: 'p/cold', start: 1 },
    ]);
    const who = { holders: ['p/there ×1'], planned: ['p/early ×1'] };
    const reason = message('hot-limit-reached', { hot: 2, hotlimit: 2, takes: 1, ...who });
    assert.deepEqual(hosts[0]?.reasons, [{ ...reason, untilMs: null, byPlan: true }]);
    assert.deepEqual(hosts[0]?.before, before);
  });

  it('all reasons at once, the one that is given first, with their numbers', () => {
    const { hosts } = asked(
      wanted({
        hosts: [host('h1', { drain: 'disk', hotLimit: 1 }), host('h2')],
        components: [
          component('p/a', { count: 3, hot: 1, maxPerHost: 1, eligible: new Set(['h2']) }),
          component('p/b', { hot: 2, on: false }),
        ],
      }),
      new Map([
        ['h1', seen({ 'p/a': 1 })],
        ['h2', seen({ 'p/b': 1 })],
      ]),
      'p/a',
    );
    assert.deepEqual(
      hosts.map(({ reasons }) => reasons.map(({ code, params }) => [code, params])),
      [
        [
          ['host-drained', { why: 'disk' }],
          ['host-not-named', {}],
          ['max-per-host-reached', { there: 1, maxPerHost: 1 }],
          ['hot-limit-reached', { hot: 1, hotlimit: 1, takes: 1, holders: ['p/a ×1'], planned: [] }],
        ],
        [['hot-limit-reached', { hot: 2, hotlimit: 2, takes: 1, holders: ['p/b ×1'], planned: [] }]],
      ],
    );
  });

  it('a pool: who draws from it, and what the plan took', () => {
    const { reasons } = asked(
      wanted({
        hosts: [host('h1')],
        components: [
          component('p/a', { pool: 'tape' }),
          component('p/b', { pool: 'tape' }),
          component('p/c', { pool: 'tape' }),
        ],
        pools: new Map([['tape', 2]]),
      }),
      new Map([['h1', seen({ 'p/a': 1 })]]),
      'p/c',
    );
    const who = { holders: ['p/a ×1'], planned: ['p/b ×1'] };
    const reason = message('pool-limit-reached', { pool: 'tape', there: 2, limit: 2, ...who });
    assert.deepEqual(reasons, [{ ...reason, untilMs: null, byPlan: true }]);
  });

  it('until when what is presumed is believed', () => {
    const world = wanted({ hosts: [host('h1'), host('h2')], components: [component('p/a', { count: 2 })] });
    const first = new Map([['h1', seen({ 'p/a': 1 })]]);
    const { memory } = remember(emptyMemory, world, first, nowMs - 60_000);
    const { hosts } = asked(world, new Map([['h2', seen({})]]), 'p/a', memory);
    assert.deepEqual(hosts[0]?.tally, { running: 0, presumed: 1, pending: 0 });
    assert.equal(hosts[0]?.presumedUntilMs, nowMs - 60_000 + 900_000);
  });

  it('the numbers by which hosts are compared, as they stood when the turn came', () => {
    const { hosts } = asked(
      wanted({
        hosts: [host('h1'), host('h2'), host('h3')],
        components: [component('p/first', { hot: 1, priority: 1 }), component('p/a', { count: 2, hot: 1 })],
      }),
      new Map([
        ['h1', seen({})],
        ['h2', seen({ 'p/a': 1 })],
        ['h3', seen({})],
      ]),
      'p/a',
    );
    assert.deepEqual(fieldLines(hosts, 'host', 'start', 'rank', 'hot', 'own', 'instances'), [
      'h1 0 2 1 0 1',
      'h2 0 3 1 1 1',
      'h3 1 1 0 0 0',
    ]);
  });

  it('to explain asks the hosts as often as to plan, and a few times more for what is explained', () => {
    const hosts = Array.from({ length: 200 }, (_, index) => host(`h${index}`));
    const components = Array.from({ length: 100 }, (_, index) =>
      component(`p/c${index}`, { count: 6, hot: index % 2 }),
    );
    const big = wanted({ hosts, components, launchesPerPass: 1e9 });
    const sightings: Sightings = new Map(hosts.map(({ name }) => [name, seen({})]));
    const census = takeCensus(big, emptyMemory, sightings, nowMs);
    const [planning, explaining] = [countingAsked(census), countingAsked(census)];
    makePlan(big, planning.census);
    explain(big, explaining.census, emptyMemory, 'p/c99');
    const more = explaining.asked() - planning.asked();
    assert.ok(more >= 0 && more <= 3 * hosts.length, `${more}`);
  });
});

function startsIn(list: readonly { start: number }[]): number {
  return list.reduce((sum, { start }) => sum + start, 0);
}

/**
 * Worlds in which some components failed before, so that they back off, and of which operators have decided something.
 *
 * @param stops whether anything is stopped
 */
function law(holds: (looked: Looked & { why(id: ComponentId): Explanation }) => void, stops = true): void {
  const ids = ['p/a', 'p/b', 'p/c', 'q/d', 'q/e'] as const;
  const hosts = ['h1', 'h1', 'h2', 'h3'];
  const failed = fc.array(anySetback(ids, hosts), { maxLength: 5 });
  const stop = stops ? fc.boolean() : fc.constant(false);
  const decided = fc.array(anyDecision(ids, hosts, stop), { maxLength: 8, size: 'max' });
  const found = new Set<string>();
  forAll(300, worlds(), failed, decided, stop, (world, setbacks, decisions, surplus) => {
    const components = world.wanted.components.map((each) => ({
      ...each,
      surplus: surplus ? ('stop' as const) : ('keep' as const),
    }));
    const before = { ...emptyMemory, setbacks, decisions };
    const looked = look({ ...world.wanted, components }, world.sightings, before);
    const { wanted, census, memory, plan } = looked;
    const why = (id: ComponentId): Explanation => explain(wanted, census, memory, id);
    holds({ ...looked, why });
    for (const { action } of plan.actions) found.add(action);
    for (const { id } of components)
      for (const { reasons } of why(id).hosts) found.add(reasons[0]?.code ?? 'none');
  });
  // A law over worlds in which nothing is ever decided or refused would say nothing.
  const reasons = ['none', 'host-drained', 'backing-off-there', 'hot-limit-reached', 'paused-there'];
  for (const one of ['start', 'blocked', ...(stops ? ['stop'] : []), ...reasons])
    assert.ok(found.has(one), one);
}

function asked(world: Wanted, sightings: Sightings, id: ComponentId, before = emptyMemory): Explanation {
  const { memory, census } = look(world, sightings, before);
  return explain(world, census, memory, id);
}
