import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyText } from '../../src/report/historyText.ts';
import { styleFor } from '../../src/report/style.ts';
import { dayName, historyName } from '../../src/store/historyFiles.ts';
import { asDocument, LocalSite } from '../cli/localSite.ts';
import { writePast } from '../store/past.ts';

const dayMs = 24 * 60 * 60 * 1000;
const plain = styleFor({}, {});
const today = '2026-11-21T20:00:00.000Z';

describe('an hour or a day as a row', () => {
  const component = { wanted: 3, running: 2.8, least: 1, short: 12, started: 2, failed: 1, gone: 3 };
  const rollup = {
    kind: 'day' as const,
    at: new Date(2026, 7, 21).toISOString(),
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
  const shown = (filter: object, own: object = {}, verbose = false): string | undefined => {
    const asked = { component: null, host: null, kinds: 'all' as const, ...filter };
    const row = { row: 'rolled' as const, rollup: { ...rollup, ...own } };
    return historyText([row], asked, today, plain, verbose).at(-1);
  };

  it('tells passes, launches, what ended, and what was short for how many passes', () => {
    assert.equal(
      shown({}),
      '2026-08-21  2.5 s  1990/2000  288 passes, 12 started, 3 failed, 1 stopped, 15 gone, 2 held: too many hosts unknown, 1 with problems; short: p/c (13), p/a (12)',
    );
    assert.equal(
      shown({ kinds: 'launches' }),
      '2026-08-21  12 started, 3 failed, 1 stopped, 15 gone, 2 held: too many hosts unknown, 1 with problems',
    );
  });

  it('of a component: how many of how many ran on the average, and at least', () => {
    assert.match(
      shown({ component: 'p/a' }) ?? '',
      / {2}2\.8 of 3 running, at least 1, short in 12 passes, 2 started, 1 failed, 3 gone$/,
    );
  });

  it('names no more than five components without -v, and acts on no terminal', () => {
    const many = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [`p/\u001b[2J${index}`, { ...component, short: 9 - index }]),
    );
    assert.match(shown({}, { components: many }) ?? '', /0 \(9\), .*4 \(5\) and 4 more$/);
    assert.match(shown({}, { components: many }, true) ?? '', /8 \(1\)$/);
    assert.doesNotMatch(shown({}, { components: many }, true) ?? '', /\p{Cc}/u);
  });
});

describe('muster history of before the passes that are kept', () => {
  let site: LocalSite;
  const now = Date.now();
  const own = 'pipe0/component-0';
  before(async () => {
    site = new LocalSite();
    site.config([site.type('a')]);
    const size = { components: 2, hosts: 50, passDays: 2, hourDays: 5, dayDays: 10 };
    await writePast(join(site.folder, 'logs'), now, size);
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

  it('tells days, then passes, and decisions in their places', async () => {
    const { exit, stdout, stderr } = await site.muster('history', '--since', '30d');
    assert.deepEqual([exit, stderr], [0, '']);
    const lines = stdout.split('\n');
    const days = lines.flatMap(
      (line) => /^(\d{4}-\d\d-\d\d) +2\.\d s +49\/50 +(\d+) passes, /.exec(line)?.slice(1, 3) ?? [],
    );
    const firstKept = dayName(now - 2 * dayMs);
    assert.ok(days.length / 2 >= 7 && !days.includes(firstKept), stdout);
    const drain = lines.findIndex((line) => line.endsWith('ada: drain n7'));
    assert.match(lines[drain - 1] ?? '', new RegExp(`^${dayName(now - 6 * dayMs)} `));
    assert.ok(lines.findLastIndex((line) => line.includes(' passes, ')) > drain);
    assert.equal(
      (await site.muster('history', '--since', '30d', '-n', '1', '--passes')).stdout.split('\n').length,
      3,
    );
  });

  it('tells hours with -v where there are some, and when the period is short', async () => {
    const { stdout } = await site.muster('history', '--since', '30d', '-v');
    const rows = stdout.split('\n').filter((line) => line.includes('12 passes, '));
    assert.ok(rows.length > 24 && rows.length < 5 * 24, String(rows.length));
    const short = await site.muster('history', '--since', '4d', '--until', '3d');
    assert.ok(short.stdout.includes('12 passes, '), short.stdout);
  });

  it('of a component that the file does not have any more, and of a host', async () => {
    const { stdout, stderr } = await site.muster('history', '--since', '30d', '--component', own);
    assert.equal(stderr, '');
    assert.match(stdout, /^\d{4}-\d\d-\d\d +2\.\d s +49\/50 +3\.8\d? of 4 running, \d+ started, \d+ gone$/m);
    const host = await site.muster('history', '--since', '30d', '--host', 'me');
    assert.match(host.stderr, /^muster: \d+ older rows without --host: hosts are not kept that long/);
    assert.doesNotMatch(host.stdout, / passes, \d+ started/);
  });

  it('the same as JSON', async () => {
    const { stdout } = await site.muster('history', '--since', '30d', '--json');
    const { entries } = asDocument(stdout) as { entries: { kind: string; at: string; passes?: number }[] };
    const kinds = new Set(entries.map(({ kind }) => kind));
    assert.deepEqual([...kinds].toSorted(), ['day', 'gone', 'launch', 'operator', 'pass']);
    const firstPass = entries.findIndex(({ kind }) => kind === 'pass');
    assert.ok(entries.slice(firstPass).every(({ kind }) => kind !== 'day'));
    const hours = await site.muster('history', '--since', '4d', '--until', '3d', '--json');
    assert.match(hours.stdout, /"kind": ?"hour"/);
  });

  it('a pass of today goes on with it, and what is broken is counted', async () => {
    const folder = join(site.folder, 'logs/history');
    appendFileSync(join(folder, historyName('hours', now - 4 * dayMs)), 'torn');
    const ran = await site.muster('run');
    assert.equal(ran.exit, 0, ran.stderr);
    const passes = readFileSync(join(folder, historyName('passes', Date.now())), 'utf8')
      .trimEnd()
      .split('\n');
    assert.deepEqual(
      passes.slice(-3).map((line) => (JSON.parse(line) as { kind: string }).kind),
      ['sent', 'launch', 'pass'],
    );
    assert.ok(readdirSync(folder).includes('rolled.json'));
    const { stderr } = await site.muster('history', '--since', '30d', '-v');
    assert.equal(stderr, 'muster: 1 line of the logs could not be read\n');
  });

  it('a history that cannot be written is told, and the pass does its work', async () => {
    using other = new LocalSite();
    other.config([other.type('a')]);
    mkdirSync(join(other.folder, 'logs'));
    writeFileSync(join(other.folder, 'logs/history'), '');
    const { exit, report } = await other.report('run');
    assert.equal(exit, 1);
    assert.match(report.problems.join(), /the history in \S+\/logs\/history cannot be written: E/);
    assert.equal(other.running('a').length, 1);
  });
});
