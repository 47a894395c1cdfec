import type { Config } from '../interface/config.ts';
import type { Progress } from '../pass.ts';
import type { CommonOptions, Io } from './context.ts';

/** Tells whoever watches a terminal how far a pass is: one line on stderr, gone when it ends. */
export function progressOn(
  io: Io,
  options: CommonOptions,
  config: Config,
): Disposable & { show(step: Progress): void } {
  if (!isWatched(io, options)) return { show() {}, [Symbol.dispose]() {} };
  let answered = 0;
  const line = (text: string): void => void io.stderr.write(`\r\u001B[K${text}`);
  return {
    show(step) {
      if (step.step === 'sighted')
        line(`${Math.min(++answered, config.hosts.length)} of ${config.hosts.length} hosts asked`);
      else if (step.step === 'stopping') line(`stopping ${step.instances}`);
      else if (step.step === 'launching') line(`launching ${step.launches}`);
      else line(`waiting for what was launched to settle on ${step.hosts} hosts`);
    },
    [Symbol.dispose]: () => line(''),
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
