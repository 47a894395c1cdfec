import assert from 'node:assert/strict';
import { changesBetween } from '../../src/report/changes.ts';
import { narrowedTo, type HostReport, type Report } from '../../src/report/document.ts';
import { statusText, type StatusTextOptions } from '../../src/report/statusText.ts';
import { styleFor } from '../../src/report/style.ts';
import { viewed, type HostState, type SortKey } from '../../src/report/view.ts';
import { vitals } from '../core/worlds.ts';
import { golden } from '../harness/golden.ts';
import { someMessage } from '../harness/messages.ts';
import {
  ago,
  at,
  backoff,
  component,
  pilot,
  plain,
  quarantine,
  report,
  seenHost,
  short,
  unknownHost,
} from './reports.ts';
import { fieldOf } from '../harness/fields.ts';

const drawn = styleFor({}, { LANG: 'de_DE.UTF-8' });
const narrow = styleFor({ isTTY: true, columns: 60 }, { NO_COLOR: '1' });
const status = (own: Partial<Report>, options?: StatusTextOptions, style = plain): string[] =>
  statusText(report({ command: 'status', ...own }), style, options);

const busy = (load1: number, memoryAvailableKiB: number): Pick<HostReport, 'vitals'> => ({
  vitals: { ...vitals('boot'), load1, memoryAvailableKiB },
});
const many = (count: number, own: (index: number) => Partial<HostReport> = () => ({})): HostReport[] =>
  Array.from({ length: count }, (_, index) => seenHost(`c9-${index + 1}`, own(index)));
const differing = many(2000, (index) => ({ components: { [`p/${index}`]: 1 }, ...busy(index, 1024) }));
const alike = many(60, (index) => busy(index / 10, 1024 * 1024 * (index + 1))).with(
  2,
  unknownHost('c9-3', 'no answer', { sighting: 'down' }),
);

const failed = backoff('exit 1;\nno space');
const now = report({
  command: 'status',
  hosts: [
    seenHost('n1', {
      ...busy(0.25, 3 * 1024 * 1024),
      hot: 1,
      hotlimit: 4,
      components: { 'p/a': 1 },
      backoff: { 'p/b': failed },
    }),
    seenHost('n2', {
      ...busy(12.3, 600 * 1024),
      hot: 4,
      hotlimit: 4,
      components: { 'p/a': 4 },
      quarantine: quarantine('exit 1', ['p/b', 'p/c']),
      backoff: { 'p/c': backoff('exit 2') },
    }),
  ],
  components: [
    component('p/a', 5),
    short('p/b', 2, 2, { backoff: { ...failed, lastHost: 'n1' } }),
    component('p/c', 1, { running: 0, pending: 1, vanished: 1, missing: 1 }),
    component('p/d', 1, { running: 3 }),
    component('p/e', 1, { on: false, running: 1, backoff: failed }),
  ],
});

const by = { by: 'ana@control', at };
const decided: Partial<Report> = {
  components: [
    component('p/a', 2, { running: 0 }),
    component('p/b', 5, { running: 3 }),
    component('p/c', 2),
    component('p/d', 2),
  ],
  decisions: [
    { kind: 'pause', component: 'p/a', limit: 0, stop: true, why: 'disk', ...by },
    { kind: 'pause', component: 'p/b', limit: 3, stop: false, until: ago(-60), ...by },
    { kind: 'restart', component: 'p/c', atOnce: false, left: 1, of: 2, ...by },
    { kind: 'pause', component: 'p/d', host: 'n1', limit: 0, stop: false, ...by },
    { kind: 'pause', component: 'p/d', limit: 2, stop: false, ...by },
    { kind: 'drain', host: 'n2', stop: false, ...by },
  ],
};

const slots = [
  [0, 2],
  [2, 2],
  [3, 2],
  [1, 1000],
  [999, 1000],
  [500, 1000],
  [0, 0],
].map(([hot = 0, hotlimit = 0]) => seenHost(`h${hot}-${hotlimit}`, { hot, hotlimit }));

const [n1, n2] = now.hosts as [HostReport, HostReport];
const changes = changesBetween(
  {
    ...now,
    hosts: [
      { ...n1, ...busy(5, 1) },
      { ...n2, hot: 3 },
    ],
    components: now.components.map((one) => {
      if (one.component === 'p/b') return { ...one, backoff: { ...failed, until: at } };
      return one.component === 'p/d' ? { ...one, running: 2 } : one;
    }),
  },
  now,
);

const rowsOf = (hosts: HostReport[], options = {}): number => status({ hosts }, options).length - 5;

describe('the tables of status', () => {
  golden('statusText', {
    'each component and host, and what there is to say of it': () => statusText(now, drawn),
    'hosts that are unknown, drained, listed twice, not listed any more': () =>
      status({
        hosts: [
          seenHost('n1', { hot: 2, components: { 'pipe0/bundler': 2, 'pipe0/picker': 1 } }),
          unknownHost('n2.example.org', 'no route\nto host', {
            sighting: 'down',
            hot: 1,
            hotlimit: 10,
            components: { 'pipe0/bundler': 1 },
          }),
          seenHost('n3', { drain: 'disk being\u202E replaced', components: { 'pipe0/picker': 1 } }),
          seenHost('n4', { sameAs: 'n3' }),
          seenHost('n6', { unfit: { 'p/a': { why: someMessage('no gpu'), until: ago(-3600) } } }),
          seenHost('n5', { components: { 'pipe0/bundler': 3 }, pending: { 'pipe0/bundler': 1 } }),
        ],
        unlisted: [{ host: 'old', components: { 'pipe0/picker': 1 } }],
        components: [
          component('pipe0/bundler', 12, { running: 2, presumed: 1, missing: 9 }),
          component('pipe0/picker', 1, { presumed: 1 }),
          component('pipe0/none', 0),
        ],
      }),
    'problems of the pass, and the brownout guard': () =>
      status({
        problems: [someMessage('the log cannot be written')],
        brownout: { held: true, unknown: 10, of: 16 },
        components: [component('p/a', 1)],
      }),
    'what operators decided, and below who and why': () => status(decided),
    'readiness, and what it waits for': () =>
      status({
        components: [
          component('p/a', 2, { ready: 2 }),
          component('p/b', 2, { ready: 0 }),
          short('p/c', 2, 2, { ready: 0 }),
          short('p/d', 2, 2, { waitsFor: ['p/b', 'p/c'] }),
          component('p/e', 1, { running: 0, pending: 1, comingUp: 1 }),
        ],
      }),
    'an instance that ended early: what shows what it printed': () =>
      status({
        hosts: [seenHost('n1', { pilots: [pilot()] })],
        components: [
          short('p/a', 1, 1, {
            backoff: backoff({ ...someMessage('it ended early'), code: 'ended-early' }, { lastHost: 'n1' }),
          }),
        ],
      }),
    'on a host alone: told there': () =>
      status({
        hosts: [
          seenHost('n1', {
            backoff: { 'p/a': backoff({ ...someMessage('it ended early'), code: 'ended-early' }) },
          }),
        ],
        components: [component('p/a', 1)],
      }),
    'on a narrow terminal columns that say nothing make room': () =>
      status({ components: [component('p/a', 1)] }, {}, narrow),
    'and those that say something do not': () => statusText(now, narrow),
    'bars have a sign a slot, eight at most, and never look full or empty where they are not': () =>
      status({ hosts: slots }),
    'the same in UTF-8': () => status({ hosts: slots }, {}, drawn),
    'what changed since the look before is marked': () => statusText(now, plain, { changes }),
    'many hosts that say the same share a row, with load and memory from the least to the greatest': () =>
      status({ hosts: alike }),
    'of many that all say something else those are told that there is something to remark of': () =>
      status({ hosts: [...differing, unknownHost('x', 'no answer'), seenHost('over', { hot: 3 })] }),
    'or the first of those that were asked for': () =>
      status({ hosts: differing }, { view: { sort: 'load' } }).filter(
        (_, index, { length }) => index < 5 || index > length - 4,
      ),
    'none of what was asked for': () =>
      status(
        { hosts: many(3), components: [component('p/a', 1)] },
        { view: { states: ['down', 'drained'], short: true } },
      ),
  });

  it('--only tells nothing that other components wait for', () => {
    const failing = ['p/a', 'p/b'].map((id) =>
      narrowedTo({ components: [id], hosts: null }, now).hosts.map((host) => Object.keys(host.backoff ?? {})),
    );
    assert.deepEqual(failing, [
      [[], []],
      [['p/b'], []],
    ]);
  });

  it('what runs and what is known are changes; load and times of waits are none', () =>
    assert.deepEqual([[...changes.components], [...changes.hosts]], [['p/d'], ['n2']]));

  it('hosts have a row each up to forty, and with -v', () =>
    assert.deepEqual([rowsOf(many(40)), rowsOf(many(41)), rowsOf(many(2000), { all: true })], [40, 1, 2000]));
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
      seenHost('q', { quarantine: quarantine('exit 1'), ...busy(0, 8000) }),
      seenHost('f', { backoff: { 'p/a': failed }, ...busy(0, 8500) }),
    ],
    components: [
      component('p/b10', 1, { on: false }),
      short('p/b9', 3, 1),
      short('p/a', 5, 3),
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
  for (const [sort, inOrder, components] of orders)
    it(`--sort ${sort}`, () => {
      assert.equal(hosts({ sort }), inOrder);
      const ids = viewed(fleet, { sort }).components.map(({ component }) => component);
      assert.equal(ids.join(' '), components);
    });

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

  it('--short: those that are short, while the last line tells of all there is', () => {
    const view = { short: true, states: ['drained'] } as const;
    assert.deepEqual(fieldOf(viewed(fleet, view).components, 'component'), ['p/b9', 'p/a']);
    assert.equal(statusText(fleet, plain, { view }).at(-1), statusText(fleet, plain).at(-1));
  });
});
