import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { staleAfterMs, usualGapMs } from '../../src/core/stale.ts';

const minuteMs = 60_000;
const every = (gapMs: number, passes: number): number[] =>
  Array.from({ length: passes }, (_, n) => n * gapMs);

describe('when what passes leave behind is stale', () => {
  it('is what the configuration says, whatever passes do', () => {
    assert.equal(staleAfterMs(every(minuteMs, 20), 7000, 240_000), 7000);
  });

  it('is a quarter of an hour while passes have no usual gap', () => {
    for (const times of [[], [5], [5, 5]]) assert.equal(staleAfterMs(times, null, 240_000), 15 * minuteMs);
  });

  it('is twice the usual gap and the time of a pass', () => {
    assert.equal(staleAfterMs(every(5 * minuteMs, 20), null, 4 * minuteMs), 14 * minuteMs);
    assert.equal(staleAfterMs([0, 60 * minuteMs], null, 4 * minuteMs), 124 * minuteMs);
  });

  it('takes the median: a night without passes and a pass by hand count for little', () => {
    const night = [0, 5, 10, 15, 490, 495, 496, 500, 505].map((minute) => minute * minuteMs);
    assert.equal(usualGapMs(night), 5 * minuteMs);
  });

  it('lies, without a clock that was set back, between the shortest and the longest gap', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1e7 }), { minLength: 1, maxLength: 30 }), (gaps) => {
        let at = 1e12;
        const usual = usualGapMs([at, ...gaps.map((gap) => (at += gap))]);
        assert(usual !== null && usual >= Math.min(...gaps) && usual <= Math.max(...gaps));
      }),
    );
  });

  it('is never negative when the clock was set back', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2e12 }), { maxLength: 30 }), (times) => {
        assert(staleAfterMs(times, null, 1000) > 0);
      }),
    );
  });
});
