import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { message } from '../core/catalogue/catalogue.ts';
import type { Config } from '../interface/config.ts';
import { knownName, recordLine } from '../remote/knownHosts.ts';
import type { HostPlan } from './host.ts';
import { ensureKey, publicLine } from './keys.ts';
import { PracticeError } from './practiceError.ts';

/**
 * Makes what the fleet needs in its folder and keeps what is there: the client's key, and for each host a home, a key
 * and its line in `known_hosts`. Gives the client's public key.
 */
export async function layOut(config: Config, folder: string, hosts: readonly HostPlan[]): Promise<string> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const client = await ensureKey(
      config.ssh.identityFiles?.[0] ?? join(folder, 'id_ed25519'),
      'muster practice',
    );
    const lines = await Promise.all(hosts.map(layOutHost));
    await recordHosts(join(folder, 'known_hosts'), hosts, lines);
    return publicLine(client);
  } catch (error) {
    const params = { folder, error: (error as Error).message };
    throw new PracticeError(message('practice-folder-unusable', params), { cause: error });
  }
}

async function layOutHost({ name, port, folder }: HostPlan): Promise<string> {
  await mkdir(join(folder, 'home'), { recursive: true });
  const key = await ensureKey(join(folder, 'host_key'), name);
  return recordLine({ host: '127.0.0.1', port }, key.getPublicSSH());
}

/** Replaces the lines of the practice hosts and of nobody else: the file may be one the operator uses, too. */
async function recordHosts(
  file: string,
  hosts: readonly HostPlan[],
  lines: readonly string[],
): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const names = new Set(hosts.map(({ port }) => knownName({ host: '127.0.0.1', port })));
  const others = text.split('\n').filter((line) => line !== '' && !names.has(line.split(' ')[0] ?? ''));
  await writeFile(file, `${[...others, ...lines].join('\n')}\n`, { mode: 0o600 });
}
