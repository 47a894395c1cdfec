import assert from 'node:assert/strict';
import { setMaxListeners } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../src/clock.ts';
import { openHosts } from '../../src/cli/world.ts';
import type { Sighting } from '../../src/core/types.ts';
import type { ConfigHost } from '../../src/interface/config.ts';
import { newKey } from '../../src/practice/keys.ts';
import { until } from '../harness/until.ts';
import { chosen, lateAfterMs, reasonCode, type Case } from './hostile/cases.ts';
import { configFor } from './hostile/config.ts';
import { hostileServer, type HostileServer } from './hostile/server.ts';
import { suiteFolder } from '../store/scratch.ts';

describe('a hostile ssh server [hostile-server]', () => {
  const seen = new Map<Case, { sighting: Sighting; server: HostileServer }>();
  const folder = suiteFolder();

  before('all of them are looked at, at once', async function () {
    // Some dozens of servers are all in this process, and a busy machine must not be what ends their connections.
    this.timeout(600_000);
    mkdirSync(join(folder, 'home'));
    writeFileSync(join(folder, 'key'), newKey(), { mode: 0o600 });
    const late = chosen.filter((one) => one.late);
    await Promise.all([
      look(late.filter(beforeLogin), `${lateAfterMs / 1000}s`, '240s'),
      look(
        late.filter((one) => !beforeLogin(one)),
        '240s',
        `${lateAfterMs / 1000}s`,
      ),
    ]);
    // Apart from those above, whose time-outs must not be over before their servers have come to the point.
    await look(
      chosen.filter((one) => !one.late),
      '241s',
      '240s',
    );
  });
  after(() => {
    for (const { server } of seen.values()) server.close();
  });

  async function look(some: readonly Case[], connectTimeout: string, probe: string): Promise<void> {
    const servers = await Promise.all(some.map((one) => hostileServer(one, join(folder, 'home'))));
    const ports = servers.map(({ port }) => port);
    const config = await configFor(folder, connectTimeout, ports, { connectTimeout, probe });
    const { signal } = new AbortController();
    setMaxListeners(0, signal);
    const hosts = await openHosts(config, { env: process.env, clock: systemClock() }, signal);
    await Promise.all(
      some.map(async (one, index) => {
        const sighting = await hosts.sight(config.hosts[index] as ConfigHost);
        seen.set(one, { sighting, server: servers[index] as HostileServer });
      }),
    );
    hosts.close();
  }

  for (const one of chosen) {
    it(one.name, async () => {
      const { sighting, server } = seen.get(one)!;
      assert.ok(server.reached() > 0, 'the server came to the stage of its trouble');
      if (one.orSeen === true && sighting.kind === 'seen') return;
      const code = sighting.kind === 'seen' ? null : reasonCode(sighting.reason);
      assert.ok(
        one.codes === null ? code === null : sighting.kind === 'silent' && one.codes.includes(code ?? ''),
        JSON.stringify(sighting).slice(0, 2000),
      );
      // What a host says is kept within bounds.
      if (sighting.kind !== 'seen') assert.ok(JSON.stringify(sighting.reason).length < 4000);
      // Nothing of it stays: neither a connection nor what is under way on it.
      await until(() => server.open() === 0);
    });
  }
});

/** Whether it is the time-out of the connection that ends it. */
function beforeLogin({ codes }: Case): boolean {
  return codes?.includes('connect-timeout') === true;
}
