import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Rollup } from '../../src/core/rollup.ts';
import { dayOf, latest, rollupOf, type Rollable } from '../../src/core/rollupOf.ts';
import { forAll } from '../harness/forAll.ts';

const begin = Date.UTC(2026, 10, 21);
const hourMs = 3_600_000;
const iso = (ms: number): string => new Date(ms).toISOString();
const names = ['p/a', 'p/b', '__proto__', 'constructor'];

const tally = fc.record({
  wanted: fc.integer({ min: 0, max: 9 }),
  running: fc.integer({ min: 0, max: 9 }),
  missing: fc.option(fc.integer({ min: 0, max: 9 })),
});
/** With all components, or with some: what was listed may change. */
const pass = (listed: readonly string[]) =>
  fc.record({
    kind: fc.constant('pass' as const),
    at: fc.integer({ min: begin, max: begin + 24 * hourMs - 1 }).map(iso),
    pass: fc.uuid(),
    tookMs: fc.option(fc.integer({ min: 1, max: 100_000 })),
    hosts: fc.record({ seen: fc.integer({ min: 0, max: 2000 }), of: fc.integer({ min: 0, max: 2000 }) }),
    held: fc.integer({ min: 0, max: 2 }),
    problems: fc.array(fc.constant('state.json cannot be written'), { maxLength: 1 }),
    components: fc
      .tuple(...listed.map((name) => tally.map((own) => [name, own] as const)))
      .map((own) => Object.fromEntries(own)),
  });
const ended = {
  at: fc.integer({ min: begin, max: begin + 24 * hourMs - 1 }).map(iso),
  pass: fc.option(fc.uuid()),
  component: fc.constantFrom(...names),
  host: fc.constantFrom('n1', 'n2'),
  pid: fc.option(fc.integer({ min: 1, max: 30_000 })),
};
const event = fc.oneof(
  fc.record({
    kind: fc.constant('launch' as const),
    at: ended.at,
    launchId: fc.uuid(),
    component: ended.component,
    outcome: fc.constantFrom('confirmed', 'failed', 'vanished', 'refused', 'unknown', '__proto__'),
  }),
  fc.record({ kind: fc.constant('gone' as const), ...ended }),
  fc.record({
    kind: fc.constant('stopped' as const),
    ...ended,
    outcome: fc.constantFrom('stopped', 'killed', 'survived'),
  }),
);
type Timed = Rollable & { readonly at: string };
const day: fc.Arbitrary<readonly Timed[]> = fc
  .subarray(names)
  .chain((listed) => fc.array(fc.oneof(pass(listed), event), { maxLength: 60 }));

describe('an hour and a day of the history', () => {
  it('count all that is there', () => {
    forAll(100, day, (entries) => {
      const rolled = rollupOf('day', iso(begin), entries);
      const of = (kind: string): number => entries.filter((entry) => entry.kind === kind).length;
      assert.equal(rolled.passes, of('pass'));
      assert.equal(sum(Object.values(rolled.outcomes)), of('launch'));
      assert.equal(rolled.gone, of('gone'));
      const own = Object.values(rolled.components);
      assert.equal(sum(own.map(({ gone }) => gone)), of('gone'));
      const unknown = count(entries, 'unknown') + count(entries, '__proto__');
      assert.equal(sum(own.map(({ started, failed }) => started + failed)), of('launch') - unknown);
    });
  });

  it('the least is at most the mean, and the mean at most the most', () => {
    forAll(100, day, (entries) => {
      const passes = entries.filter((entry) => entry.kind === 'pass');
      for (const { tookMs, hosts, components } of [
        rollupOf('hour', iso(begin), entries),
        rolledByHours(entries),
      ]) {
        assert.ok(tookMs.mean <= tookMs.most);
        assert.ok(hosts.least <= hosts.seen);
        assert.ok(hosts.seen <= Math.max(0, ...passes.map((one) => one.hosts.seen)));
        for (const [name, own] of Object.entries(components)) {
          const most = Math.max(0, ...passes.map((one) => one.components[name]?.running ?? 0));
          assert.ok(own.least <= own.running && own.running <= most, name);
        }
      }
    });
  });

  it('neither the order nor what stands there twice changes anything', () => {
    const shuffled = day.chain((entries) =>
      fc.tuple(
        fc.constant(entries),
        fc.shuffledSubarray([...entries, ...entries], {
          minLength: entries.length * 2,
          maxLength: entries.length * 2,
        }),
      ),
    );
    forAll(100, shuffled, ([entries, twice]) => {
      assert.deepEqual(rollupOf('hour', iso(begin), twice), rollupOf('hour', iso(begin), entries));
      assert.deepEqual(rolledByHours(twice), rolledByHours(entries));
    });
  });

  it('a day of hours is the day of their passes: counts and extremes the same, means nearly', () => {
    forAll(100, day, (entries) => {
      const [direct, byHours] = [rollupOf('day', iso(begin), entries), rolledByHours(entries)];
      assert.deepEqual(exact(byHours), exact(direct));
      assert.ok(Math.abs(byHours.hosts.seen - direct.hosts.seen) < 0.011);
      for (const [name, { running }] of Object.entries(direct.components))
        assert.ok(Math.abs((byHours.components[name]?.running ?? NaN) - running) < 0.011, name);
      if (entries.every((entry) => entry.kind !== 'pass' || entry.tookMs !== null))
        assert.ok(Math.abs(byHours.tookMs.mean - direct.tookMs.mean) <= 1);
    });
  });

  it('of several of one hour that of the most passes is believed, and of those the last', () => {
    const [none] = [rollupOf('hour', iso(begin), [])];
    const one = { ...none, passes: 3, gone: 1 };
    const [other, less] = [
      { ...one, gone: 2 },
      { ...one, passes: 1 },
    ];
    const next = { ...none, at: iso(begin + hourMs) };
    assert.deepEqual(latest([next, one, other, less]), [other, next]);
  });

  it('a pass in numbers', () => {
    const at = iso(begin + 5000);
    const common = { kind: 'pass' as const, at, hosts: { seen: 3, of: 3 }, held: 0, problems: [] };
    const passes = [2, 3, 3].map((running, index) => ({
      ...common,
      at: iso(begin + index * 1000),
      pass: `p${index}`,
      tookMs: 1000 + index,
      components: { 'p/a': { wanted: 3, running, missing: 3 - running } },
    }));
    const on = { at, pass: 'p0', component: 'p/a', host: 'n1', pid: 7 };
    const rolled = rollupOf('hour', iso(begin), [
      ...passes,
      { kind: 'gone', ...on },
      { kind: 'launch', launchId: 'L1', component: 'p/a', outcome: 'confirmed' },
      { kind: 'stopped', ...on, component: 'p/old', outcome: 'killed' },
      { kind: 'stopped', ...on, component: 'p/old', pid: 8, outcome: 'survived' },
    ]);
    assert.deepEqual(rolled, {
      kind: 'hour',
      at: iso(begin),
      passes: 3,
      held: 0,
      troubled: 0,
      tookMs: { mean: 1001, most: 1002 },
      hosts: { of: 3, seen: 3, least: 3 },
      outcomes: { confirmed: 1 },
      gone: 1,
      stopped: 1,
      components: { 'p/a': { wanted: 3, running: 2.67, least: 2, short: 1, started: 1, failed: 0, gone: 1 } },
    });
  });
});

/** All but the means. */
function exact({ tookMs, hosts, components, ...counts }: Rollup): unknown {
  return {
    ...counts,
    most: tookMs.most,
    hosts: [hosts.of, hosts.least],
    components: Object.entries(components).map(([name, own]) => [name, { ...own, running: null }]),
  };
}

function rolledByHours(entries: readonly Timed[]): Rollup {
  const hours = new Map<number, Timed[]>();
  for (const entry of entries) {
    const hour = Math.floor(Date.parse(entry.at) / hourMs) * hourMs;
    hours.set(hour, [...(hours.get(hour) ?? []), entry]);
  }
  const rolled = [...hours].map(([hour, own]) => rollupOf('hour', iso(hour), own));
  return dayOf(iso(begin), rolled);
}

function count(entries: readonly Timed[], outcome: string): number {
  return entries.filter((entry) => entry.kind === 'launch' && entry.outcome === outcome).length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
