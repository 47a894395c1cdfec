import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { parseDocument, pathText } from '../../src/interface/document.ts';

const errors = (text: string): string[] =>
  parseDocument(text).errors.map(({ line, column, message }) => `${line}:${column} ${message}`);

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('the text of Interface.json', () => {
  it('is told all its syntax errors, the first of each line', () => {
    const text = '{\n  "a": 1,\n  // why\n  "b": [1, 2,],\n  "c" 3,\n  d: 4,\n  "e": \'x\',\n  "f": "x\n}';
    assert.deepEqual(errors(text), [
      '3:3 JSON has no comments; write a key "//" with the comment as its text',
      '4:14 a comma before ] is not allowed: remove it',
      '5:7 a colon is missing between the key and its value',
      '6:3 d is no JSON; texts and keys stand in double quotes',
      "7:8 texts and keys stand in double quotes, not in '",
      '8:8 the text is not closed: a double quote is missing before the end of the line',
    ]);
  });

  it('may begin with a byte order mark and end its lines as it likes', () => {
    assert.equal(parseDocument('\uFEFF{"a": 1}').ok, true);
    assert.match(errors('{\r\n"a" 1}')[0] ?? '', /^2:5 /);
    assert.match(errors('{\r"a" 1}')[0] ?? '', /^2:5 /);
  });

  it('names both places of a key that is there twice', () => {
    assert.deepEqual(errors('{"a": {"b": 1,\n "c": 2,\n "b": 3}}'), [
      '3:2 the key "b" is here twice, first on line 1; remove one of them',
    ]);
    assert.equal(errors('{"__proto__": 1, "__proto__": 2}').length, 1);
    assert.deepEqual(errors('{"//": "one", "//": "two"}'), []);
  });

  it('is no deeper than 50', () => {
    assert.deepEqual(errors(`${'['.repeat(50)}${']'.repeat(50)}`), []);
    assert.match(errors(`${'['.repeat(51)}${']'.repeat(51)}`)[0] ?? '', /^1:51 .*more than 50 deep/);
    for (const part of ['[', '{"a":', '[},', '{]', '}[', '[{],{"a":[']) {
      assert.ok(errors(part.repeat(300_000)).length > 0, part);
    }
  });

  it('is not empty', () => {
    assert.match(errors('')[0] ?? '', /^1:1 the file is empty/);
    assert.match(errors(' \n')[0] ?? '', /the file is empty/);
  });

  it('is taken where JSON.parse takes it, and nowhere else', () => {
    const piece = fc.constantFrom(
      ...'{}[]:,"\\\'/*-+.e0159 \t\nanu',
      '"a"',
      'true',
      'null',
      'NaN',
      '{"a":1}',
      '\u00a0',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const parsed = parseDocument(text);
        assert.equal(parsed.ok, parses(text), text);
        assert.ok(parsed.ok || parsed.errors.length > 0);
      }),
      { numRuns: 3000 },
    );
    fc.assert(fc.property(fc.json({ maxDepth: 5 }), (text) => parseDocument(text).ok));
  });

  it('has paths as a person writes them', () => {
    assert.equal(pathText(['pipes', 2, 'types', 4, 'count']), 'pipes[2].types[4].count');
    assert.equal(pathText(['pools', 'a b', '//']), 'pools["a b"]["//"]');
    assert.equal(pathText([]), '');
  });
});
