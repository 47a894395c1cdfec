/** What all passes have done up to now. None of these numbers ever becomes less. */
export interface Counters {
  /** By command. */
  readonly passes: Counts;
  /** Passes that launched nothing because of the brownout guard. */
  readonly held: number;
  /** Passes with problems of their own: state, log, deadline. */
  readonly troubled: number;
  /** How long all of them took together. */
  readonly tookMs: number;
  /** By component, then by outcome. */
  readonly launches: Readonly<Record<string, Counts>>;
  /** By outcome. */
  readonly stops: Counts;
}

export type Counts = Readonly<Record<string, number>>;

export const noCounters: Counters = {
  passes: {},
  held: 0,
  troubled: 0,
  tookMs: 0,
  launches: {},
  stops: {},
};
