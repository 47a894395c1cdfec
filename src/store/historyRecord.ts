import type { Message } from '../core/catalogue/catalogue.ts';

/**
 * What history tells of: a pass, a launch, what an operator decided, an instance that was stopped or has ended by
 * itself, what a pilot told, a host that was booted anew.
 */
export type HistoryEntry =
  PassEntry | LaunchEntry | OperatorEntry | StoppedEntry | GoneEntry | PilotEntry | RebootedEntry;

interface Recorded {
  /** ISO 8601. */
  readonly at: string;
  /** The id of the pass that wrote it; null in records of before there were ids, and where it was no pass. */
  readonly pass: string | null;
}

export interface PassEntry extends Recorded {
  readonly kind: 'pass';
  /** The command that made it: `run`, `restart`, `stop`, `drain`. */
  readonly command: string;
  readonly tookMs: number | null;
  readonly hosts: { readonly seen: number; readonly of: number };
  /** null in records of before that was written. */
  readonly unknown: readonly UnknownHosts[] | null;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly blocked: number;
  readonly held: number;
  readonly components: Readonly<Record<string, PassTally>>;
  readonly problems: readonly Message[];
}

/** Hosts that did not tell what runs on them, for one reason. */
export interface UnknownHosts {
  /** `down` or `silent`. */
  readonly kind: string;
  readonly reason: Message;
  readonly count: number;
  /** As a range: `n-[03-05]`. */
  readonly hosts: string;
}

export interface PassTally {
  /** None while it is off, and of what an operator paused what he allows; in records of before that was so, its count. */
  readonly wanted: number;
  readonly running: number;
  readonly presumed: number;
  readonly pending: number;
  /** Short of what is wanted by so many; null in records of before that was written. */
  readonly missing: number | null;
}

export interface LaunchEntry extends Recorded {
  readonly kind: 'launch';
  readonly launchId: string;
  readonly component: string;
  readonly host: string;
  readonly outcome: string;
  readonly detail?: Message;
}

export interface OperatorEntry extends Recorded {
  readonly kind: 'operator';
  readonly verb: string;
  readonly by?: string;
  readonly component?: string;
  readonly host?: string;
  readonly reason?: string;
  readonly until?: string;
}

export interface StoppedEntry extends Recorded {
  readonly kind: 'stopped';
  readonly component: string;
  readonly host: string;
  readonly pid: number | null;
  readonly outcome: string;
  readonly detail?: Message;
}

/** An instance that was there at the look before and no more at this one, and nobody had stopped it. */
export interface GoneEntry extends Recorded {
  readonly kind: 'gone';
  readonly component: string;
  readonly host: string;
  readonly pid: number | null;
  /** It lived at least so long, and at most so long. */
  readonly livedMs: number | null;
  readonly atMostMs: number | null;
  /** A reboot of its host ended it. */
  readonly rebooted: boolean;
  /** How it ended, where a pilot told. */
  readonly end?: Message;
  /** What it used, in words, where its pilot told that. */
  readonly usage?: string;
}

/** A pilot that ended, of which no instance had been seen, or a component that became ready. */
export interface PilotEntry extends Recorded {
  readonly kind: 'pilot';
  readonly component: string;
  readonly host: string;
  readonly launchId: string;
  /** `ready`, `ended`, `failed`, `unfit` or `stopped`. */
  readonly outcome: string;
  /** How it ended. */
  readonly detail?: Message;
  /** What it used, in words. */
  readonly usage?: string;
}

export interface RebootedEntry extends Recorded {
  readonly kind: 'rebooted';
  readonly host: string;
}

/** What stands in a file of the history. */
export type HistoryRecord = HistoryEntry | SentRecord;

/** A record of a launch whose pass may have ended before it knew the outcome. */
export interface SentRecord extends Omit<LaunchEntry, 'kind'> {
  readonly kind: 'sent';
}
