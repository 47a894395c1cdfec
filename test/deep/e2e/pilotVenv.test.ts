import assert from 'node:assert/strict';
import type { Fleet } from '../../fleet/fleet.ts';
import { until } from '../../harness/until.ts';
import { withFleet } from '../../harness/withFleet.ts';
import { emptied, inMuster, PilotSite, runningOf } from '../../e2e/pilotSite.ts';
import { outcomesOf } from '../../e2e/site.ts';

// test/e2e/pilots.test.ts shows the same with an environment that costs less, test/pilot/environment.test.ts the venv without a fleet.
describe('a component of a pilot with a venv', () => {
  let fleet: Fleet;
  withFleet(['b1'], (up) => (fleet = up));

  const b1 = () => fleet.host('b1');
  const key = 'muster-pilot:default:p/bundler:';

  it('on a bare host: a wheel installed in a venv once for all, and the Python program in it', async () => {
    const lta = {
      type: 'venv',
      python: '/usr/bin/python3',
      requirements: ['wheels/lta-1.0-py3-none-any.whl'],
      setup: ['echo built >>~/told'],
    };
    const site = new PilotSite(fleet)
      .wheel()
      .pilots(
        [{ name: 'bundler', count: 3, environment: 'lta', run: 'python -m lta.bundler', hosts: 'b1' }],
        { fanout: { launchesPerHost: 3 }, environments: { lta } },
      );
    const { report } = await site.report('run');
    assert.deepEqual(outcomesOf(report), Array(3).fill('p/bundler on b1: confirmed'));
    await site.until((now) => runningOf(now, 'p/bundler') === 3, 'all three run');
    assert.equal(b1().countMatching(key), 3);
    await until(async () => (await printed()).split('\n').length === 3, 'each has printed its line');
    for (const line of (await printed()).split('\n'))
      assert.match(line, /^bundling in .*\/sandboxes\/\S+ with .*\/environments\/lta-[0-9a-f]+\//);
    const programs = b1()
      .processes()
      .filter(({ command }) => command.endsWith('-m lta.bundler'));
    assert.equal(programs.length, 3);
    assert.equal((await b1().exec('cat told')).stdout, 'built\n');
    const once = 'ls -d environments/lta-*/build-* bundles/*/lta-1.0-py3-none-any.whl | wc -l';
    assert.equal(await inMuster(b1(), once), '2');
    const { stdout: logs } = await site.muster('logs', 'p/bundler');
    assert.match(logs, /bundling in/);

    // Each pilot is counted once.
    assert.equal((await site.muster('plan', '--detailed-exitcode')).code, 0);

    await site.muster('stop', 'p/bundler');
    await emptied(b1());
    const kept = await inMuster(b1(), 'cat sandboxes/*/stdout; head -qn 1 sandboxes/*/.muster/state');
    assert.equal(kept.match(/^told to end$/gm)?.length, 3);
    assert.equal(kept.match(/ stopped run-component /g)?.length, 3);

    function printed(): Promise<string> {
      return inMuster(b1(), 'cat sandboxes/*/stdout');
    }
  });
});
