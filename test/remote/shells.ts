import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { itNeeds } from '../harness/needs.ts';
import { isDeep, seed } from '../harness/sample.ts';
import { scratchFolder } from '../store/scratch.ts';

export type Shell = readonly [program: string, ...options: string[]];

/** What `sh` may be on a host. */
export const posixShells: readonly Shell[] = [['dash'], ['bash'], ['bash', '--posix'], ['busybox', 'sh']];

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

/** A host by its shell and a home of its own, for the tests of a suite about scripts of muster. */
export class ShellHost {
  /** That of the test that runs. */
  shell = posixShells[0] as Shell;
  readonly root: string;
  #turn = seed;
  readonly #home = scratchFolder();

  /** @param root muster's folder, relative to the home. */
  constructor(root = '.muster/default') {
    this.root = root;
  }

  /** Registers a test under every shell; `npm test` runs it under one of them, taken in turn. */
  it(title: string, body: () => void | Promise<void>, needed: readonly string[] = []): void {
    const chosen = isDeep ? posixShells : [posixShells[this.#turn++ % posixShells.length] as Shell];
    for (const shell of chosen)
      itNeeds([shell[0], ...needed], `${title}, by ${shell.join(' ')}`, () => {
        this.shell = shell;
        return body();
      });
  }

  /** Feeds a script to the shell. */
  feed(script: string, env: Env = {}): Fed {
    return feed(this.shell, script, { HOME: this.home, ...env });
  }

  get home(): string {
    return this.#home();
  }

  /** A path below muster's folder, or with `~/` in front below the home. */
  at(path = ''): string {
    return join(this.home, path.startsWith('~/') ? path.slice(2) : join(this.root, path));
  }

  has(path: string): boolean {
    return existsSync(this.at(path));
  }

  read(path: string): string {
    return readFileSync(this.at(path), 'utf8');
  }

  list(path: string): string[] {
    return readdirSync(this.at(path)).toSorted();
  }

  folder(path: string): string {
    mkdirSync(this.at(path), { recursive: true });
    return this.at(path);
  }

  /** Writes a file, with the folders that it is in, as it was so many days ago. */
  write(path: string, text = '', { mode = 0o644, days = 0 } = {}): string {
    const file = this.at(path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { mode });
    if (days > 0) aged(file, days);
    return file;
  }
}

export function aged(path: string, days: number): void {
  const seconds = Date.now() / 1000 - days * 24 * 60 * 60;
  utimesSync(path, seconds, seconds);
}

/** Where a script of so many characters is cut off: every `step` and near its end; under `npm test` at a tenth of these. */
export function cuts(length: number, step: number): number[] {
  const [every, tail] = isDeep ? [step, 100] : [10 * step, 10];
  return Array.from({ length }, (_, at) => at).filter((at) => at % every === 0 || at >= length - tail);
}
