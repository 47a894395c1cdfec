import { setTimeout as sleep } from 'node:timers/promises';

/** Far longer than any condition takes. */
const longestMs = 120_000;

/**
 * Polls `check` until it returns a truthy value, and returns that. Use it where no event exists.
 *
 * @param what description for the error: a text, or a function that describes the last state.
 */
export async function until<T>(
  check: () => T | Promise<T>,
  what: string | (() => string) = () => check.toString(),
): Promise<NonNullable<T>> {
  for (const deadline = performance.now() + longestMs; ; await sleep(20)) {
    const found = await check();
    if (found) return found;
    if (performance.now() < deadline) continue;
    const description = typeof what === 'string' ? what : what();
    throw new Error(`timed out after ${longestMs / 1000} s, waiting for: ${description}`);
  }
}
