import type { CommanderError } from 'commander';

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

/** In words, for `--help` and the manual page; a verb may have its own for some. */
export const exitMeanings: Readonly<Record<Exit, string>> = {
  0: 'every count is met, or what was missing has been launched',
  1: 'a fault of muster or of this machine',
  2: 'there is something to start',
  3: 'short of a count',
  64: 'wrong usage: an unknown command, option, host or component',
  69: 'so many hosts are unknown that nothing is launched (safety.brownout)',
  75: 'another pass is running',
  78: 'Interface.json is missing or has errors; nothing was done',
};

/** An error of commander, which has printed it. */
export function isCommanderError(error: unknown): error is CommanderError {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('commander.');
}

/** Help and version, which end with 0. */
export function isHelp(error: unknown): boolean {
  return isCommanderError(error) && error.exitCode === 0;
}
