import assert from 'node:assert/strict';
import { durationMs, parseDuration } from '../../src/interface/durations.ts';

describe('durations', () => {
  it('are one number and one unit', () => {
    const read = ['500ms', '90s', '15m', '1h', '14d', '0s', '007s'].map(parseDuration);
    assert.deepEqual(read, [500, 90_000, 900_000, 3_600_000, 1_209_600_000, 0, 7_000]);
  });

  it('are nothing else', () => {
    for (const text of ['', '90', 's', '1h30m', '1.5h', '-1s', ' 1s', '1s\n', '1S', '1w', '999999999s'])
      assert.equal(parseDuration(text), null, text);
    assert.throws(() => durationMs('soon'));
  });
});
