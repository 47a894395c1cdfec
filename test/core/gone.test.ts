import assert from 'node:assert/strict';
import { goneSince, rebootedSince } from '../../src/core/gone.ts';
import { remember } from '../../src/core/memory.ts';
import { emptyMemory, type Memory, type Sighting } from '../../src/core/types.ts';
import { component, host, seen, unknown, vitals, wanted } from './worlds.ts';
import { fieldOf, fieldLines } from '../harness/fields.ts';

const own = wanted({ hosts: [host('n1')], components: [component('p/a', { count: 2 })] });
const then = Date.parse('2026-11-21T12:00:00Z');

/** Seen with these process ids, each started so many seconds ago. */
function withPids(pids: readonly number[], elapsedS: number, bootId = 'boot-1'): Sighting {
  const list = pids.map((pid) => ({ pid, elapsedS, pids: [pid, pid + 1000] }));
  return { kind: 'seen', vitals: vitals(bootId), instances: new Map([['p/a', list]]) };
}

function after(before: Memory, sighting: Sighting, seconds: number): Memory {
  return remember(before, own, new Map([['n1', sighting]]), then + seconds * 1000).memory;
}

describe('what is gone since the look before', () => {
  const before = after(emptyMemory, withPids([7, 8], 5), 0);

  it('an instance that ended, with how long it lived at least and at most', () =>
    assert.deepEqual(goneSince(before, after(before, withPids([8], 65), 60)), [
      { component: 'p/a', host: 'n1', pid: 7, livedMs: 5000, atMostMs: 65_000, rebooted: false },
    ]));

  it('nothing where the host was not seen, or all is there, also under another process of its tree', () => {
    assert.deepEqual(goneSince(before, after(before, unknown('down'), 60)), []);
    assert.deepEqual(goneSince(before, after(before, withPids([7, 8], 65), 60)), []);
    const onlyChild: Sighting = {
      kind: 'seen',
      vitals: vitals('boot-1'),
      instances: new Map([
        [
          'p/a',
          [
            { pid: 1007, elapsedS: 60, pids: [1007] },
            { pid: 8, elapsedS: 65, pids: [8] },
          ],
        ],
      ]),
    };
    assert.deepEqual(goneSince(before, after(before, onlyChild, 60)), []);
  });

  it('not what muster was to end', () => {
    const stops = [{ component: 'p/a' as const, host: 'n1', pids: [7, 1007], orderedAtMs: then }];
    const gone = goneSince({ ...before, stops }, after(before, seen({}), 60));
    assert.deepEqual(fieldOf(gone, 'pid'), [8]);
  });

  it('all that was there before a reboot, also where the numbers came again', () => {
    const rebooted = after(before, withPids([7], 5, 'boot-2'), 60);
    assert.deepEqual(rebootedSince(before, rebooted), ['n1']);
    assert.deepEqual(fieldLines(goneSince(before, rebooted), 'pid', 'rebooted'), ['7 true', '8 true']);
    assert.deepEqual(rebootedSince(before, after(before, seen({}), 60)), []);
    const unknownBoot = rebootedSince(
      before,
      after(before, { kind: 'seen', vitals: vitals(null), instances: new Map() }, 60),
    );
    assert.deepEqual(unknownBoot, []);
  });
});
