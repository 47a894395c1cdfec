import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { siteOf } from './localSite.ts';

type Practiced = { readonly passes: readonly { readonly outcomes: readonly unknown[] }[] };

describe('muster practice', () => {
  it('--json: one document with both passes, and nothing left running', async () => {
    using site = siteOf(
      { a: { count: 2 } },
      {
        available: [{ host: 'practice-1', address: '127.0.0.1', port: await freePort() }],
        ssh: { user: 'practice', identityFile: 'practice/id', knownHosts: 'practice/known_hosts' },
        ping: { method: 'tcp' },
      },
    );
    const { exit, report, stderr } = await site.report<Practiced>('practice');
    assert.equal(exit, 0, stderr);
    const launches = report.passes.map(({ outcomes }) => outcomes.length);
    assert.deepEqual(launches, [2, 0]);
    assert.match(stderr, /127\.0\.0\.1/);
    assert.deepEqual(site.running('a'), []);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
