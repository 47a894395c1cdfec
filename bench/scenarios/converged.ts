import { compare } from '../compare.ts';
import type { Comparison } from '../results.ts';
import type { Stage } from '../stage.ts';

/** A pass that finds nothing to do beside everything else that asks all hosts. */
export async function converged(stage: Stage): Promise<Comparison> {
  const { access, one, subjects, rounds, say } = stage;
  return compare(access, subjects, { rounds, oneHost: one, looksAtMemory: true, say });
}
