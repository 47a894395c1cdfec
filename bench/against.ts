import { musterCommand } from '../test/e2e/site.ts';
import { accessTo } from './access.ts';
import { complete } from './compare.ts';
import { interleaved, median, medians, type Taken } from './measure.ts';
import { converge, writeInterface } from './musterSite.ts';
import { onHosts, type Asked } from './stage.ts';
import { musterBuild } from './subjects.ts';
import { seconds, table } from './table.ts';

/** What the converged passes of both builds took. Runs of the same index were made one after the other. */
export interface Pairs {
  readonly hosts: number;
  readonly ours: readonly Taken[];
  readonly others: readonly Taken[];
}

/** The median of some values, and an interval that holds the true median with a confidence of at least 95 %. */
export interface Estimate {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Runs this build and the one in `mainFile` in turns on one fleet: ours first in one pair, the other first in the next. Each
 * build has its own Interface.json, state and history. A third site launched the instances, so that both do the same work.
 */
export async function compareBuilds(mainFile: string, asked: Asked): Promise<Pairs> {
  return onHosts(asked, async ({ fleet, rounds, say }) => {
    const runs: { rounds: number; run(): Promise<Taken> }[] = [];
    for (const [key, command] of [
      ['ours', musterCommand],
      ['other', [process.execPath, mainFile]],
    ] as const) {
      const access = accessTo(fleet, key, fleet.hosts);
      const subject = musterBuild(key, `muster (${key})`, command);
      writeInterface(access);
      await converge(access, command);
      const run = () => complete(subject, access, { say }, () => {});
      await run();
      runs.push({ rounds, run });
    }
    say(`${rounds} pairs of runs`);
    const [ours = [], others = []] = await interleaved(runs);
    return { hosts: fleet.hosts.length, ours, others };
  });
}

/** The medians of both builds, the ratio of each figure with its interval, and whether the builds differ in it. */
export function pairsText({ hosts, ours, others }: Pairs): string {
  const [our, other] = [medians(ours), medians(others)];
  const rows = (['wallMs', 'processorMs'] as const).map((figure) => {
    const ratio = estimate(ours.map((taken, index) => taken[figure] / others[index]![figure]));
    return [
      figure === 'wallMs' ? 'wall' : 'processor',
      seconds(our[figure]),
      seconds(other[figure]),
      ratio.median.toFixed(3),
      `${ratio.low.toFixed(3)} to ${ratio.high.toFixed(3)}`,
      verdict(ratio),
    ];
  });
  const head = ['', 'this build', 'the other', 'ratio', '95 % interval', 'this build is'];
  return `Converged pass on ${hosts} hosts, ${ours.length} pairs of runs\n\n${table(head, rows)}`;
}

/**
 * By order statistics, which assume nothing of how the values are distributed: the true median lies outside of the k-th
 * smallest and the k-th largest of n values as often as n coins show fewer than k heads, or fewer than k tails.
 */
export function estimate(values: readonly number[]): Estimate {
  const sorted = values.toSorted((a, b) => a - b);
  const count = sorted.length;
  let outside = 0;
  let rank = 0;
  for (let ways = 1; ; rank++) {
    outside += (2 * ways) / 2 ** count;
    if (outside > 0.05) break;
    ways = (ways * (count - rank)) / (rank + 1);
  }
  if (rank === 0) throw new Error(`${count} values are too few for an interval`);
  return { median: median(values), low: sorted[rank - 1]!, high: sorted[count - rank]! };
}

function verdict({ low, high }: Estimate): string {
  if (high < 1) return 'faster';
  return low > 1 ? 'slower' : 'neither faster nor slower';
}
