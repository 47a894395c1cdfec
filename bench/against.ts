import { musterCommand } from '../test/e2e/site.ts';
import { accessTo } from './access.ts';
import { complete } from './compare.ts';
import { interleaved, median, medians, type Taken } from './measure.ts';
import { converge, writeInterface } from './musterSite.ts';
import { onHosts, type Asked } from './stage.ts';
import { musterBuild } from './subjects.ts';
import { seconds, table } from './table.ts';

/** Times of the converged passes of both builds; runs with the same index are a pair. */
export interface Pairs {
  readonly hosts: number;
  readonly thisBuild: readonly Taken[];
  readonly otherBuild: readonly Taken[];
}

/** A median with a confidence interval of at least 95 %. */
export interface Estimate {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Runs this build and the one in `mainFile` in pairs on one fleet; which of them runs first alternates. Each build has its own
 * Interface.json, state and history. A third configuration launched the instances, so that both do the same work.
 */
export async function compareBuilds(mainFile: string, asked: Asked): Promise<Pairs> {
  return onHosts(asked, async ({ fleet, rounds, say }) => {
    const runs: { rounds: number; run(): Promise<Taken> }[] = [];
    for (const [key, command] of [
      ['this', musterCommand],
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
    const [thisBuild = [], otherBuild = []] = await interleaved(runs);
    return { hosts: fleet.hosts.length, thisBuild, otherBuild };
  });
}

/** A table of wall and processor time: both medians, their ratio (this build / the other) with its interval, the verdict. */
export function pairsText({ hosts, thisBuild, otherBuild }: Pairs): string {
  const [ours, theirs] = [medians(thisBuild), medians(otherBuild)];
  const rows = (['wallMs', 'processorMs'] as const).map((figure) => {
    const ratio = estimate(thisBuild.map((taken, index) => taken[figure] / otherBuild[index]![figure]));
    return [
      figure === 'wallMs' ? 'wall' : 'processor',
      seconds(ours[figure]),
      seconds(theirs[figure]),
      ratio.median.toFixed(3),
      `${ratio.low.toFixed(3)} to ${ratio.high.toFixed(3)}`,
      verdict(ratio),
    ];
  });
  const head = ['', 'this build', 'the other', 'ratio', '95 % interval', 'result'];
  return `Converged pass on ${hosts} hosts, ${thisBuild.length} pairs of runs\n\n${table(head, rows)}`;
}

/**
 * The distribution-free confidence interval of the median: the probability that it is below the k-th smallest or above the
 * k-th largest of n values is 2·P(Binomial(n, 1/2) < k).
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
  if (high < 1) return 'this build is faster';
  return low > 1 ? 'this build is slower' : 'no measurable difference';
}
