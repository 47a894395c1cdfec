import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../../src/interface/config.ts';
import { loadInterface } from '../../../src/interface/load.ts';

/** A configuration of servers at these ports, of which nothing was known before; `key` in the folder is the identity. */
export async function configFor(
  folder: string,
  name: string,
  ports: readonly number[],
  { identityFile = 'key', connectTimeout = '50s', probe = '50s' } = {},
): Promise<Config> {
  const file = join(folder, `${name}.json`);
  const available = ports.map((port, index) => ({ host: `h${index}`, address: '127.0.0.1', port }));
  const known = { knownHosts: `${name}.known`, hostKeys: 'accept-new', config: 'none' };
  const ssh = { user: 'ops', identityFile, connectTimeout, ...known };
  const content = { hotlimit: 1, available, ssh, ping: { method: 'none' }, timeouts: { probe }, pipes: [] };
  writeFileSync(file, JSON.stringify(content));
  const loaded = await loadInterface(file);
  assert.ok(loaded.ok, loaded.ok ? undefined : JSON.stringify(loaded.errors));
  return loaded.config;
}
