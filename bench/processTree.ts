import { readdirSync, readFileSync } from 'node:fs';
import { signal } from '../test/harness/processes.ts';

/** What a process and all below it have in memory now. */
export interface Memory {
  /** Shared pages are divided among those who share them, so that a sum over processes is what they really take. */
  readonly pssMiB: number;
  /** The most the process with the highest peak ever had resident, shared or not. */
  readonly residentMiB: number;
}

/** Of the tree below `pid`, without `pid` itself. What ends meanwhile counts for nothing. */
export function memoryBelow(pid: number): Memory {
  let pssKiB = 0;
  let residentKiB = 0;
  for (const each of descendantsOf(pid)) {
    pssKiB += kib(`/proc/${each}/smaps_rollup`, 'Pss');
    residentKiB = Math.max(residentKiB, kib(`/proc/${each}/status`, 'VmHWM'));
  }
  return { pssMiB: pssKiB / 1024, residentMiB: residentKiB / 1024 };
}

/** Ends what runs below `pid`, and `pid`. */
export function killTree(pid: number): void {
  for (const each of [...descendantsOf(pid), pid]) signal(each, 'SIGKILL');
}

function descendantsOf(pid: number): number[] {
  const children = threadsOf(pid)
    .flatMap((thread) => read(`/proc/${pid}/task/${thread}/children`).split(' '))
    .filter((child) => child.trim() !== '')
    .map(Number);
  return children.flatMap((child) => [child, ...descendantsOf(child)]);
}

/** A child is its thread's: pdsh starts each ssh in one of its own. */
function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

function kib(file: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(read(file))?.[1] ?? 0);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
