import assert from 'node:assert/strict';
import type { Fleet } from '../fleet/fleet.ts';
import { topmostMatching } from '../fleet/processes.ts';
import { until } from '../harness/until.ts';
import { withFleet } from '../harness/withFleet.ts';
import { entryOf, outcomesOf, Site, startsOf } from './site.ts';

interface ThreePipes {
  readonly hotlimit: number;
  readonly pipes: readonly {
    pipe: string;
    types: readonly { name: string; count: number; hot: boolean; on: boolean; key: string }[];
  }[];
}

const hourMs = 3_600_000;

describe('three pipes on sixteen hosts', () => {
  const names = Array.from({ length: 16 }, (_, index) => `lta-vm-${String(index + 1).padStart(2, '0')}`);
  let fleet: Fleet;
  let site: Site;
  let wanted: ThreePipes;
  withFleet(names, (up) => (fleet = up));

  before(() => {
    const available = fleet.hosts.map((host) => entryOf(host));
    site = new Site(fleet).example('three-pipes.json').edit({ available });
    wanted = site.read() as unknown as ThreePipes;
  });

  const types = () =>
    wanted.pipes.flatMap(({ pipe, types }) => types.map((type) => ({ id: `${pipe}/${type.name}`, ...type })));

  /** What really runs, as the kernel has it, by component; no host may hold more hot jobs than its limit. */
  function running(): Record<string, number> {
    const hosts = fleet.hosts.map((host) => host.processes());
    for (const [index, processes] of hosts.entries()) {
      const hot = types().flatMap(({ hot, key }) => (hot ? topmostMatching(processes, key) : []));
      assert.ok(hot.length <= wanted.hotlimit, `${names[index]} holds ${hot.length} hot jobs`);
    }
    const count = (key: string) => hosts.flatMap((processes) => topmostMatching(processes, key)).length;
    return Object.fromEntries(types().map(({ id, key }) => [id, count(key)]));
  }

  const asWanted = () => Object.fromEntries(types().map(({ id, count, on }) => [id, on ? count : 0]));

  it('one pass from nothing meets every count, as plan had shown, and each launch is confirmed', async () => {
    const planned = await site.report('plan', '--detailed-exitcode');
    assert.equal(planned.exit, 2);
    const { exit, report } = await site.report('run');
    assert.deepEqual(startsOf(report), startsOf(planned.report));
    assert.deepEqual(running(), asWanted());
    assert.ok(
      outcomesOf(report).every((line) => line.endsWith(': confirmed')),
      outcomesOf(report).join('\n'),
    );
    assert.equal(
      report.outcomes?.length,
      Object.values(asWanted()).reduce((a, b) => a + b, 0),
    );
    assert.equal(exit, 0);
  });

  it('a second pass plans nothing and ends 0', async () => {
    const { exit, report, stderr } = await site.report('run');
    assert.equal(stderr, '');
    assert.deepEqual(report.actions, []);
    assert.deepEqual(report.summary, {
      start: 0,
      stop: 0,
      blocked: 0,
      held: 0,
      unknownHosts: 0,
      short: 0,
      missing: 0,
    });
    assert.equal(exit, 0);
  });

  it('after two instances were killed, one pass restores just those', async () => {
    const victims = ['lta.pipe0.bundler', 'lta.pipe2.finisher'];
    for (const key of victims) {
      const host = fleet.hosts.find((candidate) => candidate.countMatching(key) > 0)!;
      const process = host.processes().find(({ command }) => command.includes(key))!;
      host.signal(process.pid, 'SIGKILL');
      await until(() => !host.processes().some(({ pid }) => pid === process.pid));
    }
    const { exit, report } = await site.report('run');
    assert.deepEqual(
      startsOf(report).map((line) => line.split(' ')[0]),
      ['pipe0/bundler', 'pipe2/finisher'],
    );
    assert.deepEqual(running(), asWanted());
    assert.equal(exit, 0);
  });

  it('a host cut off keeps what it had while it is presumed, and is replaced once that is lost [host-cut-off]', async () => {
    const host = fleet.host('lta-vm-03');
    await host.cutOff();
    const presumed = await site.report('run');
    assert.deepEqual(presumed.report.actions, []);
    const held = presumed.report.hosts.find((entry) => entry.host === host.name)!;
    assert.equal(held.sighting, 'down');
    assert.notDeepEqual(held.components, {});
    assert.equal(presumed.exit, 0);
    assert.deepEqual(running(), asWanted());

    site.letTimePass(hourMs);
    const replaced = await site.report('run');
    const expected = Object.entries(held.components).flatMap(([id, count]) =>
      Array.from({ length: count }, () => id),
    );
    assert.deepEqual(
      startsOf(replaced.report).map((line) => line.split(' ')[0]),
      expected.toSorted(),
    );
    assert.ok(
      replaced.report.outcomes?.every(({ host: at, outcome }) => at !== host.name && outcome === 'confirmed'),
    );
    assert.equal(replaced.exit, 0);
  });

  it('ten of sixteen cut off: held, exit 69, nothing launched [brownout]', async () => {
    const before = running();
    for (const host of fleet.hosts.slice(3, 12)) await host.cutOff();
    site.letTimePass(hourMs);
    const { exit, report } = await site.report('run');
    assert.equal(exit, 69);
    assert.deepEqual(report.outcomes, []);
    assert.ok(report.actions?.every(({ action }) => action === 'held'));
    assert.deepEqual(report.brownout, { held: true, unknown: 10, of: 16 });
    assert.deepEqual(running(), before);
  });

  it('healed: nothing is doubled that was not replaced before', async () => {
    const before = running();
    for (const host of fleet.hosts) await host.heal();
    const { exit, report } = await site.report('run');
    assert.deepEqual(report.actions, []);
    assert.deepEqual(running(), before);
    assert.equal(exit, 0);
    const replaced = report.components.filter(({ on, running: count, count: want }) => on && count > want);
    assert.ok(replaced.length > 0, 'what was replaced while its host was away is there twice now, and kept');
  });
});
