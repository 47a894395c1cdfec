import { compare } from '../compare.ts';
import type { Comparison } from '../results.ts';
import type { Stage } from '../stage.ts';
import type { Subject } from '../subjects.ts';
import { inTurns } from '../turns.ts';

const shares = [0, 0.1, 0.25];

/**
 * Some of the hosts are dead: their cables are pulled, so that nothing of them answers, which is all that can be seen of a host
 * that was powered off.
 */
export async function dead(stage: Stage): Promise<(Comparison & { dead: number })[]> {
  const { access, rounds, say } = stage;
  const parts = await inTurns(rounds, shares, stage.subjects, async (share, subjects, round) => {
    const gone = spread(access.hosts, Math.round(access.hosts.length * share));
    say(`round ${round + 1} of ${rounds}: ${gone.length} of ${access.hosts.length} hosts are dead`);
    await Promise.all(gone.map(async (host) => host.cutOff()));
    try {
      const answers = access.hosts.length - gone.length;
      return await compare(access, round === 0 ? subjects : subjects.filter(isQuick), {
        rounds: 1,
        answers,
        say,
      });
    } finally {
      await Promise.all(gone.map(async (host) => host.heal()));
    }
  });
  return parts.map((part, index) => ({ dead: shares[index]!, ...part }));
}

/** The others wait for dead hosts so much longer that one round of them tells it. */
function isQuick({ share }: Subject): boolean {
  return share === 1;
}

/** `count` of them, evenly over the list: a fleet does not die from its end. */
function spread<T>(list: readonly T[], count: number): T[] {
  return Array.from({ length: count }, (_, index) => list[Math.floor((index * list.length) / count)]!);
}
