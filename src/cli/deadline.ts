/** What ends a pass before it is done. */
export interface PassSignal extends Disposable {
  readonly signal: AbortSignal;
  /** A sentence if it had to be used. */
  problems(): string[];
}

/**
 * Aborts at the deadline of a pass, and on SIGINT and SIGTERM: what is under way then becomes an outcome, the state
 * is written, and the pass ends.
 */
export function passSignal(passMs: number): PassSignal {
  const controller = new AbortController();
  // What was under way must still be written down before the deadline.
  const timer = setTimeout(
    () => controller.abort(new Error(`the pass reached its deadline (timeouts.pass, ${passMs / 1000} s)`)),
    Math.max(passMs * 0.9, passMs - 2000),
  );
  const interrupt = (name: NodeJS.Signals): void =>
    controller.abort(new Error(`the pass was ended by ${name}`));
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return {
    signal: controller.signal,
    problems: () => (controller.signal.aborted ? [(controller.signal.reason as Error).message] : []),
    [Symbol.dispose]() {
      clearTimeout(timer);
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
    },
  };
}
