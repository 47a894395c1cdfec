import type { Code } from '../core/catalogue/catalogue.ts';
import type { Note } from '../core/note.ts';
import type { Vitals } from '../core/types.ts';
import type { BackoffReport, DecisionReport, Report } from '../report/document.ts';
import type { Runs } from './runs.ts';

/**
 * All that the page shows. It is written into the page by a pass and read there by a browser, so it is small: what is
 * usual is left out.
 */
export interface PageData {
  readonly formatVersion: 2;
  /** muster's own. */
  readonly version: string;
  /** When the hosts had been asked, ISO 8601. */
  readonly at: string;
  /** Name of the control VM. */
  readonly machine: string;
  /** Absolute path of `Interface.json` there. */
  readonly config: string;
  /** `run` and others of a pass; `plan` where the page was asked for with `muster page`, or nothing is ever launched. */
  readonly command: Report['command'];
  readonly passes: {
    /** How often they come, in milliseconds, as far as the history tells. */
    readonly everyMs: number | null;
    /** When the last one took place, ISO 8601; null where the history has none. */
    readonly lastAt: string | null;
    readonly lastTookMs: number | null;
    /** The page is stale when the last pass, or the page itself, is older than this. */
    readonly staleAfterMs: number;
  };
  /** What is the matter, the gravest first; empty where all is well. */
  readonly problems: readonly PageProblem[];
  readonly brownout: Report['brownout'];
  readonly summary: Report['summary'];
  /** In the order of the file. */
  readonly components: readonly PageComponent[];
  /** In the order of the file. */
  readonly hosts: readonly PageHost[];
  readonly unlisted: Report['unlisted'];
  /** What operators decided and holds. */
  readonly decisions: readonly DecisionReport[];
  /** The passes of the last day, and the hours of the last month. */
  readonly day: Series;
  readonly month: Series;
  /** What happened, the newest first. */
  readonly log: readonly LogLine[];
  /** What of the history could not be read, or is not shown. */
  readonly missing: readonly PageMessage[];
}

/** A message of the catalogue, short enough for a page. */
export interface PageMessage {
  readonly code: Code;
  readonly text: string;
  readonly remedy?: string;
}

export interface PageProblem {
  /** As `ProblemKind` of `core/news.ts`. */
  readonly kind: string;
  /** A component, hosts as a range, or nothing. */
  readonly about: string;
  /** Why. */
  readonly code: Code;
  readonly text: string;
  /** What fails, the end of what that printed, and what mends it. */
  readonly more?: readonly Note[];
  readonly severity: 'bad' | 'unknown' | 'note';
}

/** The numbers are those of `status --json`. */
export interface PageComponent {
  readonly component: string;
  readonly description?: string;
  readonly on: boolean;
  readonly count: number;
  /** Hot slots that one instance takes. */
  readonly hot: number;
  readonly running: number;
  readonly presumed: number;
  readonly pending: number;
  readonly vanished: number;
  readonly missing: number;
  readonly backoff?: Omit<BackoffReport, 'why'> & { readonly why: PageMessage };
  /** In short, as `muster status` says it: `met`, `off`, `short: hot limit reached on 3 hosts`. */
  readonly state: string;
  /** Where it is short: why. */
  readonly reasons?: readonly Note[];
  /** What its pilots tell: what comes up and how far, what failed and the end of what that printed. */
  readonly pilots?: readonly Note[];
}

/** The numbers are those of `status --json`. */
export interface PageHost {
  readonly host: string;
  readonly sighting: 'seen' | 'silent' | 'down';
  readonly reason?: PageMessage;
  /** Hot slots taken, and how many there are. */
  readonly hot: number;
  readonly hotlimit: number;
  readonly drain?: string;
  readonly quarantine?: { readonly why: PageMessage; readonly until: string };
  readonly sameAs?: string;
  readonly tags?: readonly string[];
  /** Pairs of an index into `components` and how many are there; and of those, how many are pending. */
  readonly runs?: readonly number[];
  readonly pending?: readonly number[];
  /** What is there of components that are not in the file any more. */
  readonly others?: Readonly<Record<string, number>>;
  /** Components that back off there: index, until when (ISO 8601), why. */
  readonly backoff?: readonly PageWait[];
  /** Components it is unfit for: index, until when (ISO 8601), why. */
  readonly unfit?: readonly PageWait[];
  /** Those that live, then the last that are over. */
  readonly pilots?: readonly PagePilot[];
  readonly vitals?: Partial<Pick<Vitals, ShownVitals>>;
}

export type PageWait = readonly [component: number, until: string, why: PageMessage];

/** What a pilot told last. */
export interface PagePilot {
  /** Index into `components`. */
  readonly component: number;
  readonly phase: string;
  readonly step: string;
  /** ISO 8601: since when it is at that. */
  readonly since: string;
  /** How it ended; absent while it lives. */
  readonly end?: PageMessage;
  /** ISO 8601: when its component was ready. */
  readonly ready?: string;
  /** What it warned of, and the last lines of what it printed. */
  readonly lines?: readonly string[];
}

type ShownVitals =
  'cores' | 'load1' | 'memoryKiB' | 'memoryAvailableKiB' | 'diskAvailableKiB' | 'uptimeS' | 'gpus';

/** Points in time, and what was at each. All lists are as long as `times`, after `unpacked`. */
export interface Series {
  /** Seconds since the epoch, ascending: of a pass, or the middle of an hour. */
  readonly times: readonly number[];
  readonly hosts: { readonly of: Runs; readonly seen: Runs };
  /** Launches that were confirmed, and that failed, vanished or were refused. */
  readonly launched: Runs;
  readonly failed: Runs;
  /** Milliseconds. */
  readonly tookMs: Runs;
  readonly components: Readonly<Record<string, ComponentSeries>>;
}

export interface ComponentSeries {
  /** 0 while it is off; what an operator allows where he paused it. In records of before that was so, its count. */
  readonly wanted: Runs;
  /** Of an hour the average. */
  readonly running: Runs;
  /** 1 where that pass, or one of that hour, found it short, else 0. What is presumed or pending is not missing. */
  readonly short: Runs;
}

export interface LogLine {
  /** ISO 8601. */
  readonly at: string;
  readonly kind: 'launch' | 'operator' | 'stopped' | 'gone' | 'pilot' | 'rebooted' | 'pass';
  readonly component?: string;
  readonly host?: string;
  /** `confirmed`, `failed`, …; the verb of an operator. */
  readonly what: string;
  readonly detail?: string;
  /** Of what `detail` says. */
  readonly codes?: readonly Code[];
}
