import assert from 'node:assert/strict';
import type { Fleet } from '../fleet/fleet.ts';
import { topmostMatching } from '../fleet/processes.ts';
import { sample } from '../harness/sample.ts';
import { withFleet } from '../harness/withFleet.ts';
import { crashAt } from './crashAt.ts';
import { sampleType, Site, totalOf } from './site.ts';

/** Where a restart is killed: each time what is known is replaced, and about each thing that is said to a host. */
const points =
  /^(lock on lock: write|state temp file: rename|stop: |launch [^:]*: (not sent yet|sent|begun|answered)|settle: waited|report: print|exit: now)/;

// As `crashPoints.test.ts` does it to a pass: a rolling restart is recorded, then killed at its steps, each time anew.
describe('a rolling restart killed at its steps', function () {
  this.timeout(600_000);
  let fleet: Fleet;
  let site: Site;
  let recorded: string[];
  withFleet(['r1', 'r2'], (up) => (fleet = up));

  before(async () => {
    site = new Site(fleet).submitter(
      'begun.sh',
      ': >"$HOME/begun-$MUSTER_LAUNCH_ID"\nsh -c "while :; do sleep 30; done" "$MUSTER_KEY" </dev/null >/dev/null 2>&1 &',
    );
    const type = sampleType('again', { count: 2, maxPerHost: 1, submitter: 'begun.sh' });
    site.config({ timeouts: { settle: '100ms', stop: '20s' }, types: [type] });
    assert.equal((await site.report('run')).exit, 0);
    recorded = await restartKilledAt(null);
  });
  it('knows the steps that matter', () => {
    for (const step of [
      'stop: not sent yet #1',
      'stop: sent #1',
      'stop: answered #2',
      'launch p/again: sent #2',
    ])
      assert.ok(recorded.includes(step), step);
  });

  it('kill -9: nothing is doubled, nothing is lost, and passes bring the restart to its end [restart-killed]', async function () {
    const all = recorded.filter((step) => points.test(step));
    assert.ok(all.length > 20, String(all.length));
    const chosen = sample('steps of a rolling restart', all, 4);
    this.test!.title += ` (${chosen.length} steps)`;
    for (const step of chosen) {
      const before = pids();
      assert.equal(before.length, 2);
      const steps = await restartKilledAt(step);
      assert.equal(steps.at(-1), step);
      const wasOrdered =
        (await site.report('status')).report.decisions.length > 0 || pids().join() !== before.join();
      for (let passes = 0; ; passes++) {
        assert.ok(passes < 12, `${step}: it does not come to its end`);
        // Later each time than any deadline or grace: what was not answered is not waited for then.
        const { report } = await site.letTimePass(20 * 60_000).report('run', '--wait', '30s');
        assert.ok(totalOf(fleet, 'sample-again') <= 2, step);
        assert.ok((report.stops ?? []).length <= 1, step);
        const [component] = report.components;
        assert.deepEqual([component?.backoff, report.problems], [undefined, []], step);
        if (report.decisions.length === 0 && component?.running === 2) break;
      }
      const now = pids();
      assert.equal(now.length, 2, step);
      if (wasOrdered)
        assert.deepEqual(
          now.filter((pid) => before.includes(pid)),
          [],
          step,
        );
    }
  });

  /** Runs a restart to this step, or to its end; returns the steps it took. */
  async function restartKilledAt(step: string | null): Promise<string[]> {
    const args = ['restart', 'p/again'];
    const { code, signal, stderr, steps } = await crashAt(step, { fleet, site, args });
    assert.deepEqual([code, signal], step === null ? [0, null] : [null, 'SIGKILL'], `${step}: ${stderr}`);
    return steps;
  }

  function pids(): string[] {
    return fleet.hosts.flatMap((host) =>
      topmostMatching(host.processes(), 'sample-again').map(({ pid }) => `${host.name} ${pid}`),
    );
  }
});
