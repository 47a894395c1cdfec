import { lengthText } from '../report/lengthText.ts';
import { many, styleFor } from '../report/style.ts';
import { cut } from '../report/width.ts';
import type { CommonOptions, Io } from './context.ts';

/** How far a simulation is, on a line of the terminal, for whoever waits for a large one; gone when it ends. */
export function drawnLine(
  { stderr, env, clock }: Io,
  { json, quiet }: Pick<CommonOptions, 'json' | 'quiet'>,
): Disposable & { passed(pass: number, afterMs: number, missing: number): void } {
  const isWatched = stderr.isTTY === true && env['TERM'] !== 'dumb' && json !== true && quiet !== true;
  let isDrawn = false;
  let nextMs = clock.now() + drawnEveryMs;
  return {
    // Not by a timer: what is simulated waits for nothing, and no timer would have its turn.
    passed(pass, afterMs, missing) {
      if (!isWatched || clock.now() < nextMs) return;
      nextMs = clock.now() + drawnEveryMs;
      isDrawn = true;
      const told = `pass ${pass}, ${lengthText(afterMs)} simulated, ${many(missing, 'instance')} short`;
      stderr.write(`\r\u001B[K${cut(told, styleFor(stderr, env).columns - 1)}`);
    },
    [Symbol.dispose]() {
      if (isDrawn) stderr.write('\r\u001B[K');
      isDrawn = false;
    },
  };
}

const drawnEveryMs = 250;
