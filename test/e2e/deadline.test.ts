import assert from 'node:assert/strict';
import type { Fleet } from '../fleet/fleet.ts';
import { codesOf } from '../harness/messages.ts';
import { until } from '../harness/until.ts';
import { withFleet } from '../harness/withFleet.ts';
import { GatedSite } from './gatedSite.ts';
import { renew, sampleType, sightingsOf, Site } from './site.ts';

describe('a pass and hosts that hang', () => {
  let fleet: Fleet;
  withFleet(['c1', 'c2', 'c3', 'c4'], (up) => (fleet = up));
  afterEach(() => renew(fleet, 'go'));

  it('hosts are asked while another one hangs', async () => {
    const there = new Site(fleet).config({
      ssh: { user: 'ops', connectTimeout: '60s' },
      fanout: { hosts: 2 },
      types: [sampleType('one', { count: 3, maxPerHost: 1 })],
    });
    const logins = (): number[] =>
      fleet.hosts.map(({ sshdLog }) => sshdLog.match(/Accepted publickey/g)?.length ?? 0);
    const before = logins();
    fleet.host('c2').freezeSshd();
    const pass = there.report('run');
    const isAsked = (index: number): boolean => (logins()[index] ?? 0) > (before[index] ?? 0);
    await until(() => [0, 2, 3].every(isAsked), 'the other hosts are asked');
    assert.ok(!isAsked(1));
    fleet.host('c2').thawSshd();
    const { report } = await pass;
    assert.deepEqual(sightingsOf(report), ['seen', 'seen', 'seen', 'seen']);
    assert.equal(report.components[0]?.running, 3);
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
