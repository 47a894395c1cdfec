import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../src/report/document.ts';
import type { Fleet } from '../fleet/fleet.ts';
import { clockAhead, runInProcess } from '../harness/inProcess.ts';
import { withFleet } from '../harness/withFleet.ts';
import { renew, sampleType, Site, startsOf, totalOf } from './site.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

describe('the clock of the control VM', () => {
  let fleet: Fleet;
  let site: Site;
  withFleet(['t1', 't2', 't3'], (up) => (fleet = up));
  beforeEach(() => {
    site = new Site(fleet).config({
      ping: { method: 'tcp', timeout: '300ms' },
      timeouts: { settle: '100ms' },
      types: [sampleType('a', { count: 3, maxPerHost: 1 })],
    });
  });
  afterEach(async () => {
    await fleet.host('t1').heal();
    await renew(fleet);
  });

  /** A pass by a clock that shows `aheadMs` more than this machine's, `uptimeAheadMs` after the machine's own. */
  async function passAt(aheadMs: number, uptimeAheadMs: number, boot = 'boot-1'): Promise<Report> {
    const clock = clockAhead(aheadMs, uptimeAheadMs, boot);
    const at = { home: fleet.controlHome, cwd: site.folder, clock };
    const { stdout } = await runInProcess(['run', '--json', '-c', site.file], at);
    return JSON.parse(stdout) as Report;
  }

  it('set forward by hours: what is presumed is not taken for lost [clock-set]', async () => {
    assert.deepEqual(tallies(await passAt(0, 0)), [3, 0, 0]);
    await fleet.host('t1').cutOff();
    const set = await passAt(5 * hourMs, 0);
    assert.deepEqual([tallies(set), startsOf(set)], [[2, 1, 0], []]);
    assertClockSet(set, 5 * hourMs);
    // From then on it is an ordinary clock, and what is lost is lost in its time.
    const later = await passAt(5 * hourMs + 14 * minuteMs, 14 * minuteMs);
    assert.deepEqual([tallies(later), later.problems], [[2, 1, 0], []]);
    const lost = await passAt(5 * hourMs + 16 * minuteMs, 16 * minuteMs);
    assert.deepEqual(tallies(lost), [2, 0, 0]);
    assert.equal(totalOf(fleet, 'sample-a'), 3);
  });

  it('set back by hours: what is lost is replaced in its time, what backs off is tried in its time [clock-set]', async () => {
    site.submitter('fails.sh', 'exit 1').edit({
      types: [sampleType('a', { count: 1, maxPerHost: 1 }), sampleType('b', { submitter: 'fails.sh' })],
    });
    const first = await passAt(0, 0);
    assert.equal(first.components[1]?.backoff?.failures, 1);
    await fleet.host('t1').cutOff();
    const set = await passAt(-5 * hourMs, 0);
    assert.deepEqual([tallies(set), startsOf(set)], [[0, 1, 0], []]);
    assertClockSet(set, -5 * hourMs);
    const until = Date.parse(set.components[1]?.backoff?.until ?? '');
    assert.ok(Math.abs(until - Date.parse(set.at)) <= minuteMs, 'it waits no longer than before');
    const due = await passAt(-5 * hourMs + 2 * minuteMs, 2 * minuteMs);
    assert.deepEqual(startsOf(due), ['p/b on t2', 'p/b on t3']);
    const lost = await passAt(-5 * hourMs + 16 * minuteMs, 16 * minuteMs);
    assert.ok(
      startsOf(lost).some((start) => start.startsWith('p/a on ')),
      JSON.stringify(startsOf(lost)),
    );
  });

  it('behind after a reboot, as of a machine without a battery: as if no time had passed [clock-set]', async () => {
    await passAt(0, 0);
    await fleet.host('t1').cutOff();
    const set = await passAt(-5 * hourMs, -hourMs, 'boot-2');
    assert.deepEqual([tallies(set), startsOf(set)], [[2, 1, 0], []]);
    assert.ok(clockSetMs(set) < 0);
    const { writtenAt, boot } = JSON.parse(readFileSync(join(site.folder, 'logs/state.json'), 'utf8')) as {
      writtenAt: string;
      boot: { id: string };
    };
    assert.equal(boot.id, 'boot-2');
    assert.ok(Date.parse(writtenAt) < Date.now() - 4 * hourMs);
    const quarterMs = 15 * minuteMs;
    const lost = await passAt(-5 * hourMs + quarterMs, -hourMs + quarterMs, 'boot-2');
    assert.deepEqual(tallies(lost), [2, 0, 0]);
  });
});

/** By how much a pass says that the clock was set. */
function clockSetMs({ problems }: Report): number {
  const { seconds, forward } = problems.find(({ code }) => code === 'clock-set')?.params ?? {};
  return Number(seconds) * (forward === true ? 1000 : -1000);
}

function assertClockSet(report: Report, ms: number): void {
  assert.ok(Math.abs(clockSetMs(report) - ms) <= 2 * minuteMs, JSON.stringify(report.problems));
}

function tallies({ components }: Report): number[] {
  const { running = 0, presumed = 0, pending = 0 } = components[0] ?? {};
  return [running, presumed, pending];
}
