import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { optionsOf, scenarioNames, UsageError, type Options } from '../../bench/options.ts';
import { packagePath } from '../../src/package.ts';

const whole: Options = {
  sizes: [16, 64, 200, 1000],
  rounds: 5,
  only: scenarioNames,
  subjects: null,
  writes: true,
  against: null,
};
const narrowed: Options = { ...whole, writes: false };
const against: Options = {
  ...narrowed,
  sizes: [200],
  rounds: 21,
  only: [],
  against: packagePath('dist/main.js'),
};

describe('options of the bench', () => {
  const accepted: Record<string, Partial<Options>> = {
    '': whole,
    '--no-write': narrowed,
    '--rounds 2': { ...narrowed, rounds: 2 },
    '--rounds 2 --write': { ...whole, rounds: 2 },
    '--hosts 64,16 --only dead,slow --subjects muster,pdshCurve': {
      ...narrowed,
      sizes: [16, 64],
      only: ['dead', 'slow'],
      subjects: ['muster', 'pdshCurve'],
    },
    '--report': { sizes: [16], rounds: 3, only: ['converged'], writes: false },
    '--against DIST': against,
    '--against DIST/main.js --hosts 16 --rounds 6': { ...against, sizes: [16], rounds: 6 },
  };
  for (const [words, expected] of Object.entries(accepted))
    it(`accepts "${words}"`, () => {
      const options = optionsOf(wordsOf(words));
      assert.deepEqual({ ...options, ...expected }, options);
    });

  const refused = [
    '--hosts 0',
    '--hosts 1001',
    '--hosts many',
    '--rounds 1.5',
    '--only fast',
    '--subjects telnet',
    '--report=yes',
    '--what',
    'more',
    '--against nowhere',
    '--against DIST --only dead',
    '--against DIST --report',
    '--against DIST --hosts 16,64',
    '--against DIST --rounds 5',
  ];
  for (const words of refused)
    it(`refuses "${words}"`, () => assert.throws(() => optionsOf(wordsOf(words)), UsageError));

  it('refuses a build without the package that it runs from', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-options-'));
    try {
      const files = ['dist/main.js', 'package.json', 'workerscripts/getmex'].map((file) =>
        join(folder, file),
      );
      for (const file of files) {
        assert.throws(() => optionsOf(['--against', join(folder, 'dist')]), UsageError);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, '');
      }
      assert.equal(optionsOf(['--against', join(folder, 'dist')]).against, files[0]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

function wordsOf(text: string): string[] {
  return text
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => word.replace('DIST', packagePath('dist')));
}
