import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fleet } from '../test/fleet/fleet.ts';
import { ended } from '../test/fleet/ran.ts';
import { killTree, memoryBelow, type Memory } from './processTree.ts';

export interface Run {
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** What one run of a program took, its children included: those of the control VM, not what it made the hosts do. */
export interface Taken {
  readonly wallMs: number;
  readonly processorMs: number;
}

export interface Timed extends Taken {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const longestMs = 600_000;
const sampleMs = 40;

/** Wall and processor time by bash's own clock, which counts all children that were waited for. */
export async function timed(fleet: Fleet, run: Run): Promise<Timed> {
  const { result } = start(fleet, run);
  return result;
}

/** As `timed`, and looks at the memory of the whole tree again and again, which takes time itself: not a run to be timed. */
export async function watched(fleet: Fleet, run: Run): Promise<Timed & Memory> {
  const { pid, result } = start(fleet, run);
  let pssMiB = 0;
  let residentMiB = 0;
  const watch = setInterval(() => {
    const now = memoryBelow(pid);
    pssMiB = Math.max(pssMiB, now.pssMiB);
    residentMiB = Math.max(residentMiB, now.residentMiB);
  }, sampleMs);
  try {
    return { ...(await result), pssMiB, residentMiB };
  } finally {
    clearInterval(watch);
  }
}

/**
 * Calls each of `runs` once a round, in as many rounds as it has, and returns what each returned, in order. Who comes first
 * changes from round to round, so that what one leaves behind falls on all.
 */
export async function interleaved<T>(
  runs: readonly { readonly rounds: number; run(): Promise<T> }[],
): Promise<T[][]> {
  const results = runs.map((): T[] => []);
  const most = Math.max(...runs.map(({ rounds }) => rounds));
  for (let round = 0; round < most; round++) {
    for (let turn = 0; turn < runs.length; turn++) {
      const index = (turn + round) % runs.length;
      const { rounds, run } = runs[index]!;
      if (round < rounds) results[index]!.push(await run());
    }
  }
  return results;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[middle]!;
  return sorted.length === 0 ? NaN : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function medians(list: readonly Taken[]): Taken {
  return {
    wallMs: median(list.map(({ wallMs }) => wallMs)),
    processorMs: median(list.map(({ processorMs }) => processorMs)),
  };
}

/**
 * Ends whatever is being measured when the bench is ended by a signal. Call it before a fleet is brought up: its hosts end after that.
 * A terminal and npm both send what is typed: the second must not end the bench while it takes its hosts down.
 */
export function endWithUs(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, function end() {
      for (const pid of running) killTree(pid);
      // A fleet that is up listens, too: it takes itself down and then sends the signal once more.
      if (process.listenerCount(signal) > 1) return;
      process.off(signal, end);
      process.kill(process.pid, signal);
    });
  }
}

const running = new Set<number>();
let runs = 0;

function start(fleet: Fleet, { command, env }: Run): { pid: number; result: Promise<Timed> } {
  const out = join(fleet.dir, `run-${(runs += 1) % 2}`);
  const script = 'TIMEFORMAT="%3R %3U %3S"; out=$1; shift; time "$@" >"$out.out" 2>"$out.err"';
  const child = fleet.startControl(['bash', '-c', script, 'bash', out, ...command], { env: { ...env } });
  const pid = child.pid ?? 0;
  running.add(pid);
  const result = ended(child, longestMs).then(({ code, stderr }) => {
    running.delete(pid);
    const [wallS = NaN, userS = NaN, systemS = NaN] = (stderr.trim().split('\n').at(-1) ?? '')
      .split(' ')
      .map(Number);
    if (Number.isNaN(wallS) || code === null) throw new Error(`${command.join(' ')} did not end: ${stderr}`);
    const said = { stdout: readFileSync(`${out}.out`, 'utf8'), stderr: readFileSync(`${out}.err`, 'utf8') };
    return { wallMs: wallS * 1000, processorMs: (userS + systemS) * 1000, code, ...said };
  });
  return { pid, result };
}

/** What a run leaves behind, such as sessions of hosts that are just ending, shall not fall on the next. */
export async function settled(): Promise<void> {
  await sleep(500);
}
