import assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';
import * as fc from 'fast-check';
import { planText, runText, troubleText } from '../../src/report/planText.ts';
import type { Report } from '../../src/report/document.ts';
import { statusText } from '../../src/report/statusText.ts';
import { styleFor, table } from '../../src/report/style.ts';
import { cut, fitted, widthOf, wrapped } from '../../src/report/width.ts';
import { sample } from '../harness/sample.ts';
import { anyReport } from './anyReport.ts';
import { forAll } from '../harness/forAll.ts';

describe('widths on a terminal', () => {
  const cases: readonly (readonly [what: string, text: string, width: number])[] = [
    ['letters', 'abc', 3],
    ['colours', '\u001B[31mabc\u001B[39m', 3],
    ['wide characters', '磁盘满', 6],
    ['what combines with the letter before', 'e\u0301e\u0308', 2],
    ['emoji, also of several parts', '👍🏽👩‍👩‍👧🇩🇪', 6],
    ['the signs of bars', '█░×…', 4],
  ];
  for (const [what, text, width] of cases) it(what, () => assert.equal(widthOf(text), width));

  it('a table with wide characters stands in columns', () =>
    assert.deepEqual(
      table([
        ['磁盘', 'x'],
        ['abcde', 'y'],
      ]),
      ['磁盘   x', 'abcde  y'],
    ));

  it('what is cut says so, and is never wider', () =>
    assert.deepEqual([cut('abcdef', 6), cut('abcdef', 5), cut('磁盘满', 4)], ['abcdef', 'abcd…', '磁…']));
});

describe('texts made to fit', () => {
  it('are wrapped at blanks; a word that is too long is broken', () => {
    assert.deepEqual(wrapped('one two three', 8), ['one two', 'three']);
    assert.deepEqual(wrapped('a bcdefghij', 4), ['a bc', 'defg', 'hij']);
    assert.deepEqual(wrapped('\u001B[31mone two\u001B[39m', 4), [
      '\u001B[31mone\u001B[39m',
      '\u001B[31mtwo\u001B[39m',
    ]);
  });

  it('go on under the last column that leaves room', () => {
    assert.deepEqual(fitted('!  p/a  one two three four', 18), ['!  p/a  one two', '        three four']);
    assert.deepEqual(fitted('Pass: one two three', 12), ['Pass: one', '  two three']);
    assert.deepEqual(fitted('muster: one two three', 17), ['muster: one two', '        three']);
    assert.deepEqual(fitted('    one two three', 12), ['    one two', '    three']);
  });

  it('the last column of a table is wrapped under itself', () =>
    assert.deepEqual(
      table(
        [
          ['NAME', 'NOTE'],
          ['a', 'the disk of this host is full, and more'],
          ['bb', 'short'],
        ],
        [],
        32,
      ),
      ['NAME  NOTE', 'a     the disk of this host is', '      full, and more', 'bb    short'],
    ));

  it('or stands below where that leaves no room for words', () =>
    assert.deepEqual(table([['a-component-of-some-length', '12 of 12', 'the disk is full']], [], 44), [
      'a-component-of-some-length  12 of 12',
      '    the disk is full',
    ]));
});

const styleOf = (columns: number): ReturnType<typeof styleFor> =>
  styleFor(columns === Infinity ? {} : { isTTY: true, columns }, { LANG: 'C.UTF-8' });

/** Without what wrapping adds and takes away, and the titles of columns that may be left out where they are empty. */
const letters = (lines: readonly string[]): string =>
  stripVTControlCharacters(lines.join('')).replaceAll(/\s|PRESUMED|PENDING/g, '');

describe('every report, whatever it says', () => {
  const word = fc.stringMatching(/^[a-z]{1,12}$/);
  const sentence = fc.array(word, { minLength: 1, maxLength: 40 }).map((words) => words.join(' '));
  const any = anyReport(fc.stringMatching(/^[a-z][a-z0-9.-]{0,30}[0-9]$/), sentence);
  const texts: Record<string, (report: Report, columns: number) => string[]> = {
    run: (report, columns) => runText({ ...report, command: 'run' }, styleOf(columns), true),
    plan: (report, columns) => planText({ ...report, command: 'plan' }, styleOf(columns), true),
    trouble: (report, columns) => troubleText({ ...report, command: 'run' }, styleOf(columns)),
    status: (report, columns) => statusText({ ...report, command: 'status' }, styleOf(columns)),
  };

  for (const [verb, text] of Object.entries(texts)) {
    for (const columns of sample(`width ${verb}`, [60, 80, 132, 200], 2))
      it(`${verb}: no line is wider than ${columns}, and no word is lost`, () => {
        forAll(60, any, (report) => {
          const lines = text(report, columns).flatMap((line) => fitted(line, columns));
          for (const line of lines) assert.ok(widthOf(line) <= columns, line);
          assert.equal(letters(lines), letters(text(report, Infinity)));
        });
      });
  }
});
