import assert from 'node:assert/strict';
import type { Report } from '../../src/report/document.ts';
import type { Fleet } from '../fleet/fleet.ts';
import { ended, type Ran } from '../fleet/ran.ts';
import { codesOf } from '../harness/messages.ts';
import { isDeep } from '../harness/sample.ts';
import { until } from '../harness/until.ts';
import { withFleet } from '../harness/withFleet.ts';
import { renew, Site, totalOf } from './site.ts';

describe('passes that meet, and passes that are killed', () => {
  let fleet: Fleet;
  withFleet(['c1', 'c2', 'c3', 'c4'], (up) => (fleet = up));
  afterEach(() => renew(fleet, 'go'));

  const total = (text: string): number => totalOf(fleet, text);

  /** Lets the submitters of `gatedSite` go on. */
  const openGate = () => Promise.all(fleet.hosts.map((host) => host.exec('touch go')));

  /** Its submitter waits until it is let go, so that a pass can be met in the middle of launching. */
  function gatedSite(count: number): Site {
    const waiting = 'while [ ! -e "$HOME/go" ]; do sleep 0.1; done';
    const starting = 'sh -c "while :; do sleep 30; done" crash-key >/dev/null 2>&1 &';
    return new Site(fleet, { inProcess: true }).submitter('gated.sh', `${waiting}; ${starting}`).config({
      hotlimit: 4,
      timeouts: { settle: '100ms', launch: '50s' },
      pipes: [
        {
          pipe: 'p',
          types: [{ name: 'gated', count, on: true, hot: true, submitter: 'gated.sh', key: 'crash-key' }],
        },
      ],
    });
  }

  it('of many started together exactly one runs, and who waits for the lock runs after it [passes-at-once]', async () => {
    const site = gatedSite(1);
    const passes = Array.from({ length: isDeep ? 50 : 6 }, () => ended(site.startMuster('run', '-q')));
    const busy: Ran[] = [];
    for (const pass of passes) void pass.then((ran) => ran.code === 75 && busy.push(ran));
    await until(() => busy.length === passes.length - 1);
    const waiting = ended(site.startMuster('run', '--wait', '40s', '--json'));
    await until(() => total('gated.sh') === 1);
    await openGate();
    const codes = (await Promise.all(passes)).map(({ code }) => code);
    assert.deepEqual(
      codes.filter((code) => code !== 75),
      [0],
    );
    const { code, stdout } = await waiting;
    assert.deepEqual([code, (JSON.parse(stdout) as Report).actions], [0, []]);
    assert.equal(total('crash-key'), 1);
  });

  it('kill -9 in the middle of launching: the next pass starts at once and doubles nothing [pass-killed]', async () => {
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

  it('SIGTERM ends a pass early and in order: what was sent is pending, and said [pass-terminated]', async () => {
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
    assert.ok(codesOf(report.problems).includes('pass-interrupted'));
    await openGate();
    await until(() => total('crash-key') === 2);
    const { report: next } = await site.report('run');
    assert.deepEqual([next.components[0]?.running, next.components[0]?.pending], [2, 0]);
  });

  it('a pass ends by its deadline, whatever hangs, and says what was not done [pass-hangs]', async () => {
    const site = gatedSite(2);
    site.edit({
      timeouts: { pass: '6s', launch: '50s' },
      ssh: { user: 'ops', connectTimeout: '2s' },
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
    assert.ok(codesOf(report.problems).includes('pass-deadline-reached'));
    assert.equal(exit, 1);
    assertTook(site, 6);
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
      fanout: { hosts: 8 },
      timeouts: { pass: '3s' },
      ping: { method: 'tcp', timeout: '1s' },
    });
    const { exit, report } = await site.report('run');
    await gone.heal();
    assert.equal(exit, 69);
    assert.equal(report.hosts[0]?.sighting, 'seen');
    assert.deepEqual(
      [report.hosts.at(-1)?.sighting, report.hosts.at(-1)?.reason?.code],
      ['silent', 'pass-deadline-reached'],
    );
    assertTook(site, 3);
  });
});

/** On a machine with other things to do a pass is late by what it waits for the processor; what hangs would take 50 s. */
function assertTook(site: Site, deadlineS: number): void {
  const tookMs = Number(site.logged().find(({ message }) => message === 'pass')?.['tookMs']);
  assert.ok(tookMs > 0 && tookMs <= (deadlineS + 20) * 1000, `${tookMs} ms`);
}
