import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../harness/until.ts';

export interface TerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly cwd?: string;
  /** Beside what this process has; undefined takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * A real terminal (tmux) with one program in it: keys go in, the screen comes out. It ends with `using`, and with it
 * whatever runs in it.
 *
 * ```ts
 * using terminal = new Terminal([process.execPath, mainFile, 'status', '--watch'], { columns: 80, cwd: site.folder });
 * await terminal.shows(/^p\/a +3 +3 /m);
 * terminal.resize(60, 20);
 * terminal.press('q');
 * assert.equal(await terminal.exit(), 0);
 * ```
 */
export class Terminal implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'muster-terminal-'));
  readonly #status = join(this.#folder, 'status');

  /** @param command program and arguments; no shell reads them. */
  constructor(command: readonly string[], { columns = 80, rows = 24, cwd, env = {} }: TerminalOptions = {}) {
    const file = join(this.#folder, 'tmux.conf');
    writeFileSync(file, settings);
    const set = { LANG: 'C.UTF-8', LC_ALL: undefined, NO_COLOR: undefined, ...env };
    const taken = Object.entries(set).flatMap(([name, value]) => (value === undefined ? ['-u', name] : []));
    const given = Object.entries(set).flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}=${value}`],
    );
    const size = ['-x', String(columns), '-y', String(rows)];
    const folder = cwd === undefined ? [] : ['-c', cwd];
    const program = ['env', ...taken, ...given, 'sh', '-c', keepsStatus, this.#status, ...command];
    this.#tmux('-f', file, 'new-session', '-d', ...size, ...folder, ...program);
  }

  /** Keys as tmux calls them: `q`, `Enter`, `Tab`, `C-c`, `Up`, `PageDown`. */
  press(...keys: string[]): void {
    this.#tmux('send-keys', '-t', pane, ...keys);
  }

  /** Text as it stands, typed; Enter is not. */
  type(text: string): void {
    this.#tmux('send-keys', '-t', pane, '-l', '--', text);
  }

  resize(columns: number, rows: number): void {
    this.#tmux('resize-window', '-t', pane, '-x', String(columns), '-y', String(rows));
  }

  /** The lines that are visible, without blanks at their ends and without empty ones below the last. */
  screen(): string[] {
    return this.#captured();
  }

  /** As `screen`, with the escape sequences of colours and bold letters. */
  coloured(): string[] {
    return this.#captured('-e');
  }

  /** As `screen`, with what has been scrolled off the top before it. */
  scrollback(): string[] {
    return this.#captured('-S', '-');
  }

  /** Whether a program has switched to the alternate screen, as editors and pagers do. */
  isAlternate(): boolean {
    return this.#told('alternate_on') === '1';
  }

  /** Of a program that has not ended. */
  isCursorShown(): boolean {
    return this.#told('cursor_flag') === '1';
  }

  /**
   * Waits until the screen holds a text or meets a condition, and returns its lines joined by line ends.
   *
   * @throws with the last screen, if that takes longer than any loaded machine needs.
   */
  async shows(wanted: string | RegExp | ((screen: string) => boolean)): Promise<string> {
    const isThere =
      typeof wanted === 'function'
        ? wanted
        : (screen: string) => (typeof wanted === 'string' ? screen.includes(wanted) : wanted.test(screen));
    let screen = '';
    await until(
      () => isThere((screen = this.screen().join('\n'))),
      () => `the terminal does not show ${String(wanted)}, but:\n${screen}`,
    );
    return screen;
  }

  /** Waits until the program has ended, and returns its exit status. The last screen can still be read. */
  async exit(): Promise<number> {
    await until(
      () => existsSync(this.#status),
      () => `the program in the terminal goes on:\n${this.screen().join('\n')}`,
    );
    return Number(readFileSync(this.#status, 'utf8'));
  }

  [Symbol.dispose](): void {
    // It may have gone already; its folder is what counts.
    spawnSync('tmux', ['-S', join(this.#folder, 'socket'), 'kill-server'], { stdio: 'ignore' });
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #captured(...options: string[]): string[] {
    const lines = this.#tmux('capture-pane', '-p', '-t', pane, ...options).split('\n');
    const trimmed = lines.map((line) => line.trimEnd());
    return trimmed.slice(0, trimmed.findLastIndex((line) => line !== '') + 1);
  }

  #told(what: string): string {
    return this.#tmux('display-message', '-p', '-t', pane, `#{${what}}`).trim();
  }

  /** A server of its own on a socket of its own: nobody's terminals are touched. */
  #tmux(...args: string[]): string {
    return execFileSync('tmux', ['-u', '-S', join(this.#folder, 'socket'), ...args], { encoding: 'utf8' });
  }
}

/** The only one there is. */
const pane = '0:0.0';

/** The screen stays when the program has ended, and has the size it was given, with no line of tmux' own. */
const settings = `
set -g status off
set -g default-terminal screen-256color
set -g escape-time 0
set -g history-limit 10000
set -g remain-on-exit on
set -g remain-on-exit-format ''
`;

/** tmux does not always know how a program ended. Ctrl-C is for the program, not for this shell. */
const keepsStatus = 'trap : INT QUIT; "$@"; echo $? >"$0.part"; mv "$0.part" "$0"';
