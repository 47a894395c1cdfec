import assert from 'node:assert/strict';
import { setMaxListeners } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { systemClock } from '../../src/clock.ts';
import { openHosts } from '../../src/cli/world.ts';
import type { Sighting } from '../../src/core/types.ts';
import type { ConfigHost } from '../../src/interface/config.ts';
import { loadInterface } from '../../src/interface/load.ts';
import { everyStage, oddities, type Case } from './hostile/cases.ts';
import { hostileServer, type HostileServer } from './hostile/server.ts';

describe('a hostile ssh server', function () {
  // Some dozens of servers are all in this process.
  this.timeout(120_000);
  const cases = [...everyStage, ...oddities];
  const seen = new Map<Case, { sighting: Sighting; server: HostileServer }>();
  let folder = '';

  before('all of them are looked at, at once', async () => {
    folder = mkdtempSync(join(tmpdir(), 'muster-hostile-'));
    mkdirSync(join(folder, 'home'));
    writeFileSync(join(folder, 'key'), ssh2.utils.generateKeyPairSync('ed25519').private, { mode: 0o600 });
    const late = cases.filter((one) => one.late);
    await Promise.all([
      look(late.filter(beforeLogin), '4s', '50s'),
      look(
        late.filter((one) => !beforeLogin(one)),
        '50s',
        '8s',
      ),
    ]);
    // Apart from those above, whose time-outs must not be over before their servers have come to the point.
    await look(
      cases.filter((one) => !one.late),
      '51s',
      '50s',
    );
  });
  after(() => {
    for (const { server } of seen.values()) server.close();
    rmSync(folder, { recursive: true });
  });

  async function look(some: readonly Case[], connectTimeout: string, probe: string): Promise<void> {
    const servers = await Promise.all(some.map((one) => hostileServer(one, join(folder, 'home'))));
    const config = await configFor(servers, connectTimeout, probe);
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

  async function configFor(servers: readonly HostileServer[], connectTimeout: string, probe: string) {
    const file = join(folder, `${connectTimeout}.json`);
    const available = servers.map(({ port }, index) => ({ host: `h${index}`, address: '127.0.0.1', port }));
    const ssh = {
      user: 'ops',
      identityFile: 'key',
      knownHosts: `${connectTimeout}.known`,
      hostKeys: 'accept-new',
      connectTimeout,
    };
    const content = { hotlimit: 1, available, ssh, ping: { method: 'none' }, timeouts: { probe }, pipes: [] };
    writeFileSync(file, JSON.stringify(content));
    const loaded = await loadInterface(file);
    assert.ok(loaded.ok, loaded.ok ? undefined : JSON.stringify(loaded.errors));
    return loaded.config;
  }

  for (const one of cases) {
    it(one.name, async () => {
      const { sighting, server } = seen.get(one)!;
      assert.ok(server.reached() > 0, 'the server came to the stage of its trouble');
      if (one.orSeen === true && sighting.kind === 'seen') return;
      if (one.reason === null)
        assert.deepEqual([sighting.kind, 'reason' in sighting ? sighting.reason : ''], ['seen', '']);
      else {
        assert.ok(sighting.kind === 'silent', JSON.stringify(sighting));
        assert.match(sighting.reason, one.reason);
      }
      // Nothing of it stays: neither a connection nor what is under way on it.
      while (server.open() > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    });
  }
});

/** Whether it is the time-out of the connection that ends it. */
function beforeLogin({ reason }: Case): boolean {
  return reason?.source.includes('did not come up') === true;
}
