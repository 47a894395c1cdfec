import assert from 'node:assert/strict';
import { optionsOf, scenarioNames, UsageError } from '../../bench/options.ts';

describe('the options of the bench', () => {
  it('are all of it unless it is told otherwise, and only then is anything written', () => {
    const all = { sizes: [16, 64, 200, 1000], rounds: 5, only: scenarioNames, subjects: null };
    assert.deepEqual(optionsOf([]), { ...all, writes: true });
    assert.deepEqual(optionsOf(['--no-write']), { ...all, writes: false });
    assert.deepEqual(optionsOf(['--rounds', '2']), { ...all, rounds: 2, writes: false });
    assert.deepEqual(optionsOf(['--rounds', '2', '--write']), { ...all, rounds: 2, writes: true });
  });

  it('narrow it', () => {
    assert.deepEqual(
      optionsOf(['--hosts', '64,16', '--only', 'dead, slow', '--subjects', 'muster,pdshCurve']),
      {
        sizes: [16, 64],
        rounds: 5,
        only: ['dead', 'slow'],
        subjects: ['muster', 'pdshCurve'],
        writes: false,
      },
    );
  });

  it('make it a report, which is small and not written', () => {
    const { sizes, rounds, only, writes } = optionsOf(['--report']);
    assert.deepEqual(
      { sizes, rounds, only, writes },
      { sizes: [16], rounds: 3, only: ['converged'], writes: false },
    );
  });

  for (const wrong of [
    ['--hosts', '0'],
    ['--hosts', '1001'],
    ['--hosts', 'many'],
    ['--rounds', '1.5'],
    ['--only', 'fast'],
    ['--subjects', 'telnet'],
    ['--report=yes'],
    ['--what'],
    ['more'],
  ]) {
    it(`are not ${wrong.join(' ')}`, () => {
      assert.throws(() => optionsOf(wrong), UsageError);
    });
  }
});
