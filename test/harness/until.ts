import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than what is waited for takes on any machine. */
const longestMs = 45_000;

/**
 * Looks again and again until something is so, and returns what was found. For what has no event.
 *
 * @param what names it where it never comes to that: a text, or what it was instead.
 */
export async function until<T>(
  look: () => T | Promise<T>,
  what: string | (() => string) = () => look.toString(),
): Promise<NonNullable<T>> {
  for (const deadline = performance.now() + longestMs; ; await sleep(20)) {
    const found = await look();
    if (found) return found;
    if (performance.now() > deadline)
      throw new Error(`waited in vain for: ${typeof what === 'string' ? what : what()}`);
  }
}
