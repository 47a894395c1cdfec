import assert from 'node:assert/strict';
import type { Fleet } from '../fleet/fleet.ts';
import { withFleet } from '../harness/withFleet.ts';
import type { Report } from '../../src/report/document.ts';
import type { SimulationReport } from '../../src/report/simulationDocument.ts';
import { entryOf, sampleType, Site } from './site.ts';
import { rows } from '../harness/fields.ts';

describe('what simulate foretells comes true on real hosts', () => {
  let fleet: Fleet;
  let site: Site;

  withFleet(['n1', 'n2', 'n3', 'n4'], (up) => {
    fleet = up;
    site = new Site(fleet).config(configOf(2, 'spread'));
  });

  /** Weights, tags, pools, a limit for each host, both placements, more than there is room for. */
  function configOf(count: number, placement: string): Record<string, unknown> {
    const own = [{ hotlimit: 3, tags: ['tape'] }, {}, { tags: ['tape'] }, { drain: 'disk being replaced' }];
    return {
      available: fleet.hosts.map((host, index) => entryOf(host, own[index])),
      pools: { tape: 3 },
      placement,
      types: [
        sampleType('heavy', { hot: 2 }),
        sampleType('light', { count, hot: true }),
        sampleType('taped', { count: 4, hot: false, hosts: '@tape', pool: 'tape' }),
        sampleType('first', { count: 1, priority: 1 }),
        sampleType('apart', { count: 4, hot: false, maxPerHost: 1 }),
        sampleType('greedy', { count: 9, hot: true, priority: -1 }),
      ],
    };
  }

  it('passes on an empty fleet start the same on the same hosts, in as many passes', async () => {
    const { exit, report } = await site.report('simulate');
    assert.ok(report.summary.blocked > 0);
    const { simulation } = report as SimulationReport;
    const work: number[] = [];
    let ran = await site.report('run');
    for (; (ran.report.outcomes ?? []).length > 0; ran = await site.report('run'))
      work.push((ran.report.outcomes ?? []).length);
    assert.deepEqual(placesOf(ran.report), placesOf(report));
    assert.equal(ran.exit, exit);
    assert.equal(simulation.settled?.pass, work.length + 1);
    assert.equal(
      simulation.work.launches,
      work.reduce((sum, launches) => sum + launches, 0),
    );
  });

  it('and so does the next after an edit, from the state', async () => {
    site.config(configOf(4, 'fill')).edit({ hotlimit: 3 });
    const foretold = await site.report('simulate', '--from-state');
    const ran = await site.report('run');
    assert.ok(ran.report.outcomes?.some(({ outcome }) => outcome === 'confirmed'));
    assert.deepEqual(placesOf(ran.report), placesOf(foretold.report));
  });

  it('a host that the last pass could not ask answers no simulation either', async () => {
    await fleet.hosts[1]?.cutOff();
    await site.muster('run');
    const { report } = await site.report('simulate', '--from-state', '--hours', '1');
    const lost = report.hosts.filter(({ sighting }) => sighting !== 'seen').map(({ host }) => host);
    assert.deepEqual(lost, ['n2']);
  });
});

function placesOf({ hosts, components }: Report): unknown {
  return {
    hosts: rows(hosts, 'host', 'hot', 'components'),
    components: rows(components, 'component', 'running', 'missing'),
  };
}
