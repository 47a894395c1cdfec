import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { needs } from '../harness/needs.ts';
import type { FullDisk } from './fillDisk.ts';
import { scratchFolder } from './scratch.ts';

const tsx = ['--import', import.meta.resolve('tsx')];
const program = join(import.meta.dirname, 'fillDisk.ts');
/** A file system of 64 KiB, which nobody else sees and which goes when the program ends. */
const mount = 'mount -t tmpfs -o size=64k tmpfs "$0" && exec "$@"';

describe('on a full disk', () => {
  needs('root', 'unshare');
  const folder = scratchFolder();

  it('the state stays as it was, log and history report it, and files past their retention go', () => {
    const command = ['sh', '-c', mount, folder(), process.execPath, ...tsx, program, folder()];
    const { status, stdout, stderr } = spawnSync('unshare', ['--mount', ...command], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    const { refused, namespace, problem, faults, files } = JSON.parse(stdout) as FullDisk;
    assert.deepEqual([refused, namespace, problem], ['ENOSPC', 'before', null]);
    assert.deepEqual(
      faults.map((fault) => fault?.code),
      ['log-unwritable', 'history-unwritable'],
    );
    for (const fault of faults) assert.match(String(fault?.params['error']), /ENOSPC/);
    assert.deepEqual(files.toSorted(), [
      'filler',
      'history',
      'muster-1970-01-16.jsonl',
      'state.json',
      'state.json.previous',
    ]);
  });
});
