import assert from 'node:assert/strict';
import { interleaved, median, medians } from '../../bench/measure.ts';
import { together } from '../../bench/turns.ts';
import { measured } from './measured.ts';

describe('the medians of the bench', () => {
  it('are the middle one, or lie half-way between the two in the middle', () => {
    assert.equal(median([9, 1, 5]), 5);
    assert.equal(median([4, 1, 9, 2]), 3);
    assert.equal(median([7]), 7);
    assert.ok(Number.isNaN(median([])));
  });

  it('are taken of each figure by itself', () => {
    const taken = [
      { wallMs: 1, processorMs: 30 },
      { wallMs: 2, processorMs: 10 },
      { wallMs: 9, processorMs: 20 },
    ];
    assert.deepEqual(medians(taken), { wallMs: 2, processorMs: 20 });
  });

  it('of turns are those of the rounds, whoever was first', () => {
    const rounds = [
      { hosts: 3, outcomes: [measured('a', 1), measured('b', 10), { key: 'c', name: 'c', missing: 'gone' }] },
      { hosts: 3, outcomes: [measured('b', 30), { key: 'c', name: 'c', missing: 'gone' }, measured('a', 2)] },
      { hosts: 3, outcomes: [{ key: 'c', name: 'c', missing: 'gone' }, measured('a', 9), measured('b', 20)] },
    ];
    const { outcomes } = together(rounds);
    assert.deepEqual(outcomes, [
      { ...measured('a', 2), rounds: 3 },
      { ...measured('b', 20), rounds: 3 },
      { key: 'c', name: 'c', missing: 'gone' },
    ]);
  });
});

describe('interleaved runs', () => {
  it('come in turns, each as often as it is told to, and another is first in each round', async () => {
    const order: string[] = [];
    const run = (name: string, rounds: number) => ({ rounds, run: async () => order.push(name) });
    const results = await interleaved([run('a', 3), run('b', 1), run('c', 3)]);
    assert.deepEqual(order, ['a', 'b', 'c', 'c', 'a', 'c', 'a']);
    assert.deepEqual(results, [[1, 5, 7], [2], [3, 4, 6]]);
  });
});
