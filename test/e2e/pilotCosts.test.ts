import assert from 'node:assert/strict';
import type { Fleet } from '../fleet/fleet.ts';
import { isDeep } from '../harness/sample.ts';
import { withFleet } from '../harness/withFleet.ts';
import { inMuster, PilotSite, runningOf } from './pilotSite.ts';
import { cleared, outcomesOf } from './site.ts';

const [hosts, each] = isDeep ? [10, 5] : [3, 4];

describe('what pilots cost', () => {
  let fleet: Fleet;
  withFleet(
    Array.from({ length: hosts }, (_, n) => `c${n}`),
    (up) => (fleet = up),
  );
  afterEach(() => cleared(fleet));

  const environments = { tools: { type: 'shell', setup: ['export LEVEL=7'] } };

  it(`${hosts * each} of them on ${hosts} hosts come up in one pass, and each host gets and builds all once`, async () => {
    const site = new PilotSite(fleet).pilots(
      [{ name: 'bundler', count: hosts * each, environment: 'tools' }],
      {
        environments,
        fanout: { launchesPerHost: each },
      },
    );
    const { report } = await site.report('run');
    assert.equal(outcomesOf(report).filter((outcome) => outcome.endsWith('confirmed')).length, hosts * each);
    await site.until((now) => runningOf(now, 'p/bundler') === hosts * each, 'all of them run');
    for (const host of fleet.hosts)
      assert.equal(await inMuster(host, 'ls -d bundles/*/pilot environments/*/build-* | wc -l'), '2');
  });

  // Measures time, of which a busy machine takes more.
  if (isDeep)
    it('on a prepared host the component is reached soon after the start of the submitter', async () => {
      const launches = 5;
      const run = 'date +%s.%N >began; exec sleep 300';
      const siteOf = (count: number): PilotSite => {
        const [host] = fleet.hosts;
        return site.pilots([{ name: 'bundler', count, environment: 'tools', run, hosts: host?.name }], {
          environments,
          fanout: { launchesPerHost: 1 },
        });
      };
      const site = new PilotSite(fleet);
      for (let count = 1; count <= launches + 1; count++) {
        await siteOf(count).report('run');
        await site.until((now) => runningOf(now, 'p/bundler') === count, `${count} run`);
      }
      // `about` is written right before the submitter is run.
      const [host] = fleet.hosts;
      assert.ok(host);
      const times = await inMuster(
        host,
        'for s in sandboxes/*; do l=launches/${s#sandboxes/}; echo "$(cat $s/began) $(stat -c %.Y $l/about)"; done',
      );
      const reachedMs = times
        .split('\n')
        .slice(1)
        .map((line) => line.split(' ').map(Number) as [number, number])
        .map(([began, launched]) => (began - launched) * 1000)
        .toSorted((a, b) => a - b);
      assert.equal(reachedMs.length, launches);
      // 300 ms on an idle machine.
      const median = reachedMs[launches >> 1] ?? Infinity;
      assert.ok(median < 5000, `${reachedMs.map(Math.round).join(', ')} ms`);
    });
});
