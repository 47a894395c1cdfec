import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { shellQuote } from '../../src/remote/quote.ts';

describe('shellQuote', () => {
  it('makes one word in single quotes', () => {
    assert.equal(shellQuote(''), "''");
    assert.equal(shellQuote('a b'), "'a b'");
    assert.equal(shellQuote("don't"), String.raw`'don'\''t'`);
    assert.equal(shellQuote('$(x) `y` \\'), "'$(x) `y` \\'");
  });

  it('refuses what no shell word can hold', () => {
    assert.throws(() => shellQuote('a\0b'), RangeError);
  });

  const awkward = fc.string({ unit: fc.constantFrom(...'\'"\\$`!*?[]{}()<>|&;#~=%- \t\n\rné') });
  const anything = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', ''));
  const words = fc.array(fc.oneof(awkward, anything), { minLength: 1, maxLength: 30 });

  for (const [command, ...args] of [['dash'], ['bash', '--posix'], ['bash'], ['busybox', 'sh']] as const) {
    it(`gives every text back under ${[command, ...args].join(' ')}`, () => {
      fc.assert(
        fc.property(words, (texts) => {
          const input = `printf '%s\\0' ${texts.map(shellQuote).join(' ')}`;
          const { stdout } = spawnSync(command, [...args, '-s'], { input });
          assert.deepEqual(stdout.toString().split('\0').slice(0, -1), texts);
        }),
        { numRuns: 50 },
      );
    });
  }
});
