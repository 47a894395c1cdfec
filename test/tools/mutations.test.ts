import assert from 'node:assert/strict';
import { allMutations, staleMutations } from '../../tools/mutationTable.ts';

describe('tools/mutations.txt', () => {
  it('replaces texts that occur exactly once in the source', () => {
    const mutations = allMutations();
    assert.ok(mutations.length > 400);
    assert.deepEqual(
      staleMutations(mutations).map(({ file, find }) => `${file}: ${find}`),
      [],
    );
  });
});
