import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { countInstances } from '../../src/core/count.ts';
import type { ComponentId, Process } from '../../src/core/types.ts';
import { forAll } from '../harness/forAll.ts';

const bundler = { id: 'pipe0/bundler', key: 'bundler' } as const;

describe('countInstances', () => {
  it('counts a process whose command line holds the key, with its elapsed time', () => {
    assert.deepEqual(
      count([
        [7, 1, 'python3 bundler.py'],
        [8, 1, 'python3 relay.py'],
      ]),
      [{ pid: 7, elapsedS: 70, pids: [7] }],
    );
  });

  it('takes a wrapper and the program below it for one, whatever lies between', () => {
    const tree: Row[] = [
      [30, 1, 'sh bundler.sh'],
      [20, 30, 'timeout 1h'],
      [10, 20, 'bundler'],
      [11, 20, 'bundler'],
    ];
    assert.deepEqual(count(tree), [{ pid: 30, elapsedS: 300, pids: [10, 11, 30] }]);
  });

  it('keeps two apart that have a parent in common which does not match', () => {
    assert.deepEqual(
      pids([
        [5, 1, 'cron'],
        [7, 5, 'bundler'],
        [6, 5, 'bundler'],
      ]),
      [6, 7],
    );
  });

  it('counts every match where the listing does not tell parents', () => {
    assert.deepEqual(
      pids([
        [5, null, 'sh bundler'],
        [6, null, 'bundler'],
      ]),
      [5, 6],
    );
  });

  it('counts no zombie', () => {
    assert.deepEqual(
      pids([
        [5, 1, 'bundler', 'Z'],
        [6, 1, 'bundler', 'Zs'],
        [7, 1, 'bundler', 'Ss'],
      ]),
      [7],
    );
  });

  it('lets one process match several components, and leaves out those without any', () => {
    const components = [bundler, { id: 'pipe1/any', key: 'b' }, { id: 'pipe1/relay', key: 'relay' }] as const;
    const counted = countInstances([processOf([9, 1, 'bundler'])], components);
    assert.deepEqual([...counted.keys()], ['pipe0/bundler', 'pipe1/any']);
  });

  it('ends on circles of parents', () => {
    assert.deepEqual(
      pids([
        [5, 6, 'bundler'],
        [6, 5, 'sh'],
      ]),
      [5],
    );
    assert.deepEqual(pids([[5, 5, 'bundler']]), [5]);
    assert.equal(
      pids([
        [5, 6, 'bundler'],
        [6, 5, 'bundler'],
      ]).length,
      1,
    );
    assert.equal(
      pids([
        [4, 5, 'bundler'],
        [5, 6, 'sh'],
        [6, 5, 'sh'],
      ]).length,
      1,
    );
  });

  it('does what the definition says, in whatever order the processes come', () => {
    forAll(
      200,
      forest.chain((rows) =>
        fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
      ),
      ([rows, shuffled]) => {
        assert.deepEqual(pids(rows), topmostByDefinition(rows));
        assert.deepEqual(count(shuffled), count(rows));
      },
    );
  });

  it('counts each match in exactly one instance', () => {
    forAll(200, forest, (rows) => {
      const matches = rows.filter(([, , command]) => command.includes('bundler')).map(([pid]) => pid);
      assert.deepEqual(
        count(rows)
          .flatMap((instance) => instance.pids)
          .toSorted(ascending),
        matches.toSorted(ascending),
      );
    });
  });

  it('looks at each command line once, however many components there are', () => {
    assert.deepEqual([looksFor(10), looksFor(200)], [100, 100]);
  });

  it('follows a chain of 5,000 parents', () => {
    const chain = Array.from({ length: 5_000 }, (_, n): Row => [
      n + 2,
      n + 1,
      n % 2 === 1 ? 'sh' : 'bundler',
    ]);
    assert.deepEqual(pids(chain), [2]);
  });
});

/** pid, parent, command line, state. */
type Row = readonly [number, number | null, string, string?];

/** Processes whose parents come before them in age, but not in number. */
const forest: fc.Arbitrary<Row[]> = fc
  .uniqueArray(fc.integer({ min: 2, max: 999 }), { minLength: 1, maxLength: 30 })
  .chain((pids) =>
    fc.tuple(
      ...pids.map((pid, index) =>
        fc
          .tuple(fc.constantFrom(1, ...pids.slice(0, index)), fc.constantFrom('bundler', 'sh'))
          .map(([parent, command]): Row => [pid, parent, command]),
      ),
    ),
  );

function topmostByDefinition(rows: readonly Row[]): number[] {
  const byPid = new Map(rows.map((row) => [row[0], row]));
  const below = ([, parent]: Row): boolean => {
    const above = byPid.get(parent ?? 0);
    return above !== undefined && (above[2] === 'bundler' || below(above));
  };
  return rows
    .filter((row) => row[2] === 'bundler' && !below(row))
    .map(([pid]) => pid)
    .toSorted(ascending);
}

function count(rows: readonly Row[]) {
  return countInstances(rows.map(processOf), [bundler]).get(bundler.id) ?? [];
}

function pids(rows: readonly Row[]): number[] {
  return count(rows).map(({ pid }) => pid);
}

/** A process ten seconds old for each number of its pid. */
function processOf([pid, ppid, command, state = 'S']: Row): Process {
  return { user: 'jadelta', pid, ppid, state, elapsedS: pid * 10, command };
}

function ascending(one: number, other: number): number {
  return one - other;
}

/** How often one of the command lines of 100 processes is looked at for so many components. */
function looksFor(many: number): number {
  let looks = 0;
  const processes = Array.from({ length: 100 }, (_, n) => ({
    ...processOf([n + 2, 1, '']),
    get command() {
      looks++;
      return `java Main type${n % 10}.`;
    },
  }));
  const components = Array.from({ length: many }, (_, n) => ({
    id: `pipe0/type${n}` as ComponentId,
    key: `type${n}.`,
  }));
  assert.equal(countInstances(processes, components).size, 10);
  return looks;
}
