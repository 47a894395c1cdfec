import type { Config } from '../interface/config.ts';
import type { Progress } from '../pass.ts';
import { styleFor } from '../report/style.ts';
import { cut } from '../report/width.ts';
import { say, type CommonOptions, type Io } from './context.ts';
import { PassView } from './passView.ts';

/** How often a line is drawn anew, in milliseconds: quick passes show none, and nothing flickers. */
const drawnEveryMs = 250;

/**
 * Tells whoever waits how far a pass is, on stderr: on a terminal one line, gone when it ends; elsewhere with `-v` a
 * plain line when a part is done, so that cron mails none of it.
 */
export function progressOn(
  io: Io,
  { json, quiet, verbose }: CommonOptions,
  config: Config,
): Disposable & { show(step: Progress): void } {
  const view = new PassView(io.clock.now() + config.timeouts.passMs);
  if (json || quiet) return { show() {}, [Symbol.dispose]() {} };
  if (io.stderr.isTTY !== true || io.env['TERM'] === 'dumb') {
    const show = (step: Progress): void => {
      const told = view.show(step);
      if (verbose && told !== null) say(io, [told]);
    };
    return { show, [Symbol.dispose]() {} };
  }
  let isDrawn = false;
  const draw = (): void => {
    const { columns } = styleFor(io.stderr, io.env);
    const line = view.line(io.clock.now());
    if (line === '') return;
    isDrawn = true;
    io.stderr.write(`\r\u001B[K${cut(line, columns - 1)}`);
  };
  const timer = setInterval(draw, drawnEveryMs).unref();
  return {
    show: (step) => void view.show(step),
    [Symbol.dispose]() {
      clearInterval(timer);
      if (isDrawn) io.stderr.write('\r\u001B[K');
    },
  };
}

/** The same where hosts are asked and no more; nothing is left of it when it ends. */
export function askedOf(
  hosts: number,
  io: Io,
  options: Pick<CommonOptions, 'json' | 'quiet'>,
): Disposable & { asked(): void } {
  const line = (text: string): void => {
    if (isWatched(io, options)) io.stderr.write(`\r\u001B[K${text}`);
  };
  let answered = 0;
  let shown = true;
  line(`0 of ${hosts} hosts asked`);
  return {
    asked: () => line(`${++answered} of ${hosts} hosts asked`),
    [Symbol.dispose]() {
      if (shown) line('');
      shown = false;
    },
  };
}

function isWatched({ stderr, env }: Io, { json, quiet }: Pick<CommonOptions, 'json' | 'quiet'>): boolean {
  return stderr.isTTY === true && env['TERM'] !== 'dumb' && json !== true && quiet !== true;
}
