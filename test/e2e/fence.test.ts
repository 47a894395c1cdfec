import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fleet, FleetHost } from '../fleet/fleet.ts';
import { programsIn } from '../harness/programs.ts';
import { until } from '../harness/until.ts';
import { withFleet } from '../harness/withFleet.ts';
import { holdingProxy } from './holdingProxy.ts';
import { entryOf, outcomesOf, Site, typeOf } from './site.ts';

describe('a launch that reaches its host after the pass that sent it has ended', () => {
  let fleet: Fleet;
  let running: readonly number[];
  withFleet(['f1', { name: 'f2', shell: '/bin/bash' }], (up) => (fleet = up));
  before('a launch to each host is held back', async () => {
    const { home } = fleet.host('f2');
    writeFileSync(join(home, '.bashrc'), 'PATH=$HOME/bin:$PATH\n');
    const later = '[ ! -e "$HOME/later" ] || set -- -d "+1 hour" "$@"';
    programsIn(join(home, 'bin'), { date: `${later}\nexec /bin/date "$@"` });
    running = await Promise.all([
      runningAfterHeldLaunch(fleet, fleet.host('f1'), 'true'),
      // An hour later by its clock.
      runningAfterHeldLaunch(fleet, fleet.host('f2'), 'touch later'),
    ]);
  });

  it('before its deadline: carried out, as the pass had to suppose', () => assert.equal(running[0], 2));

  it('after its deadline: the host refuses it, and nothing starts [launch-late]', () =>
    assert.equal(running[1], 1));
});

/** Instances on a host where one ran, once a launch that was held back has reached it, after `meanwhile` was run there. */
async function runningAfterHeldLaunch(fleet: Fleet, host: FleetHost, meanwhile: string): Promise<number> {
  await using proxy = await holdingProxy(host.address);
  const starting = 'sh -c "while :; do sleep 30; done" fenced-key >/dev/null 2>&1 &';
  const site = new Site(fleet).submitter('start.sh', starting).config({
    available: [entryOf(host, { address: '127.0.0.1', port: proxy.port })],
    ssh: { user: 'ops', hostKeys: 'accept-new', knownHosts: 'known_hosts' },
    ping: { method: 'none' },
    timeouts: { settle: '100ms' },
    types: typesWith(1),
  });
  // Brings the scripts there, so that next time a launch is all there is to send.
  assert.deepEqual(outcomesOf((await site.report('run')).report), [`p/a on ${host.name}: confirmed`]);
  site.edit({ timeouts: { settle: '100ms', launch: '1s', probe: '5s' }, types: typesWith(2) });
  proxy.holdLaunches();
  assert.deepEqual(outcomesOf((await site.report('run')).report), [`p/a on ${host.name}: unknown`]);
  assert.ok(proxy.holds, 'the launch is still on its way');
  await host.exec(meanwhile);
  proxy.release();
  // The session ends when what it was given to do is done.
  await until(() => host.countMatching('sshd: ops') === 0);
  const { report } = await site.report('status');
  assert.equal(report.components[0]?.running, host.countMatching('fenced-key'));
  return host.countMatching('fenced-key');
}

function typesWith(count: number): object[] {
  return [typeOf('a', { count, submitter: 'start.sh', key: 'fenced-key' })];
}
