import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { message } from '../../src/core/catalogue/catalogue.ts';
import { Failure } from '../../src/cli/context.ts';
import { exits } from '../../src/cli/exits.ts';
import { errorLines, failureOf } from '../../src/cli/reportFailure.ts';
import { failureLines, nothingDone } from '../../src/report/failureLines.ts';
import { codesOf } from '../harness/messages.ts';

const unknown = message('component-unknown', { components: ['p/b'], file: 'Interface.json' });

describe('what a verb prints that cannot go on', () => {
  it('is the problem, what to do about it, and the hints, of which one replaces the general remedy', () => {
    const own = { ...unknown, remedy: 'Do this.' };
    const shown = (problem: typeof unknown, ...hints: string[]): string[] =>
      failureLines(new Failure(exits.usage, problem, ...hints)).slice(1);
    assert.equal(shown(unknown).length, 1);
    assert.deepEqual(shown(unknown, nothingDone).slice(1), [nothingDone]);
    assert.deepEqual(shown(unknown, 'did you mean p/a?'), ['did you mean p/a?']);
    assert.deepEqual(shown(own, 'did you mean p/a?'), ['Do this.', 'did you mean p/a?']);
  });

  it('has the stack of a fault of muster, and only the words of the system for what that refuses', () => {
    const refused = thrown(() => readFileSync('/no/such/file'));
    const fault = thrown(() => (null as unknown as { x: number }).x);
    assert.deepEqual(
      [...codesOf(failureOf(refused).problems), ...codesOf(failureOf(fault).problems)],
      ['system-error', 'internal-fault'],
    );
    assert.deepEqual([errorLines(refused).some(isStack), errorLines(fault).some(isStack)], [false, true]);
  });
});

function thrown(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

function isStack(line: string): boolean {
  return /^\s+at /.test(line);
}
