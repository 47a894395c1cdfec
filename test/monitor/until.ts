import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for a condition; one that never holds fails the test, and keeps nothing running. */
export async function until(holds: () => boolean): Promise<void> {
  const deadlineMs = performance.now() + 40_000;
  while (!holds()) {
    if (performance.now() > deadlineMs) throw new Error(`it never came to ${String(holds)}`);
    await sleep(10);
  }
}
