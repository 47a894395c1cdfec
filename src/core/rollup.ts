/** What is kept of the passes of an hour or a day, once they themselves are too old to be kept. */
export interface Rollup {
  readonly kind: 'hour' | 'day';
  /** Its begin, ISO 8601: a full hour of UTC, or midnight of the control VM. */
  readonly at: string;
  readonly passes: number;
  /** Passes that launched nothing because of the brownout guard. */
  readonly held: number;
  /** Passes with problems of their own: state, log, deadline. */
  readonly troubled: number;
  readonly tookMs: { readonly mean: number; readonly most: number };
  /** Listed at the end; seen on the average, and by the pass that saw fewest. */
  readonly hosts: { readonly of: number; readonly seen: number; readonly least: number };
  /** Launches by their outcome. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Instances that ended by themselves, and that were stopped. */
  readonly gone: number;
  readonly stopped: number;
  readonly components: Readonly<Record<string, RolledComponent>>;
}

export interface RolledComponent {
  /** As the last pass had it: none while it was off. */
  readonly wanted: number;
  /** Running on the average, and in the pass that found fewest. */
  readonly running: number;
  readonly least: number;
  /** Passes that found it short. */
  readonly short: number;
  /** Launches that were confirmed, and that failed, vanished or were refused. */
  readonly started: number;
  readonly failed: number;
  /** Instances that ended by themselves. */
  readonly gone: number;
}

/** A rollup with no more of its components than how many were wanted, how many ran, and in how many passes it was short. */
export interface Presence extends Omit<Rollup, 'components'> {
  /** In the order of the components that were asked for; null of one it does not have. */
  readonly wanted: readonly (number | null)[];
  readonly running: readonly (number | null)[];
  readonly short: readonly (number | null)[];
}
