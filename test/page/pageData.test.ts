import assert from 'node:assert/strict';
import { message, remedyOf } from '../../src/core/catalogue/catalogue.ts';
import type { Code, Message } from '../../src/core/catalogue/catalogue.ts';
import { noteText } from '../../src/core/note.ts';
import type { Rollup } from '../../src/core/rollup.ts';
import type { PageData } from '../../src/page/data.ts';
import { pageData, type Past } from '../../src/page/pageData.ts';
import { unpacked, type Runs } from '../../src/page/runs.ts';
import type { Report } from '../../src/report/document.ts';
import type { PassEntry } from '../../src/store/historyRecord.ts';
import { golden } from '../harness/golden.ts';
import { someMessage } from '../harness/messages.ts';
import { configOf, small, smallType } from '../interface/samples.ts';
import {
  at,
  backoff,
  blocked,
  component,
  outcome,
  pilot,
  quarantine,
  report,
  seenHost,
  short,
  start,
  unknownHost,
} from '../report/reports.ts';
import { eventEntry, passEntry } from '../store/entries.ts';
import { presenceOf } from './fleet.ts';
import { fieldOf, fieldLines } from '../harness/fields.ts';

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
const [bundler, mover] = ['pipe0/bundler', 'pipe0/mover'] as const;

const made = (own: Partial<Report> = {}, past: Partial<Past> = {}, tookMs: number | null = 4000): PageData =>
  pageData({ config, report: report(own), tookMs }, { ...nothing, timesMs: timesOf(past), ...past }, setting);

const timesOf = ({ passes = [] }: Partial<Past>): number[] => passes.map((pass) => Date.parse(pass.at));

const today = (clock: string): string => `2026-11-21T${clock}:00.000Z`;
const minutes = (...all: number[]): PassEntry[] =>
  all.map((minute) => passEntry(today(`02:${String(minute).padStart(2, '0')}`)));
const tally = (running: number, own: object = {}): PassEntry['components'] => ({
  [bundler]: { wanted: 3, running, presumed: 0, pending: 0, missing: 0, ...own },
});

const hour = (when: string, own: Partial<Rollup['components'][string]> | null = {}): Rollup => {
  const usual = { wanted: 3, running: 3, least: 3, short: 0, started: 0, failed: 0, gone: 0 };
  return {
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
    components: own === null ? {} : { [bundler]: { ...usual, ...own } },
  };
};
const hoursOf = (...hours: Rollup[]): Pick<Past, 'hours'> => ({
  hours: hours.map((each) => presenceOf(each, [bundler])),
});

/** Times of day, in UTC. */
const clocks = (times: readonly number[]): string[] =>
  times.map((seconds) => new Date(seconds * 1000).toISOString().slice(11, 19));
const values = (runs: Runs | undefined): (number | null)[] => unpacked(runs ?? []);

/** A page with problems, waits and a log of every kind, all for the same reason. */
function troubled(why: Message, name: string): PageData {
  const events = [
    eventEntry('launch', at, { launchId: name, component: name, host: name, outcome: name, detail: why }),
    eventEntry('operator', at, { verb: name, by: name, host: name, reason: name, until: name }),
  ];
  return made(
    {
      hosts: [
        unknownHost('n-1', why, { drain: name, sameAs: name, components: { [name]: 1 } }),
        seenHost('n-2', { quarantine: quarantine(why), backoff: { [bundler]: backoff(why) } }),
      ],
      components: [short(bundler, 1, 1, { backoff: backoff(why) })],
      outcomes: [outcome('failed', bundler, 'n-2', why)],
      unlisted: [{ host: name, components: { [name]: 1 } }],
      decisions: [{ kind: 'drain', host: name, stop: false, by: name, why: name, at }],
      problems: [why],
    },
    { events, passes: [passEntry(at, { problems: [why], command: name })], missing: [why] },
  );
}

describe('the data of the page', () => {
  it('has the numbers of the report', () => {
    const few = component(bundler, 3, { running: 1, presumed: 1, pending: 0, missing: 1 });
    const timedOut = message('host-silent');
    const { components, hosts, passes, ...rest } = made({
      components: [few, component(mover, 1)],
      hosts: [
        seenHost('n-1', { hot: 2, components: { [bundler]: 2, 'old/one': 1 }, pending: { [bundler]: 1 } }),
        unknownHost('n-2', timedOut, { drain: 'new disk' }),
      ],
    });
    assert.deepEqual([rest.at, rest.machine, rest.command], [at, 'cv1', 'run']);
    const { state: _, ...numbers } = components[0] ?? assert.fail();
    assert.deepEqual(numbers, {
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
    });
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
        reason: { code: timedOut.code, text: timedOut.text, remedy: remedyOf(timedOut, 'n-2') },
        hot: 0,
        hotlimit: 2,
        drain: 'new disk',
        tags: ['gpu'],
      },
    ]);
    assert.deepEqual(passes, { everyMs: null, lastAt: at, lastTookMs: 4000, staleAfterMs: 900_000 });
  });

  it('has what pilots report: at the component, and all of a host', () => {
    const end = someMessage('pip exit 1');
    const failed = pilot({
      component: bundler,
      phase: 'failed',
      since: at,
      end,
      tail: ['\u001b[31mERROR\u001b[0m: no wheel'],
      warnings: [{ command: 'run-tests', text: 'disk is slow' }],
    });
    const unfit = { [mover]: { why: someMessage('no gpu'), until: at } };
    const { components, hosts } = made({
      hosts: [seenHost('n-1', { pilots: [failed, { ...failed, component: 'not/there' }], unfit })],
      components: [short(bundler, 1, 1), component(mover, 1)],
    });
    const [failure, printed] = components[0]?.pilots ?? assert.fail();
    assert.deepEqual(failure && 'codes' in failure && failure.codes, [end.code]);
    assert.deepEqual(printed, { printed: 'ERROR: no wheel' });
    assert.equal(components[1]?.pilots, undefined);
    assert.deepEqual(hosts[0]?.unfit, [[1, at, { code: 'unrecorded', text: 'no gpu' }]]);
    const [first, ...others] = hosts[0]?.pilots ?? [];
    const { lines = [], ...shown } = first ?? assert.fail();
    assert.deepEqual(
      [shown, others],
      [
        {
          component: 0,
          phase: 'failed',
          step: 'prepare-environment',
          since: at,
          end: { code: end.code, text: end.text },
        },
        [],
      ],
    );
    assert.ok(lines[0]?.includes('disk is slow') && lines[1] === 'ERROR: no wheel', lines.join());
  });

  it('has the code of every message beside its text', () => {
    const why = message('clock-set', { seconds: 7, forward: true });
    const { problems, hosts, components, log, missing } = troubled(why, 'p/x');
    const { code, text } = why;
    const remedy = remedyOf(why);
    assert.deepEqual(missing, [{ code, text, remedy }]);
    assert.deepEqual(hosts[0]?.reason, { code, text, remedy });
    assert.deepEqual([hosts[1]?.quarantine?.why, hosts[1]?.backoff?.[0]?.[2]], [missing[0], missing[0]]);
    assert.deepEqual(components[0]?.backoff?.why, { code, text, remedy });
    assert.deepEqual(
      log.map(({ kind, codes }) => [kind, codes]),
      [
        ['launch', [code]],
        ['operator', undefined],
        ['pass', [code]],
      ],
    );
    assert.deepEqual(fieldLines(problems, 'kind', 'code'), [
      `pass ${code}`,
      `short ${code}`,
      `quarantine ${code}`,
      `unlisted host-unlisted`,
    ]);
  });

  it('has the gravest problem first, and hosts with the same one together', () => {
    const { problems } = made({
      components: [short(bundler, 4, 1), short(mover, 4, 4)],
      hosts: [
        unknownHost('n-5', 'no such key'),
        unknownHost('n-1', 'timed out'),
        seenHost('n-3', { quarantine: quarantine('exit 1') }),
        unknownHost('n-2', 'timed out'),
        unknownHost('n-4', 'timed out', { drain: 'known' }),
        ...['n-6', 'n-7', 'n-8', 'n-9'].map((host) => seenHost(host)),
      ],
      problems: [message('log-unwritable', { folder: '/logs', error: 'ENOSPC' })],
    });
    assert.deepEqual(fieldLines(problems, 'kind', 'about', 'severity'), [
      `pass "" bad`,
      `short ${mover} bad`,
      `short ${bundler} bad`,
      `quarantine n-3 bad`,
      `host n-[1-2] unknown`,
      `host n-5 unknown`,
    ]);
    assert.deepEqual(made().problems, []);
  });

  it('has what a quarter of the hosts share before the components that are short for it', () => {
    assert.deepEqual(kindsWith(1), ['short', 'host']);
    assert.deepEqual(kindsWith(2), ['host', 'short']);
  });

  it('has components that are short for one reason together where they are more than five', () => {
    assert.equal(alikeShort(4).problems.length, 6);
    const abouts = alikeShort(5).problems.map((problem) => problem.about);
    assert.deepEqual(abouts, [['pipe0/none', ...types.slice(0, 5)].join(', '), mover]);
  });

  it('says that debugmode is on, and has no last pass then', () => {
    const shown = {
      config: { ...config, debugMode: true },
      report: report({ command: 'plan' }),
      tookMs: null,
    };
    const { problems, passes } = pageData(shown, { ...nothing, passes: minutes(0, 5) }, setting);
    assert.deepEqual(fieldLines(problems, 'kind', 'severity'), ['debugmode note']);
    assert.equal(passes.lastAt, null);
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
    const components = [short(bundler, 3, 1)];
    for (const passes of [[], [passEntry(at, { components: tally(2) })]]) {
      const { day } = made({ components, hosts: [seenHost('n-1'), unknownHost('n-2', 'x')] }, { passes });
      assert.deepEqual(clocks(day.times), ['03:15:00']);
      assert.deepEqual(values(day.components[bundler]?.running), [2]);
      assert.deepEqual(values(day.components[bundler]?.wanted), [3]);
    }
    assert.deepEqual(made({ components }, {}, null).day.times, []);
  });

  it('has a gap where no passes came, and one value for each second', () => {
    const passes = [
      ...minutes(0, 5, 10, 15, 20, 50, 55),
      passEntry('2026-11-21T02:55:00.700Z', { outcomes: { confirmed: 2 } }),
    ];
    const { day } = made({}, { passes }, null);
    const shown = clocks(day.times).join(' ');
    assert.equal(shown, '02:00:00 02:05:00 02:10:00 02:15:00 02:20:00 02:35:00 02:50:00 02:55:00');
    assert.deepEqual(values(day.tookMs), [1000, 1000, 1000, 1000, 1000, null, 1000, 1000]);
    assert.deepEqual(values(day.launched), [0, 0, 0, 0, 0, null, 0, 2]);
  });

  it('has the hours of a month, those not rolled up yet from their passes, and gaps between', () => {
    const passes = [
      passEntry(today('01:10'), { components: tally(0) }),
      passEntry(today('03:00'), { components: tally(2), outcomes: { confirmed: 1, vanished: 1 } }),
      passEntry(today('03:10'), { components: tally(3), outcomes: { confirmed: 1 }, tookMs: 2000 }),
    ];
    const hours = hoursOf(
      hour('2026-11-20T22:00:00.000Z', { running: 2.96 }),
      hour(today('01:00'), { running: 2.96 }),
      hour(today('02:00'), null),
    );
    const { month } = made({ components: [component(bundler, 3)] }, { passes, ...hours }, null);
    assert.equal(clocks(month.times).join(' '), '22:30:00 00:00:00 01:30:00 02:30:00 03:30:00');
    assert.deepEqual(values(month.components[bundler]?.running), [3, null, 3, null, 2.5]);
    assert.deepEqual(values(month.launched), [3, null, 3, 3, 2]);
    assert.deepEqual(values(month.failed), [4, null, 4, 4, 1]);
    assert.deepEqual(values(month.tookMs), [4000, null, 4000, 4000, 1500]);
    assert.deepEqual(values(month.hosts.seen), [2, null, 2, 2, 2]);
  });

  it('says when a component was short, and of an hour whether it was in any pass', () => {
    const found = (clock: string, running: number, own: object): PassEntry =>
      passEntry(today(clock), { components: tally(running, { presumed: 1, ...own }) });
    const passes = [
      found('02:00', 2, {}),
      found('02:05', 2, { missing: 1 }),
      found('02:10', 3, { missing: null }),
      found('02:50', 2, { missing: null }),
      found('03:10', 0, { wanted: 0 }),
    ];
    const hours = hoursOf(hour(today('00:00')), hour(today('01:00'), { short: 1 }));
    const timesMs = timesOf({ passes: minutes(0, 5, 10, 15) });
    const { day, month } = made({ components: [component(bundler, 3)] }, { passes, ...hours, timesMs }, null);
    assert.deepEqual(values(day.components[bundler]?.short), [0, 1, 0, null, 1, null, 0]);
    assert.deepEqual(values(month.components[bundler]?.short), [0, 1, 1, 0]);
  });

  it('says of this pass that nothing is wanted of what is off, and no more than an operator allows', () => {
    const pause = { kind: 'pause', component: mover, stop: false, by: 'kim', at } as const;
    const { day, components } = made({
      components: [component(bundler, 3, { on: false, running: 0 }), component(mover, 3)],
      decisions: [
        { ...pause, limit: 1 },
        { ...pause, host: 'n-1', limit: 0 },
      ],
    });
    const wanted = [bundler, mover].map((id) => values(day.components[id]?.wanted));
    assert.deepEqual(wanted, [[0], [1]]);
    assert.deepEqual(fieldOf(components, 'count'), [3, 3]);
  });

  it('has a log of what happened, the newest first, with passes that had problems', () =>
    assert.deepEqual(
      logged().map(({ at: when, kind, component: id, host, what }) => [when, kind, id, host, what]),
      [
        [today('03:12'), 'gone', mover, 'n-1', 'ended'],
        [today('03:10'), 'pass', undefined, undefined, 'run'],
        [today('03:00'), 'operator', undefined, 'n-2', 'drain'],
        ['2026-11-20T03:00:00.000Z', 'launch', mover, 'n-1', 'failed'],
      ],
    ));

  it('has the codes of all that keeps a component short', () => {
    const actions = [blocked(bundler, 2, ['hot-limit-reached', ['n-1']])];
    const failing = { code: 'submitter-failed', text: 'exit 127', params: {} } as const;
    const [{ reasons = [] } = assert.fail()] = made({
      components: [short(bundler, 3, 2, { backoff: backoff(failing) })],
      actions,
      outcomes: [outcome('failed', bundler, 'n-2', failing)],
    }).components;
    assert.deepEqual(
      reasons.map((reason) => ('codes' in reason ? reason.codes : Object.keys(reason))),
      [['submitter-failed'], ['hot-limit-reached'], ['backing-off', 'submitter-failed'], ['what', 'command']],
    );
  });

  it('has nothing in it that acts on whoever reads it, whatever was said', () => {
    const evil = 'a\u001b[31m\u202Eb\u2028c\0d\uD800';
    const data = troubled({ ...someMessage(evil), remedy: evil }, evil);
    const texts = textsIn(data);
    assert.ok(texts.filter((text) => text.includes('a?[31m?b')).length > 20, texts.join('\n'));
    for (const text of texts) assert.doesNotMatch(text, /[^\P{C}\n]|[\p{Zl}\p{Zp}]/u, JSON.stringify(text));
  });

  it('stays small whatever was said', () => {
    const long = 'x'.repeat(1_000_000);
    const { length } = JSON.stringify(troubled({ ...someMessage(long), remedy: long }, 'p/x'));
    assert.ok(length < 20_000, String(length));
  });

  golden('pageData', {
    'state and reasons of a component that is blocked and failed': () =>
      toldBlocked('run', [blocked(bundler, 2, ['hot-limit-reached', ['n-1']])], {
        outcomes: [outcome('failed', bundler, 'n-2', 'exit 127')],
      }),
    'what a pass would start': () => toldBlocked('plan', [start(bundler, 'n-2')]),
    'six components that are short for one reason': () => problemTexts(alikeShort(5)),
    'six components that are short for one reason on other hosts': () =>
      problemTexts(alikeShort(5, types[0])),
    'problems, state and log of a fleet in trouble': () => {
      const { problems, components, log, missing } = troubled(
        message('clock-set', { seconds: 7, forward: true }),
        'p/x',
      );
      return [
        ...problems.flatMap(({ about, text, more = [] }) => [`${about}: ${text}`, ...more.map(noteText)]),
        ...components.flatMap(({ state, reasons = [] }) => [state, ...reasons.map(noteText)]),
        ...log.map(({ kind, what, detail }) => `${kind} ${what}: ${detail}`),
        ...missing.map(({ text }) => text),
      ];
    },
    'details of the log': () => logged().map(({ kind, detail }) => `${kind}: ${detail}`),
  });
});

/** The kinds of problems of eight hosts, so many of which are unknown, and a component that is short. */
function kindsWith(unknown: number): string[] {
  return made({
    components: [short(bundler, 4, 4)],
    hosts: Array.from({ length: 8 }, (_, n) =>
      n < unknown ? unknownHost(`n-${n}`, 'Host key verification failed') : seenHost(`n-${n}`),
    ),
  }).problems.map(({ kind }) => kind);
}

const types = Array.from({ length: 6 }, (_, n) => `pipe0/type${n}` as const);

/** So many and one more that reached the hot limit of two hosts, `other` of three; and one that is short for another reason. */
function alikeShort(count: number, other = ''): PageData {
  const all = [...types.slice(0, count), 'pipe0/none'] as const;
  const limit: Code = 'hot-limit-reached';
  return made({
    components: [
      short(mover, 4, 1),
      ...types.slice(0, count).map((id) => short(id, 4, 1)),
      short('pipe0/none', 4, 4),
    ],
    actions: [
      blocked(mover, 1, ['host-drained', 2]),
      ...all.map((id) => blocked(id, 1, [limit, id === other ? 3 : 2])),
    ],
  });
}

/** State and reasons of a component that is short. */
function toldBlocked(command: 'run' | 'plan', actions: Report['actions'] = [], own: Partial<Report> = {}) {
  const [{ state, reasons = [] } = assert.fail()] = made({
    command,
    components: [short(bundler, 3, 2)],
    actions,
    ...own,
  }).components;
  return [state, ...reasons.map(noteText)];
}

function problemTexts({ problems }: PageData): string[] {
  return problems.map(({ about, text }) => `${about}: ${text}`);
}

function logged(): PageData['log'] {
  const events = [
    eventEntry('gone', today('03:12'), {
      component: mover,
      host: 'n-1',
      pid: 7,
      livedMs: 60_000,
      atMostMs: 360_000,
      rebooted: false,
    }),
    eventEntry('operator', today('03:00'), { verb: 'drain', by: 'ada', host: 'n-2', reason: 'new disk' }),
    eventEntry('launch', '2026-11-20T03:00:00.000Z', {
      launchId: 'l',
      component: mover,
      host: 'n-1',
      outcome: 'failed',
      detail: someMessage('exit 1\nno such file'),
    }),
  ];
  const problems = [message('clock-set', { seconds: 7, forward: true }), someMessage('no space')];
  return made({}, { events, passes: [passEntry(today('03:10'), { problems })] }).log;
}

/** Every text in a value, keys too. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, own]) => [name, ...textsIn(own)]);
}
