import type { ComponentId, HostName } from '../core/types.ts';

/** What is to go wrong in a simulation; times count from its beginning, in milliseconds. */
export interface Happenings {
  readonly outages: readonly Outage[];
  readonly deaths: readonly Deaths[];
  readonly failing: readonly Failing[];
}

export const nothingHappens: Happenings = { outages: [], deaths: [], failing: [] };

/**
 * Hosts lose their `power`, and what runs there ends; or the `network` to them, and what runs there goes on where
 * nobody sees it.
 */
export interface Outage {
  readonly kind: 'power' | 'network';
  readonly hosts: readonly HostName[];
  readonly fromMs: number;
  /** Infinity: they do not come back. */
  readonly untilMs: number;
}

/** So many instances of a component end by themselves in an hour, of all it has together. */
export interface Deaths {
  readonly component: ComponentId;
  readonly perHour: number;
}

/** Launches of a component fail on these hosts. */
export interface Failing {
  readonly component: ComponentId;
  readonly hosts: 'all' | ReadonlySet<HostName>;
}
