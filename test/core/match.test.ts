import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { countInstances } from '../../src/core/count.ts';
import { matchesOf, overlapsOf } from '../../src/core/match.ts';
import type { Process } from '../../src/core/types.ts';
import { fieldLines } from '../harness/fields.ts';
import { forAll } from '../harness/forAll.ts';
import { processOf, ps } from './worlds.ts';

const target = { id: 'p/a', key: 'key-a' } as const;
const other = { id: 'p/b', key: 'key-b' } as const;

describe('the laws of match', () => {
  /** Any parents at all, circles and itself among them: that is what a listing with reused pids may show. */
  const listings = fc
    .array(
      fc.record({
        ppid: fc.oneof(fc.integer({ min: 0, max: 14 }), fc.constant(null)),
        state: fc.constantFrom('S', 'S', 'R', 'Z'),
        command: fc.constantFrom('sh -c key-a', 'key-a', 'sleep', 'key-b', 'key-a key-b'),
      }),
      { maxLength: 14 },
    )
    .map((rows) =>
      ps(...rows.map((row, index) => `${index + 1} ${row.ppid ?? '-'} ${row.state} ${row.command}`)),
    );

  it('counts as a pass does, and shows each process that counts exactly once', () => {
    forAll(1000, listings, (processes) => {
      const { instances } = matchesOf({ processes, leftOut: [] }, target, [target, other]);
      const counted = countInstances(processes, [target]).get(target.id) ?? [];
      const expected = counted.map(({ pid, pids }) => ({ pid, pids }));
      assert.deepEqual(
        instances.map(({ pid, lines }) => ({
          pid,
          pids: lines.flatMap((line) => (line.matches ? [line.process.pid] : [])).toSorted((a, b) => a - b),
        })),
        expected,
      );
    });
  });

  it('is a tree: the instance first, every other line below its parent', () => {
    forAll(1000, listings, (processes) => {
      const circular = new Set(processes.filter((one) => isInCircle(one, processes)).map(({ pid }) => pid));
      for (const { pid, lines } of matchesOf({ processes, leftOut: [] }, target, []).instances) {
        assert.equal(lines[0]?.process.pid, pid);
        const depths = new Map<number, number>();
        for (const { process, depth } of lines) {
          if (depths.size > 0 && !circular.has(process.pid))
            assert.equal(depth, (depths.get(process.ppid ?? -1) ?? NaN) + 1, `${process.pid}`);
          assert.ok(!depths.has(process.pid), 'once');
          depths.set(process.pid, depth);
        }
      }
    });
  });
});

describe('what match finds', () => {
  it('a wrapper, what lies between, and its program are one tree; a neighbour is another', () => {
    const processes = ps(
      '10 1 S sh wrapper key-a',
      '11 10 S timeout 1h',
      '12 11 S python key-a key-b',
      '13 10 S tee log',
      '14 12 S worker',
      '15 10 S key-a helper',
      '20 1 S vi key-a.conf',
    );
    const { instances } = matchesOf({ processes, leftOut: [] }, target, [target, other]);
    const shown = instances.map(({ lines }) =>
      lines.map(({ process, depth, matches, also }) => `${depth} ${process.pid} ${matches} ${also.join()}`),
    );
    assert.deepEqual(shown, [['0 10 true ', '1 11 false ', '2 12 true p/b', '1 15 true '], ['0 20 true ']]);
  });

  it('of what is left out only what holds the key', () => {
    const leftOut = [
      { process: processOf('30 1 Z [key-a] <defunct>'), why: 'zombie' },
      { process: processOf('31 1 S sh -s'), why: 'own-process' },
    ] as const;
    const found = matchesOf({ processes: [], leftOut }, target, []);
    assert.deepEqual(found, { instances: [], leftOut: [leftOut[0]] });
  });

  it('a chain of 20,000 processes', () => {
    const chain = Array.from({ length: 20_000 }, (_, n) => `${n + 1} ${n} S ${n % 2 ? 'sh' : 'key-a'}`);
    const { instances } = matchesOf({ processes: ps(...chain), leftOut: [] }, target, []);
    const [{ pid, lines } = assert.fail(), ...more] = instances;
    assert.deepEqual([pid, lines.length, lines.at(-1)?.depth, more], [1, 19_999, 19_998, []]);
  });

  it('how keys overlap', () => {
    const components = [
      { id: 'p/a', key: 'bundler' },
      { id: 'p/long', key: 'bundler-2' },
      { id: 'p/short', key: 'bund' },
      { id: 'p/same', key: 'bundler' },
      { id: 'p/none', key: 'mover' },
    ] as const;
    const overlaps = overlapsOf(components[0], components);
    assert.deepEqual(fieldLines(overlaps, 'component', 'how'), [
      'p/long within',
      'p/short holds',
      'p/same equal',
    ]);
  });
});

/** Whether it descends from itself. */
function isInCircle(one: Process, all: readonly Process[]): boolean {
  const climbed = new Set<number>();
  let at: Process | undefined = one;
  while (at !== undefined && !climbed.has(at.pid)) {
    climbed.add(at.pid);
    const { ppid }: Process = at;
    at = all.find(({ pid }) => pid === ppid);
  }
  return at !== undefined;
}
