import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { isDeep } from '../harness/sample.ts';
import { parseDocument, pathText } from '../../src/interface/document.ts';
import { codes } from './samples.ts';
import { forAll } from '../harness/forAll.ts';

const errors = (text: string): string[] =>
  parseDocument(text).errors.map((error) => `${error.line}:${error.column} ${codes([error])[0]}`);

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('the text of Interface.json', () => {
  it('gets all its syntax errors reported, the first of each line', () => {
    const text = '{\n  "a": 1,\n  // why\n  "b": [1, 2,],\n  "c" 3,\n  d: 4,\n  "e": \'x\',\n  "f": "x\n}';
    assert.deepEqual(errors(text), [
      '3:3 : json-invalid/comment',
      '4:14 : json-invalid/trailing-comma',
      '5:7 : json-invalid/colon-missing',
      '6:3 : json-invalid/not-quoted',
      '7:8 : json-invalid/single-quotes',
      '8:8 : json-invalid/text-open',
    ]);
  });

  it('may begin with a byte order mark and end its lines as it likes', () => {
    assert.equal(parseDocument('\uFEFF{"a": 1}').ok, true);
    assert.match(errors('{\r\n"a" 1}')[0] ?? '', /^2:5 /);
    assert.match(errors('{\r"a" 1}')[0] ?? '', /^2:5 /);
  });

  it('names both places of a key that is there twice', () => {
    const [repeated] = parseDocument('{"a": {"b": 1,\n "c": 2,\n "b": 3}}').errors;
    assert.deepEqual([repeated?.code, repeated?.line, repeated?.column], ['key-repeated', 3, 2]);
    assert.deepEqual(repeated?.params, { key: '"b"', firstLine: 1 });
    assert.equal(errors('{"__proto__": 1, "__proto__": 2}').length, 1);
    assert.deepEqual(errors('{"//": "one", "//": "two"}'), []);
  });

  it('is no deeper than 50', () => {
    assert.deepEqual(errors(`${'['.repeat(50)}${']'.repeat(50)}`), []);
    assert.deepEqual(errors(`${'['.repeat(51)}${']'.repeat(51)}`), ['1:51 : json-too-deep']);
    for (const part of ['[', '{"a":', '[},', '{]', '}[', '[{],{"a":['])
      assert.ok(errors(part.repeat(300_000)).length > 0, part);
  });

  it('is not empty', () => {
    for (const text of ['', ' \n']) assert.deepEqual(errors(text), ['1:1 : config-empty']);
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
    forAll({ numRuns: isDeep ? 3000 : 1000 }, fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      const parsed = parseDocument(text);
      assert.equal(parsed.ok, parses(text), text);
      assert.ok(parsed.ok || parsed.errors.length > 0);
    });
    forAll(100, fc.json({ maxDepth: 5 }), (text) => parseDocument(text).ok);
  });

  it('has paths as a person writes them', () => {
    assert.equal(pathText(['pipes', 2, 'types', 4, 'count']), 'pipes[2].types[4].count');
    assert.equal(pathText(['pools', 'a b', '//']), 'pools["a b"]["//"]');
    assert.equal(pathText([]), '');
  });
});
