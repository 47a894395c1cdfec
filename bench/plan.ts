import { offeredBy } from './offered.ts';
import type { Options, ScenarioName } from './options.ts';
import type { Comparison, Results } from './results.ts';
import { converged } from './scenarios/converged.ts';
import { dead } from './scenarios/dead.ts';
import { delayed } from './scenarios/delayed.ts';
import { launching } from './scenarios/launching.ts';
import { slow, slowHosts, slowOptions } from './scenarios/slow.ts';
import { startup } from './scenarios/startup.ts';
import { onHosts, type Bare } from './stage.ts';
import { floor, floorAsMuster, muster, others, type Subject } from './subjects.ts';

/** Who takes part where not everybody does. */
const few = new Set(['muster', 'floor', 'floorAsMuster', 'pdsh', 'clush']);
/** Starting up takes so little that it can be looked at more often. */
const startupTimes = 3;
const mostRoundsOfLong = 3;

/** What there is of it so far. */
export type Growing = { -readonly [Name in keyof Results]: Results[Name] } & { converged: Comparison[] };

/** Brings up a fleet of each size in turn and does on it what belongs there. What is measured is put into `results` as soon as it is there. */
export async function measureAll(
  options: Options,
  say: (text: string) => void,
  results: Growing,
): Promise<void> {
  const { sizes, rounds } = options;
  const does = (name: ScenarioName, isItsSize: boolean): boolean => isItsSize && options.only.includes(name);
  const atMost = (most: number): number => Math.max(...sizes.filter((size) => size <= most), sizes[0]!);
  let subjects: readonly Subject[] | null = null;
  for (const hosts of sizes) {
    const here = {
      converged: does('converged', true),
      startup: does('startup', hosts === sizes[0]),
      delayed: does('delayed', hosts === atMost(64)),
      dead: does('dead', hosts === atMost(200)),
      launching: does('launching', hosts === atMost(200)),
    };
    if (!Object.values(here).includes(true)) continue;
    const asked = { hosts, rounds: hosts > 200 ? Math.min(rounds, mostRoundsOfLong) : rounds, say };
    await onHosts(asked, async (bare) => {
      subjects ??= await chosen(options, bare);
      const stage = { ...bare, subjects };
      if (here.converged) results.converged.push(await converged(stage));
      if (here.startup) results.startup = await startup({ ...stage, rounds: rounds * startupTimes });
      const fewer = { ...stage, subjects: fewOf(subjects), rounds: Math.min(stage.rounds, mostRoundsOfLong) };
      if (here.delayed) results.delayed = await delayed(fewer);
      if (here.dead) results.dead = await dead(fewer);
      if (here.launching) results.launching = await launching(stage);
    });
  }
  if (does('slow', true)) {
    const hosts = Math.min(slowHosts, sizes.at(-1)!);
    const asked = { hosts, options: slowOptions, rounds: Math.min(rounds, mostRoundsOfLong), say };
    await onHosts(asked, async (bare) => {
      subjects ??= await chosen(options, bare);
      results.slow = await slow({ ...bare, subjects: fewOf(subjects) });
    });
  }
}

/** A second floor only where muster would agree on other algorithms than ssh2 by itself. */
async function chosen({ subjects }: Options, bare: Bare): Promise<Subject[]> {
  const [ours, theirs] = [await offeredBy(muster, bare), await offeredBy(floor, bare)];
  const isSame = (['kex', 'cipher', 'hmac'] as const).every((kind) => ours[kind][0] === theirs[kind][0]);
  const floors = isSame ? [floor] : [floor, floorAsMuster(ours)];
  return [muster, ...floors, ...others].filter(({ key }) => subjects === null || subjects.includes(key));
}

function fewOf(subjects: readonly Subject[]): Subject[] {
  return subjects.filter(({ key }) => few.has(key));
}
