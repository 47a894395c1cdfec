import { message, type Message } from '../core/catalogue/catalogue.ts';
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** What ends a pass before it is done. */
export interface PassSignal extends Disposable {
  readonly signal: AbortSignal;
  /** Lets time pass, no longer than until the pass must end. */
  wait(ms: number): Promise<void>;
  /** One if it had to be used. */
  problems(): Message[];
}

/**
 * Aborts at the deadline of a pass: what is under way then becomes an outcome, the state is written, and the pass
 * ends.
 *
 * @param interruptible whether SIGINT and SIGTERM do the same, instead of ending the process at once.
 */
export function passSignal(passMs: number, interruptible: boolean): PassSignal {
  const controller = new AbortController();
  // Everything that is under way listens; that is no leak to be warned of.
  setMaxListeners(0, controller.signal);
  let problem: Message | null = null;
  const end = (why: Message): void => {
    problem ??= why;
    controller.abort(why);
  };
  // What was under way must still be written down before the deadline.
  const timer = setTimeout(
    () => end(message('pass-deadline-reached', { seconds: passMs / 1000 })),
    Math.max(passMs * 0.9, passMs - 2000),
  );
  const interrupt = (name: NodeJS.Signals): void => end(message('pass-interrupted', { signal: name }));
  if (interruptible) process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  return {
    signal: controller.signal,
    wait: (ms) => sleep(ms, undefined, { signal: controller.signal }).catch(() => {}),
    problems: () => (problem === null ? [] : [problem]),
    [Symbol.dispose]() {
      clearTimeout(timer);
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    },
  };
}
