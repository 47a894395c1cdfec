import assert from 'node:assert/strict';
import { estimate, pairsText } from '../../bench/against.ts';
import type { Taken } from '../../bench/measure.ts';
import { golden } from '../harness/golden.ts';

describe('comparison of two builds', () => {
  // The ranks are those of tables of the sign test.
  for (const [count, rank] of [
    [6, 1],
    [8, 1],
    [9, 2],
    [11, 2],
    [12, 3],
    [21, 6],
    [100, 40],
  ] as const)
    it(`bounds the median of ${count} values by number ${rank} from below and from above`, () => {
      const values = Array.from({ length: count }, (_, index) => ((index * 7919) % count) + 1);
      assert.deepEqual(new Set(values).size, count);
      assert.deepEqual(estimate(values), { median: (count + 1) / 2, low: rank, high: count + 1 - rank });
    });

  it('has no interval of 95 % confidence for five values', () =>
    assert.throws(() => estimate([1, 2, 3, 4, 5]), /too few/));

  golden('benchAgainst', {
    'slower by the wall clock, faster by the processor': () =>
      pairsText({
        hosts: 200,
        thisBuild: [5.3, 5.25, 5.2, 5.4, 5.3, 5.1].map((wallS) => taken(wallS, 1.9)),
        otherBuild: [5, 5.01, 5.02, 5, 5, 5].map((wallS) => taken(wallS, 2)),
      }),
    'no difference': () =>
      pairsText({
        hosts: 16,
        thisBuild: [5.3, 5.25, 5.2, 4.9, 4.9, 5.1].map((wallS) => taken(wallS, 2)),
        otherBuild: Array.from({ length: 6 }, () => taken(5, 2)),
      }),
  });
});

function taken(wallS: number, processorS: number): Taken {
  return { wallMs: wallS * 1000, processorMs: processorS * 1000 };
}
