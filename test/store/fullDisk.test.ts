import assert from 'node:assert/strict';
import { join } from 'node:path';
import { needs } from '../harness/needs.ts';
import type { FullDisk } from './fillDisk.ts';
import { onTinyDisk } from './fullDisk.ts';
import { scratchFolder } from './scratch.ts';

const node = [process.execPath, '--import', import.meta.resolve('tsx')];

describe('on a full disk', () => {
  needs('root', 'unshare');
  const folder = scratchFolder();

  it('the state stays as it was, log and history report it, and files past their retention go', () => {
    const ran = onTinyDisk(folder(), [...node, join(import.meta.dirname, 'fillDisk.ts'), folder()]);
    const { refused, namespace, problem, faults, files } = JSON.parse(ran) as FullDisk;
    assert.deepEqual([refused, namespace, problem], ['ENOSPC', 'before', null]);
    const codes = faults.map((fault) => fault?.code);
    assert.deepEqual(codes, ['log-unwritable', 'history-unwritable']);
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
