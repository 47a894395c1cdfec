import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PageData } from '../../src/page/data.ts';
import { historyName } from '../../src/store/historyFiles.ts';
import type { PassEntry } from '../../src/store/historyRecord.ts';
import { onTinyDisk } from '../store/fullDisk.ts';
import { LocalSite, mainFile, silent, siteOf } from './localSite.ts';
import { itNeeds } from '../harness/needs.ts';
import { fieldOf, fieldLines } from '../harness/fields.ts';

/** What a page that is whole shows. */
function dataOf(html: string): PageData {
  assert.match(html, /^<!doctype html>.*<\/html>\n$/s);
  const [, json = ''] =
    /<script type="application\/json" id="muster-data">([^<]*)<\/script>/.exec(html) ??
    assert.fail('no data');
  return JSON.parse(json) as PageData;
}

const pageOf = (path: string): PageData => dataOf(readFileSync(path, 'utf8'));

describe('the page a pass leaves', () => {
  it('is where the logs are, shows what the pass has found and done, and is the next pass as well', async () => {
    using site = siteOf({ a: { count: 2, description: 'what a is for' } });
    const { exit } = await site.muster('run');
    assert.equal(exit, 0);
    const path = site.path('logs/index.html');
    const first = pageOf(path);
    assert.equal(first.command, 'run');
    assert.deepEqual(first.problems, []);
    assert.deepEqual(fieldLines(first.components, 'component', 'description', 'running', 'state'), [
      'p/a what a is for 2 met',
    ]);
    assert.deepEqual(fieldLines(first.log, 'kind', 'component', 'host', 'what'), [
      'launch p/a me confirmed',
      'launch p/a me confirmed',
    ]);
    assert.deepEqual(first.day.launched, [2, 1]);
    assert.equal(statSync(path).mode & 0o777, 0o644);
    await site.muster('run');
    const second = pageOf(path);
    assert.ok(second.at > first.at);
    assert.equal(second.passes.lastAt, second.at);
    assert.equal(second.log.length, 2);
    const halves = readdirSync(site.path('logs')).filter((name) => name.endsWith('.tmp'));
    assert.deepEqual(halves, []);
  });

  it('goes where monitor.page says, in a folder that is made; and nowhere with "none"', async () => {
    using site = siteOf({ a: {} }, { monitor: { page: 'web/fleet/now.html' } });
    assert.equal((await site.muster('run')).exit, 0);
    assert.equal(pageOf(site.path('web/fleet/now.html')).command, 'run');
    site.config([site.type('a')], { monitor: { page: 'none' } });
    assert.equal((await site.muster('run')).exit, 0);
    assert.equal(existsSync(site.path('logs/index.html')), false);
  });

  it('is written where debugmode makes of each pass a plan, and says so', async () => {
    using site = siteOf({ a: {} }, { debugmode: true });
    for (const args of [['run'], ['run', '--cron']]) {
      assert.equal((await site.muster(...args)).exit, 0);
      const path = site.path('logs/index.html');
      const { command, problems } = pageOf(path);
      assert.equal(command, 'plan');
      assert.equal(problems[0]?.kind, 'debugmode');
      rmSync(path);
    }
    await site.muster('run', '--dry-run');
    assert.equal(existsSync(site.path('logs/index.html')), false);
  });

  it('and the history want nothing of what is off, and no more than is allowed of what was paused', async () => {
    using site = siteOf({ a: { count: 2 }, b: { count: 2, on: false } });
    assert.equal((await site.muster('run')).exit, 0);
    assert.equal((await site.muster('stop', 'p/a', '-n', '1')).exit, 0);
    assert.equal((await site.muster('run')).exit, 0);
    const { entries } = await site.document<{ entries: readonly PassEntry[] }>('history');
    const last = entries.filter(({ kind }) => kind === 'pass').toSorted((a, b) => (a.at < b.at ? -1 : 1));
    const wanted = Object.entries(last.at(-1)?.components ?? {}).map(([id, own]) => [id, own.wanted]);
    assert.deepEqual(Object.fromEntries(wanted), { 'p/a': 1, 'p/b': 0 });
    const { day } = pageOf(site.path('logs/index.html'));
    assert.equal(day.components['p/a']?.wanted.at(-2), 1);
    assert.equal(day.components['p/b']?.wanted.at(-2), 0);
  });

  it('that cannot be written is a problem of the pass, which does its work [page-unwritable]', async () => {
    using site = new LocalSite();
    const file = site.path('a file');
    writeFileSync(file, 'mine');
    mkdirSync(site.path('folder'));
    for (const page of ['a file/index.html', 'folder', '/dev/null', '/proc/1/index.html']) {
      site.config([site.type('a')], { monitor: { page } });
      const { exit, report } = await site.report('run');
      assert.equal(exit, 1, page);
      assert.deepEqual(fieldOf(report.problems, 'code'), ['page-unwritable'], page);
      assert.equal(report.components[0]?.missing, 0);
    }
    assert.equal(readFileSync(file, 'utf8'), 'mine');
    assert.ok(statSync('/dev/null').isCharacterDevice());
  });

  itNeeds(['root'], 'stays as it was where the disk is full', () => {
    using site = new LocalSite();
    const disk = site.path('disk');
    mkdirSync(disk);
    site.config([], { monitor: { page: 'disk/index.html' } });
    const script = `printf before > disk/index.html; dd if=/dev/zero of=disk/filler bs=1k 2>&- ; "$@"; cat disk/index.html; ls disk`;
    const command = ['sh', '-c', script, 'sh', process.execPath, mainFile, 'run', '-q', '-c', site.file];
    const printed = onTinyDisk(disk, ['sh', '-c', 'cd "$0" && exec "$@"', site.folder, ...command]);
    assert.match(printed, /ENOSPC/);
    assert.match(printed, /before.*filler\nindex\.html\n$/s);
    assert.doesNotMatch(printed, /\.tmp/);
  });

  it('is whole whenever somebody reads it, and also when the pass is killed [page-killed]', async () => {
    using site = siteOf({ a: {} });
    await site.muster('run');
    const path = site.path('logs/index.html');
    const written = new Set<string>();
    for (let round = 0; round < 6; round++) {
      const child = spawn(process.execPath, [mainFile, 'page', '-q'], { cwd: site.folder, stdio: 'ignore' });
      const ended = once(child, 'close');
      // Every second is killed as soon as the fresh file lies beside the page.
      while (child.exitCode === null && child.signalCode === null) {
        written.add(pageOf(path).at);
        const isFresh = readdirSync(site.path('logs')).some((name) => /^index\.html\..*\.tmp$/.test(name));
        if (round % 2 === 1 && isFresh) child.kill('SIGKILL');
        await new Promise((resolve) => setImmediate(resolve));
      }
      await ended;
      written.add(pageOf(path).at);
    }
    assert.ok(written.size > 2, String(written.size));
  });
});

describe('muster page', () => {
  it('removes what a killed pass left beside the page, and nothing else', async () => {
    using site = siteOf({ a: {} });
    await site.muster('page');
    const logs = site.path('logs');
    const ours = ['index.html.0123abcd.tmp', 'index.html.89abcdef.tmp'];
    const names = [...ours, 'index.html.mine.tmp', 'my.html.0123abcd.tmp'];
    for (const name of names) writeFileSync(join(logs, name), '');
    for (const name of names) if (!name.includes('89')) utimesSync(join(logs, name), 0, 0);
    await site.muster('page');
    const left = readdirSync(logs).filter((name) => name.endsWith('.tmp'));
    assert.deepEqual(left, names.slice(1));
  });

  it('writes the page where passes write it, and prints where that is', async () => {
    using site = siteOf({ a: { count: 3 } });
    const { exit, stdout } = await site.muster('page');
    assert.equal(exit, 0);
    const path = site.path('logs/index.html');
    assert.equal(stdout, `${path}\n`);
    const { command, components, problems, passes } = pageOf(path);
    assert.equal(command, 'plan');
    assert.deepEqual([components[0]?.missing, problems[0]?.kind], [3, 'short']);
    assert.equal(passes.lastAt, null);
    assert.deepEqual(site.running('a'), []);
    assert.deepEqual(await site.muster('page', '-q'), silent(0));
  });

  it('says when the last pass was, also where that is days ago', async () => {
    using site = siteOf({ a: {} });
    const folder = site.path('logs/history');
    mkdirSync(folder, { recursive: true });
    for (const hours of [50, 26]) {
      const then = Date.now() - hours * 3_600_000;
      const at = new Date(then).toISOString();
      const line = { kind: 'pass', at, pass: 'p', tookMs: 900, hosts: [1, 1], components: { 'p/a': 1 } };
      writeFileSync(join(folder, historyName('passes', then)), `${JSON.stringify(line)}\n`);
      const { passes, day } = dataOf((await site.muster('page', '-o', '-')).stdout);
      assert.deepEqual([passes.lastAt, passes.lastTookMs], [at, 900]);
      assert.deepEqual(day.times, []);
    }
  });

  it('-o FILE writes it there, -o - prints it', async () => {
    using site = siteOf({ a: {} }, { monitor: { page: 'none' } });
    const printed = await site.muster('page', '-o', '-');
    assert.equal(printed.exit, 0);
    assert.equal(dataOf(printed.stdout).command, 'plan');
    const { exit, stdout } = await site.muster('page', '-o', 'own.html');
    assert.deepEqual([exit, stdout], [0, `${site.path('own.html')}\n`]);
    assert.equal(pageOf(site.path('own.html')).command, 'plan');
    assert.equal(existsSync(site.path('logs')), false);
  });

  it('needs -o where there is no place for the page, and says so before it asks a host', async () => {
    using site = siteOf({ a: {} }, { monitor: { page: 'none' } });
    const { exit, stdout, stderr } = await site.muster('page');
    assert.deepEqual([exit, stdout], [64, '']);
    assert.match(stderr, /"monitor\.page".*-o FILE/s);
  });

  it('says what is in its way', async () => {
    using site = siteOf({ a: {} });
    mkdirSync(site.path('taken'));
    const { exit, stdout, stderr } = await site.muster('page', '-o', 'taken');
    assert.deepEqual([exit, stdout], [1, '']);
    assert.match(stderr, /\/taken\b/);
  });
});
