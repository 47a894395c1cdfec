import { message, type Message } from './catalogue/catalogue.ts';
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

/** Whether a failure is the end of a pilot: then what it printed is on the host. */
export function isPilotEnd({ code }: Message): boolean {
  return (
    code === 'pilot-command-failed' || code === 'pilot-component-ended' || code === 'pilot-ended-by-signal'
  );
}

/**
 * How a pilot ended. Only of one that is over.
 *
 * @param more `livedS`: how long its component ran, where that makes it a failure; `printed`: what it printed last.
 */
export function endOfPilot(
  { phase, step, code: exit, message: cause }: PilotReport,
  more: { readonly livedS?: number; readonly printed?: string } = {},
): Message {
  switch (phase) {
    case 'failed':
      return message('pilot-command-failed', { step, exit, cause, ...more });
    case 'unfit':
      return message('pilot-host-unfit', { cause });
    case 'stopped':
      return message('pilot-ended-by-signal', { step, ...more });
    default:
      return message('pilot-component-ended', { exit, cause, ...more });
  }
}

/** Whether a failure (`Setback.why`) is this end of a pilot. What is kept of a failure may be cut. */
export function isOfEnd(why: Message, end: Message): boolean {
  return (
    why.code === end.code &&
    Object.entries(end.params).every(([name, param]) => {
      const kept = why.params[name];
      return typeof kept === 'string' && typeof param === 'string' ? param.startsWith(kept) : kept === param;
    })
  );
}
