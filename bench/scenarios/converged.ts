import { compare, manyHosts } from '../compare.ts';
import type { Comparison } from '../results.ts';
import type { Stage } from '../stage.ts';
import type { Subject } from '../subjects.ts';

/** A pass that finds nothing to do beside everything else that asks all hosts. */
export async function converged(stage: Stage): Promise<Comparison> {
  const { access, one, subjects, rounds, say } = stage;
  const runsFirst = ({ share }: Subject): boolean => share >= (access.hosts.length > manyHosts ? 1 : 0.4);
  return compare(access, subjects, { rounds, oneHost: one, runsFirst, say });
}
