import assert from 'node:assert/strict';
import type { LogLine, PageComponent, PageHost, PageMessage } from '../../src/page/data.ts';
import { barParts, componentsAsked, componentState } from '../../src/page/browser/componentRows.ts';
import { groupOf, hostsAsked, measureOf, pairsOf, stateOf } from '../../src/page/browser/hostStates.ts';
import type { HostState } from '../../src/page/browser/hostStates.ts';
import { golden } from '../harness/golden.ts';
import { labelsOf } from '../../src/page/browser/hostNames.ts';
import { isFailure, logAsked, whatText } from '../../src/page/browser/logRows.ts';

const component = (name: string, more: Partial<PageComponent> = {}): PageComponent => ({
  component: name,
  on: true,
  count: 4,
  hot: 1,
  running: 4,
  presumed: 0,
  pending: 0,
  vanished: 0,
  missing: 0,
  state: 'met',
  ...more,
});
const host = (name: string, more: Partial<PageHost> = {}): PageHost => ({
  host: name,
  sighting: 'seen',
  hot: 0,
  hotlimit: 2,
  ...more,
});

const vitals = { cores: 4, load1: 6, memoryKiB: 1000, memoryAvailableKiB: 250 };
const why = (text: string): PageMessage => ({ code: 'unrecorded', text });

describe('components as they are asked for', () => {
  const all = [
    component('p/ten', { count: 1, running: 1 }),
    component('p/off', { on: false, state: 'off' }),
    component('p/two', { running: 3, missing: 1, state: 'short: hot limit reached' }),
    component('q/one', { running: 0, missing: 4, description: 'Sends Mail' }),
  ];
  const names = (asked: Parameters<typeof componentsAsked>[1]): string[] =>
    componentsAsked(all, asked).map((each) => each.component);

  it('stand with the worst first, then in the order of the file, those that are off last', () =>
    assert.deepEqual(names({ cq: '', short: false, sort: 'trouble' }), ['q/one', 'p/two', 'p/ten', 'p/off']));

  it('stand in other orders', () => {
    assert.deepEqual(names({ cq: '', short: false, sort: 'file' }), ['p/ten', 'p/off', 'p/two', 'q/one']);
    assert.deepEqual(names({ cq: '', short: false, sort: 'name' }), ['p/off', 'p/ten', 'p/two', 'q/one']);
    assert.equal(names({ cq: '', short: false, sort: 'wanted' }).at(-1), 'p/ten');
  });

  it('are found by all words of a text, in name, description and state', () => {
    assert.deepEqual(names({ cq: 'mail SENDS', short: false, sort: 'file' }), ['q/one']);
    assert.deepEqual(names({ cq: 'hot p/', short: true, sort: 'file' }), ['p/two']);
    assert.deepEqual(names({ cq: 'hot mail', short: false, sort: 'file' }), []);
  });

  it('have a state, and a bar of what is there and what is not', () => {
    assert.deepEqual(all.map(componentState), ['met', 'off', 'short', 'short']);
    assert.equal(componentState(component('p/many', { running: 5 })), 'over');
    assert.deepEqual(barParts(component('p/x', { running: 1, pending: 2, missing: 1 })), [
      { kind: 'running', count: 1 },
      { kind: 'pending', count: 2 },
      { kind: 'missing', count: 1 },
    ]);
  });
});

describe('hosts as they are asked for', () => {
  const hosts = [
    host('n-1', { runs: [0, 1], tags: ['gpu'] }),
    host('n-2', { sighting: 'down', reason: why('no answer to the ping'), runs: [1, 1] }),
    host('m-3', { hot: 2, others: { 'old/thing': 1 } }),
  ];
  const page = { hosts, components: [component('p/a'), component('p/b')] };
  const asked = (filter: Partial<Parameters<typeof hostsAsked>[1]>): string[] =>
    hostsAsked(page, { hq: '', states: [], on: '', ...filter }).map((index) => hosts[index]!.host);

  it('are found by name, state, reason and tag', () => {
    assert.deepEqual(asked({ hq: 'n-' }), ['n-1', 'n-2']);
    assert.deepEqual(asked({ hq: 'PING' }), ['n-2']);
    assert.deepEqual(asked({ hq: 'gpu' }), ['n-1']);
    assert.deepEqual(asked({ states: ['full', 'down'] }), ['n-2', 'm-3']);
  });

  it('are found by what runs there, also where that is no more in the file', () => {
    // The count of one is no index of another.
    assert.deepEqual(asked({ on: 'p/b' }), ['n-2']);
    assert.deepEqual(asked({ on: 'old/thing' }), ['m-3']);
    // What every object has runs nowhere.
    assert.deepEqual(asked({ on: 'constructor' }), []);
    assert.deepEqual(asked({ on: 'p/unknown' }), []);
  });

  it('have the gravest state that is true of them', () => {
    const graver: [HostState, Partial<PageHost>][] = [
      ['silent', { sighting: 'silent' }],
      ['quarantined', { quarantine: { why: why(''), until: '' } }],
      ['drained', { drain: 'disk' }],
      ['twice', { sameAs: 'n-1' }],
      ['backing off', { backoff: [[0, '', why('')]] }],
      ['full', { hot: 2 }],
    ];
    for (const [index, [state]] of graver.entries()) {
      const own = Object.assign({}, ...graver.slice(index).map(([, each]) => each)) as Partial<PageHost>;
      assert.equal(stateOf(host('x', own)), state);
    }
    assert.equal(stateOf(host('x', { hot: 1 })), 'free');
    // A host that takes no hot job is not full of them.
    assert.equal(stateOf(host('x', { hotlimit: 0 })), 'free');
  });

  it('show hot slots, load for each core and memory in use, as far as they are known', () => {
    for (const [own, mode, text, level] of [
      [{ hot: 1 }, 'hot', '1/2', 0.5],
      [{ vitals }, 'load', '1.50', 1],
      [{ vitals: { cores: 4, load1: 0 } }, 'load', '0.00', 0],
      [{}, 'load', '–', null],
      [{ vitals }, 'memory', '75%', 0.75],
      [{ vitals: { memoryKiB: 1000 } }, 'memory', '–', null],
    ] as const) {
      const measure = measureOf(host('x', own), mode);
      assert.deepEqual([measure.text, measure.level], [text, level]);
    }
  });

  golden('pageMeasures', {
    'as a screen reader says them': () =>
      [
        measureOf(host('x', { hot: 1 }), 'hot'),
        measureOf(host('x', { vitals }), 'load'),
        measureOf(host('x', { vitals }), 'memory'),
        measureOf(host('x'), 'memory'),
      ].map(({ said }) => said),
  });

  it('stand together by what their names begin with', () =>
    assert.deepEqual(
      ['rack7-node12.example.org', 'n-0001', 'gpu3b', '10.0.0.7', '17', 'control'].map(groupOf),
      ['rack7-node', 'n', 'gpu', '10.0.0', '17', 'control'],
    ));

  it('are found by a range as muster writes it, several with commas, by their short names too', () => {
    assert.deepEqual(asked({ hq: 'n-[1-2]' }), ['n-1', 'n-2']);
    assert.deepEqual(asked({ hq: 'N-[2-9], m-3,' }), ['n-2', 'm-3']);
    assert.deepEqual(asked({ hq: 'n-[1-2] ping' }), ['n-2']);
    // Half typed, backwards, or more than is worth looking for: text that nothing has.
    for (const hq of ['n-[1-', 'n-[2-1]', 'n-[0-99999]', `n-[1-2]${',n-[1-2]'.repeat(100)}`])
      assert.deepEqual(asked({ hq }), [], hq);
    const long = { hosts: [host('n-1.x.org'), host('n-3.x.org')], components: [] };
    assert.deepEqual(hostsAsked(long, { hq: 'n-[1-2]', states: [], on: '' }), [0]);
  });

  it('are labelled with what is theirs alone: the first part of the name, else the whole name', () => {
    assert.deepEqual(labelsOf(['w-001.cluster.example.org', 'w-002.cluster.example.org', 'other.net']), [
      'w-001',
      'w-002',
      'other',
    ]);
    assert.deepEqual(labelsOf(['a.x.org', 'a.y.org', 'b.x.org']), ['a.x.org', 'a.y.org', 'b']);
    assert.deepEqual(labelsOf(['a', 'a.x.org']), ['a', 'a.x.org']);
    assert.deepEqual(labelsOf(['10.0.0.1', '10.1.0.1', 'fe80::1']), ['10.0.0.1', '10.1.0.1', 'fe80::1']);
  });

  it('hold pairs of an index and a count', () => {
    assert.deepEqual(pairsOf([3, 1, 7, 2]), [
      [3, 1],
      [7, 2],
    ]);
    assert.deepEqual(pairsOf(), []);
  });
});

describe('the log as it is asked for', () => {
  const at = '2026-11-21T03:15:20Z';
  const log: LogLine[] = [
    { at, kind: 'launch', component: 'p/a', host: 'n-1', what: 'confirmed' },
    { at, kind: 'launch', component: 'p/a', host: 'n-12', what: 'failed', detail: 'disk full' },
    { at, kind: 'gone', component: 'p/b', host: 'm-1', what: 'gone' },
    { at, kind: 'operator', what: 'pause', component: 'p/b', detail: 'by anna: disk' },
    { at, kind: 'stopped', component: 'p/b', host: 'm-1', what: 'gone' },
  ];
  const asked = (filter: Partial<Parameters<typeof logAsked>[1]>): number[] =>
    logAsked(log, { kind: '', lc: '', lh: '', lq: '', ...filter }).map((line) => log.indexOf(line));

  it('is filtered by kind, component, host and text, all at once', () => {
    assert.deepEqual(asked({}), [0, 1, 2, 3, 4]);
    assert.deepEqual(asked({ kind: 'launch' }), [0, 1]);
    assert.deepEqual(asked({ lc: 'p/b' }), [2, 3, 4]);
    assert.deepEqual(asked({ lh: 'N-1' }), [0, 1]);
    assert.deepEqual(asked({ lh: 'n-[1-2],m-1' }), [0, 2, 4]);
    assert.deepEqual(asked({ lq: 'DISK' }), [1, 3]);
    assert.deepEqual(asked({ kind: 'operator', lq: 'disk anna' }), [3]);
  });

  it('knows failures: what came to an end by itself is one, what was gone before it was to be stopped is none', () => {
    assert.deepEqual(asked({ kind: 'failures' }), [1, 2]);
    assert.equal(isFailure({ at, kind: 'stopped', what: 'refused' }), true);
    assert.equal(isFailure({ at, kind: 'pass', what: 'run', detail: 'the state could not be saved' }), true);
  });

  it('says nothing twice', () =>
    assert.deepEqual(log.map(whatText), ['confirmed', 'failed', '', 'pause', 'gone']));
});
