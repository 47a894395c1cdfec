import type { Taken } from './measure.ts';

/** A subject that was measured: medians. */
export interface Measured extends Taken {
  readonly key: string;
  readonly name: string;
  readonly rounds: number;
  /** Further runs in which a host was missed: they are not counted. */
  readonly incomplete: number;
  /** The same on one host, in the same rounds; what is beyond that is what the other hosts cost. null where it was not measured. */
  readonly oneHost: Taken | null;
  /** Of another run, as looking takes time. null where it was not looked at. */
  readonly memory: { readonly pssMiB: number; readonly residentMiB: number } | null;
  /** How many hosts answered. */
  readonly answered: number;
}

export interface NotMeasured {
  readonly key: string;
  readonly name: string;
  /** Why. */
  readonly missing: string;
}

export type Outcome = Measured | NotMeasured;

/** Subjects side by side, interleaved, on the same hosts. */
export interface Comparison {
  readonly hosts: number;
  readonly outcomes: readonly Outcome[];
}

export interface Results {
  /** One for each size, ascending. */
  readonly converged?: readonly Comparison[];
  /** With none, 10 and 25 % of the hosts dead. */
  readonly dead?: readonly (Comparison & { readonly dead: number })[];
  /** Each host answers after so long. */
  readonly slow?: Comparison & { readonly answersAfterMs: number };
  /** So much more for every byte, in each direction. */
  readonly delayed?: Comparison & { readonly delayMs: number; readonly direct: Comparison };
  readonly launching?: Launching;
  readonly startup?: readonly Startup[];
}

export interface Launching extends Taken {
  readonly hosts: number;
  readonly rounds: number;
  /** Further rounds, in which not all launches were confirmed: they are not counted. */
  readonly incomplete: number;
  /** All of them were confirmed, in every round. */
  readonly launches: number;
  /** What muster only waits, before it looks for what it launched. */
  readonly settleMs: number;
  /** The pass that finds nothing to do, in the same rounds. */
  readonly converged: Taken;
}

export interface Startup extends Taken {
  readonly key: string;
  readonly name: string;
  readonly rounds: number;
}

export function isMeasured(outcome: Outcome | undefined): outcome is Measured {
  return outcome !== undefined && !('missing' in outcome);
}

export function measuredOf(comparison: Comparison | undefined, key: string): Measured | undefined {
  const found = comparison?.outcomes.find((outcome) => outcome.key === key);
  return isMeasured(found) ? found : undefined;
}

/** Processor time for each host beyond the first: start-up, which one host pays as well, is not in it. */
export function processorMsPerHost({ processorMs, oneHost }: Measured, hosts: number): number | null {
  return oneHost === null || hosts < 2 ? null : (processorMs - oneHost.processorMs) / (hosts - 1);
}
