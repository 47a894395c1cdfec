import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { mainFile, silent, withDead, type Ran } from '../cli/localSite.ts';
import { fieldLines, fieldOf } from '../harness/fields.ts';
import { isDeep } from '../harness/sample.ts';
import { until } from '../harness/until.ts';
import { keeping, NotifySite } from './notifySite.ts';
import { whileHeld } from './whileHeld.ts';

const down = withDead('n01', 'n02');

describe('monitor.notify, of real passes', () => {
  let site: NotifySite;
  beforeEach(() => (site = new NotifySite()));
  afterEach(() => site[Symbol.dispose]());

  const memory = (): string => site.path('logs/notified.json');
  const run = (...args: string[]): Promise<Ran> => site.muster('run', '-q', ...args);
  /** How many problems began in each document. */
  const begun = (kind?: string): number[] =>
    site.given().map((one) => one.begun.filter((item) => kind === undefined || item.kind === kind).length);

  it('gets what is new once, then its end, with arguments, folder and environment', async () => {
    site.notifier(`${keeping}\nprintf '%s|' "$PWD" "$#" "$1" "$2" "$MUSTER_CONFIG" "$OWN" >seen`);
    const notify = ['notify', '--to', "o'ps;$(x)"];
    site.notifying(down, notify);
    const first = await site.run([process.execPath, mainFile, 'run', '-q'], { ...process.env, OWN: 'own' });
    assert.deepEqual([first.exit, first.stderr], [0, '']);
    const seen = readFileSync(site.path('seen'), 'utf8');
    assert.equal(seen, `${site.folder}|2|--to|o'ps;$(x)|${site.file}|own|`);
    const [one, ...others] = site.given();
    assert.ok(one);
    assert.deepEqual(others, []);
    assert.ok(one.subject.includes(hostname()) && one.subject.includes('n[01-02]'), one.subject);
    const unwrapped = one.text.replaceAll(/\s+/g, ' ');
    assert.ok(one.text.startsWith(one.subject) && unwrapped.includes(one.begun[0]?.text ?? '?'), one.text);
    assert.deepEqual([one.machine, one.config, one.exit, one.silent], [hostname(), site.file, 0, 0]);
    assert.deepEqual(fieldLines(one.begun, 'kind', 'about', 'code', 'params', 'again', 'event'), [
      'host n01 connection-refused {"port":1} new false',
      'host n02 connection-refused {"port":1} new false',
    ]);
    assert.deepEqual([one.ended, one.still], [[], []]);
    // cron's mail is told all of it as well.
    assert.ok((await site.cron()).stdout.includes('n[01-02]'));
    assert.deepEqual(await site.cron(), silent(0));
    assert.equal(site.given().length, 1);
    site.notifying(withDead('n02'), notify);
    for (const _pass of [1, 2]) await site.cron();
    const [, end, ...more] = site.given();
    assert.ok(end);
    assert.deepEqual([end.begun, end.still, end.silent, more], [[], [], 1, []]);
    const [over, ...overToo] = end.ended;
    assert.deepEqual([over?.id, over?.about, over?.since], [one.begun[0]?.id, 'n01', one.begun[0]?.since]);
    assert.deepEqual([typeof over?.endedAt, overToo], ['string', []]);
  });

  it('gets another cause as changed, of the same incident, and a day later all that goes on', async () => {
    site.notifier(keeping);
    site.notifying(down);
    await site.cron();
    const [me, n01, n02] = down['available'] as object[];
    site.notifying({ ...down, available: [me, { ...n01, address: '256.1.1.1' }, n02] });
    await site.cron();
    const [first, second] = site.given();
    const [changed, ...alsoChanged] = second?.begun ?? [];
    assert.deepEqual([changed?.about, changed?.again, alsoChanged], ['n01', 'changed', []]);
    assert.equal(changed?.id, first?.begun[0]?.id);
    const text = readFileSync(memory(), 'utf8');
    writeFileSync(memory(), text.replaceAll(/(?<="(?:since|toldAt)": ")[^"]+/g, dayBefore));
    for (const _pass of [1, 2]) await site.cron();
    const [reminder, ...more] = site.given().slice(2);
    assert.deepEqual(more, []);
    assert.deepEqual(fieldOf(reminder?.still ?? [], 'about'), ['n01', 'n02']);
    assert.ok(reminder?.subject.includes('n[01-02]'), reminder?.subject);
  });

  it('gets a broken Interface.json once, by the program that can be read there, and then its end', async () => {
    site.notifier(keeping);
    site.notifying();
    const good = readFileSync(site.file, 'utf8');
    site.write(`${good.slice(0, -1)}, "x": 1}`);
    assert.equal((await run()).exit, 78);
    assert.equal((await site.cron()).exit, 78);
    const [broken, ...others] = site.given();
    assert.deepEqual([broken?.exit, broken?.begun.map(({ kind }) => kind), others], [78, ['config'], []]);
    site.write(good);
    for (const _pass of [1, 2]) await site.cron();
    assert.equal(site.given()[1]?.ended[0]?.id, broken?.begun[0]?.id);
  });

  it('gets another pass at work when that holds the lock for longer than a pass may take', async () => {
    site.notifier(keeping);
    site.notifying();
    await site.cron();
    for (const [agoMs, kinds] of [
      [0, []],
      [3600_000, ['busy']],
    ] as const) {
      const since = new Date(Date.now() - agoMs).toISOString();
      const owner = { host: hostname(), since, command: 'muster run' };
      await whileHeld(site, owner, async () => assert.equal((await run()).exit, 75));
      const told = site.given().map((document) => document.begun[0]?.kind);
      assert.deepEqual(told, kinds);
    }
  });

  it('is a problem of the pass where it fails, and gets the same again until it takes it [notify-fails]', async () => {
    site.notifier(`${keeping}\necho "no route to the pager" >&2\nexit 7`);
    site.notifying(down);
    const plain = await run();
    assert.equal(plain.exit, 1);
    for (const said of [site.path('notify'), '7', 'no route to the pager'])
      assert.ok(plain.stderr.includes(said), plain.stderr);
    const mailed = await site.cron();
    assert.equal(mailed.exit, 1);
    assert.ok(mailed.stdout.replaceAll(/\s+/g, ' ').includes('no route to the pager'), mailed.stdout);
    assert.deepEqual(await site.cron(), silent(1));
    site.notifier(keeping);
    assert.equal((await run()).exit, 0);
    const all = site.given();
    assert.equal(all.length, 4);
    for (const document of all) assert.deepEqual(document.begun, all[0]?.begun);
    await site.cron();
    assert.equal(site.given().length, 4);
  });

  it('is a problem of the pass where it cannot be run, and nothing is lost', async () => {
    site.notifying(down, 'nowhere');
    const { exit, stderr } = await run();
    assert.equal(exit, 1);
    assert.ok(stderr.includes(site.path('nowhere')) && stderr.includes('ENOENT'), stderr);
    site.notifier(keeping);
    site.notifying(down);
    await site.cron();
    assert.deepEqual(begun(), [2]);
  });

  it('gets one document for all of a large fleet, with an item for each host and a short text for people', async () => {
    const count = isDeep ? 2000 : 60;
    const hosts = Array.from({ length: count }, (_, index) => `n${String(index).padStart(4, '0')}`);
    site.notifying({ ...withDead(...hosts), fanout: { hosts: 200 } });
    site.notifier(keeping);
    await run();
    const [document, ...more] = site.given();
    assert.deepEqual([more.length, document?.begun.length], [0, count]);
    assert.equal(new Set(document?.begun.map(({ id }) => id)).size, count);
    assert.ok((document?.text.length ?? 0) < 1000, document?.text);
    assert.ok(document?.subject.includes(`n[0000-${hosts.at(-1)?.slice(1)}]`), document?.subject);
  });

  it('gets news once from two passes at one instant, also when the first is not done yet', async () => {
    site.notifier(`${keeping}\nwhile ! [ -e go ]; do sleep 0.02; done`);
    site.notifying(down);
    const first = site.cron();
    await until(() => site.given().length > 0);
    // The lock of the pass is free by then, so that another goes through, and waits for its turn to notify.
    const second = site.cron();
    await until(() => openFiles().filter((path) => path.endsWith('notified.json.lock')).length > 1);
    // What it must not do takes it a moment; were that too short, this would show less, and not fail.
    await Promise.race([second, sleep(300)]);
    writeFileSync(site.path('go'), '');
    const both = await Promise.all([first, second]);
    assert.equal(site.given().length, 1);
    assert.equal(both.filter(({ stdout }) => stdout.includes('n[01-02]')).length, 1);
  });

  it('gets news twice rather than never where the pass is killed before it is written down [notify-killed]', async () => {
    site.notifier(`${keeping}\nkill -9 $PPID`);
    site.notifying(down);
    assert.equal((await site.program('run', '-q')).exit, null);
    assert.equal(existsSync(memory()), false);
    site.notifier(keeping);
    assert.equal((await site.cron()).exit, 0);
    assert.deepEqual(begun(), [2, 2]);
    await site.cron();
    assert.equal(site.given().length, 2);
  });

  it('gets news once where the logs cannot be written, by what is kept in the home; without that from every pass', async () => {
    site.notifier(keeping);
    site.notifying(down);
    writeFileSync(site.path('logs'), 'no folder');
    for (const _pass of [1, 2]) assert.equal((await run()).exit, 1);
    const hosts = begun('host').reduce((sum, count) => sum + count);
    assert.equal(hosts, 2);
    rmSync(site.path('home/.muster'), { recursive: true });
    writeFileSync(site.path('home/.muster'), 'no folder');
    const before = site.given().length;
    for (const _pass of [1, 2]) {
      const { exit, stderr } = await run();
      assert.notEqual(exit, 0);
      assert.ok(stderr.includes('notified.json'), stderr);
    }
    assert.deepEqual(begun('host').slice(before), [2, 2]);
  });

  it('gets nothing of what is no whole pass', async () => {
    site.notifier(keeping);
    site.notifying(down);
    for (const args of ['run --only p/a', 'run -w me', 'run --dry-run', 'plan', 'status'])
      await site.muster(...args.split(' '));
    assert.deepEqual([site.given(), existsSync(memory())], [[], false]);
  });
});

/** The paths of the files this process has open. */
function openFiles(): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)];
    } catch {
      return [];
    }
  });
}

function dayBefore(at: string): string {
  return new Date(Date.parse(at) - 86_400_000).toISOString();
}
