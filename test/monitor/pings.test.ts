import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { message, withRemedy } from '../../src/core/catalogue/catalogue.ts';
import type { NotifyDocument } from '../../src/monitor/notify.ts';
import { asDocument, LocalSite, mainFile, silent, withDead, type Ran } from '../cli/localSite.ts';
import { isDeep, sample } from '../harness/sample.ts';
import { until } from '../harness/until.ts';
import { pingServer, rawServer, status, tlsFile, type PingServer } from './pingServer.ts';
import { whileHeld } from './whileHeld.ts';

const key = 'ping-key-SECRET';

/** Told of `/SLUG`, with the query that makes a check that is not there yet. */
const address = ({ host }: PingServer, scheme = 'http') => `${scheme}://${host}/${key}/muster?create=1`;
const monitor = (server: PingServer): Record<string, unknown> => ({
  monitor: { page: 'none', healthcheck: address(server) },
});

describe('monitor.healthcheck, of real passes', () => {
  let site: LocalSite;
  let server: PingServer;
  beforeEach(async () => {
    site = new LocalSite();
    server = await pingServer();
  });
  afterEach(async () => {
    site[Symbol.dispose]();
    await server[Symbol.asyncDispose]();
  });

  const words = (): string[] =>
    server.asked.map(({ path }) => path.replace(`/${key}/muster`, '').replace('?create=1', ''));
  /** Nothing is to run, so that passes take no longer than it takes to look. */
  const looking = (own: Record<string, unknown> = monitor(server)): LocalSite =>
    site.config([site.type('a', { on: false })], own);

  const commands = ['run', 'run --cron', 'run --json', 'run -q --retry'];
  for (const command of sample('commands that are told of', commands, 2))
    it(`${command}: begin, and success with the line that sums up`, async () => {
      looking();
      const { exit, stdout, stderr } = await site.muster(...command.split(' '));
      assert.equal(exit, 0);
      assert.deepEqual(words(), ['/start', '']);
      const [begin, end] = server.asked;
      assert.deepEqual([begin?.method, begin?.body, begin?.rid], ['POST', '', end?.rid]);
      assert.equal(end?.body.split('\n').length, 2);
      if (command === 'run') assert.ok(`${stdout}${stderr}`.includes(end?.body ?? '?'));
    });

  it('a failure with its exit code, and what is the matter', async () => {
    site.config([site.type('a', { count: 2, maxPerHost: 1 })], { ...withDead('n01'), ...monitor(server) });
    const { exit, stdout } = await site.muster('run', '-q');
    assert.equal(exit, 3);
    assert.deepEqual(words(), ['/start', '/3']);
    const lines = (server.asked[1]?.body ?? '').trimEnd().split('\n');
    assert.match(lines.slice(1).join('\n'), /^! {2}p\/a .*\n\? {2}n01 /);
    assert.deepEqual([...lines.slice(1), lines[0]], stdout.trimEnd().split('\n'));
  });

  it('debugmode: that is what cron makes, and it is told; nothing is started', async () => {
    // The look is not over before its begin is told.
    site.submitter('slow', 'while ! [ -e begun ]; do sleep 0.02; done; ps aux');
    const scripts = { local: 'workerscripts', probe: 'slow' };
    site.config([site.type('a')], { scripts, debugmode: true, ...monitor(server) });
    const pass = site.muster('run');
    await until(() => words().length > 0);
    writeFileSync(join(site.home, 'begun'), '');
    const { exit, stdout } = await pass;
    assert.equal(exit, 0);
    assert.deepEqual(words(), ['/start', '']);
    const [summary = ''] = server.asked[1]?.body.split('\n') ?? [];
    assert.ok(summary !== '' && stdout.includes(summary), summary);
    assert.deepEqual(site.running('a'), []);
  });

  it('nothing of what is no whole pass', async () => {
    looking();
    const passes = ['run --only p/a', 'run -w me', 'run --dry-run'];
    for (const args of [...passes, 'plan', 'status', 'stop p/a', 'drain me disk', 'check'])
      await site.muster(...args.split(' '));
    assert.deepEqual(words(), []);
  });

  it('nothing of one that finds another at work: that one tells of itself', async () => {
    looking();
    mkdirSync(site.path('logs'));
    const owner = { host: hostname(), since: new Date().toISOString(), command: 'muster run' };
    await whileHeld(site, owner, async () => assert.equal((await site.muster('run')).exit, 75));
    assert.deepEqual(words(), []);
  });

  it('a broken Interface.json: the address is read all the same, and its failure told', async () => {
    looking();
    const good = readFileSync(site.file, 'utf8');
    for (const broken of [`${good.slice(0, -1)}, "x": 1}`, good.replace('"hotlimit":9', '"hotlimit":"many"')])
      assert.equal((await site.write(broken).muster('run', '--cron')).exit, 78);
    assert.deepEqual(words(), ['/78', '/78']);
    assert.match(server.asked[0]?.body ?? '', /Interface\.json:1:\d+: .*"x"/);
    // Cut off in the middle of what comes after it.
    const cut = good.replace(/("monitor":\{.*?\}),?(.*)\}$/, '').slice(0, -1);
    site.write(`{"monitor":{"healthcheck":"${address(server)}"},${cut.slice(1)}`);
    assert.equal((await site.muster('run')).exit, 78);
    assert.deepEqual(words(), ['/78', '/78', '/78']);
  });

  it('what earlier passes left cannot be read: its failure, with the reason', async () => {
    looking();
    mkdirSync(site.path('logs'));
    writeFileSync(site.path('logs/state.json'), '{"version": 999}');
    const { exit } = await site.muster('run');
    assert.equal(exit, 1);
    // It may have failed before its begin could be told.
    assert.equal(words().at(-1), '/1');
    assert.ok(server.asked.at(-1)?.body.includes('logs/state.json'));
  });

  let usual: Awaited<ReturnType<typeof passOf>> | undefined;
  const servers = {
    'is not there': async () => {
      const gone = await rawServer(() => {});
      await gone[Symbol.asyncDispose]();
      return gone;
    },
    hangs: () => rawServer(() => {}),
    'closes within its answer': () =>
      rawServer((socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-le'))),
    'answers garbage': () => rawServer((socket) => socket.end('\0\x1b[2Jgarbage\r\n\r\n')),
    'answers 500': () => pingServer(status(500)),
    'answers 429': () => pingServer(status(429)),
  };
  // The first two and a 500 take their time: `healthcheck.test.ts` has them with less of it.
  const quick = ['closes within its answer', 'answers 429'] as const;
  const shown = isDeep ? (Object.keys(servers) as (keyof typeof servers)[]) : quick;
  for (const what of shown)
    it(`a server that ${what} changes nothing of what a pass says, ends with, or starts; -v names it [healthcheck-fails]`, async () => {
      const bad = await servers[what]();
      try {
        usual ??= await passOf(null);
        assert.deepEqual(await passOf(bad), usual);
        site.config([site.type('a')], monitor(bad));
        const { exit, stderr } = await site.muster('run', '-v');
        assert.deepEqual([exit, stderr.split('\n').filter((line) => line.includes(bad.host)).length], [0, 1]);
        // That is left to the other side.
        assert.deepEqual(await site.muster('run', '--cron', '-v'), silent(0));
      } finally {
        if (what !== 'is not there') await bad[Symbol.asyncDispose]();
      }
    });

  it('an address that is wrong is told, once by cron, with no more of it than its host', async () => {
    await using wrong = await pingServer(status(404));
    // Beside all else that a pass leaves behind.
    const shown = { page: 'index.html', textfile: 'muster.prom' };
    looking({ monitor: { ...shown, healthcheck: address(wrong) } });
    const plain = await site.muster('run');
    assert.equal(plain.exit, 1);
    const problem = message('healthcheck-refused', { host: wrong.host, status: 404 });
    assert.equal(plain.stderr, `muster: ${withRemedy(problem)}\n`);
    const first = await site.muster('run', '--cron');
    assert.equal(first.exit, 1);
    assert.ok(first.stdout.replaceAll(/\s+/g, ' ').includes(problem.text), first.stdout);
    assert.deepEqual(await site.muster('run', '--cron'), silent(1));
    looking();
    await site.muster('run', '--cron');
    assert.ok((await site.muster('run', '--cron')).stdout.includes(wrong.host));
    const said = [plain, first].map(({ stdout, stderr }) => stdout + stderr).join('');
    assert.ok(!said.includes(key), said);
    assert.ok(existsSync(site.path('index.html')) && existsSync(site.path('muster.prom')));
    const kept = await site.run(['grep', '-rlF', key, site.folder]);
    assert.equal(kept.stdout, `${site.file}\n`);
  });

  it('the program of monitor.notify hears of it too, where the server answers after the pass', async () => {
    const page = site.path('index.html');
    await using slow = await pingServer(async (request, response) => {
      // It is the last that a pass writes.
      await until(() => existsSync(page));
      status(404)(request, response);
    });
    writeFileSync(site.path('notify'), '#!/bin/sh\ncat >given\n', { mode: 0o755 });
    const told = { page: 'index.html', notify: ['notify'], healthcheck: address(slow) };
    looking({ monitor: told });
    assert.equal((await site.muster('run', '--cron')).exit, 1);
    const { begun } = asDocument<NotifyDocument>(readFileSync(site.path('given'), 'utf8'));
    const [problem = assert.fail(), ...more] = begun;
    assert.deepEqual([problem.code, more], ['healthcheck-refused', []]);
    assert.deepEqual(problem.params, { host: slow.host, status: 404 });
  });

  it('https: a certificate that nobody vouches for is not told to; one that is known is', async () => {
    await using safe = await pingServer(undefined, true);
    looking({ monitor: { page: 'none', healthcheck: address(safe, 'https') } });
    const { exit, stderr } = await site.muster('run', '-v');
    assert.equal(exit, 0);
    assert.ok(stderr.includes(safe.host) && stderr.includes('DEPTH_ZERO_SELF_SIGNED_CERT'), stderr);
    assert.equal(safe.asked.length, 0);
    const known = { ...process.env, NODE_EXTRA_CA_CERTS: tlsFile('certificate') };
    const ran = await site.run([process.execPath, mainFile, 'run'], known);
    assert.equal(ran.exit, 0);
    const asked = safe.asked.map(({ path }) => path.split('/').at(-1));
    assert.deepEqual(asked, ['start?create=1', 'muster?create=1']);
  });

  it('what the environment says of proxies does nothing', async () => {
    await using proxy = await pingServer(status(404));
    looking();
    const url = `http://${proxy.host}`;
    const env = { ...process.env, http_proxy: url, HTTP_PROXY: url, ALL_PROXY: url, NODE_USE_ENV_PROXY: '1' };
    assert.equal((await site.run([process.execPath, mainFile, 'run'], env)).exit, 0);
    assert.deepEqual([words(), proxy.asked.length], [['/start', ''], 0]);
  });
});

/** A pass of a site of its own: what it says but for names and times, and what it has started. */
async function passOf(server: PingServer | null): Promise<Ran & { running: number }> {
  using site = new LocalSite();
  const own = server === null ? { monitor: { page: 'none' } } : monitor(server);
  site.config([site.type('a'), site.type('b', { count: 2 })], own);
  const { exit, stdout, stderr } = await site.muster('run');
  const running = site.running('a').length + site.running('b').length;
  return { exit, stdout: stdout.replaceAll(site.folder, 'FOLDER'), stderr, running };
}
