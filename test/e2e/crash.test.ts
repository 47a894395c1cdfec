import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bringUpFleet, type Fleet } from '../fleet/fleet.ts';
import { ended } from '../fleet/ran.ts';
import type { Report } from '../../src/report/document.ts';
import { renew, sampleType, Site, totalOf } from './site.ts';

describe('passes that meet, and passes that are killed', () => {
  let fleet: Fleet;

  before(async () => {
    fleet = await bringUpFleet({ hosts: ['c1', 'c2', 'c3', 'c4'] });
  });
  after(() => fleet.down());
  afterEach(() => renew(fleet, 'go'));

  const total = (text: string): number => totalOf(fleet, text);

  /** Lets the submitters of `gatedSite` go on. */
  const openGate = () => Promise.all(fleet.hosts.map((host) => host.exec('touch go')));

  /** Its submitter waits until it is let go, so that a pass can be met in the middle of launching. */
  function gatedSite(count: number): Site {
    const waiting = 'while [ ! -e "$HOME/go" ]; do sleep 0.1; done';
    const starting = 'sh -c "while :; do sleep 30; done" crash-key >/dev/null 2>&1 &';
    return new Site(fleet).submitter('gated.sh', `${waiting}; ${starting}`).config({
      hotlimit: 4,
      timeouts: { settle: '300ms', launch: '50s' },
      pipes: [
        {
          pipe: 'p',
          types: [{ name: 'gated', count, on: true, hot: true, submitter: 'gated.sh', key: 'crash-key' }],
        },
      ],
    });
  }

  it('two at once: one works, the other exits 75 and names it', async () => {
    const site = gatedSite(2);
    const first = site.startMuster('run', '--json');
    await until(() => total('gated.sh') === 2);
    const second = await site.muster('run');
    assert.equal(second.code, 75);
    assert.equal(second.stdout, '');
    assert.match(
      second.stderr,
      new RegExp(`Another pass is running: muster run, process ${first.pid} on .* since [\\d: -]+\\. `),
    );
    await openGate();
    assert.equal((await ended(first)).code, 0);
    assert.equal(total('crash-key'), 2);
    assert.equal((await site.muster('run')).code, 0);
  });

  it('--wait waits for the lock', async () => {
    const site = gatedSite(1);
    const first = site.startMuster('run');
    await until(() => total('gated.sh') === 1);
    const second = site.startMuster('run', '--wait', '40s', '--json');
    await openGate();
    assert.equal((await ended(first)).code, 0);
    const { code, stdout } = await ended(second);
    assert.equal(code, 0);
    assert.deepEqual((JSON.parse(stdout) as { actions: unknown[] }).actions, []);
  });

  it('of fifty started together exactly one runs', async () => {
    const site = gatedSite(1);
    const passes = Array.from({ length: 50 }, () => ended(site.startMuster('run', '-q')));
    let busy = 0;
    for (const pass of passes) void pass.then(({ code }) => (busy += code === 75 ? 1 : 0));
    await until(() => busy === 49);
    await openGate();
    const codes = (await Promise.all(passes)).map(({ code }) => code);
    assert.deepEqual(
      codes.filter((code) => code !== 75),
      [0],
    );
    assert.equal(total('crash-key'), 1);
  });

  it('kill -9 in the middle of launching: the next pass starts at once and doubles nothing', async () => {
    const site = gatedSite(8);
    const first = site.startMuster('run');
    // The submitters are at work, none has started its component yet.
    await until(() => total('gated.sh') === 8);
    first.kill('SIGKILL');
    await ended(first);
    const next = await site.report('run');
    assert.equal(next.exit, 0);
    assert.deepEqual(next.report.actions, []);
    assert.deepEqual([next.report.components[0]?.running, next.report.components[0]?.pending], [0, 8]);
    await openGate();
    await until(() => total('crash-key') === 8);
    const last = await site.report('run');
    assert.deepEqual([last.report.components[0]?.running, last.report.components[0]?.pending], [8, 0]);
    assert.equal(total('crash-key'), 8);
  });

  it('SIGTERM ends a pass early and in order: what was sent is pending, and said', async () => {
    const site = gatedSite(2);
    const first = site.startMuster('run', '--json');
    await until(() => total('gated.sh') === 2);
    first.kill('SIGTERM');
    const { stdout } = await ended(first);
    const report = JSON.parse(stdout) as Report;
    assert.deepEqual(
      report.outcomes?.map(({ outcome }) => outcome),
      ['unknown', 'unknown'],
    );
    assert.match(report.problems.join(), /ended by SIGTERM/);
    await openGate();
    await until(() => total('crash-key') === 2);
    const { report: next } = await site.report('run');
    assert.deepEqual([next.components[0]?.running, next.components[0]?.pending], [2, 0]);
  });

  it('a pass ends by its deadline, whatever hangs, and says what was not done', async () => {
    const site = gatedSite(2);
    site.edit({
      timeouts: { pass: '5s', launch: '30s' },
      ssh: { user: 'ops', connectTimeout: '1s' },
    });
    for (const name of ['c3', 'c4']) fleet.host(name).freezeSshd();
    const { exit, report } = await site.report('run');
    for (const name of ['c3', 'c4']) fleet.host(name).thawSshd();
    assert.deepEqual(
      report.outcomes?.map(({ outcome }) => outcome),
      ['unknown', 'unknown'],
    );
    assert.deepEqual(
      report.hosts.map(({ sighting }) => sighting),
      ['seen', 'seen', 'silent', 'silent'],
    );
    assert.match(report.problems.join(), /reached its deadline/);
    assert.equal(exit, 1);
    const tookMs = Number(site.logged().find(({ message }) => message === 'pass')?.['tookMs']);
    assert.ok(tookMs > 0 && tookMs <= 5000, `${tookMs} ms`);
  });

  it('so many hosts down that the deadline comes first: a report all the same, and the rest is said', async () => {
    const site = gatedSite(0);
    const gone = fleet.host('c4');
    await gone.cutOff();
    const good = { host: 'good', address: fleet.host('c1').address };
    const down = Array.from({ length: 600 }, (_, index) => ({
      host: `gone-${index}`,
      address: gone.address,
    }));
    site.edit({
      available: [good, ...down],
      timeouts: { pass: '5s' },
      ping: { method: 'tcp', timeout: '1s' },
    });
    const { exit, report } = await site.report('run');
    await gone.heal();
    assert.equal(exit, 69);
    assert.equal(report.hosts[0]?.sighting, 'seen');
    assert.match(report.hosts.at(-1)?.reason ?? '', /reached its deadline/);
    const tookMs = Number(site.logged().find(({ message }) => message === 'pass')?.['tookMs']);
    assert.ok(tookMs > 0 && tookMs <= 5000, `${tookMs} ms`);
  });

  it('a logs folder that vanishes while a pass runs lets no second pass in', async () => {
    const site = gatedSite(1);
    const first = site.startMuster('run');
    await until(() => total('gated.sh') === 1);
    renameSync(join(site.folder, 'logs'), join(site.folder, 'logs.gone'));
    assert.equal((await site.muster('run')).code, 75);
    await openGate();
    await ended(first);
    assert.equal(total('crash-key'), 1);
  });

  it('while the logs folder cannot be written, a slow launch is still not started twice', async () => {
    const site = new Site(fleet)
      .submitter('slow.sh', '(sleep 3; exec sh -c "while :; do sleep 30; done" slow-key) >/dev/null 2>&1 &')
      .config({
        timeouts: { settle: '200ms' },
        pipes: [
          {
            pipe: 'p',
            types: [{ name: 'slow', count: 1, on: true, hot: true, submitter: 'slow.sh', key: 'slow-key' }],
          },
        ],
      });
    // As on a full or read-only disk: nothing can be put in its place.
    mkdirSync(join(site.folder, 'logs/state.json/x'), { recursive: true });
    const first = await site.report('run');
    assert.match(
      first.report.problems.join(),
      /could not be written to .* it was kept in .*\.muster\/control/,
    );
    assert.deepEqual((await site.report('run')).report.actions, []);
    await until(() => total('slow-key') > 0);
    assert.deepEqual((await site.report('run')).report.actions, []);
    assert.equal(total('slow-key'), 1);
  });

  it('a broken state is set aside and reported, and the pass goes on with what it sees', async () => {
    const site = new Site(fleet)
      .sampleSubmitter()
      .config({ pipes: [{ pipe: 'p', types: [sampleType('one', { count: 2 })] }] });
    await site.report('run');
    const state = join(site.folder, 'logs/state.json');
    writeFileSync(state, readFileSync(state, 'utf8').slice(0, 200));
    const { exit, report } = await site.report('run');
    assert.deepEqual(report.actions, []);
    assert.match(report.problems.join(), /state\.json is broken .* set aside as .*state\.json\.broken-/);
    assert.equal(exit, 1);
    assert.equal((await site.report('run')).exit, 0);
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(20);
}
