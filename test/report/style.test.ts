import assert from 'node:assert/strict';
import { harmless } from '../../src/report/harmless.ts';
import { lengthText } from '../../src/report/lengthText.ts';
import { many, styleFor, table } from '../../src/report/style.ts';

describe('text from hosts, made harmless', () => {
  const cases: readonly (readonly [what: string, from: string, to: string])[] = [
    ['plain text', 'no scratch space', 'no scratch space'],
    ['letters of any script', 'Platte läuft über, 磁盘满', 'Platte läuft über, 磁盘满'],
    [
      'more blanks than a careless pattern gets through in a day',
      `a${' '.repeat(2_000_000)}b`,
      `a${' '.repeat(2_000_000)}b`,
    ],
    ['line ends', '\none\r\ntwo\n\n three\n', 'one | two | three'],
    ['a line that comes back over itself', 'failed\rall well', 'failed | all well'],
    ['tabs', 'a\tb', 'a b'],
    [
      'colours and other escape sequences',
      '\u001B[31mred\u001B[0m\u001B]0;title\u0007',
      '?[31mred?[0m?]0;title?',
    ],
    ['control characters of eight bits', '\u009B31mred', '?31mred'],
    ['backspaces and NUL', 'a\bb\0', 'a?b?'],
    ['text that turns its direction', 'x\u202Egnp.exe\u2066\u200F', 'x?gnp.exe??'],
    ['separators that some viewers break lines at', 'a\u2028b\u2029c', 'a?b?c'],
    ['characters without width', 'a\u200Bb\uFEFF c', 'a?b? c'],
    ['half of a surrogate pair', 'a\uD800', 'a?'],
  ];
  for (const [what, from, to] of cases) it(what, () => assert.equal(harmless(from), to));
});

describe('tables', () => {
  it('columns are as wide as their widest cell, numbers to the right, no space at the end', () =>
    assert.deepEqual(
      table(
        [
          ['NAME', 'N', 'NOTE'],
          ['a', '10', ''],
          ['longer', '2', 'x'],
        ],
        [1],
      ),
      ['NAME     N  NOTE', 'a       10', 'longer   2  x'],
    ));

  it('colours take no room', () => {
    const style = styleFor({ isTTY: true }, {});
    assert.deepEqual(
      table([
        [style.red('a'), 'x'],
        ['bb', 'y'],
      ]),
      ['\u001B[31ma\u001B[39m   x', 'bb  y'],
    );
  });

  it('nothing is nothing', () => assert.deepEqual(table([]), []));
});

describe('colours', () => {
  it('are for a terminal', () => {
    assert.ok(coloured(true, {}));
    assert.ok(!coloured(undefined, {}));
    assert.ok(!coloured(false, {}));
  });

  it('FORCE_COLOR has them anywhere, NO_COLOR goes before it', () => {
    assert.ok(coloured(false, { FORCE_COLOR: '1' }));
    assert.ok(coloured(true, { FORCE_COLOR: '1', TERM: 'dumb' }));
    assert.ok(!coloured(true, { FORCE_COLOR: '0' }));
    assert.ok(!coloured(false, { FORCE_COLOR: '1', NO_COLOR: '1' }));
  });

  it('the width is that of the terminal; nothing else has one', () =>
    assert.deepEqual(
      [{ isTTY: true, columns: 61 }, { isTTY: true, columns: 0 }, { isTTY: true }, { columns: 61 }].map(
        (stream) => styleFor(stream, {}).columns,
      ),
      [61, 80, 80, Infinity],
    ));

  it('signs beyond ASCII are for a locale of UTF-8; LC_ALL goes before LC_CTYPE and LANG', () => {
    const locales: NodeJS.ProcessEnv[] = [
      { LANG: 'en_US.UTF-8' },
      { LANG: 'C', LC_CTYPE: 'C.utf8' },
      { LANG: 'C.UTF-8', LC_ALL: 'C' },
      { LANG: 'de_DE@euro' },
      {},
    ];
    const utf8 = locales.map((env) => styleFor({}, env).utf8);
    assert.deepEqual(utf8, [true, true, false, false, false]);
  });

  it('NO_COLOR and a dumb terminal have none; an empty NO_COLOR is unset', () => {
    assert.ok(!coloured(true, { NO_COLOR: '1' }));
    assert.ok(coloured(true, { NO_COLOR: '' }));
    assert.ok(!coloured(true, { TERM: 'dumb' }));
  });
});

it('one host, two hosts', () =>
  assert.deepEqual(
    [0, 1, 2].map((count) => many(count, 'host')),
    ['0 hosts', '1 host', '2 hosts'],
  ));

describe('how long something took', () => {
  for (const [seconds, text] of [
    [0, '0 min'],
    [1, '1 s'],
    [59.4, '59 s'],
    [60, '1 min'],
    [90, '1 min 30 s'],
    [599, '9 min 59 s'],
    [640, '11 min'],
    [3599.6, '1 h'],
    [4800, '1 h 20 min'],
    [86_400, '24 h'],
    [183_600, '2 d 3 h'],
  ] as const)
    it(`${seconds} s is ${text}`, () => assert.equal(lengthText(seconds * 1000), text));
});

function coloured(isTTY: boolean | undefined, env: NodeJS.ProcessEnv): boolean {
  return styleFor(isTTY === undefined ? {} : { isTTY }, env).red('x') !== 'x';
}
