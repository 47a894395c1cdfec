/** What muster's exit codes mean (SPEC §10); those above 63 are sysexits.h's. */
export const exits = {
  /** Every count met or launched. */
  ok: 0,
  /** A fault of muster or of this machine. */
  internal: 1,
  /** There is something to do; only `plan --detailed-exitcode` says so. */
  changes: 2,
  /** Short of a count. */
  short: 3,
  usage: 64,
  /** Held by the brownout guard. */
  held: 69,
  /** Another pass holds the lock. */
  busy: 75,
  config: 78,
} as const;

export type Exit = (typeof exits)[keyof typeof exits];
