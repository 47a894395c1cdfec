import type { Config } from '../interface/config.ts';
import type { Progress } from '../pass.ts';
import type { CommonOptions, Io } from './context.ts';

/** Tells whoever watches a terminal how far a pass is: one line on stderr, gone when it ends. */
export function progressOn(
  io: Io,
  { json, quiet }: CommonOptions,
  config: Config,
): Disposable & { show(step: Progress): void } {
  if (io.stderr.isTTY !== true || io.env['TERM'] === 'dumb' || json === true || quiet === true)
    return { show() {}, [Symbol.dispose]() {} };
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
