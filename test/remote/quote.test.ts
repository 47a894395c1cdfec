import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { shellQuote } from '../../src/remote/quote.ts';
import { isDeep } from '../harness/sample.ts';
import { feed, posixShells } from './shells.ts';
import { itNeeds } from '../harness/needs.ts';
import { forAll } from '../harness/forAll.ts';

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

  for (const shell of posixShells)
    itNeeds([shell[0]], `gives every text back under ${shell.join(' ')}`, () => {
      forAll({ numRuns: isDeep ? 50 : 15 }, words, (texts) => {
        const { stdout } = feed(shell, `printf '%s\\0' ${texts.map(shellQuote).join(' ')}`, {});
        assert.deepEqual(stdout.toString().split('\0').slice(0, -1), texts);
      });
    });
});
