/**
 * The words of muster as values. Everything here is plain, readonly data: no clock, no I/O, nothing from
 * the other rooms. Times are milliseconds since the epoch (`...Ms`), durations carry their unit in the name.
 */

import type { Message } from './catalogue/catalogue.ts';
import type { PilotReport, Unfit } from './pilotReport.ts';

export type { FleetRefusal, HostRefusal } from './catalogue/planCodes.ts';

/** One (pipe, type) pair, written `pipe0/bundler` everywhere a person or a file sees it. */
export type ComponentId = `${string}/${string}`;

export type HostName = string;

/** A component as the plan needs it: every default filled in, every name resolved. */
export interface Component {
  readonly id: ComponentId;
  readonly pipe: string;
  readonly type: string;
  /** Text looked for in the command line of a process. */
  readonly key: string;
  readonly count: number;
  readonly on: boolean;
  /** Hot slots one instance takes; 0 for a type that is not hot. */
  readonly hot: number;
  /** What a host must have for it, as a text that is another where that is; empty for nothing. */
  readonly requirements: string;
  readonly priority: number;
  /** The hosts it may be started on. */
  readonly eligible: 'all' | ReadonlySet<HostName>;
  /** Infinity where no limit is set. */
  readonly maxPerHost: number;
  /** The name of the shared limit it draws from. */
  readonly pool: string | null;
  readonly placement: 'spread' | 'fill';
  /** How long an instance on an unknown host is presumed to live; Infinity for "never" lost. */
  readonly lostAfterMs: number;
  /** `short`: meant to end by itself, so that ending soon is no failure. */
  readonly lifetime: 'long' | 'short';
  /** What is done about instances beyond `count`, or of a component that is off. */
  readonly surplus: 'keep' | 'stop';
  /** It is started only when these are ready. */
  readonly after: readonly ComponentId[];
  /** What makes an instance of it ready: that it says so, or that it runs. */
  readonly readiness: 'reported' | 'running';
}

/** How long muster waits before it tries again what failed: doubling from `firstMs` to `capMs`. */
export interface BackoffRule {
  readonly firstMs: number;
  readonly capMs: number;
  /** An instance that lives so long came up well. */
  readonly minUptimeMs: number;
}

/** A host as the plan needs it. */
export interface Host {
  readonly name: HostName;
  readonly hotLimit: number;
  /** Why the operator keeps new launches away; null where he does not. */
  readonly drain: string | null;
}

/** What the core needs of `Interface.json`: the wanted state and the rules. */
export interface Wanted {
  /** In file order. */
  readonly hosts: readonly Host[];
  /** In file order. */
  readonly components: readonly Component[];
  readonly pools: ReadonlyMap<string, number>;
  readonly launchesPerPass: number;
  readonly launchesPerHost: number;
  /** How long a host that is no longer listed is remembered; the default of every component's own value. */
  readonly lostAfterMs: number;
  readonly startGraceMs: number;
  /** How long a host that did not meet what a component requires is not tried for it again. */
  readonly unfitForMs: number;
  /** Share of the hosts, 0 to 1, above which unknown hosts are taken for a fault of ours. */
  readonly brownout: number;
  readonly backoff: BackoffRule;
  /** What a command was narrowed to: nothing else is started or stopped; null for each that was not narrowed. */
  readonly within?: {
    readonly components: ReadonlySet<ComponentId> | null;
    readonly hosts: ReadonlySet<HostName> | null;
  };
}

/** One line of a process listing. */
export interface Process {
  /** Login name or number as `ps` prints it; only ever compared with other lines of the same listing. */
  readonly user: string;
  readonly pid: number;
  /** null where the listing does not tell (plain `ps aux`). */
  readonly ppid: number | null;
  readonly state: string;
  /** null where the listing does not tell. */
  readonly elapsedS: number | null;
  /** The whole command line. */
  readonly command: string;
}

/** What a host lists and muster does not count, whatever its command line. */
export interface LeftOut {
  readonly process: Process;
  readonly why: 'zombie' | 'own-process' | 'other-user';
}

/** Everything a host listed. */
export interface Listing {
  /** Those among which instances are looked for. */
  readonly processes: readonly Process[];
  readonly leftOut: readonly LeftOut[];
}

/** What a host says of itself beside its processes; null where it cannot tell. */
export interface Vitals {
  /** Who logged in, as `ps` prints it. */
  readonly user: string | null;
  readonly home: string | null;
  /** When its first process was started, in the kernel's ticks since the boot: another one in each container. */
  readonly firstProcess: number | null;
  readonly hostname: string | null;
  readonly bootId: string | null;
  /** The host's own clock. */
  readonly clockMs: number | null;
  readonly uptimeS: number | null;
  readonly cores: number | null;
  readonly load1: number | null;
  readonly memoryKiB: number | null;
  readonly memoryAvailableKiB: number | null;
  readonly diskAvailableKiB: number | null;
  readonly gpus: number | null;
  /** Names of the script bundles staged there for this namespace. */
  readonly bundles: readonly string[];
  /** When muster's folder on the host was last swept of old launches, by the host's clock; null if never. */
  readonly sweptMs: number | null;
}

/** One running copy of a component: the topmost matching process of a tree. */
export interface Instance {
  readonly pid: number;
  readonly elapsedS: number | null;
  /** Every process of the tree that matches, the topmost included. */
  readonly pids: readonly number[];
}

export type InstancesByComponent = ReadonlyMap<ComponentId, readonly Instance[]>;

/** What one pass learnt of one host. */
export type Sighting =
  | {
      readonly kind: 'seen';
      readonly vitals: Vitals;
      readonly instances: InstancesByComponent;
      /** What pilots there tell of themselves; none where a host cannot tell of any. */
      readonly pilots?: readonly PilotReport[];
      /** Another name of the same machine, under which all of it is counted; `instances` is empty then. */
      readonly sameAs?: HostName;
    }
  | Unknown;

/** A host that did not tell what runs on it: `silent` answers the ping, `down` does not. */
export interface Unknown {
  readonly kind: 'silent' | 'down';
  readonly reason: Message;
}

export type Sightings = ReadonlyMap<HostName, Sighting>;

/** What is known of a host from the last pass that saw it. */
export interface HostMemory {
  readonly seenAtMs: number;
  /** From when `lostAfter` counts, if later than `seenAtMs`: the state of a pass that may have seen the host was lost. */
  readonly lostAfterFromMs?: number;
  readonly bootId: string | null;
  /** Tells whether two names lead to one machine, see `machineOf`; null where the host cannot tell. */
  readonly machine: string | null;
  readonly instances: ReadonlyMap<ComponentId, readonly HeldInstance[]>;
  /** What its pilots told of themselves; absent for none. */
  readonly pilots?: readonly PilotReport[];
}

export interface HeldInstance extends Instance {
  /** When it was started, as its host tells; where that does not tell, when it was first seen. */
  readonly sinceMs: number;
}

/** A launch that was decided and whose instance has not been seen yet. */
export interface OpenLaunch {
  readonly id: string;
  readonly component: ComponentId;
  readonly host: HostName;
  /** When it was sent, or in the state of a pass that was killed: when it could have been sent at the latest. */
  readonly sentAtMs: number;
  readonly bootId: string | null;
  /** Matching processes that were there already, so that only a new one can be this launch's. */
  readonly accounted: readonly number[];
  /** How far it is known to have come. */
  readonly stage: LaunchStage;
}

/**
 * `ordered`: written down, nothing more is known of it; `sent`: its submitter was run, or may have been;
 * `vanished`: its submitter ended well and nothing was there. Its place is kept, for it may be slow, but it counts as
 * short.
 */
export type LaunchStage = 'ordered' | 'sent' | 'vanished';

/** Failures of a component in a row: on one host, or wherever it was tried. */
export interface Setback {
  readonly component: ComponentId;
  /** null: wherever it was tried. */
  readonly host: HostName | null;
  readonly failures: number;
  readonly lastAtMs: number;
  /** What happened last. */
  readonly why: Message;
  /** Where that was; only of a component as a whole. */
  readonly lastHost?: HostName;
}

/** An instance that muster was about to signal: that it is gone then is no failure of it. */
export interface OpenStop {
  readonly component: ComponentId;
  readonly host: HostName;
  readonly pids: readonly number[];
  readonly orderedAtMs: number;
}

/** Who decided something at the command line, when, why, and until when it holds; null: until it is taken back. */
export interface Said {
  readonly by: string;
  readonly atMs: number;
  readonly why: string | null;
  readonly untilMs: number | null;
}

/** No new launches on a host; with `stop`, what runs there is stopped. */
export interface DrainDecision extends Said {
  readonly kind: 'drain';
  readonly host: HostName;
  readonly stop: boolean;
}

/** No more than `limit` of a component, on one host or in all; with `stop`, what is beyond is stopped. */
export interface PauseDecision extends Said {
  readonly kind: 'pause';
  readonly component: ComponentId;
  /** null: in all. */
  readonly host: HostName | null;
  readonly limit: number;
  readonly stop: boolean;
}

/** The instances that were there are to be replaced: one after the other, or all at once. */
export interface RestartDecision extends Said {
  readonly kind: 'restart';
  readonly component: ComponentId;
  readonly atOnce: boolean;
  /** Those not yet replaced. */
  readonly left: readonly RestartTarget[];
  /** How many there were. */
  readonly of: number;
}

export interface RestartTarget {
  readonly host: HostName;
  readonly pid: number;
  /** Of its host when it was seen: a reboot ended it. */
  readonly bootId: string | null;
}

/** What an operator decided at the command line. */
export type Decision = DrainDecision | PauseDecision | RestartDecision;

/** What one pass leaves to the next. */
export interface Memory {
  readonly hosts: ReadonlyMap<HostName, HostMemory>;
  readonly launches: readonly OpenLaunch[];
  readonly setbacks: readonly Setback[];
  readonly stops: readonly OpenStop[];
  readonly decisions: readonly Decision[];
  readonly unfit: readonly Unfit[];
}

export const emptyMemory: Memory = {
  hosts: new Map(),
  launches: [],
  setbacks: [],
  stops: [],
  decisions: [],
  unfit: [],
};

export interface Tally {
  /** Seen in this pass. */
  readonly running: number;
  /** Last seen on a host that is now unknown. */
  readonly presumed: number;
  /** Launched, not yet seen. */
  readonly pending: number;
}

/** Something that failed is not tried again before `untilMs`; it may be over already. */
export interface Backoff {
  readonly failures: number;
  readonly lastAtMs: number;
  readonly untilMs: number;
  readonly why: Message;
  /** Where it failed last; only of a component as a whole. */
  readonly lastHost?: HostName;
}

/** muster keeps new launches away from a host where they fail while they work elsewhere. */
export interface Quarantine {
  readonly untilMs: number;
  /** What failed there. */
  readonly components: readonly ComponentId[];
  /** What happened last. */
  readonly why: Message;
}

export interface HostCensus {
  readonly host: HostName;
  /** All names of this machine that were seen; itself alone for most. */
  readonly names: readonly HostName[];
  readonly sighting: Sighting;
  readonly hotLimit: number;
  /** Hot slots taken by what is running, presumed and pending there. */
  readonly hot: number;
  /** Why new launches are kept away. */
  readonly drain: string | null;
  /** Who decided so at the command line; null where it is the file alone. */
  readonly drained: DrainDecision | null;
  readonly quarantine: Quarantine | null;
  /** Components that failed there lately. */
  readonly backoffs: ReadonlyMap<ComponentId, Backoff>;
  /** Components whose `requires` it did not meet lately. */
  readonly unfit: ReadonlyMap<ComponentId, Unfit & { readonly untilMs: number }>;
  /** Its pilots, those that are over included, as they were last heard of. */
  readonly pilots: readonly PilotReport[];
  readonly components: ReadonlyMap<ComponentId, Tally>;
}

export interface Brownout {
  readonly held: boolean;
  /** Hosts that are not drained and unknown. */
  readonly unknown: number;
  /** Hosts that are not drained. */
  readonly of: number;
}

export interface Census {
  readonly atMs: number;
  /** In the order of `Wanted.hosts`. */
  readonly hosts: readonly HostCensus[];
  /** Hosts that are no longer listed but may still hold instances. */
  readonly unlisted: readonly { host: HostName; components: ReadonlyMap<ComponentId, Tally> }[];
  /** Over all hosts, unlisted ones included; every component of `Wanted` has an entry. */
  readonly totals: ReadonlyMap<ComponentId, Tally>;
  /**
   * How many of those running or presumed are ready. What others come after has an entry in any case, what reports
   * itself ready where some are.
   */
  readonly ready: ReadonlyMap<ComponentId, number>;
  /**
   * Of each component that others come after, how many must be ready for that: as many as are wanted; 0 where none is,
   * so that nothing can come after it. Also where a plan is made for some components alone.
   */
  readonly awaited: ReadonlyMap<ComponentId, number>;
  /** Of those pending or presumed: launches that vanished. Only components that have some. */
  readonly vanished: ReadonlyMap<ComponentId, number>;
  /** Components that failed lately wherever they were tried. */
  readonly backoffs: ReadonlyMap<ComponentId, Backoff>;
  readonly brownout: Brownout;
  /** What operators decided that holds now. */
  readonly decisions: readonly Decision[];
}

export interface Reason extends Message {
  /** How many hosts it holds for; null for a reason that is not counted by host. */
  readonly hosts: number | null;
  /** Which hosts, in the order of the file; only for a reason that is counted by host. */
  readonly hostNames?: readonly HostName[];
  /** When it ends by itself, on the first of these hosts, where that is known. */
  readonly untilMs?: number;
}

export interface Start {
  readonly action: 'start';
  readonly component: ComponentId;
  readonly host: HostName;
  readonly reasons: readonly Reason[];
}

/** One instance that is to end. */
export interface Stop {
  readonly action: 'stop';
  readonly component: ComponentId;
  readonly host: HostName;
  readonly pid: number;
  readonly reasons: readonly Reason[];
}

export interface Blocked {
  readonly action: 'blocked';
  readonly component: ComponentId;
  /** Instances that could not be placed. */
  readonly missing: number;
  readonly reasons: readonly Reason[];
}

/** A component that is short of its count, while the brownout guard holds the pass. */
export interface Held {
  readonly action: 'held';
  readonly component: ComponentId;
  readonly missing: number;
  readonly reasons: readonly Reason[];
}

export type Action = Stop | Start | Blocked | Held;

/** The decisions of a pass, in the order they were taken. */
export interface Plan {
  readonly actions: readonly Action[];
}

export type OutcomeKind = 'confirmed' | 'vanished' | 'failed' | 'refused' | 'unknown';

/**
 * What became of one stop: `stopped` by TERM; `killed`, because it outlived its grace; `gone` before it was signalled,
 * or another process by now; `refused`, because nothing was sent or it must not be signalled; `failed`: it is still
 * there; `unknown`: no answer came.
 */
export type StopOutcomeKind = 'stopped' | 'killed' | 'gone' | 'refused' | 'failed' | 'unknown';

export interface StopOutcome {
  readonly component: ComponentId;
  readonly host: HostName;
  readonly pid: number;
  readonly outcome: StopOutcomeKind;
  readonly detail?: Message;
}

/** What became of one launch. */
export interface Outcome {
  readonly launchId: string;
  readonly component: ComponentId;
  readonly host: HostName;
  readonly outcome: OutcomeKind;
  /** What the submitter printed, or what went wrong. */
  readonly detail?: Message;
}
