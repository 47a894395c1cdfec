/**
 * A process that thinks for one fleet of a given size, simulated, and nothing else: passes of the real thing without the wires.
 * Prints what that took and came to, as JSON. `bench/scale.ts` starts one for each size.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyMemory } from '../src/core/types.ts';
import { show } from '../src/monitor/show.ts';
import { reportOf } from '../src/report/document.ts';
import { nothingHappens } from '../src/simulate/happenings.ts';
import { simulatedPass, type SimulatedPass } from '../src/simulate/pass.ts';
import { simulate } from '../src/simulate/simulate.ts';
import { World } from '../src/simulate/world.ts';
import { writeState } from '../src/store/state.ts';
import { configOf, type } from '../test/simulate/rehearsals.ts';

/** What a size came to. Times are of a processor, medians, in milliseconds: what else the machine does counts less in them. */
export interface Scaled {
  readonly hosts: number;
  readonly components: number;
  readonly instances: number;
  /** Passes until everything is placed, with launchesPerPass as it is by itself; null where that was not simulated. */
  readonly fill: { readonly passes: number; readonly processorMs: number } | null;
  /** A pass that launches everything at once. */
  readonly first: Thought;
  /** A pass that finds nothing to do. */
  readonly converged: Thought;
  readonly state: { readonly bytes: number; readonly processorMs: number };
  readonly page: { readonly bytes: number; readonly processorMs: number };
  readonly mostMiB: number;
}

interface Thought {
  readonly processorMs: number;
  readonly connections: number;
  readonly commands: number;
  readonly launches: number;
}

const [hosts = 100, components = 2, withFill = 0] = process.argv.slice(2).map(Number);
const config = configOf(
  Array.from({ length: components }, (_, index) =>
    type(`type-${index}`, { count: Math.round((2 * hosts) / components), hot: index % 2 === 0 }),
  ),
  { available: [`n-[000001-${String(hosts).padStart(6, '0')}]`] },
);
const once = { ...config, launchesPerPass: Infinity };
const names = config.hosts.map(({ name }) => name);
const wanted = new Map(config.components.map(({ id, count }) => [id, count]));
const world = new World({ hosts: names, wanted, happenings: nothingHappens, seed: 1, startMs: 0 });
const folder = mkdtempSync(join(tmpdir(), 'muster-scale-'));
try {
  const [first, firstMs] = await timed(() => simulatedPass(once, emptyMemory, world, []));
  let { memory } = first.result;
  let last: SimulatedPass = first;
  const taken: number[] = [];
  for (let pass = 1; pass <= 5; pass++) {
    world.advanceTo(pass * 300_000);
    const [found, processorMs] = await timed(() => simulatedPass(config, memory, world, []));
    last = found;
    ({ memory } = found.result);
    taken.push(processorMs);
  }
  const thinkingMiB = process.resourceUsage().maxRSS / 1024;
  const statePath = join(folder, 'state.json');
  const states: number[] = [];
  for (let n = 0; n < 3; n++)
    states.push((await timed(() => writeState(statePath, memory, 'default', world.nowMs)))[1]);
  const page = join(folder, 'index.html');
  const monitor = { page, textfile: null, healthcheck: null, notify: null, staleMs: null };
  const report = reportOf({
    command: 'run',
    atMs: Date.now(),
    config,
    ...last.result,
    problems: [],
  });
  const shown = { config: { ...config, logs: join(folder, 'logs'), monitor }, report, tookMs: 1000 };
  const [, pageMs] = await timed(() => show(shown));
  const [fill, fillMs] = await timed(async () =>
    withFill === 1
      ? simulate({
          config,
          memory: emptyMemory,
          lost: [],
          happenings: nothingHappens,
          seed: 1,
          startMs: 0,
          everyMs: 300_000,
          lastsMs: null,
        })
      : null,
  );
  const scaled: Scaled = {
    hosts,
    components,
    instances: [...last.result.census.totals.values()].reduce((sum, { running }) => sum + running, 0),
    fill: fill === null ? null : { passes: fill.passes - 1, processorMs: Math.round(fillMs) },
    first: thought(first, firstMs),
    converged: thought(last, median(taken)),
    state: { bytes: statSync(statePath).size, processorMs: Math.round(median(states)) },
    page: { bytes: statSync(page).size, processorMs: Math.round(pageMs) },
    mostMiB: Math.round(thinkingMiB),
  };
  process.stdout.write(JSON.stringify(scaled));
} finally {
  rmSync(folder, { recursive: true });
}

async function timed<T>(work: () => Promise<T>): Promise<[made: T, processorMs: number]> {
  const before = process.cpuUsage();
  const made = await work();
  const { user, system } = process.cpuUsage(before);
  return [made, (user + system) / 1000];
}

function thought({ work: { connections, commands, launches } }: SimulatedPass, processorMs: number): Thought {
  return { processorMs: Math.round(processorMs), connections, commands, launches };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}
