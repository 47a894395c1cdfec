import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { NotifyDocument } from '../../src/monitor/notify.ts';
import { asDocument, LocalSite, mainFile, type Ran } from '../cli/localSite.ts';
import { until } from './until.ts';
import { whileHeld } from './whileHeld.ts';

const me = { host: 'me', via: 'local' };
/** Nothing listens on port 1. */
const dead = (host: string): object => ({ host, address: '127.0.0.1', port: 1 });
const withDead = {
  available: [me, dead('n01'), dead('n02')],
  ping: { method: 'tcp' },
  safety: { brownout: 1 },
};
const silent = (exit: number): Ran => ({ exit, stdout: '', stderr: '' });

describe('monitor.notify, of real passes', () => {
  let site: LocalSite;
  beforeEach(() => (site = new LocalSite()));
  afterEach(() => site[Symbol.dispose]());

  /** A program of the site, and what it was given: one file for each of its runs. */
  const program = (text: string): string => {
    const path = join(site.folder, 'notify');
    writeFileSync(path, `#!/bin/sh\n${text}\n`);
    chmodSync(path, 0o755);
    mkdirSync(join(site.folder, 'given'), { recursive: true });
    return path;
  };
  const keeping = 'name=given/$(date +%s%N)-$$; cat >"$name.part"; mv "$name.part" "$name"';
  const given = (): NotifyDocument[] =>
    readdirSync(join(site.folder, 'given'))
      .filter((name) => !name.endsWith('.part'))
      .toSorted()
      .map((name) => {
        const text = readFileSync(join(site.folder, 'given', name), 'utf8');
        assert.ok(text.endsWith('}\n'));
        return asDocument(text) as unknown as NotifyDocument;
      });
  const config = (
    own: Record<string, unknown> = {},
    notify: unknown = ['notify', '--to', "o'ps;$(x)"],
  ): void => {
    site.config([site.type('a')], { monitor: { page: 'none', notify }, ...own });
  };
  const cron = (): Promise<Ran> => site.muster('run', '--cron');
  const memory = (): string => join(site.folder, 'logs/notified.json');

  it('what is new once, then its end; exit code, arguments, folder and environment', async () => {
    program(`${keeping}\nprintf '%s|' "$PWD" "$#" "$1" "$2" "$MUSTER_CONFIG" "$OWN" >seen`);
    config(withDead);
    const env = { ...process.env, OWN: 'own' };
    const first = await site.run([process.execPath, mainFile, 'run', '-q'], env);
    assert.deepEqual([first.exit, first.stderr], [0, '']);
    assert.equal(
      readFileSync(join(site.folder, 'seen'), 'utf8'),
      `${site.folder}|2|--to|o'ps;$(x)|${site.file}|own|`,
    );
    const [one, ...others] = given();
    assert.ok(one);
    assert.deepEqual(others, []);
    assert.equal(one.subject, `muster on ${hostname()}: new: n[01-02] (2 hosts)`);
    assert.match(one.text, /^muster on .*\n\nNEW\n\? {2}n\[01-02\] {2}down: connection refused at port 1\n/);
    assert.deepEqual([one.machine, one.config, one.exit, one.silent], [hostname(), site.file, 0, 0]);
    assert.deepEqual(
      one.begun.map(({ kind, about, text, again, event }) => [kind, about, text, again, event]),
      ['n01', 'n02'].map((host) => ['host', host, 'down: connection refused at port 1', 'new', false]),
    );
    assert.deepEqual([one.ended, one.still], [[], []]);
    assert.deepEqual(await cron().then(({ exit }) => exit), 0);
    assert.equal(given().length, 1);
    config({ available: [me, dead('n02')], ping: { method: 'tcp' }, safety: { brownout: 1 } });
    await cron();
    await cron();
    const end = given()[1];
    assert.ok(end);
    assert.deepEqual([end.begun, end.still, end.silent], [[], [], 1]);
    assert.deepEqual(
      end.ended.map(({ id, about, since, endedAt }) => [id, about, since, typeof endedAt]),
      [[one.begun[0]?.id, 'n01', one.begun[0]?.since, 'string']],
    );
    assert.equal(given().length, 2);
  });

  it("cron's mail and the program are each told all of it", async () => {
    program(keeping);
    config(withDead);
    await site.muster('run', '-q');
    assert.match((await cron()).stdout, /new: n\[01-02\] \(2 hosts\)/);
    assert.deepEqual(await cron(), silent(0));
    assert.equal(given().length, 1);
  });

  it('another cause is told as changed, of the same incident', async () => {
    program(keeping);
    config(withDead);
    await cron();
    config({ ...withDead, available: [me, { ...dead('n01'), address: '256.1.1.1' }, dead('n02')] });
    await cron();
    const [first, second] = given();
    assert.deepEqual(
      second?.begun.map(({ about, again }) => [about, again]),
      [['n01', 'changed']],
    );
    assert.equal(second?.begun[0]?.id, first?.begun[0]?.id);
  });

  it('a day later all that goes on is told again', async () => {
    program(keeping);
    config(withDead);
    await cron();
    const text = readFileSync(memory(), 'utf8');
    writeFileSync(memory(), text.replaceAll(/(?<="(?:since|toldAt)": ")[^"]+/g, dayBefore));
    await cron();
    await cron();
    const [, reminder, ...more] = given();
    assert.deepEqual(more, []);
    assert.deepEqual(
      reminder?.still.map(({ about }) => about),
      ['n01', 'n02'],
    );
    assert.match(reminder?.subject ?? '', /: still there: n\[01-02\] \(2 hosts\)$/);
  });

  it('a broken Interface.json, once, by the program that can be read there; then its end', async () => {
    program(keeping);
    config();
    const good = readFileSync(site.file, 'utf8');
    site.write(`${good.slice(0, -1)}, "x": 1}`);
    assert.equal((await site.muster('run')).exit, 78);
    assert.equal((await cron()).exit, 78);
    assert.equal(given().length, 1);
    const [broken] = given();
    assert.deepEqual([broken?.exit, broken?.begun.map(({ kind }) => kind)], [78, ['config']]);
    site.write(good);
    await cron();
    await cron();
    assert.equal(given()[1]?.ended[0]?.id, broken?.begun[0]?.id);
  });

  it('another pass at work is told when it holds the lock for longer than a pass may take', async () => {
    program(keeping);
    config();
    await cron();
    for (const [agoMs, told] of [
      [0, 0],
      [3600_000, 1],
    ] as const) {
      const owner = {
        host: hostname(),
        since: new Date(Date.now() - agoMs).toISOString(),
        command: 'muster run',
      };
      await whileHeld(site, owner, async () => assert.equal((await site.muster('run')).exit, 75));
      assert.deepEqual(
        given().map(({ begun }) => begun[0]?.kind),
        told ? ['busy'] : [],
      );
    }
  });

  it('one that fails is a problem of the pass, and is given the same again until it takes it', async () => {
    program(`${keeping}\necho "no route to the pager" >&2\nexit 7`);
    config(withDead);
    const plain = await site.muster('run', '-q');
    assert.equal(plain.exit, 1);
    const sentence = `monitor.notify: ${site.folder}/notify ended with exit 7; it printed: no route to the pager. What it was to tell is given to it again by the next pass.`;
    assert.equal(plain.stderr, `muster: ${sentence}\n`);
    const mailed = await cron();
    assert.equal(mailed.exit, 1);
    assert.match(
      mailed.stdout.replaceAll(/\n {5}/g, ' '),
      /! {2}monitor\.notify: .*notify ended with exit 7; it printed: no route/,
    );
    assert.deepEqual(await cron(), silent(1));
    program(keeping);
    assert.equal((await site.muster('run', '-q')).exit, 0);
    const all = given();
    assert.equal(all.length, 4);
    for (const { begun } of all) assert.deepEqual(begun, all[0]?.begun);
    await cron();
    assert.equal(given().length, 4);
  });

  for (const [what, notify, said] of [
    ['is not there', 'nowhere', 'could not be run (ENOENT)'],
    ['may not be run', 'Interface.json', 'could not be run (EACCES)'],
    ['is a folder', 'workerscripts', 'could not be run (EACCES)'],
  ] as const)
    it(`one that ${what} is said, and nothing is lost`, async () => {
      config(withDead, notify);
      const { exit, stderr } = await site.muster('run', '-q');
      assert.equal(exit, 1);
      assert.ok(stderr.includes(`/${notify} ${said}`), stderr);
      program(keeping);
      config(withDead);
      await cron();
      assert.equal(given()[0]?.begun.length, 2);
    });

  it('one that does not read, closes its stdin, or leaves children that hold its output, is done when it has ended', async () => {
    const hosts = Array.from({ length: 2000 }, (_, index) => `n${String(index).padStart(4, '0')}`);
    const many = { ...withDead, available: [me, ...hosts.map(dead)], fanout: { hosts: 200 } };
    program('exec <&-\nyes "much is printed" | head -c 3000000\nsleep 600 &\necho $! >child\nexit 0');
    config(many);
    const { exit, stderr } = await site.muster('run', '-q');
    assert.deepEqual([exit, stderr], [0, '']);
    process.kill(Number(readFileSync(join(site.folder, 'child'), 'utf8')));
    // All of that was one run of it; given to another, it is one document with an item for each host and a text for people.
    rmSync(memory());
    program(keeping);
    await site.muster('run', '-q');
    const [document, ...more] = given();
    assert.deepEqual([more.length, document?.begun.length], [0, hosts.length]);
    assert.equal(new Set(document?.begun.map(({ id }) => id)).size, hosts.length);
    assert.ok((document?.text.length ?? 0) < 1000, document?.text);
    assert.match(document?.subject ?? '', /: new: n\[0000-1999\] \(2000 hosts\)$/);
  });

  it('two passes at one instant tell it once, also when the one is not done yet', async () => {
    program(`${keeping}\nwhile ! [ -e go ]; do sleep 0.05; done`);
    config(withDead);
    const first = cron();
    await until(() => !(given().length === 0));
    // The lock of the pass is free by then, so that another goes through, and waits for its turn to tell.
    const second = cron();
    // What it must not do takes it a moment; were that too short, this would show less, and not fail.
    await Promise.race([second, new Promise((resolve) => setTimeout(resolve, 3000))]);
    writeFileSync(join(site.folder, 'go'), '');
    const [one, two] = await Promise.all([first, second]);
    assert.equal(given().length, 1);
    const told = [one, two].filter(({ stdout }) => stdout.includes('new: n[01-02]'));
    assert.equal(told.length, 1);
  });

  it('killed between telling and writing it down: told twice, never lost', async () => {
    program(`${keeping}\nkill -9 $PPID`);
    config(withDead);
    assert.equal((await site.muster('run', '-q')).exit, null);
    assert.equal(existsSync(memory()), false);
    program(keeping);
    assert.equal((await cron()).exit, 0);
    assert.deepEqual(
      given().map(({ begun }) => begun.length),
      [2, 2],
    );
    await cron();
    assert.equal(given().length, 2);
  });

  it('logs that cannot be written: told once all the same, by what is kept in the home; nowhere at all: by every pass', async () => {
    program(keeping);
    config(withDead);
    writeFileSync(join(site.folder, 'logs'), 'no folder');
    for (const _pass of [1, 2, 3, 4]) assert.equal((await site.muster('run', '-q')).exit, 1);
    const hosts = (): number[] =>
      given().map(({ begun }) => begun.filter(({ kind }) => kind === 'host').length);
    assert.equal(
      hosts().reduce((sum, count) => sum + count),
      2,
    );
    rmSync(join(site.home, '.muster'), { recursive: true });
    writeFileSync(join(site.home, '.muster'), 'no folder');
    const before = given().length;
    for (const _pass of [1, 2]) {
      const { exit, stderr } = await site.muster('run', '-q');
      assert.notEqual(exit, 0);
      assert.match(stderr, /notified\.json .* nor to .*: every pass tells it again/);
    }
    assert.deepEqual(hosts().slice(before), [2, 2]);
  });

  it('nothing is given of what is no whole pass', async () => {
    program(keeping);
    config(withDead);
    for (const args of [
      ['run', '--only', 'p/a'],
      ['run', '-w', 'me'],
      ['run', '--dry-run'],
      ['plan'],
      ['status'],
    ])
      await site.muster(...args);
    assert.deepEqual([given(), existsSync(memory())], [[], false]);
  });
});

function dayBefore(at: string): string {
  return new Date(Date.parse(at) - 86_400_000).toISOString();
}
