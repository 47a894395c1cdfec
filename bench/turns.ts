import { medians } from './measure.ts';
import { isMeasured, type Comparison, type Measured, type Outcome } from './results.ts';
import type { Subject } from './subjects.ts';

/**
 * The same subjects under several circumstances, which take turns within each round: makes one comparison of a single round for each
 * part, round by round, and puts together those of each part. Who is first changes from round to round.
 */
export async function inTurns<Part>(
  rounds: number,
  parts: readonly Part[],
  subjects: readonly Subject[],
  once: (part: Part, subjects: readonly Subject[], round: number) => Promise<Comparison>,
): Promise<Comparison[]> {
  const lists = parts.map((): Comparison[] => []);
  for (let round = 0; round < rounds; round++) {
    const first = round % subjects.length;
    const turned = [...subjects.slice(first), ...subjects.slice(0, first)];
    for (const [index, part] of parts.entries()) lists[index]!.push(await once(part, turned, round));
  }
  return lists.map(together);
}

/** The same comparison, made several times. */
export function together(list: readonly Comparison[]): Comparison {
  const [first] = list;
  if (first === undefined) throw new Error('nothing was compared');
  return { hosts: first.hosts, outcomes: first.outcomes.map((outcome) => medianOf(outcome, list)) };
}

function medianOf(outcome: Outcome, list: readonly Comparison[]): Outcome {
  if (!isMeasured(outcome)) return outcome;
  const same = list
    .map(({ outcomes }) => outcomes.find(({ key }) => key === outcome.key))
    .filter((each): each is Measured => isMeasured(each));
  const incomplete = same.reduce((sum, each) => sum + each.incomplete, 0);
  return { ...outcome, rounds: same.length, incomplete, ...medians(same) };
}
