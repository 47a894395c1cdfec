import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { checkStates, stateNames, type CheckState } from '../report/bareAnswer.ts';
import { exits, type Exit } from './exits.ts';
import type { Io } from './context.ts';
import { noAnswer, type Answer, type Asker } from './monitoring.ts';

/** Set for the child that does the work. */
const mark = 'MUSTER_SUPERVISED';

export function isSupervised({ env }: Pick<Io, 'env'>): boolean {
  return env[mark] !== undefined;
}

/**
 * Runs this very command once more and hands on what it prints. node does not end as long as a file it is reading does not answer
 * (a file server that is gone), whatever exit it is told; who has read none can end, and say what was the matter. So can it when
 * the other is ended from outside, for want of memory say.
 *
 * @param limitMs after which the child should have given up by itself.
 */
export async function supervised(asker: Asker, limitMs: number, io: Io): Promise<Exit> {
  const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
    cwd: io.cwd,
    env: { ...io.env, [mark]: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), Math.min(limitMs + graceMs, 2 ** 31 - 1));
  });
  try {
    const ended = once(child, 'close') as Promise<[code: number | null, signal: NodeJS.Signals | null]>;
    const how = await Promise.race([ended, late]);
    const answer = answerOfChild(asker, text, how, limitMs);
    io.stdout.write(answer.text);
    return answer.exit;
  } finally {
    clearTimeout(timer);
    end();
    child.stdout.destroy();
    child.unref();
  }
}

/** For the child to come to its own end. */
const graceMs = 1500;

/** @param how it ended; null where it has not. */
function answerOfChild(
  asker: Asker,
  text: string,
  how: readonly [code: number | null, signal: NodeJS.Signals | null] | null,
  limitMs: number,
): Answer {
  const isWhole = text.endsWith('\n');
  if (how === null) {
    if (!isWhole) return noAnswer(asker, [`no answer within ${limitMs / 1000} s (--timeout)`]);
    return { text, exit: asker.kind === 'nagios' ? stateIn(text) : exits.ok };
  }
  const [code, signal] = how;
  const state = ([0, 1, 2, 3] as const).find((known) => known === code);
  if (isWhole && state !== undefined) return { text, exit: asker.kind === 'nagios' ? state : exits.ok };
  return noAnswer(asker, [`the check ended without an answer, ${signal ?? `exit ${code}`}`]);
}

function stateIn(text: string): CheckState {
  const at = stateNames.findIndex((name) => text.startsWith(`MUSTER ${name} `));
  return at === -1 ? checkStates.unknown : (at as CheckState);
}
