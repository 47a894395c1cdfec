import { spawnSync } from 'node:child_process';
import { itNeeds } from '../harness/needs.ts';
import { isDeep, seed } from '../harness/sample.ts';

export type Shell = readonly [program: string, ...options: string[]];

/** What `sh` may be on a host. */
export const posixShells: readonly Shell[] = [['dash'], ['bash'], ['bash', '--posix'], ['busybox', 'sh']];

export interface UnderShells {
  /** That of the test that runs. */
  readonly shell: Shell;
  /** Registers a test under every shell; `npm test` runs it under one of them, taken in turn. */
  it(title: string, body: () => void | Promise<void>): void;
  /** Feeds a script to the shell, which has PATH and this environment. */
  feed(script: string, env: Env): Fed;
}

type Env = Readonly<Record<string, string>>;

interface Fed {
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

export function feed([program, ...options]: Shell, script: string, env: Env): Fed {
  const { status, stdout, stderr } = spawnSync(program, [...options, '-s'], {
    input: script,
    env: { PATH: process.env['PATH'], ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: status, stdout, stderr };
}

/** The tests of one suite about a script of muster. */
export function underShells(): UnderShells {
  let turn = seed;
  let shell = posixShells[0] as Shell;
  return {
    get shell() {
      return shell;
    },
    it(title, body) {
      const chosen = isDeep ? posixShells : [posixShells[turn++ % posixShells.length] as Shell];
      for (const one of chosen)
        itNeeds([one[0]], `${title}, by ${one.join(' ')}`, () => {
          shell = one;
          return body();
        });
    },
    feed: (script, env) => feed(shell, script, env),
  };
}

/** Where a script of so many characters is cut off: every `step` and near its end; under `npm test` at a tenth of these. */
export function cuts(length: number, step: number): number[] {
  const [every, tail] = isDeep ? [step, 100] : [10 * step, 10];
  return Array.from({ length }, (_, at) => at).filter((at) => at % every === 0 || at >= length - tail);
}
