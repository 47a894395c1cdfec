import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fleet } from '../fleet/fleet.ts';
import { until } from '../harness/until.ts';
import { withFleet } from '../harness/withFleet.ts';
import { cleared, entryOf, outcomesOf, sampleType, sightingsOf, Site, startsOf } from './site.ts';
import { rows } from '../harness/rows.ts';

describe('what Interface.json can ask for', () => {
  let fleet: Fleet;
  withFleet(['v1', 'v2', 'v3', 'v4'], (up) => (fleet = up));
  afterEach(() => cleared(fleet, 'site'));

  const host = (name: string, own = {}) => entryOf(fleet.host(name), own);
  const site = () => new Site(fleet);

  it('drain keeps new launches away, leaves what runs, and says why', async () => {
    const there = site().config({
      types: [sampleType('one', { count: 4, maxPerHost: 1 })],
    });
    assert.equal((await there.report('run')).exit, 0);
    there.edit({
      available: [host('v1', { drain: 'disk being replaced' }), host('v2'), host('v3'), host('v4')],
    });
    const same = await there.report('run');
    assert.deepEqual([same.report.actions, same.exit], [[], 0]);
    await fleet.host('v1').reboot();
    const { exit, report } = await there.report('run');
    assert.deepEqual(startsOf(report), []);
    assert.equal(exit, 3);
    const [action] = report.actions ?? [];
    assert.ok(action?.action === 'blocked' && action.missing === 1);
    assert.deepEqual(rows(action.reasons, 'code', 'hostNames'), [
      ['max-per-host-reached', ['v2', 'v3', 'v4']],
      ['host-drained', ['v1']],
    ]);
    assert.equal(report.hosts[0]?.drain, 'disk being replaced');
  });

  it('scripts that are on the hosts already are run there, and nothing is staged', async () => {
    const there = site().config({
      available: [host('v1')],
      scripts: { remote: '/home/ops/site' },
      types: [sampleType('one', { submitter: 'mine.sh' })],
    });
    mkdirSync(join(fleet.host('v1').home, 'site'));
    const mine = join(fleet.host('v1').home, 'site/mine.sh');
    writeFileSync(
      mine,
      '#!/bin/sh\nnohup sh -c "while :; do sleep 30; done" "sample-$1" >/dev/null 2>&1 &\n',
    );
    chmodSync(mine, 0o755);
    const { exit, report } = await there.report('run');
    assert.deepEqual([outcomesOf(report), exit], [['p/one on v1: confirmed'], 0]);
    assert.notEqual((await fleet.host('v1').exec('test -e .muster/default/bundles')).code, 0);
  });

  it("the original's kind of probe, plain lines of ps aux, is read", async () => {
    const there = site()
      .submitter('getmex', 'ps axu | grep "^$(id -un)"')
      .config({
        available: [host('v1'), host('v2')],
        scripts: { local: 'workerscripts', probe: 'getmex' },
        types: [sampleType('one', { count: 2 })],
      });
    const first = await there.report('run');
    assert.deepEqual(outcomesOf(first.report), ['p/one on v1: confirmed', 'p/one on v2: confirmed']);
    assert.deepEqual((await there.report('run')).report.actions, []);
    there.submitter('getmex', 'exit 1');
    const silent = await there.report('run');
    assert.deepEqual(sightingsOf(silent.report), ['silent', 'silent']);
    assert.equal(silent.report.components[0]?.presumed, 2);
    assert.equal(silent.exit, 69);
  });

  it('hosts are asked while another one hangs', async () => {
    const there = site().config({
      ssh: { user: 'ops', connectTimeout: '60s' },
      fanout: { hosts: 2 },
      types: [sampleType('one', { count: 3, maxPerHost: 1 })],
    });
    const logins = (): number[] =>
      fleet.hosts.map(({ sshdLog }) => sshdLog.match(/Accepted publickey/g)?.length ?? 0);
    const before = logins();
    fleet.host('v2').freezeSshd();
    const pass = there.report('run');
    const isAsked = (index: number): boolean => (logins()[index] ?? 0) > (before[index] ?? 0);
    await until(() => [0, 2, 3].every(isAsked), 'the other hosts are asked');
    assert.ok(!isAsked(1));
    fleet.host('v2').thawSshd();
    const { report } = await pass;
    assert.deepEqual(sightingsOf(report), ['seen', 'seen', 'seen', 'seen']);
    assert.equal(report.components[0]?.running, 3);
  });
});
