import type { Launch, Living } from './truth.ts';
import type { Wanted } from './wanted.ts';

/** What a pass printed, as far as it is held against the truth. */
export interface Told {
  readonly hosts: readonly {
    readonly host: string;
    readonly sighting: 'seen' | 'silent' | 'down';
    /** Running, presumed and pending together. */
    readonly components: Readonly<Record<string, number>>;
    readonly pending?: Readonly<Record<string, number>>;
  }[];
  readonly components: readonly {
    readonly component: string;
    readonly on: boolean;
    readonly count: number;
    readonly running: number;
    readonly presumed: number;
    readonly pending: number;
    readonly vanished: number;
    readonly missing: number;
  }[];
  readonly brownout: { readonly held: boolean };
  readonly actions?: readonly { readonly action: string; readonly component: string }[];
  readonly outcomes?: readonly {
    readonly launchId: string;
    readonly component: string;
    readonly host: string;
    readonly outcome: 'confirmed' | 'vanished' | 'failed' | 'refused' | 'unknown';
  }[];
  readonly problems: readonly { readonly text: string }[];
}

/** One pass, as it was seen from outside. Times are uptime of the machine, in real milliseconds. */
export interface Pass {
  readonly number: number;
  readonly startedMs: number;
  readonly endedMs: number;
  /** What has to be added to real time for the virtual time of this pass, however the time of day was set. */
  readonly aheadMs: number;
  readonly wanted: Wanted;
  readonly killed: boolean;
  readonly exit: number | null;
  /** null where it was killed, or printed none. */
  readonly told: Told | null;
  /** Hosts whose cable and sshd were well for the whole pass. */
  readonly reachable: ReadonlySet<string>;
  /** Hosts something was done to while it ran. */
  readonly meddledWith: ReadonlySet<string>;
  /** What ran when it began, and when it had ended. */
  readonly before: readonly Living[];
  readonly after: readonly Living[];
}

/** All that is known from outside. */
export interface History {
  /** By number. */
  readonly passes: ReadonlyMap<number, Pass>;
  /** By launch id. */
  readonly launches: ReadonlyMap<string, Launch>;
  /** When the soak ended an instance, by launch id: it lived until then. */
  readonly ends: ReadonlyMap<string, number>;
}

export function passOf(history: History, number: number): Pass {
  const pass = history.passes.get(number);
  if (!pass) throw new Error(`no pass ${number}`);
  return pass;
}

/** The last pass that had begun at a time. */
export function passAt(history: History, ms: number): Pass {
  const pass = [...history.passes.values()].findLast(({ startedMs }) => startedMs <= ms);
  if (!pass) throw new Error(`no pass had begun at ${ms}`);
  return pass;
}

/** Instances that were there at a time; one that was ended in that very hundredth of a second was not. */
export function livingAt(history: History, ms: number): Launch[] {
  return [...history.launches.values()].filter(
    ({ id, startedMs }) => startedMs !== null && startedMs <= ms && (history.ends.get(id) ?? Infinity) > ms,
  );
}
