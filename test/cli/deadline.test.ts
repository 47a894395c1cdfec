import assert from 'node:assert/strict';
import { passSignal } from '../../src/cli/deadline.ts';

const hourMs = 3_600_000;

describe('the end of a pass', () => {
  it('nobody waits any longer once the pass is to end', async () => {
    using deadline = passSignal(hourMs, true);
    setImmediate(() => process.emit('SIGTERM', 'SIGTERM'));
    await deadline.wait(hourMs);
    const problems = deadline.problems().map(({ code, params }) => [code, params['signal']]);
    assert.deepEqual(problems, [['pass-interrupted', 'SIGTERM']]);
    await deadline.wait(hourMs);
  });
});
