import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fleet } from '../fleet/fleet.ts';
import { ended } from '../fleet/ran.ts';
import { sample } from '../harness/sample.ts';
import { until } from '../harness/until.ts';
import { withFleet } from '../harness/withFleet.ts';
import type { Report } from '../../src/report/document.ts';
import { GatedSite } from './gatedSite.ts';
import { outcomesOf, renew, startsOf } from './site.ts';

/** Every command that has ended leaves a line in the home. */
const countCommands = `ForceCommand /bin/sh -c 'sh -c "$SSH_ORIGINAL_COMMAND"; code=$?; echo ended >>"$HOME/ran"; exit $code'`;

describe('reboots', () => {
  let fleet: Fleet;
  withFleet(['r1', 'r2', 'r3'], (up) => (fleet = up), { sshdConfig: [countCommands] });
  afterEach(() => renew(fleet, 'go', 'ran'));

  /** What was said of every launch is true. */
  function assertTrue(site: GatedSite, report: Report): void {
    for (const { host, outcome, detail } of report.outcomes ?? []) {
      if (outcome === 'vanished') assert.equal(detail?.code, 'host-rebooted');
      if (outcome === 'confirmed') assert.ok(fleet.host(host).countMatching('gated-key') > 0, host);
    }
    const confirmed = report.outcomes?.filter(({ outcome }) => outcome === 'confirmed').length;
    assert.equal(confirmed, site.instances());
  }

  describe('of the control VM, in the middle of launching [control-reboots]', () => {
    const shapes: readonly [string, (logs: string) => void][] = [
      [
        'with the next state half written, and the one before gone',
        (logs) => {
          writeFileSync(join(logs, 'state.json.0a1b2c3d.tmp'), '{\n "version": 1,\n "name');
          truncateSync(join(logs, 'state.json.previous'));
        },
      ],
      ['with a state that lost its content', (logs) => truncateSync(join(logs, 'state.json'))],
    ];
    for (const [what, damage] of sample('damaged states', shapes, 1)) {
      it(`${what}: what was launched is pending, and is there once`, async () => {
        const site = new GatedSite(fleet, 4);
        await lostPower(site, 4);
        damage(join(site.folder, 'logs'));
        const { report } = await site.report('run');
        assert.deepEqual([report.actions, report.components[0]?.pending], [[], 4]);
        assert.deepEqual(
          readdirSync(join(site.folder, 'logs')).filter((name) => name.endsWith('.tmp')),
          [],
        );
        await site.openGate();
        await site.up(4);
        await quietPass(site, 4);
      });
    }

    const losses: readonly [string, (logs: string, before: string) => void][] = [
      ['the state of the pass before is back', (logs, before) => cpSync(before, logs, { recursive: true })],
      [
        'no state is whole',
        (logs) => {
          for (const name of ['state.json', 'state.json.previous']) truncateSync(join(logs, name));
        },
      ],
    ];
    for (const [what, lose] of sample('lost states', losses, 1)) {
      it(`${what}: what came up is not started again`, async () => {
        const site = new GatedSite(fleet, 0);
        await site.report('run');
        const logs = join(site.folder, 'logs');
        const before = join(site.folder, 'before');
        cpSync(logs, before, { recursive: true });
        site.wants(4);
        await lostPower(site, 4);
        await site.openGate();
        await site.up(4);
        lose(logs, before);
        const { report } = await site.report('run');
        assert.deepEqual(report.actions, []);
        await quietPass(site, 4);
      });
    }
  });

  describe('of a host, within a pass', () => {
    it('while a submitter runs there [host-reboots]', async () => {
      const site = new GatedSite(fleet, 6);
      const pass = site.report('run');
      await site.launching(6);
      await fleet.host('r1').reboot();
      await site.openGate();
      const { report } = await pass;
      assertTrue(site, report);
      assert.deepEqual(outcomesOf(report), lostOnR1('vanished'));
      await restored(site, 6, 2);
    });

    it('between the probe and the launch [host-reboots]', async () => {
      const site = new GatedSite(fleet, 6, { probe: '50s' });
      // A launch that was refused there backs off, however little the host can do for it.
      site.edit({ ssh: { user: 'ops', connectTimeout: '50s' }, backoff: { first: '1ms', cap: '1ms' } });
      await site.openGate();
      // The pass waits for r3 while it has seen the others.
      fleet.host('r3').freezeSshd();
      const pass = site.report('run');
      await until(() => ['r1', 'r2'].every((name) => existsSync(join(fleet.host(name).home, 'ran'))));
      await fleet.host('r1').reboot();
      fleet.host('r3').thawSshd();
      const { report } = await pass;
      assertTrue(site, report);
      // As soon as the connection is known to be lost nothing is sent; before that nobody knows.
      const r1 = report.outcomes?.filter(({ host }) => host === 'r1') ?? [];
      assert.ok(
        r1.length === 2 && r1.every(({ outcome }) => outcome !== 'confirmed'),
        outcomesOf(report).join(),
      );
      await restored(site, 6, 2);
    });

    it('while it settles [host-reboots]', async () => {
      const site = new GatedSite(fleet, 6, { settle: '3s' });
      await site.openGate();
      const pass = site.startMuster('run', '--json');
      await site.up(6);
      // It does not look before the host is up again.
      pass.kill('SIGSTOP');
      await fleet.host('r1').reboot();
      pass.kill('SIGCONT');
      const report = JSON.parse((await ended(pass)).stdout) as Report;
      assertTrue(site, report);
      assert.deepEqual(outcomesOf(report), lostOnR1('vanished'));
      await restored(site, 6, 2);
    });

    it('that had more before: that is lost as well, and all of it comes back', async () => {
      const site = new GatedSite(fleet, 3);
      await site.openGate();
      assert.equal((await site.report('run')).exit, 0);
      await fleet.host('r1').exec('rm go');
      site.wants(6);
      const pass = site.report('run');
      await until(() => fleet.host('r1').countMatching('gated.sh') === 1 && site.instances() === 5);
      await fleet.host('r1').reboot();
      const { report } = await pass;
      // Or unknown, where the pass looked before the host was up again.
      assert.match(outcomesOf(report)[0] ?? '', /^p\/gated on r1: (vanished|unknown)$/);
      assert.equal(report.outcomes?.filter(({ outcome }) => outcome === 'confirmed').length, 2);
      await site.openGate();
      await restored(site, 6, 2);
    });
  });
});

/** What became of two launches on each host. */
function lostOnR1(outcome: string): string[] {
  return ['r1', 'r1', 'r2', 'r2', 'r3', 'r3'].map(
    (host) => `p/gated on ${host}: ${host === 'r1' ? outcome : 'confirmed'}`,
  );
}

/** A pass that finds nothing to do, and as many instances as are wanted. */
async function quietPass(site: GatedSite, count: number): Promise<void> {
  const { exit, report } = await site.report('run');
  assert.deepEqual([exit, report.actions, report.problems], [0, [], []]);
  assert.deepEqual([site.instances(), report.components[0]?.running], [count, count]);
}

/** A pass whose submitters are at work, ended as by a loss of power. */
async function lostPower(site: GatedSite, count: number): Promise<void> {
  const pass = site.startMuster('run');
  await site.launching(count);
  pass.kill('SIGKILL');
  await ended(pass);
}

/** The pass after: just what was lost is started, and then all is well. */
async function restored(site: GatedSite, count: number, lost: number): Promise<void> {
  assert.equal(site.instances(), count - lost);
  const { exit, report } = await site.report('run');
  assert.equal(exit, 0, JSON.stringify(report));
  assert.equal(startsOf(report).length, lost);
  await quietPass(site, count);
}
