import type { Message } from './catalogue/catalogue.ts';
import type { ComponentId, HostName } from './types.ts';

/**
 * How far a pilot is: `starting` (stage 0), `running` (its component runs), `finishing` (stage 2). The others are final:
 * its component `ended`; a command `failed`; the host is `unfit` for it; it was `stopped` by a signal.
 */
export type PilotPhase = (typeof pilotPhases)[number];

export const pilotPhases = [
  'starting',
  'running',
  'finishing',
  'ended',
  'failed',
  'unfit',
  'stopped',
] as const;

/** What a pilot has last written into its sandbox (workerscripts/pilot). Times by the coordinator's clock. */
export interface PilotReport {
  readonly launchId: string;
  readonly component: ComponentId;
  /** Of its main shell. */
  readonly pid: number;
  /** Those of the same look that are its own by their command lines: none where it is gone. */
  readonly pids: readonly number[];
  readonly startedMs: number;
  readonly phase: PilotPhase;
  /** The command it is in, or the one that decided how it ended. */
  readonly step: string;
  /** When it came to that. */
  readonly sinceMs: number;
  /** Exit code: of the component where it `ended`, of the command where that `failed`; else null. */
  readonly code: number | null;
  /** Commands that are over, in their order. */
  readonly steps: readonly PilotStep[];
  /** Why it failed, or why the host is unfit. */
  readonly message: string | null;
  readonly warnings: readonly { readonly command: string; readonly text: string }[];
  /** The last lines of what failed printed, or of what the component printed. */
  readonly tail: readonly string[];
  /** When its component reported itself ready (`muster_ready`); null if it has not. */
  readonly readyMs: number | null;
  /** What its component told those that come after it (`muster_export`). */
  readonly exports: Readonly<Record<string, string>>;
  /** What it used, in words, once that was reported (`report-usage`). */
  readonly usage: string | null;
}

export interface PilotStep {
  readonly command: string;
  readonly state: 'ok' | 'failed' | 'warned' | 'skipped' | 'timeout';
  readonly code: number | null;
  readonly seconds: number;
}

/** A host that does not meet what a component requires is not tried for it again before `untilMs`. */
export interface Unfit {
  readonly component: ComponentId;
  readonly host: HostName;
  readonly why: Message;
  /** `Component.requirements` as they were then. */
  readonly requirements: string;
  readonly atMs: number;
}

/** Whether a pilot is over, so that nothing more comes of it. */
export function isOver({ phase }: Pick<PilotReport, 'phase'>): boolean {
  return phase === 'ended' || phase === 'failed' || phase === 'unfit' || phase === 'stopped';
}

/** Whether a failure is the end of a pilot, in the words of `endOfPilot`: then what it printed is on the host. */
export function isPilotEnd(why: string): boolean {
  return /^(on \S+: )?((?!ssh )\S+ failed: |ended with exit |was ended by a signal during )/.test(why);
}

/** How a pilot ended, as people are told: `prepare-environment failed: pip exit 1`. Only of one that is over. */
export function endOfPilot({ phase, step, code, message }: PilotReport): string {
  const why = message === null ? '' : `: ${message}`;
  switch (phase) {
    case 'failed':
      return `${step} failed${message === null && code !== null ? `: exit ${code}` : why}`;
    case 'unfit':
      return `the host is unfit${why}`;
    case 'stopped':
      return `was ended by a signal during ${step}`;
    default:
      return `ended with exit ${code ?? 'unknown'}${why}`;
  }
}
