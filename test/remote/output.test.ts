import assert from 'node:assert/strict';
import { maxTogetherBytes, Output } from '../../src/remote/output.ts';
import { maxOutputBytes } from '../../src/remote/wire.ts';

describe('the output of all commands that run', () => {
  it('takes no more memory than there is room for: the largest gives way [endless-output]', () => {
    const gaveWay: number[] = [];
    const chunk = Buffer.alloc(maxOutputBytes - 1024 * 1024);
    const fitting = Math.floor(maxTogetherBytes / chunk.length);
    const outputs = Array.from({ length: fitting + 1 }, (_, index) => {
      const output = new Output(maxOutputBytes, () => {
        gaveWay.push(index);
        output.done();
      });
      return output;
    });
    try {
      outputs[3]!.keep('stdout', Buffer.alloc(maxOutputBytes));
      for (const output of outputs.filter((_, index) => index !== 3)) {
        assert.ok(held() <= maxTogetherBytes);
        output.keep('stderr', chunk);
      }
      assert.deepEqual(gaveWay, [3]);
    } finally {
      for (const output of outputs) output.done();
    }

    function held(): number {
      const kept = outputs.filter((_, index) => !gaveWay.includes(index));
      return kept.reduce((sum, { room }) => sum + room, 0);
    }
  });
});
