import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { bringUpFleet, type Fleet } from '../fleet/fleet.ts';
import { holdingProxy } from './holdingProxy.ts';
import { outcomesOf, renew, Site } from './site.ts';

describe('a launch that reaches its host after the pass that sent it has ended', () => {
  let fleet: Fleet;

  before(async () => {
    fleet = await bringUpFleet({ hosts: ['f1'] });
  });
  after(() => fleet.down());
  afterEach(() => renew(fleet));

  /** A site whose one host is reached at a port of this machine. */
  function siteAt(port: number, passS: number): Site {
    const starting = 'sh -c "while :; do sleep 30; done" fenced-key >/dev/null 2>&1 &';
    return new Site(fleet).submitter('start.sh', starting).config({
      available: [{ host: 'f1', address: '127.0.0.1', port }],
      ssh: { user: 'ops', hostKeys: 'accept-new' },
      ping: { method: 'none' },
      timeouts: { settle: '100ms', launch: '1s', pass: `${passS}s` },
      pipes: pipesWith(1),
    });
  }

  for (const { when, passS, running } of [
    { when: 'after its deadline: the host refuses it, and nothing starts', passS: 6, running: 1 },
    { when: 'before it: carried out, as the pass had to suppose', passS: 3600, running: 2 },
  ]) {
    it(when, async () => {
      const host = fleet.host('f1');
      await using proxy = await holdingProxy(host.address);
      const site = siteAt(proxy.port, passS);
      // Brings the scripts there, so that next time a launch is all there is to send.
      assert.deepEqual(outcomesOf((await site.report('run')).report), ['p/a on f1: confirmed']);
      site.edit({ pipes: pipesWith(2) });
      proxy.holdLaunches();
      const { report } = await site.report('run');
      const endedMs = Date.now();
      assert.deepEqual(outcomesOf(report), ['p/a on f1: unknown']);
      assert.match(report.outcomes?.[0]?.detail ?? '', /no answer within 1 s; it may have been started/);
      assert.ok(proxy.holds, 'the launch is still on its way');
      // The pass began before it ended; and hosts tell the time in whole seconds.
      if (running === 1) await sleep(endedMs + passS * 1000 + 2000 - Date.now());
      proxy.release();
      // The session ends when what it was given to do is done.
      while (host.countMatching('sshd: ops') > 0) await sleep(50);
      assert.equal(host.countMatching('fenced-key'), running);
      const { report: next } = await site.report('status');
      assert.equal(next.components[0]?.running, running);
    });
  }
});

function pipesWith(count: number): object[] {
  return [
    {
      pipe: 'p',
      types: [{ name: 'a', count, on: true, hot: true, submitter: 'start.sh', key: 'fenced-key' }],
    },
  ];
}
