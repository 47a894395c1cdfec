import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { bringUpFleet, type Fleet } from '../fleet/fleet.ts';
import { outcomesOf, Site, startsOf } from './site.ts';

interface ThreePipes {
  readonly hotlimit: number;
  readonly pipes: readonly {
    pipe: string;
    types: readonly { name: string; count: number; hot: boolean; on: boolean; key: string }[];
  }[];
}

describe('three pipes on sixteen hosts', () => {
  const names = Array.from({ length: 16 }, (_, index) => `lta-vm-${String(index + 1).padStart(2, '0')}`);
  let fleet: Fleet;
  let site: Site;
  let wanted: ThreePipes;

  before(async () => {
    fleet = await bringUpFleet({ hosts: names });
    site = new Site(fleet).example('three-pipes.json');
    const { readFileSync } = await import('node:fs');
    wanted = JSON.parse(readFileSync(site.file, 'utf8')) as ThreePipes;
  });
  after(() => fleet.down());

  /** What really runs, as the kernel has it: by component over all hosts. */
  function running(): Record<string, number> {
    const all = wanted.pipes.flatMap(({ pipe, types }) =>
      types.map((type) => ({ id: `${pipe}/${type.name}`, ...type })),
    );
    return Object.fromEntries(
      all.map(({ id, key }) => [id, fleet.hosts.reduce((sum, host) => sum + host.countMatching(key), 0)]),
    );
  }

  function asWanted(): Record<string, number> {
    return Object.fromEntries(
      wanted.pipes.flatMap(({ pipe, types }) =>
        types.map(({ name, count, on }) => [`${pipe}/${name}`, on ? count : 0]),
      ),
    );
  }

  function hotKeys(): string[] {
    return wanted.pipes.flatMap(({ types }) => types.filter(({ hot }) => hot).map(({ key }) => key));
  }

  function assertHotLimit(): void {
    for (const host of fleet.hosts) {
      const hot = hotKeys().reduce((sum, key) => sum + host.countMatching(key), 0);
      assert.ok(hot <= wanted.hotlimit, `${host.name} holds ${hot} hot jobs`);
    }
  }

  it('one pass from nothing meets every count, as plan had shown, and each launch is confirmed', async () => {
    const planned = await site.report('plan');
    assert.equal(planned.exit, 0);
    assert.equal((await site.muster('plan', '--detailed-exitcode')).code, 2);
    const { exit, report } = await site.report('run');
    assert.deepEqual(startsOf(report), startsOf(planned.report));
    assert.deepEqual(running(), asWanted());
    assertHotLimit();
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
    assert.equal((await site.muster('plan', '--detailed-exitcode')).code, 0);
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
    assertHotLimit();
    assert.equal(exit, 0);
  });

  it('a host cut off keeps what it had while it is presumed, and is replaced once that is lost', async () => {
    const host = fleet.host('lta-vm-03');
    await host.cutOff();
    const presumed = await site.report('run');
    assert.deepEqual(presumed.report.actions, []);
    const held = presumed.report.hosts.find((entry) => entry.host === host.name)!;
    assert.equal(held.sighting, 'down');
    assert.notDeepEqual(held.components, {});
    assert.equal(presumed.exit, 0);
    assert.deepEqual(running(), asWanted());

    site.edit({ safety: { lostAfter: '1s' } });
    await sleep(1100);
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

  it('ten of sixteen cut off: held, exit 69, nothing launched', async () => {
    const before = running();
    for (const host of fleet.hosts.slice(3, 12)) await host.cutOff();
    await sleep(1100);
    const { exit, report } = await site.report('run');
    assert.equal(exit, 69);
    assert.deepEqual(report.outcomes, []);
    assert.ok(report.actions?.every(({ action }) => action === 'held'));
    assert.deepEqual(report.brownout, { held: true, unknown: 10, of: 16 });
    assert.deepEqual(running(), before);
    const text = await site.muster('run');
    assert.match(text.stdout, /10 of 16 hosts are unknown/);
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

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(20);
}
