/** Milliseconds since `thenMs`; a clock that was set back counts as no time at all. */
export function ageMs(thenMs: number, nowMs: number): number {
  return Math.max(0, nowMs - thenMs);
}
