import assert from 'node:assert/strict';
import { readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fleet } from '../fleet/fleet.ts';
import { ended } from '../fleet/ran.ts';
import { until } from '../harness/until.ts';
import { withFleet } from '../harness/withFleet.ts';
import { GatedSite } from './gatedSite.ts';
import { cleared, entryOf, sampleType, Site, stopsOf, totalOf } from './site.ts';

describe('what an operator orders, when things are not as they should be', () => {
  let fleet: Fleet;
  withFleet(['f1', 'f2', 'f3'], (up) => (fleet = up));
  afterEach(() => cleared(fleet, 'go'));

  function siteOf(types: Record<string, unknown>[], own: Record<string, unknown> = {}): Site {
    return new Site(fleet).config({ hotlimit: 4, timeouts: { settle: '300ms' }, types, ...own });
  }

  const allOf = (name: string): number => totalOf(fleet, `sample-${name}`);

  it('a machine is known by each of its names [two-names]', async () => {
    const [f1, f2] = fleet.hosts;
    assert.ok(f1 && f2);
    const available = [entryOf(f1), entryOf(f1, { host: 'also-f1' }), entryOf(f2)];
    const site = siteOf([sampleType('a', { count: 3, placement: 'fill', maxPerHost: 2 })], { available });
    await site.muster('run');
    assert.equal(f1.countMatching('sample-a'), 2);
    const one = await site.report('stop', 'p/a', '--host', 'also-f1', '-n', '1');
    assert.deepEqual([one.exit, stopsOf(one.report), allOf('a')], [0, ['p/a on f1: stopped'], 2]);
    const all = await site.report('drain', 'also-f1', '--stop');
    assert.deepEqual([all.exit, all.report.stops?.length, f1.countMatching('sample-a')], [0, 1, 0]);
  });

  it('-n stops so many of what is seen, whatever is presumed elsewhere, and counts that in what it holds at', async () => {
    const site = siteOf([sampleType('a', { count: 3 })]);
    await site.muster('run');
    await fleet.host('f3').cutOff();
    const { report } = await site.report('stop', 'p/a', '-n', '1');
    assert.equal(report.stops?.length, 1);
    await fleet.host('f3').heal();
    const next = await site.report('run');
    assert.deepEqual([next.report.stops, next.report.actions, allOf('a')], [[], [], 2]);
  });

  it('what was taken back does not come again when the state breaks, nor is what was decided lost', async () => {
    const site = siteOf([sampleType('a', { count: 2 })]);
    await site.muster('run');
    const state = join(site.folder, 'logs/state.json');
    await site.muster('stop', 'p/a');
    writeFileSync(state, 'broken');
    await site.muster('run');
    assert.equal(allOf('a'), 0);
    await site.muster('resume', 'p/a');
    writeFileSync(state, 'broken');
    await site.muster('run');
    assert.equal(allOf('a'), 2);
  });

  it('a rolling restart goes by the file as it is at each step', async () => {
    const site = siteOf([sampleType('a', { count: 3 })]);
    await site.muster('run');
    const restart = site.report('restart', 'p/a');
    await until(() => allOf('a') < 3, 'the first instance has ended');
    site.edit({ types: [sampleType('a', { count: 1 })] });
    assert.deepEqual([(await restart).exit, allOf('a')], [0, 1]);
  });

  it('a restart that is interrupted while it waits for a pass does nothing', async () => {
    const site = new GatedSite(fleet, 2);
    const pass = site.report('run');
    await site.launching(2);
    const restart = site.startMuster('restart', 'p/gated');
    await until(() => opens(restart.pid, join(site.folder, 'logs/lock')), 'it waits for the lock');
    restart.kill('SIGINT');
    await site.openGate();
    const { exit, report } = await pass;
    assert.notEqual((await ended(restart)).code, 0);
    assert.deepEqual([exit, report.outcomes?.length, site.instances()], [0, 2, 2]);
    assert.deepEqual((await site.report('status')).report.decisions, []);
    assert.deepEqual(
      site.logged().filter(({ message }) => message === 'stopped'),
      [],
    );
  });

  it('hosts that were taken out of the file are undrained like others, also in a range', async () => {
    const site = siteOf([sampleType('a')]);
    await site.muster('drain', 'f[1-3]');
    const [f1] = fleet.hosts;
    site.edit({ available: [entryOf(f1!, { drain: 'disk' })] });
    const { code, stderr } = await site.muster('undrain', 'f[1-2]');
    assert.deepEqual([code, /\bf1\b/.test(stderr)], [0, true], stderr);
    const { report } = await site.report('status');
    assert.deepEqual(
      report.decisions.map((one) => one.kind === 'drain' && one.host),
      ['f3'],
    );
  });

  it('what holds for no time, or has a reason without end, is refused', async () => {
    const site = siteOf([sampleType('a')]);
    for (const wrong of [
      ['--for', '0s'],
      ['--reason', 'x'.repeat(1001)],
    ])
      for (const verb of [
        ['stop', 'p/a'],
        ['pause', 'p/a'],
        ['drain', 'f1'],
      ])
        assert.equal((await site.muster(...verb, ...wrong)).code, 64);
    assert.deepEqual((await site.report('status')).report.decisions, []);
  });
});

/** Whether a process has a file open. */
function opens(pid: number | undefined, file: string): boolean {
  const folder = `/proc/${pid}/fd`;
  try {
    return readdirSync(folder).some((fd) => readlinkSync(join(folder, fd)) === file);
  } catch {
    // It has ended, or has closed one meanwhile.
    return false;
  }
}
