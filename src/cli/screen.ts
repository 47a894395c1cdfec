import { cut } from '../report/width.ts';
import type { Io } from './context.ts';

/** What a key asks for. */
export type Key = 'quit' | 'up' | 'down' | 'pageUp' | 'pageDown' | 'top' | 'end' | 'now';

/**
 * The terminal as a page that is drawn anew in place. However the process ends, the terminal is as it was before;
 * Ctrl-Z leaves it for a while.
 *
 * @param onKey also told when the process is to end.
 * @param redraw called when the page must be drawn again: the terminal has another size, or was away.
 */
export function openScreen(
  { stdout }: Io,
  onKey: (key: Key) => void,
  redraw: () => void,
): Disposable & { draw(lines: readonly string[]): void } {
  const { stdin } = process;
  const keys = stdin.isTTY;
  let isAway = false;
  const enter = (): void => {
    stdout.write('\u001B[?1049h\u001B[?25l');
    if (keys) stdin.setRawMode(true);
  };
  const leave = (): void => {
    if (keys) stdin.setRawMode(false);
    stdout.write('\u001B[?25h\u001B[?1049l');
  };
  const onData = (data: Buffer): void => {
    const text = String(data);
    if (text === '\u001A') {
      leave();
      isAway = true;
      // The whole job, as Ctrl-Z does. What comes after it comes when the job goes on.
      process.kill(0, 'SIGTSTP');
      setTimeout(() => {
        isAway = false;
        enter();
        redraw();
      }, 50);
      return;
    }
    const key = keyNames[text];
    if (key !== undefined) onKey(key);
  };
  const quit = (): void => onKey('quit');
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

  enter();
  process.once('exit', leave);
  stdout.on('resize', redraw);
  if (keys) stdin.on('data', onData);
  for (const signal of signals) process.on(signal, quit);
  return {
    draw(lines) {
      if (isAway) return;
      const { rows = 24 } = stdout;
      const page = lines.slice(0, rows).map((line) => `${line}\u001B[K`);
      stdout.write(`\u001B[H${page.join('\r\n')}\u001B[J`);
    },
    [Symbol.dispose]() {
      process.off('exit', leave);
      stdout.off('resize', redraw);
      if (keys) stdin.off('data', onData).pause();
      for (const signal of signals) process.off(signal, quit);
      leave();
    },
  };
}

/** Those of `less` and of the keyboard. In raw mode Ctrl-C is a key. */
const keyNames: Readonly<Record<string, Key>> = {
  q: 'quit',
  Q: 'quit',
  '\u0003': 'quit',
  k: 'up',
  '\u001B[A': 'up',
  '\u001BOA': 'up',
  j: 'down',
  '\u001B[B': 'down',
  '\u001BOB': 'down',
  b: 'pageUp',
  '\u001B[5~': 'pageUp',
  ' ': 'pageDown',
  '\u001B[6~': 'pageDown',
  g: 'top',
  '\u001B[H': 'top',
  '\u001B[1~': 'top',
  G: 'end',
  '\u001B[F': 'end',
  '\u001B[4~': 'end',
  r: 'now',
};

/** The part of a page that is visible under a head, and how it is told that there is more. */
export function pageOf(
  head: readonly string[],
  body: readonly string[],
  at: number,
  { rows, columns }: { rows: number; columns: number },
): { lines: string[]; at: number } {
  const room = Math.max(1, rows - head.length);
  if (body.length <= room) return { lines: [...head, ...body], at: 0 };
  const shown = Math.max(1, room - 1);
  const from = Math.max(0, Math.min(at, body.length - shown));
  const part = body.slice(from, from + shown);
  const told = `lines ${from + 1}-${from + part.length} of ${body.length}; arrows and space move on`;
  return { lines: [...head, ...part, cut(told, columns)], at: from };
}
