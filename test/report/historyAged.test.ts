import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyText } from '../../src/report/historyText.ts';
import { dayName, historyName } from '../../src/store/historyFiles.ts';
import { asDocument, type LocalSite, siteOf } from '../cli/localSite.ts';
import { golden } from '../harness/golden.ts';
import { writePast } from '../store/past.ts';
import { plain } from './reports.ts';

const dayMs = 24 * 60 * 60 * 1000;

describe('an hour or a day as a row', () => {
  const component = { wanted: 3, running: 2.8, least: 1, short: 12, started: 2, failed: 1, gone: 3 };
  const rollup = {
    kind: 'day' as const,
    at: '2026-08-21T00:00:00.000Z',
    passes: 288,
    held: 2,
    troubled: 1,
    tookMs: { mean: 2512, most: 9000 },
    hosts: { of: 2000, seen: 1999.5, least: 1990 },
    outcomes: { confirmed: 12, failed: 3 },
    gone: 15,
    stopped: 1,
    components: { 'p/a': component, 'p/b': { ...component, short: 0 }, 'p/c': { ...component, short: 13 } },
  };
  const shown = (filter: object, own: object = {}, verbose = false): string[] => {
    const asked = { component: null, host: null, kinds: 'all' as const, ...filter };
    const row = { row: 'rolled' as const, rollup: { ...rollup, ...own } };
    return historyText([row], asked, '2026-11-21T20:00:00.000Z', plain, verbose);
  };
  const many = Object.fromEntries(
    Array.from({ length: 9 }, (_, index) => [`p/\u001b[2J${index}`, { ...component, short: 9 - index }]),
  );

  golden('historyRolled', {
    'passes, launches, what ended, and what was short for how many passes': () => shown({}),
    'launches alone': () => shown({ kinds: 'launches' }),
    'of a component: how many of how many ran on the average, and at least': () =>
      shown({ component: 'p/a' }),
    'launches of a component alone': () => shown({ component: 'p/a', kinds: 'launches' }),
    'an hour, and one without passes': () => [
      ...shown({}, { kind: 'hour', outcomes: { vanished: 1, refused: 2, unknown: 3 }, held: 0 }),
      ...shown({}, { kind: 'hour', passes: 0, troubled: 0, components: {} }),
    ],
    'no more than five components without -v; they act on no terminal': () => shown({}, { components: many }),
    'all of them with -v': () => shown({}, { components: many }, true),
  });
});

/** Whether a line of the table is that of a whole day. */
const isDay = (line: string): boolean => /^\d{4}-\d\d-\d\d {2}/.test(line);

describe('muster history of before the passes that are kept', () => {
  let site: LocalSite;
  const now = Date.now();
  const own = 'pipe0/component-0';
  before(async () => {
    site = siteOf({ a: {} });
    const size = { components: 2, hosts: 50, passDays: 2, hourDays: 5, dayDays: 10 };
    await writePast(site.path('logs'), now, size);
    const at = now - 6 * dayMs;
    const line = {
      kind: 'operator',
      at: new Date(at).toISOString(),
      pass: null,
      verb: 'drain',
      host: 'n7',
      by: 'ada',
    };
    const path = join(site.folder, 'logs/history', historyName('decisions', at));
    writeFileSync(path, `${JSON.stringify(line)}\n`);
  });
  after(() => site[Symbol.dispose]());

  interface Entry {
    readonly kind: string;
    readonly at: string;
    readonly by?: string;
  }
  const entriesOf = async (...args: string[]): Promise<Entry[]> => {
    const { stdout } = await site.muster('history', '--json', ...args);
    return (asDocument(stdout) as unknown as { entries: Entry[] }).entries;
  };

  it('tells days, then passes, and decisions in their places', async () => {
    const { exit, stdout, stderr } = await site.muster('history', '--since', '30d');
    assert.deepEqual([exit, stderr], [0, '']);
    const lines = stdout.split('\n');
    const days = lines.filter(isDay).map((line) => line.slice(0, 10));
    assert.ok(days.length >= 7 && !days.includes(dayName(now - 2 * dayMs)), stdout);
    const drain = lines.findIndex((line) => line.includes('ada'));
    assert.ok(lines[drain - 1]?.startsWith(dayName(now - 6 * dayMs)), lines[drain - 1]);
    assert.ok(lines.findLastIndex(isDay) > drain);
    const one = await site.muster('history', '--since', '30d', '-n', '1', '--passes');
    assert.equal(one.stdout.split('\n').length, 3);
  });

  it('tells hours with -v where there are some, and when the period is short', async () => {
    const { stdout } = await site.muster('history', '--since', '30d', '-v');
    const rows = stdout.split('\n').filter((line) => /\d\d:00:00 .* 12 /.test(line));
    assert.ok(rows.length > 24 && rows.length < 5 * 24, String(rows.length));
    const hours = await entriesOf('--since', '4d', '--until', '3d');
    assert.deepEqual([...new Set(hours.map(({ kind }) => kind))], ['hour']);
  });

  it('of a component that the file does not have any more, and of a host', async () => {
    const { stdout, stderr } = await site.muster('history', '--since', '30d', '--component', own);
    assert.equal(stderr, '');
    assert.match(stdout, /^\d{4}-\d\d-\d\d +2\.\d s +49\/50 +3\.8\d? /m);
    const host = await site.muster('history', '--since', '30d', '--host', 'me');
    // Hosts are not kept that long: how many rows are left out is said.
    assert.match(host.stderr, /^muster: \d+ .*--host/);
    assert.doesNotMatch(host.stdout, /49\/50/);
  });

  it('the same as JSON', async () => {
    const entries = await entriesOf('--since', '30d');
    const kinds = new Set(entries.map(({ kind }) => kind));
    assert.deepEqual([...kinds].toSorted(), ['day', 'gone', 'launch', 'operator', 'pass']);
    const firstPass = entries.findIndex(({ kind }) => kind === 'pass');
    assert.ok(entries.slice(firstPass).every(({ kind }) => kind !== 'day'));
  });

  it('a pass of today goes on with it, and what is broken is counted', async () => {
    const folder = site.path('logs/history');
    appendFileSync(join(folder, historyName('hours', now - 4 * dayMs)), 'torn');
    const ran = await site.muster('run');
    assert.equal(ran.exit, 0, ran.stderr);
    const passes = readFileSync(join(folder, historyName('passes', Date.now())), 'utf8')
      .trimEnd()
      .split('\n');
    const kinds = passes.slice(-3).map((line) => (JSON.parse(line) as { kind: string }).kind);
    assert.deepEqual(kinds, ['sent', 'launch', 'pass']);
    assert.ok(readdirSync(folder).includes('rolled.json'));
    const { stdout } = await site.muster('history', '--since', '30d', '-v', '--json');
    assert.deepEqual(asDocument(stdout)['unread'], { lines: 1, files: [] });
  });

  it('a history that cannot be written is told, and the pass does its work', async () => {
    using other = siteOf({ a: {} });
    mkdirSync(other.path('logs'));
    writeFileSync(other.path('logs/history'), '');
    const { exit, report } = await other.report('run');
    assert.deepEqual([exit, report.problems.map(({ code }) => code)], [1, ['history-unwritable']]);
    assert.equal(other.running('a').length, 1);
  });
});
