import assert from 'node:assert/strict';
import type { Report } from '../../src/report/document.ts';
import type { Fleet } from '../fleet/fleet.ts';
import { ended, type Ran } from '../fleet/ran.ts';
import { codesOf } from '../harness/messages.ts';
import { isDeep } from '../harness/sample.ts';
import { until } from '../harness/until.ts';
import { withFleet } from '../harness/withFleet.ts';
import { GatedSite } from './gatedSite.ts';
import { renew, sightingsOf, type Site } from './site.ts';

describe('passes that meet, and passes that are killed', () => {
  let fleet: Fleet;
  withFleet(['c1', 'c2', 'c3', 'c4'], (up) => (fleet = up));
  afterEach(() => renew(fleet, 'go'));

  it('of many started together exactly one runs, and who waits for the lock runs after it [passes-at-once]', async () => {
    const site = new GatedSite(fleet, 1);
    const passes = Array.from({ length: isDeep ? 50 : 6 }, () => ended(site.startMuster('run', '-q')));
    const busy: Ran[] = [];
    for (const pass of passes) void pass.then((ran) => ran.code === 75 && busy.push(ran));
    await until(() => busy.length === passes.length - 1);
    const waiting = ended(site.startMuster('run', '--wait', '40s', '--json'));
    await site.launching(1);
    await site.openGate();
    const codes = (await Promise.all(passes)).map(({ code }) => code);
    assert.deepEqual(
      codes.filter((code) => code !== 75),
      [0],
    );
    const { code, stdout } = await waiting;
    assert.deepEqual([code, (JSON.parse(stdout) as Report).actions], [0, []]);
    assert.equal(site.instances(), 1);
  });

  it('SIGTERM ends a pass early and in order: what was sent is pending, and said [pass-terminated]', async () => {
    const site = new GatedSite(fleet, 2);
    const first = site.startMuster('run', '--json');
    await site.launching(2);
    first.kill('SIGTERM');
    const { stdout } = await ended(first);
    const report = JSON.parse(stdout) as Report;
    assert.deepEqual(
      report.outcomes?.map(({ outcome }) => outcome),
      ['unknown', 'unknown'],
    );
    assert.ok(codesOf(report.problems).includes('pass-interrupted'));
    await site.openGate();
    await site.up(2);
    const { report: next } = await site.report('run');
    assert.deepEqual([next.components[0]?.running, next.components[0]?.pending], [2, 0]);
  });

  it('a pass ends by its deadline, whatever hangs, and says what was not done [pass-hangs]', async () => {
    const site = new GatedSite(fleet, 2);
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
    assert.deepEqual(sightingsOf(report), ['seen', 'seen', 'silent', 'silent']);
    assert.ok(codesOf(report.problems).includes('pass-deadline-reached'));
    assert.equal(exit, 1);
    assertTook(site, 6);
  });

  it('so many hosts down that the deadline comes first: a report all the same, and the rest is said', async () => {
    const site = new GatedSite(fleet, 0);
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
