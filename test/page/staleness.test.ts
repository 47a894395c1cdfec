import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { golden } from '../harness/golden.ts';
import {
  ageOf,
  agoText,
  reloadAtMs,
  staleHeadline,
  staleText,
  type Age,
  type Passes,
} from '../../src/page/browser/staleness.ts';
import { forAll } from '../harness/forAll.ts';

const minute = 60_000;
const atMs = Date.parse('2026-11-21T03:15:20Z');
const page: Passes = {
  at: '2026-11-21T03:15:20.000Z',
  passes: {
    everyMs: 5 * minute,
    lastAt: '2026-11-21T03:15:20.000Z',
    lastTookMs: 4000,
    staleAfterMs: 15 * minute,
  },
};

describe('when the page is stale', () => {
  it('is so once the last pass is older than it may be, not before', () => {
    const firstSeenMs = atMs + minute;
    assert.equal(ageOf(page, { nowMs: atMs + 15 * minute, firstSeenMs }).isStale, false);
    assert.equal(ageOf(page, { nowMs: atMs + 15 * minute + 1, firstSeenMs }).isStale, true);
  });

  it('goes by the last pass where it is later than the page, and by the page where there was none', () => {
    const later = { ...page, passes: { ...page.passes, lastAt: '2026-11-21T03:20:20.000Z' } };
    assert.equal(ageOf(later, { nowMs: atMs + 16 * minute, firstSeenMs: atMs + 6 * minute }).isStale, false);
    const none = { ...page, passes: { ...page.passes, lastAt: null } };
    assert.equal(ageOf(none, { nowMs: atMs + 16 * minute, firstSeenMs: atMs }).isStale, true);
  });

  it('comes also with a clock that is behind, by how long the page was looked at', () => {
    const firstSeenMs = atMs - 60 * minute;
    const fresh = ageOf(page, { nowMs: firstSeenMs, firstSeenMs });
    assert.deepEqual(fresh, { ageMs: 0, isStale: false, behindMs: 60 * minute });
    const later = ageOf(page, { nowMs: firstSeenMs + 16 * minute, firstSeenMs });
    assert.equal(later.isStale, true);
    assert.equal(later.behindMs, 60 * minute);
  });

  it('never ends while nothing new is there, whatever the clock', () => {
    const span = fc.integer({ min: -100 * minute, max: 100 * minute });
    const step = fc.integer({ min: 0, max: 100 * minute });
    forAll(500, span, step, step, (offMs, firstMs, secondMs) => {
      const firstSeenMs = atMs + offMs;
      const before = ageOf(page, { nowMs: firstSeenMs + firstMs, firstSeenMs });
      const after = ageOf(page, { nowMs: firstSeenMs + firstMs + secondMs, firstSeenMs });
      assert.ok(before.ageMs >= 0 && after.ageMs >= before.ageMs);
      assert.ok(after.isStale || !before.isStale);
    });
  });

  const nowMs = atMs + 47 * minute;
  const none = { ...page, passes: { ...page.passes, lastAt: null } };
  golden('pageStaleness', {
    'no pass for a while': () => [staleHeadline(page, nowMs), staleText(page, seenAt(nowMs), nowMs)],
    'no pass is known of': () => [staleHeadline(none, nowMs), staleText(none, seenAt(nowMs), nowMs)],
    'a clock that is behind': () => {
      const age = ageOf(page, { nowMs: atMs, firstSeenMs: atMs - minute });
      return [agoText(age), staleText(page, age, atMs)];
    },
    'how long ago': () => [0, 1, 2, 90, 72 * 60].map((minutes) => agoText(seenAt(atMs + minutes * minute))),
  });
});

/** First seen at the time of the page. */
function seenAt(nowMs: number): Age {
  return ageOf(page, { nowMs, firstSeenMs: atMs });
}

const due = (ageMs: number, passes: Partial<Passes['passes']> = {}): number =>
  reloadAtMs({ ...page, passes: { ...page.passes, ...passes } }, { ageMs, isStale: false, behindMs: 0 }, 0);

describe('when the page loads itself again', () => {
  it('is a little after the next pass', () => {
    assert.equal(due(0), 5 * minute);
    assert.equal(due(2 * minute), 3 * minute + 4000 + 5000);
  });

  it('is never within half a minute, also when passes are late or come every second', () => {
    assert.equal(due(60 * minute), 30_000);
    assert.equal(due(0, { everyMs: 1000 }), 30_000);
  });

  it('is every 45 seconds while it is stale, however seldom passes come', () => {
    const age = { ageMs: 0, isStale: true, behindMs: 0 };
    for (const everyMs of [null, 1000, 24 * 60 * minute])
      assert.equal(reloadAtMs({ ...page, passes: { ...page.passes, everyMs } }, age, 0), 45_000);
  });

  it('is every minute where it is not known how often passes come', () =>
    assert.equal(due(0, { everyMs: null }), minute));
});
