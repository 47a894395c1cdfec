/**
 * A process that thinks what a pass thinks, once, of one world and size, and prints what each step took: WORLD HOSTS COMPONENTS. Of the
 * hosts it has what they would have told; no host is asked. Once, for a pass is a process that thinks once.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeCensus } from '../src/core/census.ts';
import { goneSince, rebootedSince } from '../src/core/gone.ts';
import { merged } from '../src/core/machines.ts';
import { remember } from '../src/core/memory.ts';
import { makePlan, planStarts } from '../src/core/plan.ts';
import { reportOf } from '../src/report/document.ts';
import { troubleText } from '../src/report/planText.ts';
import { lookOf } from '../src/report/problems.ts';
import { styleFor } from '../src/report/style.ts';
import { readState, writeState } from '../src/store/state.ts';
import { nowMs, worlds, type WorldName } from './thinkingWorlds.ts';

/** What one process has to say. */
export interface Thought {
  /** By step, of the clock. */
  readonly wallMs: Readonly<Record<string, number>>;
  /** By step, of all processors. */
  readonly processorMs: Readonly<Record<string, number>>;
  /** Resident, with all that a pass knows before it thinks. */
  readonly beforeMiB: number;
  /** The most that was resident when the thinking was done. */
  readonly mostMiB: number;
  readonly starts: number;
  readonly blocked: number;
}

const [name = '', hosts = '', components = ''] = process.argv.slice(2);
const { config, before, seen, attempts } = worlds[name as WorldName]({
  hosts: Number(hosts),
  components: Number(components),
});
const wallMs: Record<string, number> = {};
const processorMs: Record<string, number> = {};
const beforeMiB = process.memoryUsage.rss() / 2 ** 20;

const known = step('merge', () => merged(config.hosts, before, seen));
const remembered = step('remember', () => remember(known.memory, config, known.sightings, nowMs));
const ends = step('ends', () => [
  ...rebootedSince(known.memory, remembered.memory),
  ...goneSince(known.memory, remembered.memory),
]);
const { memory } = remembered;
const census = step('census', () => takeCensus(config, memory, known.sightings, nowMs));
const plan = step('plan', () =>
  attempts.length === 0 ? makePlan(config, census) : planStarts(config, census, attempts),
);
const report = step('report', () =>
  reportOf({ command: 'run', atMs: nowMs, config, census, ...plan, outcomes: [], problems: [] }),
);
const mostMiB = process.resourceUsage().maxRSS / 1024;
step('problems', () => lookOf(report, false));
step('text', () => troubleText(report, styleFor({}, {})));
// More than ten million names of hosts behind reasons come to more than a text can be.
if (Number(hosts) * plan.actions.filter(({ action }) => action === 'blocked').length <= 1e7)
  step('json', () => JSON.stringify(report));
const folder = mkdtempSync(join(tmpdir(), 'muster-thought-'));
try {
  const path = join(folder, 'state.json');
  await stepOf('write state', () => writeState(path, memory, 'default', nowMs));
  await stepOf('read state', () => readState(path, nowMs, true));
} finally {
  rmSync(folder, { recursive: true });
}
const starts = plan.actions.filter(({ action }) => action === 'start').length;
const told: Thought = {
  wallMs,
  processorMs,
  beforeMiB,
  mostMiB,
  starts,
  blocked: plan.actions.length - starts,
};
process.stdout.write(JSON.stringify({ ...told, ends: ends.length }));

function step<T>(what: string, work: () => T): T {
  const began = clocks();
  const done = work();
  note(what, began);
  return done;
}

async function stepOf(what: string, work: () => Promise<unknown>): Promise<void> {
  const began = clocks();
  await work();
  note(what, began);
}

function clocks(): { wall: number; processor: NodeJS.CpuUsage } {
  return { wall: performance.now(), processor: process.cpuUsage() };
}

function note(what: string, { wall, processor }: ReturnType<typeof clocks>): void {
  wallMs[what] = performance.now() - wall;
  const { user, system } = process.cpuUsage(processor);
  processorMs[what] = (user + system) / 1000;
}
