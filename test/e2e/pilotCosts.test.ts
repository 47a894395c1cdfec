import assert from 'node:assert/strict';
import { bringUpFleet, type Fleet } from '../fleet/fleet.ts';
import { inMuster, PilotSite, runningOf } from './pilotSite.ts';
import { outcomesOf, renew } from './site.ts';

describe('what pilots cost', () => {
  let fleet: Fleet;

  before(async () => {
    fleet = await bringUpFleet({ hosts: Array.from({ length: 10 }, (_, n) => `c${n}`) });
  });
  after(() => fleet.down());
  afterEach(() => renew(fleet));

  const environments = { tools: { type: 'shell', setup: ['export LEVEL=7'] } };

  it('50 of them on 10 hosts come up in one pass, within 10 seconds', async () => {
    const site = new PilotSite(fleet).pilots([{ name: 'bundler', count: 50, environment: 'tools' }], {
      environments,
      fanout: { launchesPerHost: 5 },
    });
    const beganMs = performance.now();
    const { report } = await site.report('run');
    const tookMs = performance.now() - beganMs;
    assert.equal(outcomesOf(report).filter((outcome) => outcome.endsWith('confirmed')).length, 50);
    assert.ok(tookMs < 10_000, `${Math.round(tookMs)} ms`);
    await site.until((now) => runningOf(now, 'p/bundler') === 50, 'all of them run');
    // Each host got the script once, and built once.
    for (const host of fleet.hosts)
      assert.equal(await inMuster(host, 'ls -d bundles/*/pilot environments/*/build-* | wc -l'), '2');
  });

  it('on a prepared host the component is reached within 300 ms of the start of the submitter', async () => {
    const site = new PilotSite(fleet).pilots(
      [{ name: 'bundler', count: 1, environment: 'tools', run: 'date +%s.%N >began; exec sleep 300' }],
      {
        environments,
        available: fleet.hosts.slice(0, 1).map(({ name, address }) => ({ host: name, address })),
      },
    );
    const [host] = fleet.hosts;
    assert.ok(host);
    for (let count = 1; count <= 6; count++) {
      site.edit({
        fanout: { launchesPerHost: 1 },
        pipes: JSON.parse(JSON.stringify(site.read()['pipes']).replace(/"count":\d+/, `"count":${count}`)),
      });
      await site.report('run');
      await site.until((now) => runningOf(now, 'p/bundler') === count, `${count} run`);
    }
    // `about` is written right before the submitter is run.
    const told = await inMuster(
      host,
      'for s in sandboxes/*; do l=launches/${s#sandboxes/}; echo "$(cat $s/began) $(stat -c %.Y $l/about)"; done',
    );
    const reachedMs = told
      .split('\n')
      .slice(1)
      .map((line) => line.split(' ').map(Number) as [number, number])
      .map(([began, launched]) => (began - launched) * 1000)
      .toSorted((a, b) => a - b);
    assert.equal(reachedMs.length, 5);
    const median = reachedMs[2] ?? Infinity;
    assert.ok(median < 300, `${reachedMs.map(Math.round).join(', ')} ms`);
  });
});
