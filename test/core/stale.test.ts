import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { staleAfterMs, usualGapMs } from '../../src/core/stale.ts';
import { forAll } from '../harness/forAll.ts';

const minuteMs = 60_000;
const every = (gapMs: number, passes: number): number[] =>
  Array.from({ length: passes }, (_, n) => n * gapMs);

describe('when what passes leave behind is stale', () => {
  it('is what the configuration says, whatever passes do', () =>
    assert.equal(staleAfterMs(every(minuteMs, 20), 7000, 240_000), 7000));

  it('is a quarter of an hour while passes have no usual gap', () => {
    for (const times of [[], [5], [5, 5]]) assert.equal(staleAfterMs(times, null, 240_000), 15 * minuteMs);
  });

  it('is twice the usual gap and the time of a pass', () => {
    assert.equal(staleAfterMs(every(5 * minuteMs, 20), null, 4 * minuteMs), 14 * minuteMs);
    assert.equal(staleAfterMs([0, 60 * minuteMs], null, 4 * minuteMs), 124 * minuteMs);
  });

  it('takes the third longest gap: neither two nights without passes nor a dozen passes by hand count', () => {
    const cron = every(5 * minuteMs, 8);
    const nights = [...cron, 500 * minuteMs, 505 * minuteMs, 990 * minuteMs, 995 * minuteMs];
    assert.equal(usualGapMs(nights), 5 * minuteMs);
    const byHand = Array.from({ length: 12 }, (_, n) => 35 * minuteMs + (n + 1) * 1000);
    assert.equal(usualGapMs([...cron, ...byHand]), 5 * minuteMs);
  });

  it('is at least a quarter of an hour while there were few passes: somebody may be trying things out', () => {
    assert.equal(staleAfterMs(every(1000, 19), null, 240_000), 15 * minuteMs);
    assert.equal(staleAfterMs(every(1000, 20), null, 240_000), 242_000);
  });

  it('lies, without a clock that was set back, between the shortest and the longest gap', () => {
    forAll(100, fc.array(fc.integer({ min: 1, max: 1e7 }), { minLength: 1, maxLength: 30 }), (gaps) => {
      let at = 1e12;
      const usual = usualGapMs([at, ...gaps.map((gap) => (at += gap))]);
      assert(usual !== null && usual >= Math.min(...gaps) && usual <= Math.max(...gaps));
    });
  });

  it('takes a clock that was set back for no gap', () =>
    assert.equal(usualGapMs([0, 5, 3, 2, 1].map((minute) => minute * minuteMs)), 5 * minuteMs));

  it('is never negative when the clock was set back', () => {
    forAll(100, fc.array(fc.integer({ min: 0, max: 2e12 }), { maxLength: 30 }), (times) => {
      assert(staleAfterMs(times, null, 1000) > 0);
    });
  });
});
