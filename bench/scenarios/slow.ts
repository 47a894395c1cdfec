import { compare } from '../compare.ts';
import type { HostOptions } from '../../test/fleet/fleet.ts';
import type { Results } from '../results.ts';
import type { Stage } from '../stage.ts';

const answersAfterMs = 3000;

/** How many hosts there are at most, each of which takes its time. */
export const slowHosts = 20;

/** Every command a host is sent begins late. */
export const slowOptions: Omit<HostOptions, 'name'> = {
  sshdConfig: [`ForceCommand sleep ${answersAfterMs / 1000}; exec sh -c "$SSH_ORIGINAL_COMMAND"`],
};

export async function slow({ access, subjects, rounds, say }: Stage): Promise<NonNullable<Results['slow']>> {
  return { answersAfterMs, ...(await compare(access, subjects, { rounds, say })) };
}
