import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseWhen } from '../../src/cli/when.ts';
import { message, type Message } from '../../src/core/catalogue/catalogue.ts';
import { packagePath } from '../../src/package.ts';
import {
  historyRows,
  type HistoryFilter,
  type HistoryRow,
  type Rhythm,
} from '../../src/report/historyRows.ts';
import { historyText } from '../../src/report/historyText.ts';
import { unknownHosts } from '../../src/report/unknownHosts.ts';
import { historyIn } from '../../src/store/history.ts';
import { asDocument, LocalSite, siteOf } from '../cli/localSite.ts';
import { golden } from '../harness/golden.ts';
import { someMessage } from '../harness/messages.ts';
import { until } from '../harness/until.ts';
import { scratchFolder } from '../store/scratch.ts';
import { plain, unknownHost } from './reports.ts';
import { fieldLines } from '../harness/fields.ts';

const recorded = readFileSync(packagePath('test/cases/history/day.jsonl'), 'utf8');

const minute = (minutes: number): string => new Date(Date.UTC(2026, 10, 21, 12, minutes)).toISOString();

/** A record of the pass of that minute. */
function line(minutes: number, message: string, own: object): string {
  const common = { level: 'info', message, timestamp: minute(minutes), pass: `p${minutes}` };
  return `${JSON.stringify({ ...common, ...own })}\n`;
}

/** A pass that did nothing and did not see these hosts. */
function lost(minutes: number, hosts: readonly string[] = [], { of = 3, presumed = 0, ...own } = {}): string {
  return line(minutes, 'pass', {
    at: minute(minutes),
    hosts: { of, seen: of - hosts.length },
    unknown: unknownHosts(
      hosts.map((host) => unknownHost(host, 'no answer to the ping', { sighting: 'down' })),
    ),
    components: { 'p/a': { wanted: 3, running: 3 - presumed, presumed, pending: 0, missing: 0 } },
    ...own,
  });
}

const gone = { component: 'p/a', livedMs: 5000, atMostMs: 9000 };
const endings = [
  lost(0),
  lost(1, ['n03'], { presumed: 1 }),
  lost(2, ['n03'], { presumed: 1 }),
  line(3, 'rebooted', { host: 'n03' }),
  line(3, 'gone', { ...gone, host: 'n03', pid: 7, rebooted: true }),
  lost(3),
  line(4, 'gone', { ...gone, host: 'n01', pid: 812, end: someMessage('exit 1'), usage: 'wall 7 s' }),
  lost(4),
  line(5, 'gone', { ...gone, host: 'n01', pid: 813, livedMs: 2000, atMostMs: 300_000 }),
  line(5, 'gone', { ...gone, host: 'n02', pid: 9, livedMs: 2000, atMostMs: 300_000 }),
  lost(5),
  lost(6, [], { of: 2 }),
].join('');

const launch = (outcome: string, detail?: Message): object => ({
  launchId: `l-${outcome}`,
  component: 'p/a',
  host: 'n01',
  outcome,
  ...(detail && { detail }),
});
const stop = (outcome: string, pid: number): object => ({
  component: 'p/a',
  host: 'n01',
  pid,
  outcome,
  detail: someMessage(`detail of ${outcome}`),
});

/** One of everything that the recorded day has not. */
const everyKind = [
  ...['confirmed', 'vanished', 'refused', 'unknown'].map((outcome) =>
    line(0, 'outcome', launch(outcome, someMessage(`detail of ${outcome} ${'x'.repeat(120)}`))),
  ),
  ...['killed', 'gone', 'failed'].map((outcome, index) => line(0, 'stopped', stop(outcome, index + 1))),
  ...['ready', 'ended', 'failed', 'unfit'].map((outcome) =>
    line(0, 'pilot', {
      ...launch(outcome, outcome === 'ready' ? undefined : someMessage('exit 3')),
      usage: 'wall 7 s',
    }),
  ),
  line(0, 'pass', {
    at: minute(0),
    command: 'run',
    tookMs: 123_000,
    hosts: { of: 3, seen: 3 },
    unknown: [],
    outcomes: { confirmed: 1, vanished: 1, refused: 1, unknown: 1 },
    summary: { blocked: 1, held: 2 },
    components: { 'p/a': { wanted: 3, running: 1, presumed: 1, pending: 1, missing: 1 } },
    problems: [message('log-unwritable', { folder: 'logs', error: 'ENOSPC' })],
  }),
].join('');

const sparse = ['20T22:00', '20T22:05', '21T11:15', '21T11:20', '21T15:00', '21T15:05']
  .map((time) => `2026-11-${time}:00.000Z`)
  .map((at) => ({ message: 'pass', timestamp: at, at, hosts: { of: 1, seen: 1 }, components: {} }))
  .map((pass) => `${JSON.stringify(pass)}\n`)
  .join('');
const rhythm = { longestMs: 14 * 60_000, untilMs: Date.parse('2026-11-21T15:20:00.000Z') };

describe('the history as a table', () => {
  const folder = scratchFolder();

  interface Asked extends Partial<HistoryFilter> {
    readonly verbose?: boolean;
    readonly rhythm?: Rhythm;
  }

  async function shown(text: string, { verbose = false, rhythm, ...filter }: Asked = {}): Promise<string[]> {
    writeFileSync(join(folder(), 'muster-2026-11-21.jsonl'), text);
    const rows: HistoryRow[] = [];
    const asked: HistoryFilter = { component: null, host: null, kinds: 'all', ...filter };
    const entries = historyIn(folder()).entries({ sinceMs: -Infinity, untilMs: Infinity });
    for await (const row of historyRows(entries, asked, rhythm)) rows.push(row);
    return historyText(rows.toReversed(), asked, '2026-11-21T20:00:00.000Z', plain, verbose);
  }

  golden('historyText', {
    'a recorded day': () => shown(recorded),
    'the same as muster wrote it before there were ids': () =>
      shown(recorded.replaceAll(/"pass":"[^"]*",|"command":"[^"]*",|"missing":\d+,/g, '')),
    'of a component': () => shown(recorded, { component: 'pipe0/mover' }),
    'launches of a host': () => shown(recorded, { host: 'n03', kinds: 'launches' }),
    'passes alone': () => shown(recorded, { kinds: 'passes' }),
    'launches alone, -v': () => shown(recorded, { kinds: 'launches', verbose: true }),
    'where no pass came for long, nothing is folded': () => shown(sparse, { rhythm }),
    'the same of passes alone': () => shown(sparse, { rhythm, kinds: 'passes' }),
    'instances that ended, hosts that were lost, came back, and were booted anew': () => shown(endings),
    'of one of these hosts': () => shown(endings, { host: 'n03' }),
    'of the component': () => shown(endings, { component: 'p/a' }),
    'a host that may have been taken from the file is not said to be back': () =>
      shown([lost(0, ['n03']), lost(1, [], { of: 2 })].join('')),
    'every outcome of launches, stops and pilots, and the problems of a pass': () => shown(everyKind),
    'with -v': () => shown(everyKind, { verbose: true }),
  });

  it('launches alone are told of no pass that did not come', async () =>
    assert.deepEqual(await shown(sparse, { rhythm, kinds: 'launches' }), []));

  it('two thousand unknown hosts whose names do not fold: a short line, and a pass record far below the largest', async () => {
    const names = Array.from({ length: 2000 }, (_, index) => `h${(index * 7919).toString(36)}x${index * 37}`);
    const fault = 'x'.repeat(5000);
    const folded = unknownHosts(names.map((host, index) => unknownHost(host, `fault ${index} ${fault}`)));
    assert.ok(folded.length <= 22, String(folded.length));
    assert.equal(folded.at(-1)?.reason.code, 'hosts-for-various-reasons');
    assert.equal(
      folded.reduce((sum, { count }) => sum + count, 0),
      2000,
    );
    assert.ok(JSON.stringify(folded).length < 200_000, String(JSON.stringify(folded).length));
    const lines = await shown(
      line(0, 'pass', { at: minute(0), hosts: { of: 2000, seen: 0 }, unknown: folded }),
    );
    assert.ok(
      lines.every(({ length }) => length < 400),
      String(Math.max(...lines.map(({ length }) => length))),
    );
    assert.match(lines.at(-1) ?? '', / \(1980 hosts\) /);
  });

  it('what is in the logs acts on no terminal', async () => {
    const evil = recorded
      .replaceAll('no space left on /scratch', '\\u001b[2J\\u009b31m\\u202e')
      .replaceAll('disk being replaced', '\\u001b]0;x\\u0007')
      .replaceAll('"n03"', '"n\\u001b[3"');
    for (const kinds of ['all', 'launches', 'passes'] as const)
      assert.doesNotMatch((await shown(evil, { kinds, verbose: true })).join(''), /[\p{Cc}\u202e]/u);
  });
});

interface Entry {
  readonly kind: string;
  readonly command?: string;
  readonly component?: string;
  readonly outcome?: string;
  readonly detail?: Message;
  readonly pid?: number;
}

/** What `muster history --json` tells, without its passes. */
async function entriesOf(site: LocalSite, ...args: string[]): Promise<Entry[]> {
  const { stdout } = await site.muster('history', '--json', ...args);
  return (asDocument(stdout) as unknown as { entries: Entry[] }).entries;
}

describe('muster history', () => {
  it('real passes: what was launched, then that nothing changed; the same as JSON', async () => {
    using site = new LocalSite();
    site.submitter('fails.sh', 'echo no scratch space; exit 3');
    site.config([site.type('a'), site.type('b', { submitter: 'fails.sh', key: 'never-key', args: [] })]);
    for (let passes = 0; passes < 3; passes++) await site.muster('run');
    const { exit, stdout } = await site.muster('history');
    assert.equal(exit, 0);
    // The titles, the first pass with its two launches, and the two others in one row.
    const rows = stdout.trimEnd().split('\n');
    assert.deepEqual(
      [rows.length, rows.map((row) => /p\/[ab]/.exec(row)?.[0] ?? '')],
      [5, ['', '', 'p/a', 'p/b', '']],
    );
    const launches = await entriesOf(site, '--launches', '--since', '1h');
    assert.deepEqual(fieldLines(launches, 'component', 'outcome'), ['p/a confirmed', 'p/b failed']);
    assert.equal(launches[0]?.detail, undefined);
    assert.equal(launches[1]?.detail?.code, 'submitter-failed');
    assert.deepEqual(launches[1]?.detail?.params, { exit: '3', printed: 'no scratch space' });
    assert.equal((await entriesOf(site, '--launches', '--component', 'p/b')).length, 1);
    assert.deepEqual(fieldLines(await entriesOf(site, '-n', '2', '--passes'), 'kind', 'command'), [
      'pass run',
      'pass run',
    ]);
    assert.equal((await site.muster('history', '--until', '2h')).stdout, '');
  });

  it('an instance that was killed between two passes is told with its process, one that muster stopped is not', async () => {
    using site = siteOf({ a: {} });
    await site.muster('run');
    const [pid = 0] = site.running('a');
    process.kill(pid);
    await until(() => site.running('a').length === 0);
    await site.muster('run');
    const own = await site.muster('history', '--host', 'me', '--component', 'p/a');
    assert.match(own.stdout, new RegExp(` p/a .* ${pid}\\b`));
    await site.muster('run', '--retry');
    await site.muster('stop', 'p/a');
    await site.muster('run');
    const entries = await entriesOf(site);
    const pids = (kind: string): (number | undefined)[] =>
      entries.filter((entry) => entry.kind === kind).map((entry) => entry.pid);
    assert.deepEqual(pids('gone'), [pid]);
    assert.equal(pids('stopped').length, 1);
  });

  it('says what of the logs is broken, on stderr', async () => {
    using site = siteOf({ a: {} });
    mkdirSync(site.path('logs'));
    writeFileSync(site.path('logs/muster-2026-11-21.jsonl'), `${recorded}torn\n`);
    const { exit, stdout, stderr } = await site.muster('history', '--passes', '-n', '1');
    assert.deepEqual([exit, stdout.split('\n').length], [0, 3]);
    assert.match(stderr, /^muster: 1 .*\n$/);
    const json = await site.muster('history', '--passes', '-n', '1', '--json');
    assert.deepEqual(asDocument(json.stdout)['unread'], { lines: 1, files: [] });
  });

  it('a name that is neither in the file nor in the logs is a usage error, one of the past is not', async () => {
    using site = siteOf({ bundler: {}, old: {} });
    await site.muster('run');
    site.config([site.type('bundler')]);
    for (const [option, name, meant] of [
      ['--component', 'p/bundlr', 'p/bundler'],
      ['--component', 'bundler', 'p/bundler'],
      ['--host', 'mee', 'me'],
    ] as const) {
      const { exit, codes, hints } = await site.refusal('history', option, name);
      assert.deepEqual([exit, codes], [64, ['name-not-in-past']]);
      assert.ok(hints.join().includes(meant), hints.join());
    }
    const past = await site.muster('history', '--component', 'p/old');
    assert.deepEqual([past.exit, past.stderr], [0, '']);
    assert.ok(past.stdout.includes('p/old'));
  });

  it('a file with errors is told in short, and the logs are read where it says', async () => {
    using site = siteOf({ a: {} }, { logs: 'elsewhere' });
    await site.muster('run');
    for (const text of [
      '{"logs": "elsewhere", "hotlimt": 3, "pipes": 4}',
      '{"logs": "elsewhere",, "pipes": [',
    ]) {
      const { exit, stdout, stderr } = await site.write(text).muster('history', '--component', 'p/a');
      assert.equal(exit, 0, stderr);
      assert.ok(stdout.includes('p/a'));
      // The first error, with how many more there are, and where the logs are.
      const lines = stderr.trimEnd().split('\n');
      assert.equal(lines.length, 2, stderr);
      assert.match(lines[0] ?? '', /^muster: .*Interface\.json:1:\d+: /);
      assert.match(lines[1] ?? '', /\/elsewhere$/);
    }
    const none = await site.muster('history', '-c', 'none.json');
    assert.deepEqual([none.exit, none.stdout], [78, '']);
  });

  it('times that cannot be read are usage errors', async () => {
    using site = siteOf({ a: {} });
    for (const [args, code] of [
      [['--since', 'yesterday'], 'option-invalid'],
      [['--until', '2026-11-31'], 'option-invalid'],
      [['--launches', '--passes'], 'options-conflict'],
      [['--since', '1h', '--until', '2h'], 'options-conflict'],
    ] as const) {
      const { exit, codes } = await site.refusal('history', ...args);
      assert.deepEqual([exit, codes], [64, [code]], args.join(' '));
    }
  });
});

describe('a time as an operator gives it', () => {
  const now = new Date(2026, 10, 21, 18, 30).getTime();
  for (const [text, edge, wanted] of [
    ['2h', 'begin', now - 7_200_000],
    ['90s', 'end', now - 90_000],
    ['2026-11-20', 'begin', local(2026, 10, 20)],
    ['2026-11-20', 'end', local(2026, 10, 21) - 1],
    ['2026-11-20T14:30', 'end', local(2026, 10, 20, 14, 30)],
    ['2026-11-20 14:30:05', 'begin', local(2026, 10, 20, 14, 30, 5)],
    ['2026-11-20T14:30:05.123Z', 'begin', Date.UTC(2026, 10, 20, 14, 30, 5)],
    ['14:30', 'begin', local(2026, 10, 21, 14, 30)],
    ['2024-02-29', 'begin', local(2024, 1, 29)],
    ['2026-02-29', 'begin', null],
    ['24:00', 'begin', null],
    ['14:60', 'begin', null],
    ['', 'begin', null],
    ['2026-11', 'begin', null],
    ['soon', 'begin', null],
  ] as const)
    it(`${text === '' ? 'nothing' : text}, as the ${edge} of a period`, () =>
      assert.equal(parseWhen(text, now, edge), wanted));
});

function local(...parts: [number, number, number, number?, number?, number?]): number {
  return new Date(...parts).getTime();
}
