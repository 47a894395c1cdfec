import assert from 'node:assert/strict';
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';

/**
 * Runs a program with a file system of 64 KiB on `folder`, which nobody else sees and which goes when it ends.
 *
 * @returns what it printed.
 */
export function onTinyDisk(folder: string, command: readonly string[], input: Buffer | string = ''): string {
  const mount = 'mount -t tmpfs -o size=64k tmpfs "$0" && exec "$@"';
  const ran: SpawnSyncReturns<string> = spawnSync(
    'unshare',
    ['--mount', 'sh', '-c', mount, folder, ...command],
    { input, encoding: 'utf8' },
  );
  assert.equal(ran.status, 0, ran.stderr);
  return ran.stdout;
}
