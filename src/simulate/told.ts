import type { ComponentId, HostName } from '../core/types.ts';

/** Something that happened in a simulation and is worth a line. */
export type Told = OutageTold | PassTold;

export interface OutageTold {
  readonly kind: 'power lost' | 'network lost' | 'power back' | 'network back';
  readonly afterMs: number;
  readonly hosts: readonly HostName[];
  /** Instances that ended with the power; that run on unseen; that are seen again. */
  readonly instances: number;
}

/** What a pass found and did. */
export interface PassTold {
  readonly kind: 'pass';
  readonly afterMs: number;
  /** From 1 on, those that had nothing to do counted as well. */
  readonly pass: number;
  /** By component, how many came up. */
  readonly started: ReadonlyMap<ComponentId, number>;
  /** Launches of which nothing came. */
  readonly failed: ReadonlyMap<ComponentId, number>;
  readonly stopped: ReadonlyMap<ComponentId, number>;
  /** Instances that have ended by themselves since the pass before, as far as it sees. */
  readonly ended: ReadonlyMap<ComponentId, number>;
  /** Hosts that do not answer any more, and what is presumed to live there. */
  readonly presumed: OnHosts;
  /** What was presumed to live and is so no more: `lostAfter` is over, and it is replaced. */
  readonly givenUp: OnHosts;
  readonly seenAgain: readonly HostName[];
  readonly quarantined: readonly HostName[];
  /** Components that back off, wherever they are tried, since this pass. */
  readonly backsOff: readonly ComponentId[];
  /** The brownout guard began to hold this pass, or held the one before and no more. */
  readonly brownout: 'begins' | 'ends' | null;
  /** Instances that could not be placed or were held, after it. */
  readonly missing: number;
}

export interface OnHosts {
  readonly hosts: readonly HostName[];
  readonly instances: number;
}
