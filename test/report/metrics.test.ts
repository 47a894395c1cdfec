import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { noCounters } from '../../src/core/counters.ts';
import { families, metricsText } from '../../src/report/metrics.ts';
import { counted } from '../../src/report/metrics/counters.ts';
import { exposition, type Family } from '../../src/report/metrics/exposition.ts';
import { golden } from '../harness/golden.ts';
import { itNeeds } from '../harness/needs.ts';
import { someMessage } from '../harness/messages.ts';
import { parseExposition, seriesOf } from './exposition.ts';
import { facts, manyFacts } from './facts.ts';
import { vitals } from '../core/worlds.ts';
import { component, outcome, report, seenHost } from './reports.ts';
import { forAll } from '../harness/forAll.ts';

describe('the metrics of a pass', () => {
  const text = metricsText('tape', manyFacts());

  golden('metrics', {
    'a fleet in which there is something of everything': () => text.trimEnd(),
    'no pass took place yet': () =>
      metricsText('x', facts({ pass: null }))
        .split('\n')
        .filter((line) => line.includes('_timestamp_')),
  });

  it('are the same for the same pass, in the order of the families', () => {
    assert.equal(metricsText('tape', manyFacts()), text);
    const order = [...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name);
    const names = families.map(({ name }) => name);
    assert.deepEqual(order, names);
  });

  it('are fifteen series for a host and as many for a component, and none for both', () => {
    const none = seriesWith(0, 0);
    assert.deepEqual([seriesWith(1, 0) - none, seriesWith(0, 1) - none], [15, 15]);
    assert.equal(seriesWith(200, 50) - none, 200 * 15 + 50 * 15);
  });

  itNeeds(['promtool'], "have nothing that promtool's lint complains of", () => {
    const printed = execFileSync('promtool', ['check', 'metrics'], {
      input: text,
      encoding: 'utf8',
      stdio: 'pipe',
    });
    assert.equal(printed, '');
  });
});

describe('what is printed', () => {
  const hostile = [
    '"',
    '\\',
    '\n',
    '\\n',
    '"} 1\nmuster_x{a="',
    '\r',
    '\0',
    '\u2028',
    '\u{1f4a9}',
    '{}',
    ',',
    'é',
    '#',
  ];
  const name = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...hostile)).map((parts) => parts.join('')),
  );
  const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(Infinity, -Infinity, Number.NaN, -0));

  it('is read back as the same numbers under the same names, whatever these are', () => {
    forAll(
      100,
      fc.uniqueArray(fc.tuple(name, name, number), {
        selector: ([one, other]) => `${one.length} ${one}${other}`,
      }),
      name,
      (samples, fleet) => {
        const family: Family<null> = {
          name: 'muster_x',
          type: 'gauge',
          help: `help\\ ${fleet}`,
          labels: ['a', 'b'],
          samples: () => samples.map(([a, b, value]) => [value, a, b] as const),
        };
        const { values, types } = parseExposition(exposition([family], null, { fleet }));
        assert.equal(types.size, samples.length === 0 ? 0 : 1);
        assert.equal(values.size, samples.length);
        for (const [a, b, value] of samples) {
          const read = values.get(seriesOf('muster_x', { fleet, a, b })) ?? assert.fail(a + b);
          // There is one nought.
          assert.equal(read + 0, value + 0);
        }
      },
    );
  });

  it('has half a character replaced, and a series that is there twice once', () => {
    const family: Family<null> = {
      name: 'muster_x',
      type: 'gauge',
      help: 'x',
      labels: ['a'],
      samples: () => [
        [1, '\ud83d'],
        [2, '\udca9'],
        [3, 'b'],
      ],
    };
    const text = exposition([family], null, {});
    assert.equal(
      text,
      '# HELP muster_x x\n# TYPE muster_x gauge\nmuster_x{a="\ufffd"} 1\nmuster_x{a="b"} 3\n',
    );
  });
});

describe('counters', () => {
  it('count what a pass did on top of what there was', () => {
    const components = [component('p/a', 1), component('p/b', 1)];
    const outcomes = [
      outcome('confirmed', 'p/a', 'n1'),
      outcome('failed', 'p/a', 'n2'),
      outcome('failed', 'p/a', 'n3'),
    ];
    const stops = [{ component: 'p/b', host: 'n1', pid: 7, outcome: 'killed' }] as const;
    const pass = report({
      components,
      outcomes,
      stops,
      problems: [someMessage('full')],
      brownout: { held: true, unknown: 2, of: 3 },
    });
    const once = counted(noCounters, pass, 1500);
    assert.deepEqual(once, {
      passes: { run: 1 },
      held: 1,
      troubled: 1,
      tookMs: 1500,
      launches: { 'p/a': { confirmed: 1, failed: 2 } },
      stops: { killed: 1 },
    });
    const twice = counted(once, report({ command: 'stop', components }), 500);
    assert.deepEqual(twice, { ...once, passes: { run: 1, stop: 1 }, tookMs: 2000 });
    assert.deepEqual(counted(twice, report({ components: [component('p/b', 1)] }), 0).launches, {});
  });

  it('never become less, also when the clock is set back within a pass', () =>
    assert.equal(counted({ ...noCounters, tookMs: 100 }, report(), -5000).tookMs, 100));
});

/** How many series there are for a pass of so many hosts, each with an instance of each of so many components. */
function seriesWith(hosts: number, components: number): number {
  const ids = Array.from({ length: components }, (_, n) => `p/c${n}`);
  const all = {
    cores: 1,
    load1: 1,
    memoryKiB: 1,
    memoryAvailableKiB: 1,
    diskAvailableKiB: 1,
    uptimeS: 1,
    gpus: 1,
  };
  const own = {
    components: Object.fromEntries(ids.map((id) => [id, 1])),
    vitals: { ...vitals('b'), ...all },
  };
  const pass = report({
    hosts: Array.from({ length: hosts }, (_, n) => seenHost(`n${n}`, own)),
    components: ids.map((id) => component(id, hosts)),
    actions: [],
  });
  return parseExposition(metricsText('f', facts({ report: pass }))).values.size;
}
