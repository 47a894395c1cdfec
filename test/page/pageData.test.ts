import assert from 'node:assert/strict';
import type { Rollup } from '../../src/core/rollup.ts';
import type { PageData } from '../../src/page/data.ts';
import { pageData, type Past } from '../../src/page/pageData.ts';
import { unpacked, type Runs } from '../../src/page/runs.ts';
import type { Report } from '../../src/report/document.ts';
import type { HistoryEntry, PassEntry } from '../../src/store/historyRecord.ts';
import { configOf, small, smallType } from '../interface/samples.ts';
import { presenceOf } from './fleet.ts';
import { component, outcome, report, seenHost, start, unknownHost } from '../report/reports.ts';

const at = '2026-11-21T03:15:00.000Z';
const setting = { machine: 'cv1', version: '1.2.3' };
const nothing: Past = {
  passes: [],
  last: null,
  timesMs: [],
  hours: [],
  events: [],
  missing: [],
  after: null,
};
const config = configOf({
  ...small,
  available: ['n-1', { host: 'n-2', tags: ['gpu'] }],
  pipes: [
    {
      pipe: 'pipe0',
      types: [
        { ...smallType, description: 'packs' },
        { ...smallType, name: 'mover', key: 'k' },
      ],
    },
  ],
});
const [bundler, mover] = ['pipe0/bundler', 'pipe0/mover'];

const made = (own: Partial<Report> = {}, past: Partial<Past> = {}, tookMs: number | null = 4000): PageData =>
  pageData({ config, report: report(own), tookMs }, { ...nothing, timesMs: timesOf(past), ...past }, setting);

const timesOf = ({ passes = [] }: Partial<Past>): number[] => passes.map(({ at }) => Date.parse(at));

const pass = (when: string, own: Partial<PassEntry> = {}): PassEntry => ({
  kind: 'pass',
  at: when,
  pass: null,
  command: 'run',
  tookMs: 1000,
  hosts: { seen: 2, of: 2 },
  unknown: null,
  outcomes: {},
  blocked: 0,
  held: 0,
  components: {},
  problems: [],
  ...own,
});
const minutes = (...all: number[]): PassEntry[] =>
  all.map((minute) => pass(`2026-11-21T02:${String(minute).padStart(2, '0')}:00.000Z`));

const hour = (when: string, own: Partial<Rollup> = {}): Rollup => ({
  kind: 'hour',
  at: when,
  passes: 12,
  held: 0,
  troubled: 0,
  tookMs: { mean: 4000, most: 9000 },
  hosts: { of: 2, seen: 1.96, least: 1 },
  outcomes: { confirmed: 3, failed: 1, vanished: 2, refused: 1, unknown: 5 },
  gone: 0,
  stopped: 0,
  components: {},
  ...own,
});

/** Times of day, in UTC. */
const clocks = (times: readonly number[]): string[] =>
  times.map((seconds) => new Date(seconds * 1000).toISOString().slice(11, 19));
const values = (runs: Runs | undefined): (number | null)[] => unpacked(runs ?? []);

const fleetOf = (unknown: number): Report['hosts'] =>
  Array.from({ length: 8 }, (_, n) =>
    n < unknown ? unknownHost(`n-${n}`, 'Host key verification failed') : seenHost(`n-${n}`),
  );
const full = (missing: number) => (id: string) => component(id, 4, { running: 4 - missing, missing });
const blocked = (id: string, reason: string): NonNullable<Report['actions']>[number] => ({
  action: 'blocked',
  component: id as 'p/t',
  missing: 1,
  reasons: [{ reason, hosts: 2 }],
});

describe('the data of the page', () => {
  it('what pilots tell: at the component, and all of a host', () => {
    const pilot = {
      component: 'pipe0/bundler',
      launchId: 'l',
      phase: 'failed',
      step: 'prepare-environment',
      since: at,
      started: at,
      end: 'prepare-environment failed: pip exit 1',
      tail: ['\u001b[31mERROR\u001b[0m: no wheel'],
      warnings: [{ command: 'run-tests', text: 'disk is slow' }],
      steps: [],
    } as const;
    const unfit = { 'pipe0/mover': { why: 'no gpu', until: at } };
    const data = made({
      hosts: [seenHost('n-1', { pilots: [pilot, { ...pilot, component: 'not/there' }], unfit })],
      components: [component('pipe0/bundler', 1, { running: 0, missing: 1 }), component('pipe0/mover', 1)],
    });
    assert.match(
      data.components[0]?.pilots?.[0] ?? '',
      /^on n-1 at .*: prepare-environment failed: pip exit 1$/,
    );
    assert.equal(data.components[0]?.pilots?.[1], '| ERROR: no wheel');
    assert.equal(data.components[1]?.pilots, undefined);
    assert.deepEqual(data.hosts[0]?.unfit, [[1, at, 'no gpu']]);
    assert.deepEqual(data.hosts[0]?.pilots, [
      {
        component: 0,
        phase: 'failed',
        step: 'prepare-environment',
        since: at,
        end: 'prepare-environment failed: pip exit 1',
        lines: ['run-tests warned: disk is slow', 'ERROR: no wheel'],
      },
    ]);
  });

  it('has the numbers of the report', () => {
    const short = component(bundler, 3, { running: 1, presumed: 1, pending: 0, missing: 1 });
    const {
      components,
      hosts,
      passes,
      at: when,
      machine,
      command,
    } = made({
      components: [short, component(mover, 1)],
      hosts: [
        seenHost('n-1', { hot: 2, components: { [bundler]: 2, 'old/one': 1 }, pending: { [bundler]: 1 } }),
        unknownHost('n-2', 'timed out', { drain: 'new disk' }),
      ],
    });
    assert.deepEqual([when, machine, command], [at, 'cv1', 'run']);
    assert.deepEqual(components[0], {
      component: bundler,
      description: 'packs',
      on: true,
      count: 3,
      hot: 1,
      running: 1,
      presumed: 1,
      pending: 0,
      vanished: 0,
      missing: 1,
      state: '1 short',
    });
    assert.equal(components[1]?.state, 'met');
    assert.deepEqual(hosts, [
      {
        host: 'n-1',
        sighting: 'seen',
        hot: 2,
        hotlimit: 2,
        runs: [0, 2],
        pending: [0, 1],
        others: { 'old/one': 1 },
        vitals: {},
      },
      {
        host: 'n-2',
        sighting: 'silent',
        reason: 'timed out',
        hot: 0,
        hotlimit: 2,
        drain: 'new disk',
        tags: ['gpu'],
      },
    ]);
    assert.deepEqual(passes, { everyMs: null, lastAt: at, lastTookMs: 4000, staleAfterMs: 900_000 });
  });

  it('says of a component that is short why, in the words of the plan', () => {
    const short = component(bundler, 3, { running: 1, missing: 2 });
    const reasons = [{ reason: 'hot limit reached', hosts: 1, hostNames: ['n-1'] }];
    const actions: Report['actions'] = [
      { action: 'blocked', component: bundler as 'p/t', missing: 2, reasons },
    ];
    const failed = outcome('failed', bundler as 'p/t', 'n-2', 'exit 127');
    const { components } = made({ components: [short], actions, outcomes: [failed] });
    assert.deepEqual(components[0]?.reasons, [
      'failed on n-2',
      '2 blocked: hot limit reached (n-1)',
      'failed on n-2: exit 127',
    ]);
    const planned = made(
      { command: 'plan', components: [short], actions: [start(bundler as 'p/t', 'n-2')] },
      {},
      null,
    );
    assert.deepEqual(planned.components[0]?.reasons, ['a pass would start it on n-2']);
  });

  it('tells the gravest problem first, and hosts with the same one together', () => {
    const components = [
      component(bundler, 4, { running: 3, missing: 1 }),
      component(mover, 4, { running: 0, missing: 4 }),
    ];
    const hosts = [
      unknownHost('n-5', 'no such key'),
      unknownHost('n-1', 'timed out'),
      seenHost('n-3', { quarantine: { components: [], why: 'exit 1', until: at } as never }),
      unknownHost('n-2', 'timed out'),
      unknownHost('n-4', 'timed out', { drain: 'known' }),
      ...['n-6', 'n-7', 'n-8', 'n-9'].map((host) => seenHost(host)),
    ];
    const { problems } = made({ components, hosts, problems: ['the log cannot be written: no space'] });
    assert.deepEqual(
      problems.map(({ kind, about, severity }) => [kind, about, severity]),
      [
        ['pass', '', 'bad'],
        ['short', mover, 'bad'],
        ['short', bundler, 'bad'],
        ['quarantine', 'n-3', 'bad'],
        ['host', 'n-[1-2]', 'unknown'],
        ['host', 'n-5', 'unknown'],
      ],
    );
    assert.deepEqual(made().problems, []);
  });

  it('tells what a quarter of the hosts share before the components that are short for it', () => {
    const components = [component(bundler, 4, { running: 0, missing: 4 })];
    const kinds = (unknown: number): string[] =>
      made({ components, hosts: fleetOf(unknown) }).problems.map(({ kind }) => kind);
    assert.deepEqual(kinds(1), ['short', 'host']);
    assert.deepEqual(kinds(2), ['host', 'short']);
  });

  it('tells components that are short for one reason in one sentence where they are more than five', () => {
    const ids = Array.from({ length: 6 }, (_, n) => `pipe0/type${n}`);
    const told = (count: number, other = ''): [string, string][] =>
      made({
        components: [full(1)(mover), ...ids.slice(0, count).map(full(1)), full(4)('pipe0/none')],
        actions: [
          blocked(mover, 'drained'),
          ...[...ids.slice(0, count), 'pipe0/none'].map((id) => blocked(id, 'hot limit reached')),
        ].map((action) =>
          action.component === other
            ? { ...action, reasons: [{ reason: 'hot limit reached', hosts: 3 }] }
            : action,
        ),
      }).problems.map(({ about, text }) => [about, text]);
    assert.equal(told(4).length, 6);
    const [shared, ...others] = told(5);
    assert.deepEqual(shared, [
      ['pipe0/none', ...ids.slice(0, 5)].join(', '),
      '6 components are short for the same reason: hot limit reached (2 hosts)',
    ]);
    assert.deepEqual(
      others.map(([about]) => about),
      [mover],
    );
    assert.equal(
      told(5, ids[0])[0]?.[1],
      '6 components are short for the same reason; pipe0/none: hot limit reached (2 hosts)',
    );
  });

  it('says that debugmode is on, and has no last pass then', () => {
    const data = pageData(
      { config: { ...config, debugMode: true }, report: report({ command: 'plan' }), tookMs: null },
      { ...nothing, passes: minutes(0, 5) },
      setting,
    );
    assert.deepEqual(
      data.problems.map(({ kind, severity }) => [kind, severity]),
      [['debugmode', 'note']],
    );
    assert.equal(data.passes.lastAt, null);
  });

  it('is stale after the time that passes usually take to come, twice', () => {
    const restOfTwenty = Array.from({ length: 14 }, (_, n) => 26 + n);
    const every = made({}, { passes: minutes(0, 5, 10, 15, 20, 25, ...restOfTwenty) }).passes;
    assert.equal(every.everyMs, 5 * 60_000);
    assert.equal(every.staleAfterMs, 10 * 60_000 + config.timeouts.passMs);
    const set = { ...config, monitor: { ...config.monitor, staleMs: 77_000 } };
    const own = pageData({ config: set, report: report(), tookMs: 1 }, nothing, setting);
    assert.equal(own.passes.staleAfterMs, 77_000);
  });

  it('has the pass that is shown in the chart of the day once, whether it is in the history or not', () => {
    const components = [component(bundler, 3, { running: 2, missing: 1 })];
    for (const passes of [
      [],
      [pass(at, { components: { [bundler]: { wanted: 3, running: 2 } as never } })],
    ]) {
      const { day } = made({ components, hosts: [seenHost('n-1'), unknownHost('n-2', 'x')] }, { passes });
      assert.deepEqual(clocks(day.times), ['03:15:00']);
      assert.deepEqual(values(day.components[bundler]?.running), [2]);
      assert.deepEqual(values(day.components[bundler]?.wanted), [3]);
    }
    assert.deepEqual(made({ components }, {}, null).day.times, []);
  });

  it('has a gap where no passes came, and one value for each second', () => {
    const passes = [
      ...minutes(0, 5, 10, 15, 20),
      ...minutes(50, 55),
      pass('2026-11-21T02:55:00.700Z', { outcomes: { confirmed: 2 } }),
    ];
    const { day } = made({}, { passes }, null);
    assert.deepEqual(clocks(day.times), [
      '02:00:00',
      '02:05:00',
      '02:10:00',
      '02:15:00',
      '02:20:00',
      '02:35:00',
      '02:50:00',
      '02:55:00',
    ]);
    assert.deepEqual(values(day.tookMs), [1000, 1000, 1000, 1000, 1000, null, 1000, 1000]);
    assert.deepEqual(values(day.launched), [0, 0, 0, 0, 0, null, 0, 2]);
  });

  it('has the hours of a month, those not rolled up yet from their passes, and gaps between', () => {
    const tally = (running: number): PassEntry['components'] => ({
      [bundler]: { wanted: 3, running } as never,
    });
    const passes = [
      pass('2026-11-21T01:10:00.000Z', { components: tally(0) }),
      pass('2026-11-21T03:00:00.000Z', { components: tally(2), outcomes: { confirmed: 1, vanished: 1 } }),
      pass('2026-11-21T03:10:00.000Z', { components: tally(3), outcomes: { confirmed: 1 }, tookMs: 2000 }),
    ];
    const rolled = { wanted: 3, running: 2.96, least: 1, short: 1, started: 0, failed: 0, gone: 0 };
    const hours = [
      hour('2026-11-20T22:00:00.000Z', { components: { [bundler]: rolled } }),
      hour('2026-11-21T01:00:00.000Z', { components: { [bundler]: rolled } }),
      hour('2026-11-21T02:00:00.000Z'),
    ];
    const { month } = made(
      { components: [component(bundler, 3)] },
      { passes, hours: hours.map((each) => presenceOf(each, [bundler])) },
      null,
    );
    assert.deepEqual(clocks(month.times), ['22:30:00', '00:00:00', '01:30:00', '02:30:00', '03:30:00']);
    assert.deepEqual(values(month.components[bundler]?.running), [3, null, 3, null, 2.5]);
    assert.deepEqual(values(month.launched), [3, null, 3, 3, 2]);
    assert.deepEqual(values(month.failed), [4, null, 4, 4, 1]);
    assert.deepEqual(values(month.tookMs), [4000, null, 4000, 4000, 1500]);
    assert.deepEqual(values(month.hosts.seen), [2, null, 2, 2, 2]);
  });

  it('says when a component was short, and of an hour whether it was in any pass', () => {
    const tally = (wanted: number, running: number, missing: number | null): PassEntry['components'] => ({
      [bundler]: { wanted, running, presumed: 1, pending: 0, missing },
    });
    const passes = [
      pass('2026-11-21T02:00:00.000Z', { components: tally(3, 2, 0) }),
      pass('2026-11-21T02:05:00.000Z', { components: tally(3, 2, 1) }),
      pass('2026-11-21T02:10:00.000Z', { components: tally(3, 3, null) }),
      pass('2026-11-21T02:50:00.000Z', { components: tally(3, 2, null) }),
      pass('2026-11-21T03:10:00.000Z', { components: tally(0, 0, 0) }),
    ];
    const rolled = { wanted: 3, running: 3, least: 3, short: 0, started: 0, failed: 0, gone: 0 };
    const hours = [
      hour('2026-11-21T00:00:00.000Z', { components: { [bundler]: rolled } }),
      hour('2026-11-21T01:00:00.000Z', { components: { [bundler]: { ...rolled, short: 1 } } }),
    ];
    const timesMs = timesOf({ passes: minutes(0, 5, 10, 15) });
    const { day, month } = made(
      { components: [component(bundler, 3)] },
      { passes, hours: hours.map((each) => presenceOf(each, [bundler])), timesMs },
      null,
    );
    assert.deepEqual(values(day.components[bundler]?.short), [0, 1, 0, null, 1, null, 0]);
    assert.deepEqual(values(month.components[bundler]?.short), [0, 1, 1, 0]);
  });

  it('says of this pass that nothing is wanted of what is off, and no more than an operator allows', () => {
    const said = { by: 'kim', at };
    const components = [component(bundler, 3, { on: false, running: 0 }), component(mover, 3)];
    const { day, components: shown } = made({
      components,
      decisions: [
        { kind: 'pause', component: mover, limit: 1, stop: false, ...said },
        { kind: 'pause', component: mover, host: 'n-1', limit: 0, stop: false, ...said },
      ],
    });
    assert.deepEqual(values(day.components[bundler]?.wanted), [0]);
    assert.deepEqual(values(day.components[mover]?.wanted), [1]);
    assert.deepEqual(
      shown.map(({ count }) => count),
      [3, 3],
    );
  });

  it('has a log of what happened, the newest first, with passes that had problems', () => {
    const events: HistoryEntry[] = [
      {
        kind: 'gone',
        at: '2026-11-21T03:12:00.000Z',
        pass: null,
        component: mover,
        host: 'n-1',
        pid: 7,
        livedMs: 60_000,
        atMostMs: 360_000,
        rebooted: false,
      },
      {
        kind: 'operator',
        at: '2026-11-21T03:00:00.000Z',
        pass: null,
        verb: 'drain',
        by: 'ada',
        host: 'n-2',
        reason: 'new disk',
      },
      {
        kind: 'launch',
        at: '2026-11-20T03:00:00.000Z',
        pass: null,
        launchId: 'l',
        component: mover,
        host: 'n-1',
        outcome: 'failed',
        detail: 'exit 1\nno such file',
      },
    ];
    const passes = [pass('2026-11-21T03:10:00.000Z', { problems: ['the clock was set', 'no space'] })];
    assert.deepEqual(made({}, { events, passes }).log, [
      {
        at: '2026-11-21T03:12:00.000Z',
        kind: 'gone',
        component: mover,
        host: 'n-1',
        what: 'ended',
        detail: 'after 60 s to 6 min',
      },
      { at: '2026-11-21T03:10:00.000Z', kind: 'pass', what: 'run', detail: 'the clock was set; no space' },
      {
        at: '2026-11-21T03:00:00.000Z',
        kind: 'operator',
        host: 'n-2',
        what: 'drain',
        detail: 'by ada: new disk',
      },
      {
        at: '2026-11-20T03:00:00.000Z',
        kind: 'launch',
        component: mover,
        host: 'n-1',
        what: 'failed',
        detail: 'exit 1 | no such file',
      },
    ]);
  });

  it('has nothing in it that acts on whoever reads it, whatever was said', () => {
    const evil = 'a\u001b[31m\u202Eb\u2028c\0d\uD800';
    const hosts = [
      unknownHost('n-1', evil, { remedy: evil, drain: evil, sameAs: evil, components: { [evil]: 1 } }),
      seenHost('n-2', {
        quarantine: { components: [], why: evil, until: at } as never,
        backoff: { [bundler]: { failures: 1, why: evil, until: at, lastAt: at } as never },
      }),
    ];
    const events: HistoryEntry[] = [
      {
        kind: 'launch',
        at,
        pass: null,
        launchId: evil,
        component: evil,
        host: evil,
        outcome: evil,
        detail: evil,
      },
      { kind: 'operator', at, pass: null, verb: evil, by: evil, host: evil, reason: evil, until: evil },
    ];
    const data = made(
      {
        hosts,
        components: [
          component(bundler, 1, {
            running: 0,
            missing: 1,
            backoff: { failures: 1, why: evil, until: at, lastAt: at } as never,
          }),
        ],
        outcomes: [outcome('failed', bundler as 'p/t', 'n-2', evil)],
        unlisted: [{ host: evil, components: { [evil]: 1 } }],
        decisions: [{ kind: 'drain', host: evil, stop: false, by: evil, why: evil, at }],
        problems: [evil],
      },
      { events, passes: [pass(at, { problems: [evil], command: evil })], missing: [evil] },
    );
    const texts = textsIn(data);
    assert.ok(texts.filter((text) => text.includes('a?[31m?b')).length > 20, texts.join('\n'));
    for (const text of texts) assert.doesNotMatch(text, /[^\P{C}\n]|[\p{Zl}\p{Zp}]/u, JSON.stringify(text));
  });

  it('stays small whatever was said', () => {
    const long = 'x'.repeat(1_000_000);
    const data = made({
      hosts: [unknownHost('n-1', long, { remedy: long })],
      components: [component(bundler, 1, { running: 0, missing: 1 })],
      outcomes: [outcome('failed', bundler as 'p/t', 'n-2', long)],
      problems: [long],
    });
    assert.ok(JSON.stringify(data).length < 20_000, String(JSON.stringify(data).length));
  });
});

/** Every text in a value, keys too. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, own]) => [name, ...textsIn(own)]);
}
