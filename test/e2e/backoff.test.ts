import assert from 'node:assert/strict';
import type { Fleet } from '../fleet/fleet.ts';
import { withFleet } from '../harness/withFleet.ts';
import { outcomesOf, renew, sampleType, Site, startsOf } from './site.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

describe('what fails is tried again after a while', () => {
  let fleet: Fleet;
  withFleet(['b1', 'b2', 'b3'], (up) => (fleet = up));
  afterEach(() => renew(fleet, 'broken'));

  it('instances that end young: longer each time, said by plan, status and log, and over once one lives [instances-end-young]', async () => {
    const site = new Site(fleet).config({
      timeouts: { settle: '100ms' },
      backoff: { first: '1h', cap: '10h', minUptime: '60s' },
      types: [sampleType('a', { hosts: 'b1' })],
    });
    /** Runs a pass that starts the instance, ends that at once, and runs another pass. */
    const passAfterEarlyEnd = async () => {
      assert.deepEqual(outcomesOf((await site.report('run')).report), ['p/a on b1: confirmed']);
      await fleet.host('b1').killMatching('sample-a');
      return site.report('run');
    };
    const first = await passAfterEarlyEnd();
    assert.deepEqual([first.exit, startsOf(first.report)], [3, []]);
    const { until = '', failures, why, lastHost } = first.report.components[0]?.backoff ?? {};
    assert.deepEqual([failures, why?.code, lastHost], [1, 'ended-early', 'b1']);
    assert.equal(Date.parse(until) - Date.parse(first.report.at), hourMs);
    for (const verb of ['plan', 'status'])
      assert.deepEqual((await site.report(verb)).report.components[0]?.backoff?.until, until, verb);
    assert.deepEqual(
      site
        .logged()
        .filter(({ message }) => message === 'backs off')
        .map(({ host, failures, until }) => [host, failures, until]),
      [
        ['b1', 1, until],
        [null, 1, until],
      ],
    );
    // Then it is tried again, and the next wait is twice as long.
    site.letTimePass(hourMs);
    const second = await passAfterEarlyEnd();
    const again = second.report.components[0]?.backoff;
    assert.equal(again?.failures, 2);
    assert.equal(Date.parse(again?.until ?? '') - Date.parse(second.report.at), 2 * hourMs);
    // Mended: what lives for minUptime ends it.
    assert.deepEqual(outcomesOf((await site.report('run', '--retry')).report), ['p/a on b1: confirmed']);
    site.letTimePass(2 * minuteMs);
    const well = await site.report('run');
    assert.deepEqual([well.exit, well.report.components[0]?.backoff], [0, undefined]);
  });

  it('a host where launches fail that work elsewhere is quarantined; what fails everywhere quarantines none [submitter-fails] [bad-host]', async () => {
    const names = ['a', 'b', 'c'];
    const site = new Site(fleet)

      .submitter(
        'checked.sh',
        'if [ -e "$HOME/broken" ]; then echo stale file handle; exit 1; fi; exec ./start-sample.sh "$@"',
      )
      .submitter('useless.sh', 'exit 2')
      .config({
        hotlimit: 6,
        placement: 'fill',
        timeouts: { settle: '100ms' },
        backoff: { first: '1s', cap: '1h' },
        types: [
          ...names.map((name) => sampleType(name, { submitter: 'checked.sh' })),
          sampleType('never', { submitter: 'useless.sh' }),
        ],
      });
    await fleet.host('b1').exec('touch broken');
    const { report, exit } = await site.report('run');
    assert.equal(exit, 3);
    assert.deepEqual(
      outcomesOf(report),
      [
        ...names.flatMap((name) => [`p/${name} on b1: failed`, `p/${name} on b2: confirmed`]),
        ...['b1', 'b2', 'b3'].map((host) => `p/never on ${host}: failed`),
      ].toSorted(),
    );
    assert.deepEqual(
      report.hosts.map(({ quarantine }) => quarantine?.components ?? null),
      [['p/a', 'p/b', 'p/c'], null, null],
    );
    assert.deepEqual(
      report.components.map(({ backoff }) => backoff?.failures ?? null),
      [null, null, null, 1],
    );
    for (const verb of ['plan', 'status', 'run'])
      assert.match((await site.muster(verb, '-q')).stdout, /b1 .*p\/a, p\/b, p\/c .*stale file handle/, verb);
    assert.ok(site.logged().some(({ message, host }) => message === 'quarantined' && host === 'b1'));
    // Nothing new goes there, mended or not, until it ends by itself.
    await fleet.host('b1').exec('rm broken');
    site.edit({ types: more(2) });
    assert.deepEqual(outcomesOf((await site.report('run')).report), ['p/a on b2: confirmed']);
    site.edit({ types: more(3) }).letTimePass(hourMs);
    const after = await site.report('run');
    assert.deepEqual(outcomesOf(after.report), ['p/a on b1: confirmed']);
    assert.deepEqual([after.exit, after.report.hosts[0]?.quarantine], [0, undefined]);
  });
});

/** The components that failed, so many of the first. */
function more(count: number): object[] {
  const others = ['b', 'c'].map((name) => sampleType(name));
  return [sampleType('a', { count }), ...others];
}
