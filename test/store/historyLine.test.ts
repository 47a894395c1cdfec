import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { RolledComponent, Rollup } from '../../src/core/rollup.ts';
import { historyLine, recordInLine } from '../../src/store/historyLine.ts';
import type { HistoryRecord, PassTally } from '../../src/store/historyRecord.ts';
import { anyMessage } from './anyMessage.ts';
import { presenceInLine, rollupInLine, rollupLine } from '../../src/store/historyRollup.ts';
import { forAll } from '../harness/forAll.ts';

const count = fc.nat({ max: 5 });
const at = fc.integer({ min: 0, max: 4e12 }).map((ms) => new Date(ms).toISOString());
const name = fc.oneof(fc.constantFrom('p/a', '__proto__', 'constructor', '7'), fc.string());
/** Without control characters: a line has none. */
const text = fc.string({ unit: fc.constantFrom('a', 'ü', '"', '\\', '{', '}', ' ', '😀') });

const message = anyMessage(text);

const tally: fc.Arbitrary<PassTally> = fc.oneof(
  count.map((wanted) => ({ wanted, running: wanted, presumed: 0, pending: 0, missing: 0 })),
  fc.record({ wanted: count, running: count, presumed: count, pending: count, missing: fc.option(count) }),
);
const pass = fc.option(fc.uuid());
const on = { at, pass, component: name, host: text };
const record: fc.Arbitrary<HistoryRecord> = fc.oneof(
  fc.record({
    kind: fc.constant('pass' as const),
    at,
    pass,
    command: fc.constantFrom('run', 'restart'),
    tookMs: fc.option(count),
    hosts: counts('seen', 'of'),
    unknown: fc.option(fc.array(fc.record({ kind: text, reason: message, count, hosts: text }))),
    outcomes: counts('confirmed', 'vanished', 'failed', 'refused', 'unknown'),
    blocked: count,
    held: count,
    components: dictionary(tally),
    problems: fc.array(message, { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constantFrom('launch' as const, 'sent' as const),
    ...on,
    launchId: text,
    outcome: text,
    detail: message,
  }),
  fc.record({ kind: fc.constant('operator' as const), at, pass, verb: text, by: text, until: text }),
  fc.record({ kind: fc.constant('stopped' as const), ...on, pid: fc.option(count), outcome: text }),
  fc.record({
    kind: fc.constant('gone' as const),
    ...on,
    pid: fc.option(count),
    livedMs: fc.option(count),
    atMostMs: fc.option(count),
    rebooted: fc.boolean(),
    end: message,
    usage: text,
  }),
  fc.record({ kind: fc.constant('pilot' as const), ...on, launchId: text, outcome: text, detail: message }),
  fc.record({ kind: fc.constant('rebooted' as const), at, pass, host: text }),
);
const component: fc.Arbitrary<RolledComponent> = fc.oneof(
  count.map((wanted) => ({ ...nothing, wanted, running: wanted, least: wanted })),
  fc
    .tuple(counts('wanted', 'least', 'short', 'started', 'failed', 'gone'), fc.nat({ max: 900 }))
    .map(([own, running]) => ({ ...own, running: running / 100 })),
);
const rollup: fc.Arbitrary<Rollup> = fc.record({
  kind: fc.constantFrom('hour' as const, 'day' as const),
  at,
  passes: count,
  held: count,
  troubled: count,
  tookMs: counts('mean', 'most'),
  hosts: counts('of', 'seen', 'least'),
  outcomes: dictionary(count),
  gone: count,
  stopped: count,
  components: dictionary(component),
});

describe('a line of the history', () => {
  it('is read as it was written', () => {
    forAll(500, record, (one) => assert.deepEqual(recordInLine(historyLine(one)), plain(one)));
    forAll(500, rollup, (one) => assert.deepEqual(rollupInLine(rollupLine(one)), plain(one)));
  });

  it('tells of an hour how many were wanted and ran without all else', () => {
    forAll(500, rollup, fc.array(fc.string()), (one, others) => {
      const line = rollupLine(one);
      const ids = [...Object.keys(one.components), ...others, 'toString', '__proto__'];
      const { components, ...hour } = rollupInLine(line) as Rollup;
      const own = (id: string): RolledComponent | null =>
        Object.hasOwn(components, id) ? (components[id] ?? null) : null;
      assert.deepEqual(presenceInLine(line, ids), {
        ...hour,
        wanted: ids.map((id) => own(id)?.wanted ?? null),
        running: ids.map((id) => own(id)?.running ?? null),
        short: ids.map((id) => own(id)?.short ?? null),
      });
    });
    assert.equal(presenceInLine('{"kind":"day","at":"soon"}', []), 'broken');
  });

  it('is one line, whatever stands in it, and acts on no terminal', () => {
    const evil = 'a\n\u001b[2J\u009b31m\u202e\u2028';
    const line = historyLine({ kind: 'rebooted', at: '2026-11-21T09:00:00.000Z', pass: null, host: evil });
    assert.doesNotMatch(line, /[\p{Cc}\u202e\u2028]/u);
    assert.equal(recordInLine(line) === 'broken', false);
  });

  it('of a component that has what is wanted is its name and a number', () => {
    const tally = { wanted: 3, running: 3, presumed: 0, pending: 0, missing: 0 };
    const components = { 'p/a': tally, 'p/b': { ...tally, running: 2, pending: 1 } };
    const [common, hosts] = [
      { blocked: 0, held: 0, problems: [], outcomes: {} },
      { seen: 3, of: 3 },
    ];
    const own = { kind: 'pass', at: '2026-11-21T09:00:00.000Z', pass: 'x', command: 'run' } as const;
    assert.equal(
      historyLine({ ...own, tookMs: 412, hosts, unknown: [], ...common, components }),
      '{"kind":"pass","at":"2026-11-21T09:00:00.000Z","pass":"x","tookMs":412,"hosts":[3,3],"components":{"p/a":3,"p/b":[3,2,0,1]}}',
    );
  });

  it('that is cut off, or is anything else, is broken, and never throws', () => {
    forAll(500, record, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (one, part) => {
      const line = historyLine(one);
      const end = 1 + Math.floor(part * (line.length - 1));
      assert.equal(recordInLine(line.slice(0, end)), 'broken');
    });
    forAll(500, fc.json(), (json) => {
      recordInLine(json);
      rollupInLine(json);
    });
    assert.equal(recordInLine('{"kind":"of a newer muster","at":"2026-11-21T09:00:00.000Z"}'), null);
    assert.equal(rollupInLine('{"kind":"week","at":"2026-11-21T09:00:00.000Z"}'), null);
    assert.equal(rollupInLine('{"kind":"day","at":"soon"}'), 'broken');
  });
});

const nothing = { wanted: 0, running: 0, least: 0, short: 0, started: 0, failed: 0, gone: 0 };

function counts<Name extends string>(...names: readonly Name[]): fc.Arbitrary<Record<Name, number>> {
  return fc
    .tuple(...names.map(() => count))
    .map((all) => Object.fromEntries(names.map((each, at) => [each, all[at]])) as Record<Name, number>);
}

function dictionary<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> {
  return fc.array(fc.tuple(name.map(withoutControls), value)).map((own) => Object.fromEntries(own));
}

function withoutControls(text: string): string {
  return text.replaceAll(/[^ -~]/g, '');
}

/** As JSON gives it: with the prototype of objects. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}
