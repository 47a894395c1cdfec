import assert from 'node:assert/strict';
import type { Series } from '../../src/page/data.ts';
import {
  lineSummary,
  shortest,
  shortTimes,
  strengthLines,
  timeSpan,
  totalSummary,
} from '../../src/page/browser/series.ts';
import { golden } from '../harness/golden.ts';
import { packed } from '../../src/page/runs.ts';

const times = [0, 300, 600, 900].map((seconds) => Date.parse('2026-11-21T10:00:00Z') / 1000 + seconds);
const strength = (wanted: (number | null)[], running: (number | null)[]): Series['components'][string] => ({
  wanted: packed(wanted),
  running: packed(running),
  short: packed(running.map((there, at) => (there === null ? null : Number(there < (wanted[at] ?? 0))))),
});
const series: Series = {
  times,
  hosts: { of: [4, 4], seen: [4, 4] },
  launched: [0, 4],
  failed: [0, 4],
  tookMs: [1, 4],
  components: {
    'a/steady': strength([2, 2, null, 2], [2, 2, null, 2]),
    'a/weak': strength([3, 3, null, 3], [3, 0, null, 2]),
    // Added to the file in the middle.
    'b/new': strength([null, null, null, 4], [null, null, null, 3]),
  },
};
const nowMs = times[3]! * 1000;

describe('lines of charts', () => {
  it('are those of one component, with its gaps', () =>
    assert.deepEqual(strengthLines(series, 'a/weak'), {
      wanted: [3, 3, null, 3],
      running: [3, 0, null, 2],
      short: [0, 1, null, 1],
      lacking: [3, 0, null, 2],
    }));

  it('are the sum of all, with a gap where none is known', () =>
    assert.deepEqual(strengthLines(series, ''), {
      wanted: [5, 5, null, 9],
      running: [5, 2, null, 7],
      short: [0, 1, null, 1],
      lacking: [5, 2, null, 7],
    }));

  it('are gaps throughout for a component that the history does not know', () =>
    assert.deepEqual(strengthLines(series, 'x/gone').wanted, [null, null, null, null]));

  it('say short only where a pass found it so: not for what is pending, and too many of another make up for nothing', () => {
    const own = {
      'a/pending': { ...strength([2, 2, null, 2], [2, 0, null, 1]), short: packed([0, 0, null, 0]) },
      'a/short': strength([2, 2, null, 2], [2, 2, null, 1]),
      'a/over': strength([1, 1, null, 1], [1, 3, null, 4]),
    };
    const mixed = { ...series, components: own };
    assert.deepEqual(strengthLines(mixed, 'a/pending').lacking, [2, 2, null, 2]);
    const { short, lacking } = strengthLines(mixed, '');
    assert.deepEqual(short, [0, 0, null, 1]);
    assert.deepEqual(lacking, [5, 5, null, 4]);
    assert.deepEqual(shortest(mixed, 6), ['a/short']);
  });

  it('go over a whole day, or month, up to the page, also where less is known', () => {
    const atMs = Date.parse('2026-11-21T10:20:00Z');
    const at = atMs / 1000;
    assert.deepEqual(timeSpan('day', atMs, [at - 600, at]), [at - 86_400, at]);
    assert.deepEqual(timeSpan('month', atMs, []), [at - 30 * 86_400, at]);
    assert.deepEqual(timeSpan('month', atMs, [at + 600]), [at + 600 - 30 * 86_400, at + 600]);
  });

  it('are first those of the components that lacked most', () => {
    assert.deepEqual(shortest(series, 6), ['a/weak', 'b/new']);
    assert.deepEqual(shortest(series, 1), ['a/weak']);
  });
});

describe('sentences that sum up a chart', () =>
  golden('pageCharts', {
    'a line with least, most and last': () => lineSummary('Running', [3, 0, null, 2], times, { nowMs }),
    'a line that was the same throughout': () => lineSummary('Wanted', [3, null, 3], times, { nowMs }),
    'a line of which nothing is known': () => lineSummary('Wanted', [null, null], times, { nowMs }),
    'a line in seconds': () => lineSummary('Took', [1500], times, { nowMs, text: (ms) => `${ms / 1000} s` }),
    'a line of counts': () => totalSummary('failed', [1, null, 2, 1999]),
    'how often it was short': () => [
      shortTimes([0, 0, null, 1], 'pass'),
      shortTimes([1, null, 1], 'hour'),
      shortTimes([0, null, 0], 'hour'),
    ],
  }));
