import { compare } from '../compare.ts';
import { medians, type Taken } from '../measure.ts';
import { isMeasured, type Comparison, type Measured, type Outcome } from '../results.ts';
import type { Stage } from '../stage.ts';

const shares = [0, 0.1, 0.25];

/**
 * Some of the hosts are dead: their cables are pulled, so that nothing of them answers, which is all that can be seen of a host
 * that was powered off. The shares take turns within each round.
 */
export async function dead(stage: Stage): Promise<(Comparison & { dead: number })[]> {
  const { access, subjects, rounds, say } = stage;
  const parts = shares.map((share) => ({ share, list: [] as Comparison[] }));
  for (let round = 0; round < rounds; round++) {
    for (const { share, list } of parts) {
      const gone = spread(access.hosts, Math.round(access.hosts.length * share));
      say(`round ${round + 1} of ${rounds}: ${gone.length} of ${access.hosts.length} hosts are dead`);
      await Promise.all(gone.map(async (host) => host.cutOff()));
      try {
        const answers = access.hosts.length - gone.length;
        list.push(await compare(access, subjects, { rounds: 1, isRunFirst: false, answers, say }));
      } finally {
        await Promise.all(gone.map(async (host) => host.heal()));
      }
    }
  }
  return parts.map(({ share, list }) => ({ dead: share, ...together(list) }));
}

/** `count` of them, evenly over the list: a fleet does not die from its end. */
function spread<T>(list: readonly T[], count: number): T[] {
  return Array.from({ length: count }, (_, index) => list[Math.floor((index * list.length) / count)]!);
}

/** The same comparison, made several times. */
function together(list: readonly Comparison[]): Comparison {
  const [first] = list;
  if (first === undefined) throw new Error('nothing was compared');
  return {
    hosts: first.hosts,
    outcomes: first.outcomes.map((outcome): Outcome => {
      const same = list
        .map(({ outcomes }) => outcomes.find(({ key }) => key === outcome.key))
        .filter((each): each is Measured => isMeasured(each));
      const taken: readonly Taken[] = same;
      return isMeasured(outcome) ? { ...outcome, rounds: same.length, ...medians(taken) } : outcome;
    }),
  };
}
