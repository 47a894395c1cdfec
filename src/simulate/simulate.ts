import { wantedCount } from '../core/decisions.ts';
import type { Census, ComponentId, HostName, Memory } from '../core/types.ts';
import type { Config } from '../interface/config.ts';
import type { PassResult } from '../pass.ts';
import type { Happenings } from './happenings.ts';
import { isQuiet, simulatedPass, type Between, type SimulatedPass } from './pass.ts';
import type { Shortness } from './shortness.ts';
import { isNews, passTold } from './tell.ts';
import type { Told } from './told.ts';
import { addWork, noWork, type Work } from './work.ts';
import { World } from './world.ts';

/** What is to be simulated. */
export interface Rehearsal {
  readonly config: Config;
  /** What is known at the beginning, and what runs then. */
  readonly memory: Memory;
  /** Hosts that do not answer from the beginning on. */
  readonly lost: readonly HostName[];
  readonly happenings: Happenings;
  readonly seed: number;
  readonly startMs: number;
  /** Between the beginnings of two passes. */
  readonly everyMs: number;
  /** How long; null is until it settles. */
  readonly lastsMs: number | null;
}

/** What came of it. Times count from the beginning, in milliseconds. */
export interface Simulated {
  /** When it was over. */
  readonly afterMs: number;
  readonly passes: number;
  /** The first of the passes at the end that had nothing to do, nothing to wait for; null where the last still had. */
  readonly settled: { readonly pass: number; readonly afterMs: number } | null;
  readonly atMs: number;
  /** Of the last pass. */
  readonly actions: PassResult['actions'];
  readonly census: Census;
  readonly told: readonly Told[];
  readonly work: Work;
  /** The pass that launched most. */
  readonly busiest: { readonly pass: number; readonly launches: number };
  readonly shortTimes: readonly Shortness[];
  readonly started: ReadonlyMap<ComponentId, number>;
  readonly ended: ReadonlyMap<ComponentId, number>;
}

/** For whoever watches, or has a test. */
export interface Watcher {
  /** After each pass. */
  passed?(pass: number, afterMs: number, missing: number): void;
  readonly between?: (world: World) => Between;
  /** Run also the passes that have nothing to do. */
  readonly all?: boolean;
}

/** Runs passes of the real thing on a simulated fleet. No host is asked and nothing is written. */
export async function simulate(rehearsal: Rehearsal, watcher: Watcher = {}): Promise<Simulated> {
  const { happenings, startMs, everyMs, lastsMs } = rehearsal;
  const config = readyAtOnce(rehearsal.config);
  const world = worldOf(rehearsal);
  const between = watcher.between?.(world);
  const endsMs = lastsMs === null ? Infinity : startMs + lastsMs;
  const sums = new Sums();
  let { memory } = rehearsal;
  let census: Census | null = null;
  let patience = new Patience();
  let quietSince: Simulated['settled'] = null;
  let last: SimulatedPass;
  let turn = 0;
  for (;;) {
    world.advanceTo(startMs + turn * everyMs);
    if (sums.tell(world.takeTold())) [patience, quietSince] = [new Patience(), null];
    const when = { afterMs: world.nowMs - startMs, pass: sums.passes + 1 };
    last = await simulatedPass(config, memory, world, happenings.failing, between);
    const told = passTold(config, { memory, census }, last, when);
    ({ memory, census } = last.result);
    sums.add(last, told);
    watcher.passed?.(sums.passes, when.afterMs, told.missing);

    const nextMs = Math.min(world.nextMs, endsMs);
    const isStill = isQuiet(config, last);
    quietSince = isStill ? (quietSince ?? when) : null;
    if (isStill && nextMs === Infinity) break;
    if (lastsMs === null && world.nextMs === Infinity && patience.isOver(told.missing, when.afterMs)) break;
    let next = Math.max(turn + 1, Math.ceil((world.nowMs - startMs) / everyMs));
    if (isStill && watcher.all !== true) {
      // The last before something happens is run: what it saw is what the next compares with.
      const lastBefore = Math.ceil((nextMs - startMs) / everyMs) - 1;
      if (lastBefore > next) {
        sums.skip(last, lastBefore - next);
        next = lastBefore;
      }
    }
    if (startMs + next * everyMs >= endsMs) break;
    turn = next;
  }
  if (lastsMs !== null) world.advanceTo(endsMs);
  sums.tell(world.takeTold());
  return {
    afterMs: world.nowMs - startMs,
    passes: sums.passes,
    settled: quietSince,
    atMs: world.nowMs,
    actions: last.result.actions,
    census,
    told: sums.told,
    work: sums.work,
    busiest: sums.busiest,
    shortTimes: world.shortTimes(),
    started: sums.started,
    ended: world.ended,
  };
}

/** What comes up in a simulation has nothing that could report itself ready: it is so when it runs. */
function readyAtOnce(config: Config): Config {
  const components = config.components.map((component) => ({ ...component, readiness: 'running' as const }));
  return { ...config, components };
}

/** A fleet as it is at the beginning: what is remembered runs, and what was launched last has come up. */
function worldOf({ config, memory, lost, happenings, seed, startMs }: Rehearsal): World {
  const wanted = new Map(
    config.components
      .filter(({ on }) => on)
      .map((component) => [component.id, wantedCount(component, memory.decisions)]),
  );
  const hosts = config.hosts.map(({ name }) => name);
  const world = new World({ hosts, wanted, happenings, seed, startMs });
  const { fleet } = world;
  for (const [name, { bootId, instances }] of memory.hosts) {
    const host = fleet.hosts.get(name);
    if (host === undefined) continue;
    host.bootId = bootId ?? host.bootId;
    for (const [component, there] of instances)
      for (const instance of there) fleet.place(component, name, instance);
  }
  for (const { component, host, stage } of memory.launches)
    if (stage !== 'vanished' && fleet.hosts.has(host)) fleet.start(component, host, startMs);
  for (const name of lost) fleet.cut(name);
  return world;
}

/** Ends what never settles. */
class Patience {
  #least = Infinity;
  #sinceMs = 0;

  /** Whether nothing has become better for so long. */
  isOver(missing: number, afterMs: number): boolean {
    if (missing < this.#least) [this.#least, this.#sinceMs] = [missing, afterMs];
    return afterMs - this.#sinceMs >= patienceMs;
  }
}

/** So long nothing may become better before a fleet is said not to settle. */
export const patienceMs = 24 * 60 * 60 * 1000;

/** What passes come to together. */
class Sums {
  readonly told: Told[] = [];
  readonly work = noWork();
  readonly started = new Map<ComponentId, number>();
  passes = 0;
  busiest = { pass: 0, launches: 0 };

  /** Returns whether there was anything. */
  tell(told: readonly Told[]): boolean {
    for (const one of told) this.told.push(one);
    return told.length > 0;
  }

  add({ work }: SimulatedPass, told: ReturnType<typeof passTold>): void {
    this.passes++;
    addWork(this.work, work);
    if (isNews(told)) this.told.push(told);
    for (const [component, count] of told.started)
      this.started.set(component, (this.started.get(component) ?? 0) + count);
    if (work.launches > this.busiest.launches) this.busiest = { pass: this.passes, launches: work.launches };
  }

  /** Passes that are as this one. */
  skip({ work }: SimulatedPass, times: number): void {
    this.passes += times;
    addWork(this.work, work, times);
  }
}
