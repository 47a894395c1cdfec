import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { LocalSite, mainFile, type Ran } from '../cli/localSite.ts';
import { pingServer, rawServer, status, tlsFile, type PingServer } from './pingServer.ts';
import { until } from './until.ts';
import { whileHeld } from './whileHeld.ts';

const key = 'ping-key-SECRET';
/** Nothing listens on port 1. */
const dead = { host: 'n01', address: '127.0.0.1', port: 1 };
const withDead = { available: [{ host: 'me', via: 'local' }, dead], ping: { method: 'tcp' } };

/** Told of `/SLUG`, with the query that makes a check that is not there yet. */
const address = ({ host }: PingServer, scheme = 'http'): string =>
  `${scheme}://${host}/${key}/muster?create=1`;
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

  for (const args of [['run'], ['run', '--cron'], ['run', '--json'], ['run', '-q', '--retry']])
    it(`${args.join(' ')}: begin, and success with the line that sums up`, async () => {
      site.config([site.type('a')], monitor(server));
      const { exit, stderr } = await site.muster(...args);
      assert.deepEqual([exit, stderr.replaceAll(/^Pass.*\n/gm, '')], [0, '']);
      assert.deepEqual(words(), ['/start', '']);
      const [begin, end] = server.asked;
      assert.deepEqual(
        [begin?.method, begin?.path, begin?.body],
        ['POST', `/${key}/muster/start?create=1`, ''],
      );
      assert.equal(begin?.rid, end?.rid);
      assert.match(end?.body ?? '', /^Pass: 1 started\. .*\n$/);
    });

  it('a failure with its exit code, and what is the matter', async () => {
    site.config([site.type('a', { count: 2, maxPerHost: 1 })], {
      ...withDead,
      safety: { brownout: 1 },
      ...monitor(server),
    });
    const { exit, stdout } = await site.muster('run', '-q');
    assert.equal(exit, 3);
    assert.deepEqual(words(), ['/start', '/3']);
    const lines = (server.asked[1]?.body ?? '').trimEnd().split('\n');
    assert.match(lines[0] ?? '', /^Pass: /);
    assert.match(lines.join('\n'), /^! {2}p\/a .*\n\? {2}n01 {2}down: connection refused at port 1$/m);
    assert.deepEqual([...lines.slice(1), lines[0]], stdout.trimEnd().split('\n'));
  });

  it('debugmode: that is what cron makes, and it is told; nothing is started', async () => {
    // It takes its time, so that the look is not over before its begin is told.
    site.submitter('slow', 'sleep 1; ps aux');
    const scripts = { local: 'workerscripts', probe: 'slow' };
    site.config([site.type('a')], { scripts, debugmode: true, ...monitor(server) });
    const { exit, stdout, stderr } = await site.muster('run');
    assert.equal(exit, 0);
    assert.match(stdout, /^Plan: 1 to start/m);
    assert.equal(stderr, '"debugmode" is true in the configuration: nothing will be launched.\n');
    assert.deepEqual(words(), ['/start', '']);
    assert.match(server.asked[1]?.body ?? '', /^Plan: 1 to start/);
    assert.deepEqual(site.running('a'), []);
  });

  it('nothing of what is no whole pass', async () => {
    site.config([site.type('a')], monitor(server));
    for (const args of [
      ['run', '--only', 'p/a'],
      ['run', '-w', 'me'],
      ['run', '--dry-run'],
      ['plan'],
      ['status'],
      ['stop', 'p/a'],
      ['drain', 'me', 'disk'],
      ['check'],
    ])
      await site.muster(...args);
    assert.deepEqual(words(), []);
  });

  it('nothing of one that finds another at work: that one tells of itself', async () => {
    site.config([site.type('a')], monitor(server));
    mkdirSync(join(site.folder, 'logs'));
    const owner = { host: hostname(), since: new Date().toISOString(), command: 'muster run' };
    await whileHeld(site, owner, async () => assert.equal((await site.muster('run')).exit, 75));
    assert.deepEqual(words(), []);
  });

  it('a broken Interface.json: the address is read all the same, and its failure told', async () => {
    site.config([site.type('a')], monitor(server));
    const good = readFileSync(site.file, 'utf8');
    for (const broken of [
      `${good.slice(0, -1)}, "x": 1}`,
      good.replace('"hotlimit":9', '"hotlimit":"many"'),
    ]) {
      site.write(broken);
      const { exit } = await site.muster('run', '--cron');
      assert.equal(exit, 78);
    }
    assert.deepEqual(words(), ['/78', '/78']);
    assert.match(server.asked[0]?.body ?? '', /Interface\.json:1:\d+: error: x: the key "x" is unknown/);
    // Cut off in the middle of what comes after it.
    const cut = good.replace(/("monitor":\{.*?\}),?(.*)\}$/, '').slice(0, -1);
    site.write(`{"monitor":{"healthcheck":"${address(server)}"},${cut.slice(1)}`);
    assert.equal((await site.muster('run')).exit, 78);
    assert.deepEqual(words(), ['/78', '/78', '/78']);
  });

  it('what earlier passes left cannot be read: its failure, with the reason', async () => {
    site.config([site.type('a')], monitor(server));
    mkdirSync(join(site.folder, 'logs'));
    writeFileSync(join(site.folder, 'logs/state.json'), '{"version": 999}');
    const { exit } = await site.muster('run');
    assert.equal(exit, 1);
    // It may have failed before its begin could be told.
    assert.equal(words().at(-1), '/1');
    assert.match(server.asked.at(-1)?.body ?? '', /^what earlier passes left cannot be read: /);
  });

  it('no server, whatever it does, changes what a pass says, ends with, or starts', async () => {
    const servers: Record<string, PingServer> = {
      'none there': await rawServer(() => {}),
      hangs: await rawServer(() => {}),
      cuts: await rawServer((socket) => socket.resetAndDestroy()),
      'closes within its answer': await rawServer((socket) =>
        socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-le')),
      ),
      garbage: await rawServer((socket) => socket.end('\0\x1b[2Jgarbage\r\n\r\n')),
      'answers 500': await pingServer(status(500)),
      'answers 301': await pingServer(status(301, { location: `http://${server.host}/` })),
      'goes on for ever': await pingServer((_request, response) => {
        const more = (): void => {
          while (response.write('x'.repeat(10_000)));
        };
        response.on('drain', more).on('error', () => {});
        more();
      }),
    };
    await servers['none there']?.[Symbol.asyncDispose]();
    try {
      const without = await passOf(null);
      const ran = await Promise.all(Object.values(servers).map(passOf));
      for (const [index, what] of Object.keys(servers).entries()) assert.deepEqual(ran[index], without, what);
      assert.deepEqual(words(), []);
    } finally {
      for (const [what, one] of Object.entries(servers))
        if (what !== 'none there') await one[Symbol.asyncDispose]();
    }
  });

  it('-v says that nobody was told, in a sentence; with --cron even that is left to the other side', async () => {
    await using gone = await pingServer(status(500));
    site.config([site.type('a')], monitor(gone));
    const { exit, stderr } = await site.muster('run', '-v');
    const said = stderr.split('\n').filter((line) => line.includes('healthcheck'));
    assert.deepEqual(
      [exit, said],
      [0, [`muster: monitor.healthcheck: ${gone.host} was not told: it answered 500`]],
    );
    assert.deepEqual(await site.muster('run', '--cron', '-v'), { exit: 0, stdout: '', stderr: '' });
  });

  it('an address that is wrong is told, once by cron, with no more of it than its host', async () => {
    await using wrong = await pingServer(status(404));
    // Beside all else that a pass leaves behind.
    const shown = { page: 'index.html', textfile: 'muster.prom' };
    site.config([site.type('a')], { monitor: { ...shown, healthcheck: address(wrong) } });
    const plain = await site.muster('run');
    assert.equal(plain.exit, 1);
    const sentence = `monitor.healthcheck: ${wrong.host} answered 404; is the address right?`;
    assert.equal(plain.stderr, `muster: ${sentence}\n`);
    const first = await site.muster('run', '--cron');
    assert.equal(first.exit, 1);
    assert.ok(
      first.stdout.includes(`\nNEW\n!  monitor.healthcheck: ${wrong.host} answered 404;`),
      first.stdout,
    );
    assert.deepEqual(await site.muster('run', '--cron'), { exit: 1, stdout: '', stderr: '' });
    site.config([site.type('a')], monitor(server));
    await site.muster('run', '--cron');
    assert.match((await site.muster('run', '--cron')).stdout, /: over: this machine\n/);
    const said = [plain, first].map(({ stdout, stderr }) => stdout + stderr).join('');
    assert.ok(!said.includes(key), said);
    assert.ok(existsSync(join(site.folder, 'index.html')) && existsSync(join(site.folder, 'muster.prom')));
    const kept = await site.run(['grep', '-rlF', key, site.folder]);
    assert.equal(kept.stdout, `${site.file}\n`);
  });

  it('the program of monitor.notify hears of it too, where the server answers after the pass', async () => {
    const page = join(site.folder, 'index.html');
    await using slow = await pingServer(async (request, response) => {
      // It is the last that a pass writes.
      await until(() => existsSync(page));
      status(404)(request, response);
    });
    writeFileSync(join(site.folder, 'notify'), '#!/bin/sh\ncat >given\n', { mode: 0o755 });
    const told = { page: 'index.html', notify: ['notify'], healthcheck: address(slow) };
    site.config([site.type('a')], { monitor: told });
    assert.equal((await site.muster('run', '--cron')).exit, 1);
    const given = readFileSync(join(site.folder, 'given'), 'utf8');
    assert.match(given, /monitor\.healthcheck: \S+ answered 404; is the address right\?/);
  });

  it('https: a certificate that nobody vouches for is not told to; one that is known is', async () => {
    await using safe = await pingServer(undefined, true);
    const own = { monitor: { page: 'none', healthcheck: address(safe, 'https') } };
    site.config([site.type('a')], own);
    const { exit, stderr } = await site.muster('run', '-v');
    assert.equal(exit, 0);
    assert.match(
      stderr,
      /^muster: monitor\.healthcheck: 127\.0\.0\.1:\d+ was not told: DEPTH_ZERO_SELF_SIGNED_CERT$/m,
    );
    assert.equal(safe.asked.length, 0);
    const known = { ...process.env, NODE_EXTRA_CA_CERTS: tlsFile('certificate') };
    const ran = await site.run([process.execPath, mainFile, 'run'], known);
    assert.equal(ran.exit, 0);
    assert.deepEqual(
      safe.asked.map(({ path }) => path.split('/').at(-1)),
      ['start?create=1', 'muster?create=1'],
    );
  });

  it('what the environment says of proxies does nothing', async () => {
    await using proxy = await pingServer(status(404));
    site.config([site.type('a')], monitor(server));
    const url = `http://${proxy.host}`;
    const env = { ...process.env, http_proxy: url, HTTP_PROXY: url, ALL_PROXY: url, NODE_USE_ENV_PROXY: '1' };
    assert.equal((await site.run([process.execPath, mainFile, 'run'], env)).exit, 0);
    assert.deepEqual([words(), proxy.asked.length], [['/start', ''], 0]);
  });
});

/** A pass of a site of its own: what it says but for names and times, and what it has started. */
async function passOf(
  server: PingServer | null,
): Promise<Omit<Ran, 'stderr'> & { stderr: string; running: number }> {
  using site = new LocalSite();
  const own = server === null ? { monitor: { page: 'none' } } : monitor(server);
  site.config([site.type('a'), site.type('b', { count: 2 })], own);
  const { exit, stdout, stderr } = await site.muster('run');
  const running = site.running('a').length + site.running('b').length;
  return { exit, stdout: stdout.replaceAll(site.folder, 'FOLDER'), stderr, running };
}
