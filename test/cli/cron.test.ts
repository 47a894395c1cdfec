import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { LocalSite, mainFile, silent, withDead, type Ran } from './localSite.ts';
import { whileHeld } from '../monitor/whileHeld.ts';
import { itNeeds } from '../harness/needs.ts';

const down = withDead('n01', 'n02');

describe('muster run --cron', () => {
  let site: LocalSite;
  beforeEach(() => (site = new LocalSite()));
  afterEach(() => site[Symbol.dispose]());

  const cron = (...args: string[]): Promise<Ran> => site.muster('run', '--cron', ...args);

  /** What `run --cron` remembers to have reported: `kind about`, with `over` where it has reported the end. */
  const told = (): string[] => {
    const { problems } = JSON.parse(readFileSync(site.path('logs/told.json'), 'utf8')) as {
      problems: { kind: string; about: string; endedAt: string | null }[];
    };
    return problems
      .map(({ kind, about, endedAt }) =>
        [kind, ...(about === '' ? [] : [about]), ...(endedAt === null ? [] : ['over'])].join(' '),
      )
      .toSorted();
  };

  it('says nothing when all is well, also of what it started', async () => {
    site.config([site.type('a')]);
    assert.deepEqual(await cron(), silent(0));
    assert.equal(site.running('a').length, 1);
    assert.deepEqual(await cron(), silent(0));
  });

  it('a problem once, its end once; the exit code at every pass', async () => {
    const types = [site.type('a'), site.type('b', { count: 2, maxPerHost: 1 })];
    site.config(types, down);
    const first = await cron();
    assert.equal(first.exit, 3);
    assert.match(first.stdout, /p\/b.*n\[01-02\]/);
    assert.deepEqual(told(), ['host n01', 'host n02', 'short p/b']);
    assert.deepEqual(await cron(), silent(3));
    site.config([site.type('a'), site.type('b')]);
    assert.deepEqual(await cron(), silent(0));
    const last = await cron();
    assert.equal(last.exit, 0);
    assert.match(last.stdout, /p\/b.*n\[01-02\]/);
    assert.deepEqual(told(), ['host n01 over', 'host n02 over', 'short p/b over']);
    assert.deepEqual(await cron(), silent(0));
  });

  it('a broken Interface.json is mailed once, and what else was told is not over for that', async () => {
    site.config([site.type('a')], down);
    await cron();
    const good = readFileSync(site.file, 'utf8');
    site.write(`${good.slice(0, -1)}, "x": 1}`);
    const first = await cron();
    assert.equal(first.exit, 78);
    assert.match(first.stdout, /Interface\.json:1:\d+: /);
    assert.deepEqual([await cron(), await cron()], [silent(78), silent(78)]);
    site.write(good);
    assert.deepEqual(await cron(), silent(0));
    assert.match((await cron()).stdout, /Interface\.json/);
    assert.deepEqual(told(), ['config over', 'host n01', 'host n02']);
  });

  it('no Interface.json at all: once', async () => {
    assert.match((await cron()).stdout, /Interface\.json/);
    assert.deepEqual(await cron(), silent(78));
  });

  it('debugmode is told once, not at every pass', async () => {
    site.config([site.type('a')], { debugmode: true });
    assert.match((await cron()).stdout, /debugmode/);
    assert.deepEqual(await cron(), silent(0));
    assert.deepEqual(site.running('a'), []);
  });

  it('another pass at work is no news, until it holds the lock for longer than a pass may take', async () => {
    site.config([site.type('a')]);
    await cron();
    const heldSince = async (sinceMs: number): Promise<Ran[]> => {
      const ran: Ran[] = [];
      const owner = { host: hostname(), since: new Date(sinceMs).toISOString(), command: 'muster run' };
      await whileHeld(site, owner, async () => void ran.push(await cron(), await cron()));
      return ran;
    };
    assert.deepEqual(await heldSince(Date.now()), [silent(75), silent(75)]);
    const [first, second] = await heldSince(Date.now() - 3600_000);
    assert.ok(first?.stdout.includes(hostname()));
    assert.deepEqual([first?.exit, told()], [75, ['busy']]);
    assert.deepEqual(second, silent(75));
    assert.deepEqual(await cron(), silent(0));
    assert.notEqual((await cron()).stdout, '');
    assert.deepEqual(told(), ['busy over']);
  });

  it('logs that cannot be written: once, with the state in the stand-in folder; then its end', async () => {
    site.config([site.type('a')]);
    await cron();
    rmSync(site.path('logs'), { recursive: true });
    writeFileSync(site.path('logs'), 'no folder');
    const first = await cron();
    assert.equal(first.exit, 1);
    assert.notEqual(first.stdout, '');
    assert.notEqual((await cron()).stdout, '');
    assert.deepEqual([await cron(), await cron()], [silent(1), silent(1)]);
    rmSync(site.path('logs'));
    await cron();
    await cron();
    const { stdout } = await cron();
    const open = told().filter((problem) => !problem.endsWith(' over'));
    assert.deepEqual(open, [], stdout);
    assert.deepEqual(await cron(), silent(0));
  });

  it('nothing at all can be written: rather at every pass than never', async () => {
    site.config([site.type('a')], down);
    writeFileSync(site.path('logs'), 'no folder');
    mkdirSync(join(site.home, '.muster'));
    writeFileSync(join(site.home, '.muster/control'), 'no folder');
    for (const _pass of [1, 2]) {
      const { exit, stdout } = await cron();
      assert.notEqual(exit, 0);
      assert.match(stdout, /n\[01-02\]/);
    }
  });

  itNeeds(['faketime'], 'a day later, by a clock that was moved on, what goes on is told again', async () => {
    site.config([site.type('a')], down);
    await cron();
    const line = [process.execPath, mainFile, 'run', '--cron'];
    const later = await site.run(['faketime', '-f', '+24h', ...line]);
    assert.match(later.stdout, /n\[01-02\].*\(24 h\)/s);
    assert.equal((await site.run(['faketime', '-f', '+24h', ...line])).stdout, '');
    // And back: what was told lies in the future now, and is told no later than a day from now.
    assert.notEqual((await cron()).stdout, '');
    assert.deepEqual(await cron(), silent(0));
  });

  itNeeds(['script'], 'at a terminal all is shown, and nothing taken from the mail of cron', async () => {
    site.config([site.type('a')], down);
    const command = `${process.execPath} ${mainFile} run --cron`;
    const env = { ...process.env, NO_COLOR: '1' };
    for (const _pass of [1, 2]) {
      const { stdout } = await site.run(['script', '-qec', command, '/dev/null'], env);
      assert.match(stdout, /n\[01-02\]/);
    }
    assert.equal(existsSync(site.path('logs/told.json')), false);
    assert.match((await cron()).stdout, /n\[01-02\]/);
  });

  for (const args of [['--json'], ['--only', 'p/a'], ['-w', 'me'], ['--dry-run']])
    it(`does not go with ${args.join(' ')}`, async () => {
      site.config([site.type('a')]);
      const { exit, codes } = await site.refusal('run', '--cron', ...args);
      assert.deepEqual([exit, codes], [64, ['options-conflict']]);
    });
});
