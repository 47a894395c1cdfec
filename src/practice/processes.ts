import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process that cannot be mistaken for a later one with the same number. */
export interface KnownProcess {
  readonly pid: number;
  /** Clock ticks since boot, as in /proc/PID/stat. */
  readonly start: string;
}

/**
 * Kills what `find` finds until it finds nothing more: what is being killed may still start others.
 *
 * @throws {Error} if something is left after five seconds
 */
export async function endAll(find: () => readonly number[]): Promise<void> {
  const deadlineMs = performance.now() + 5000;
  for (let pids = find(); pids.length > 0; pids = find()) {
    if (performance.now() > deadlineMs) throw new Error(`processes ${pids.join(', ')} do not end`);
    for (const pid of pids) kill(pid);
    await sleep(20);
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}

/** null for a process that is gone, or dead and not yet waited for. */
export function knownProcess(pid: number): KnownProcess | null {
  const fields = statOf(pid);
  return fields === null || fields.state === 'Z' ? null : { pid, start: fields.start };
}

export function isRunning({ pid, start }: KnownProcess): boolean {
  return knownProcess(pid)?.start === start;
}

export function childrenOf(pid: number): number[] {
  return allPids().filter((child) => statOf(child)?.ppid === pid);
}

/**
 * What the environment of everything that runs on a practice host holds, where hosts share one process table:
 * the host's folder, so that two fleets on one machine do not take each other's. The slash ends it.
 */
export function marker(folder: string): string {
  return `MUSTER_PRACTICE_HOST=${folder}/`;
}

export function pidsMarked(mark: string): number[] {
  return allPids().filter((pid) => {
    const environment = readProc(pid, 'environ');
    return environment !== null && environment.split('\0').includes(mark);
  });
}

function allPids(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** The command, second in /proc/PID/stat, stands in parentheses and may hold blanks and parentheses itself. */
function statOf(pid: number): { state: string; ppid: number; start: string } | null {
  const text = readProc(pid, 'stat');
  if (text === null) return null;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', ppid: Number(fields[1]), start: fields[19] ?? '' };
}

/** null where the process is gone or another user's. */
function readProc(pid: number, name: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return null;
  }
}
