import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { countInstances } from '../../src/core/count.ts';
import type { ComponentId, Process } from '../../src/core/types.ts';
import { forAll } from '../harness/forAll.ts';
import { processOf, ps } from './worlds.ts';

const bundler = { id: 'pipe0/bundler', key: 'bundler' } as const;

describe('countInstances', () => {
  it('counts a process whose command line holds the key, with its elapsed time', () => {
    const found = count(ps('7 1 S python3 bundler.py', '8 1 S python3 relay.py'));
    assert.deepEqual(found, [{ pid: 7, elapsedS: 70, pids: [7] }]);
  });

  it('takes a wrapper and the program below it for one, whatever lies between', () => {
    const tree = ps('30 1 S sh bundler.sh', '20 30 S timeout 1h', '10 20 S bundler', '11 20 S bundler');
    assert.deepEqual(count(tree), [{ pid: 30, elapsedS: 300, pids: [10, 11, 30] }]);
  });

  it('keeps two apart that have a parent in common which does not match', () =>
    assert.deepEqual(pids(ps('5 1 S cron', '7 5 S bundler', '6 5 S bundler')), [6, 7]));

  it('counts every match where the listing does not tell parents', () =>
    assert.deepEqual(pids(ps('5 - S sh bundler', '6 - S bundler')), [5, 6]));

  it('counts no zombie', () =>
    assert.deepEqual(pids(ps('5 1 Z bundler', '6 1 Zs bundler', '7 1 Ss bundler')), [7]));

  it('lets one process match several components, and leaves out those without any', () => {
    const components = [bundler, { id: 'pipe1/any', key: 'b' }, { id: 'pipe1/relay', key: 'relay' }] as const;
    const counted = countInstances(ps('9 1 S bundler'), components);
    assert.deepEqual([...counted.keys()], ['pipe0/bundler', 'pipe1/any']);
  });

  it('ends on circles of parents', () => {
    assert.deepEqual(pids(ps('5 6 S bundler', '6 5 S sh')), [5]);
    assert.deepEqual(pids(ps('5 5 S bundler')), [5]);
    assert.equal(pids(ps('5 6 S bundler', '6 5 S bundler')).length, 1);
    assert.equal(pids(ps('4 5 S bundler', '5 6 S sh', '6 5 S sh')).length, 1);
  });

  it('does what the definition says, in whatever order the processes come', () => {
    const shuffled = forest.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    forAll(200, shuffled, ([processes, others]) => {
      assert.deepEqual(pids(processes), topmostByDefinition(processes));
      assert.deepEqual(count(others), count(processes));
    });
  });

  it('counts each match in exactly one instance', () => {
    forAll(200, forest, (processes) => {
      const matches = processes.filter(({ command }) => command === 'bundler').map(({ pid }) => pid);
      const counted = count(processes).flatMap((instance) => instance.pids);
      assert.deepEqual(counted.toSorted(ascending), matches.toSorted(ascending));
    });
  });

  it('looks at each command line once, however many components there are', () =>
    assert.deepEqual([looksFor(10), looksFor(200)], [100, 100]));

  it('follows a chain of 5,000 parents', () => {
    const chain = Array.from({ length: 5_000 }, (_, n) => `${n + 2} ${n + 1} S ${n % 2 ? 'sh' : 'bundler'}`);
    assert.deepEqual(pids(ps(...chain)), [2]);
  });
});

/** Processes whose parents come before them in age, but not in number. */
const forest: fc.Arbitrary<Process[]> = fc
  .uniqueArray(fc.integer({ min: 2, max: 999 }), { minLength: 1, maxLength: 30 })
  .chain((all) =>
    fc.tuple(
      ...all.map((pid, index) =>
        fc
          .tuple(fc.constantFrom(1, ...all.slice(0, index)), fc.constantFrom('bundler', 'sh'))
          .map(([parent, command]) => processOf(`${pid} ${parent} S ${command}`)),
      ),
    ),
  );

function topmostByDefinition(processes: readonly Process[]): number[] {
  const byPid = new Map(processes.map((one) => [one.pid, one]));
  const below = ({ ppid }: Process): boolean => {
    const above = byPid.get(ppid ?? 0);
    return above !== undefined && (above.command === 'bundler' || below(above));
  };
  const topmost = processes.filter((one) => one.command === 'bundler' && !below(one));
  return topmost.map(({ pid }) => pid).toSorted(ascending);
}

function count(processes: readonly Process[]) {
  return countInstances(processes, [bundler]).get(bundler.id) ?? [];
}

function pids(processes: readonly Process[]): number[] {
  return count(processes).map(({ pid }) => pid);
}

function ascending(one: number, other: number): number {
  return one - other;
}

/** How often one of the command lines of 100 processes is looked at for so many components. */
function looksFor(many: number): number {
  let looks = 0;
  const processes = Array.from({ length: 100 }, (_, n) => ({
    ...processOf(`${n + 2} 1 S `),
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
