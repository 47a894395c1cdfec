import assert from 'node:assert/strict';
import { changesBetween } from '../../src/report/changes.ts';
import type { HostReport } from '../../src/report/document.ts';
import { narrowedTo } from '../../src/report/document.ts';
import { statusText } from '../../src/report/statusText.ts';
import { styleFor, timeText } from '../../src/report/style.ts';
import { viewed, type HostState, type SortKey } from '../../src/report/view.ts';
import { vitals } from '../core/worlds.ts';
import { component, report, seenHost, unknownHost } from './reports.ts';

const plain = styleFor({}, {});
const drawn = styleFor({}, { LANG: 'de_DE.UTF-8' });
const atTime = '2026-11-21T03:15:00.000Z';
const until = '2026-11-21T03:16:00.000Z';
const clock = (iso: string): string => timeText(iso, atTime);
const failed = { failures: 2, lastAt: '2026-11-21T03:14:00.000Z', until, why: 'exit 1;\nno space' };

const busy = (load1: number, memoryAvailableKiB: number): Pick<HostReport, 'vitals'> => ({
  vitals: { ...vitals('boot'), load1, memoryAvailableKiB },
});

const withHot = (hot: number, hotlimit: number): HostReport =>
  seenHost(`h${hot}-${hotlimit}`, { hot, hotlimit });
const many = (count: number, own: (index: number) => Partial<HostReport> = () => ({})): HostReport[] =>
  Array.from({ length: count }, (_, index) => seenHost(`c9-${index + 1}`, own(index)));
const hostsOf = (hosts: HostReport[], options = {}): string[] =>
  statusText(report({ command: 'status', hosts }), plain, options).slice(2, -2);

describe('the tables of status', () => {
  const now = report({
    command: 'status',
    hosts: [
      seenHost('n1', {
        ...busy(0.25, 3 * 1024 * 1024),
        hot: 1,
        hotlimit: 4,
        components: { 'p/a': 1 },
        backoff: { 'p/b': { ...failed, why: 'exit 1;\nno space' } },
      }),
      seenHost('n2', {
        ...busy(12.3, 600 * 1024),
        hot: 4,
        hotlimit: 4,
        components: { 'p/a': 4 },
        quarantine: { until, components: ['p/b', 'p/c'], why: 'exit 1' },
        backoff: { 'p/c': { ...failed, why: 'exit 2' } },
      }),
    ],
    components: [
      component('p/a', 5),
      component('p/b', 2, {
        running: 0,
        missing: 2,
        backoff: { ...failed, why: 'on n1: exit 1;\nno space' },
      }),
      component('p/c', 1, { running: 0, pending: 1, vanished: 1, missing: 1 }),
      component('p/d', 1, { running: 3 }),
      component('p/e', 1, { on: false, running: 1, backoff: failed }),
    ],
  });

  it('say how each does in a word, and the rest on lines of their own', () => {
    assert.deepEqual(statusText(now, drawn), [
      'COMPONENT  WANTED  RUNNING  PRESUMED  PENDING  STATE',
      'p/a             5        5                     met',
      `p/b             2        0                     2 short, backing off until ${clock(until)}`,
      `    2 failures, last at ${clock(failed.lastAt)}: on n1: exit 1; | no space`,
      'p/c             1        0                  1  1 short, 1 vanished, and may yet appear',
      'p/d             1        3                     2 more than wanted',
      'p/e             1        1                     off',
      '',
      'HOST  STATE  HOT       LOAD  FREEMEM  RUNS',
      // The load of a quarter is told with one digit.
      'n1    seen   █░░░ 1/4   0.3     3.0G  p/a',
      `    p/b backing off there until ${clock(until)}`,
      'n2    seen   ████ 4/4    12     600M  p/a ×4',
      `    quarantined until ${clock(until)}: p/b, p/c failed there and live elsewhere; last: exit 1`,
      `    p/c backing off there until ${clock(until)}; 2 failures, last at ${clock(failed.lastAt)}: exit 2`,
      '',
      '2 of 4 components met; 2 of 2 hosts seen.',
    ]);
  });

  it('what operators decided is told in a word, and below with who and why', () => {
    const by = { by: 'ana@control', at: atTime };
    const paused = report({
      command: 'status',
      components: [
        component('p/a', 2, { running: 0 }),
        component('p/b', 5, { running: 3 }),
        component('p/c', 2),
        component('p/d', 2),
      ],
      decisions: [
        { kind: 'pause', component: 'p/a', limit: 0, stop: true, why: 'disk', ...by },
        { kind: 'pause', component: 'p/b', limit: 3, stop: false, until, ...by },
        { kind: 'restart', component: 'p/c', atOnce: false, left: 1, of: 2, ...by },
        { kind: 'pause', component: 'p/d', host: 'n1', limit: 0, stop: false, ...by },
        { kind: 'pause', component: 'p/d', limit: 2, stop: false, ...by },
        { kind: 'drain', host: 'n2', stop: false, ...by },
      ],
    });
    const lines = statusText(paused, plain);
    assert.deepEqual(
      lines.slice(1, 5).map((line) => line.slice(lines[0]?.indexOf('STATE'))),
      ['stopped', 'held at 3', 'being restarted', 'met'],
    );
    const since = `by ana@control since ${clock(atTime)}`;
    assert.equal(lines[5], `*  p/a  stopped ${since}: disk`);
    assert.equal(lines.filter((line) => line.includes(since)).length, 6);
  });

  it('on a narrow terminal columns that say nothing make room', () => {
    const narrow = styleFor({ isTTY: true, columns: 60 }, { NO_COLOR: '1' });
    const well = report({ command: 'status', components: [component('p/a', 1)] });
    assert.equal(statusText(well, narrow)[0], 'COMPONENT  WANTED  RUNNING  STATE');
    assert.equal(statusText(now, narrow)[0], 'COMPONENT  WANTED  RUNNING  PENDING  STATE');
  });

  it('--only tells nothing that other components wait for', () => {
    const only = narrowedTo({ components: ['p/a'], hosts: null }, now);
    assert.deepEqual(
      only.hosts.map(({ backoff }) => backoff),
      [undefined, undefined],
    );
    const one = narrowedTo({ components: ['p/b'], hosts: null }, now);
    assert.deepEqual(Object.keys(one.hosts[0]?.backoff ?? {}), ['p/b']);
    assert.ok(!statusText(one, plain).join('\n').includes('p/c backing off'));
  });

  it('bars have a sign a slot, eight at most, and never look full or empty where they are not', () => {
    const bars = (style: typeof plain): (string | undefined)[] =>
      statusText(
        report({
          command: 'status',
          hosts: [
            withHot(0, 2),
            withHot(2, 2),
            withHot(3, 2),
            withHot(1, 1000),
            withHot(999, 1000),
            withHot(500, 1000),
            withHot(0, 0),
          ],
        }),
        style,
      )
        .filter((line) => line.startsWith('h'))
        .map((line) => /seen {2,3}(.*)$/.exec(line)?.[1]);
    assert.deepEqual(bars(plain), [
      '..            0/2',
      '##            2/2',
      '##            3/2',
      '#.......   1/1000',
      '#######. 999/1000',
      '####.... 500/1000',
      '              0/0',
    ]);
    assert.equal(bars(drawn)[3], '█░░░░░░░   1/1000');
  });

  it('what changed since the look before is marked', () => {
    const [n1, n2] = now.hosts as [HostReport, HostReport];
    const before = {
      ...now,
      hosts: [
        { ...n1, ...busy(5, 1) },
        { ...n2, hot: 3 },
      ],
      components: now.components.map((one) => {
        if (one.component === 'p/b') return { ...one, backoff: { ...failed, until: atTime, why: 'exit 1' } };
        return one.component === 'p/d' ? { ...one, running: 2 } : one;
      }),
    };
    const changes = changesBetween(before, now);
    assert.deepEqual([[...changes.components], [...changes.hosts]], [['p/d'], ['n2']]);
    const lines = statusText(now, plain, { changes });
    assert.deepEqual(
      lines.filter((line) => line.startsWith('>')).map((line) => line.slice(0, 6).trim()),
      ['> p/d', '> n2'],
    );
    assert.ok(lines.includes('  COMPONENT  WANTED  RUNNING  PRESUMED  PENDING  STATE'));
  });
});

describe('many hosts', () => {
  it('share a row where they say the same, with load and memory from the least to the greatest', () => {
    const hosts = many(60, (index) => busy(index / 10, 1024 * 1024 * (index + 1)));
    hosts[2] = unknownHost('c9-3', 'no answer', { sighting: 'down' });
    assert.deepEqual(hostsOf(hosts), [
      'HOST           STATE  HOT        LOAD   FREEMEM  RUNS',
      'c9-[1-2,4-60]  seen   .. 0/2  0.0-5.9  1.0G-60G',
      'c9-3           down   .. 0/2                     no answer',
    ]);
  });

  it('have a row each up to forty, and with -v', () => {
    assert.equal(hostsOf(many(40)).length, 41);
    assert.equal(hostsOf(many(41)).length, 2);
    assert.equal(hostsOf(many(2000), { all: true }).length, 2001);
  });

  const differing = many(2000, (index) => ({ components: { [`p/${index}`]: 1 }, ...busy(index, 1024) }));

  it('that all say something else are told if there is something to remark', () => {
    const hosts = [...differing, unknownHost('x', 'no answer')];
    assert.deepEqual(
      hostsOf(hosts).slice(1),
      [
        'x        silent  .. 0/2                 no answer',
        '2000 more hosts seen, with nothing to remark; -v shows them',
      ].map((line) => line.replace('x        silent  .. 0/2                 ', 'x     silent  .. 0/2  ')),
    );
  });

  it('or the first of those that were asked for', () => {
    const sorted = hostsOf(differing, { view: { sort: 'load' } });
    assert.match(sorted[1] ?? '', /^c9-2000 /);
    assert.deepEqual([sorted.length, sorted.at(-1)], [42, '1960 more hosts; -v shows them']);
    assert.deepEqual(hostsOf(many(3), { view: { states: ['down', 'drained'] } }), [
      'no host is down or drained',
    ]);
  });
});

describe('what is shown of status, and in which order', () => {
  const fleet = report({
    command: 'status',
    hosts: [
      seenHost('n10', { hot: 1, hotlimit: 4, ...busy(2, 9000), components: { 'p/a': 1 } }),
      seenHost('n9', { hot: 2, hotlimit: 2, ...busy(1, 5000), components: { 'p/a': 2, 'p/b': 3 } }),
      unknownHost('m1', 'no answer', { sighting: 'down' }),
      unknownHost('m2', 'no shell'),
      seenHost('d', { drain: 'disk', hotlimit: 0, ...busy(7, 7000) }),
      seenHost('q', { quarantine: { until, components: ['p/a'], why: 'exit 1' }, ...busy(0, 8000) }),
      seenHost('f', { backoff: { 'p/a': failed }, ...busy(0, 8500) }),
    ],
    components: [
      component('p/b10', 1, { on: false }),
      component('p/b9', 3, { running: 2, missing: 1 }),
      component('p/a', 5, { running: 2, missing: 3 }),
      component('p/c', 9),
    ],
  });
  const hosts = (view: Parameters<typeof viewed>[1]): string =>
    viewed(fleet, view)
      .hosts.map(({ host }) => host)
      .join(' ');

  const orders: readonly (readonly [sort: SortKey, hosts: string, components: string])[] = [
    ['name', 'd f m1 m2 n9 n10 q', 'p/a p/b9 p/b10 p/c'],
    ['state', 'm1 m2 q f d n10 n9', 'p/a p/b9 p/c p/b10'],
    ['hot', 'n9 n10 m1 m2 d q f', 'p/b10 p/b9 p/a p/c'],
    ['load', 'd n10 n9 q f m1 m2', 'p/b10 p/b9 p/a p/c'],
    ['memory', 'n9 d q f n10 m1 m2', 'p/b10 p/b9 p/a p/c'],
    ['runs', 'n9 n10 m1 m2 d q f', 'p/c p/b9 p/a p/b10'],
  ];
  for (const [sort, inOrder, components] of orders) {
    it(`--sort ${sort}`, () => {
      assert.equal(hosts({ sort }), inOrder);
      const ids = viewed(fleet, { sort }).components.map(({ component }) => component);
      assert.equal(ids.join(' '), components);
    });
  }

  const choices: readonly (readonly [states: HostState[], hosts: string])[] = [
    [['seen'], 'n10 n9 d q f'],
    [['silent'], 'm2'],
    [['down'], 'm1'],
    [['unknown'], 'm1 m2'],
    [['drained', 'down'], 'm1 d'],
    [['quarantined'], 'q'],
    [['failing'], 'f'],
    [['full'], 'n9 d'],
  ];
  for (const [states, found] of choices)
    it(`--state ${states.join()}`, () => assert.equal(hosts({ states }), found));

  it('--short, and the last line tells of all there is', () => {
    const lines = statusText(fleet, plain, { view: { short: true, states: ['drained'] } });
    assert.deepEqual(
      lines.filter((line) => line.startsWith('p/')).map((line) => line.split(' ')[0]),
      ['p/b9', 'p/a'],
    );
    assert.equal(lines.at(-1), '1 of 3 components met; 5 of 7 hosts seen.');
    const well = { ...fleet, components: [component('p/a', 1)] };
    assert.equal(statusText(well, plain, { view: { short: true } })[0], 'no component is short');
  });
});
