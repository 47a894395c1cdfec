import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { countInstances } from '../../src/core/count.ts';
import { matchesOf, overlapsOf } from '../../src/core/match.ts';
import type { ComponentId, Process } from '../../src/core/types.ts';
import { forAll } from '../harness/forAll.ts';

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
    .map((rows) => rows.map((row, index) => process(index + 1, row.ppid, row.command, row.state)));

  it('counts as a pass does, and shows each process that counts exactly once', () => {
    forAll(1000, listings, (processes) => {
      const { instances } = matchesOf({ processes, leftOut: [] }, target, [target, other]);
      const counted = countInstances(processes, [target]).get(target.id) ?? [];
      assert.deepEqual(
        instances.map(({ pid, lines }) => ({
          pid,
          pids: lines.flatMap((line) => (line.matches ? [line.process.pid] : [])).toSorted((a, b) => a - b),
        })),
        counted.map(({ pid, pids }) => ({ pid, pids })),
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
    const processes = [
      process(10, 1, 'sh wrapper key-a'),
      process(11, 10, 'timeout 1h'),
      process(12, 11, 'python key-a key-b'),
      process(13, 10, 'tee log'),
      process(14, 12, 'worker'),
      process(15, 10, 'key-a helper'),
      process(20, 1, 'vi key-a.conf'),
    ];
    const { instances } = matchesOf({ processes, leftOut: [] }, target, [target, other]);
    assert.deepEqual(
      instances.map(({ pid, lines }) => [
        pid,
        lines.map((line) => [line.process.pid, line.depth, line.matches, line.also.join()]),
      ]),
      [
        [
          10,
          [
            [10, 0, true, ''],
            [11, 1, false, ''],
            [12, 2, true, 'p/b'],
            [15, 1, true, ''],
          ],
        ],
        [20, [[20, 0, true, '']]],
      ],
    );
  });

  it('of what is left out only what holds the key', () => {
    const leftOut = [
      { process: process(30, 1, '[key-a] <defunct>', 'Z'), why: 'zombie' },
      { process: process(31, 1, 'sh -s'), why: 'own-process' },
    ] as const;
    assert.deepEqual(matchesOf({ processes: [], leftOut }, target, []), {
      instances: [],
      leftOut: [leftOut[0]],
    });
  });

  it('a chain of 20,000 processes', () => {
    const processes = Array.from({ length: 20_000 }, (_, index) =>
      process(index + 1, index, index % 2 === 0 ? 'key-a' : 'sh'),
    );
    const { instances } = matchesOf({ processes, leftOut: [] }, target, []);
    assert.deepEqual(
      instances.map(({ pid, lines }) => [pid, lines.length, lines.at(-1)?.depth]),
      [[1, 19_999, 19_998]],
    );
  });

  it('how keys overlap', () => {
    const components = [
      { id: 'p/a', key: 'bundler' },
      { id: 'p/long', key: 'bundler-2' },
      { id: 'p/short', key: 'bund' },
      { id: 'p/same', key: 'bundler' },
      { id: 'p/none', key: 'mover' },
    ] as const;
    assert.deepEqual(
      overlapsOf(components[0], components).map(({ component, how }) => [component, how]),
      [
        ['p/long', 'within'],
        ['p/short', 'holds'],
        ['p/same', 'equal'],
      ] satisfies [ComponentId, string][],
    );
  });
});

function process(pid: number, ppid: number | null, command: string, state = 'S'): Process {
  return { user: 'ops', pid, ppid, state, elapsedS: 60, command };
}

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
