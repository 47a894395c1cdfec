import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProgramFault } from '../core/catalogue/passCodes.ts';
import { harmless } from '../report/harmless.ts';

export interface Program {
  readonly file: string;
  readonly args: readonly string[];
}

export interface Circumstances {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly patienceMs: number;
  /** So long it has to end by itself when it is told to. */
  readonly termMs?: number;
}

export interface FailedProgram extends ProgramFault {
  /** The end of what it printed. */
  readonly printed: string;
}

const usualTermMs = 2000;
/** What it printed last may still be on its way when it has ended. */
const drainMs = 200;
const mostTail = 2000;

/**
 * Runs a program in a process group of its own, without a shell, with a text on its stdin. It cannot hold anybody up: what it
 * prints is read and mostly dropped, what it does not read is kept from nobody, and after `patienceMs` its whole group is ended.
 *
 * @returns what went wrong; null where it ended with 0.
 */
export async function runProgram(
  { file, args }: Program,
  text: string,
  { cwd, env, patienceMs, termMs = usualTermMs }: Circumstances,
): Promise<FailedProgram | null> {
  const child = started(file, args, { cwd, env });
  if ('fault' in child) return { ...child, printed: '' };
  const { pid } = child;
  let tail = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (tail = (tail + chunk).slice(-mostTail)));
  // One that does not read what it is told is none the worse for it.
  for (const stream of child.stdio) stream?.on('error', () => {});
  const drained = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const ended = new Promise<ProgramFault | null>((resolve) => {
    child.on('error', (error: NodeJS.ErrnoException) => resolve(notRun(error)));
    child.on('exit', (code, signal) => {
      if (code === 0) resolve(null);
      else if (code === null) resolve({ fault: 'signal', detail: String(signal) });
      else resolve({ fault: 'exit', detail: String(code) });
    });
  });
  child.stdin.end(text);
  const late = Symbol('late');
  const outcome = await within(patienceMs, ended, late);
  let wrong: ProgramFault | null;
  if (outcome === late) {
    if (pid !== undefined) await endGroup(pid, ended, termMs);
    wrong = { fault: 'timeout', detail: String(patienceMs / 1000) };
  } else {
    wrong = outcome;
  }
  // What it left behind may hold its output open; that is no concern of ours.
  await within(drainMs, drained, null);
  for (const stream of child.stdio) stream?.destroy();
  child.unref();
  if (wrong === null) return null;
  return { ...wrong, printed: harmless(tail).slice(-500) };
}

/** Most of what keeps a program from being run node tells by an event, the rest (ENOTDIR, ETXTBSY, ELOOP, E2BIG) it throws. */
function started(
  file: string,
  args: readonly string[],
  setting: Pick<Circumstances, 'cwd' | 'env'>,
): ChildProcessWithoutNullStreams | ProgramFault {
  try {
    const child = spawn(file, args, { ...setting, detached: true, stdio: 'pipe' });
    if (child.stdin !== undefined) return child;
    // Without a file to be had (EMFILE) there are no pipes either.
    child.on('error', () => {});
    return { fault: 'not-run', detail: 'EMFILE' };
  } catch (error) {
    return notRun(error as NodeJS.ErrnoException);
  }
}

function notRun({ code, message }: NodeJS.ErrnoException): ProgramFault {
  return { fault: 'not-run', detail: code ?? message };
}

async function endGroup(pid: number, ended: Promise<unknown>, termMs: number): Promise<void> {
  signalGroup(pid, 'SIGTERM');
  await within(termMs, Promise.all([ended, gone(pid, termMs)]), null);
  if (signalGroup(pid, 'SIGKILL')) await within(termMs, ended, null);
}

/** Until nothing of the group is left, for as long as anybody waits. */
async function gone(pid: number, termMs: number): Promise<void> {
  const deadlineMs = performance.now() + termMs;
  while (performance.now() < deadlineMs && signalGroup(pid, 0)) await sleep(20);
}

function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}

async function within<T, L>(limitMs: number, work: Promise<T>, late: L): Promise<T | L> {
  const timer = new AbortController();
  const limit = sleep(limitMs, late, { signal: timer.signal }).catch(() => late);
  try {
    return await Promise.race([work, limit]);
  } finally {
    timer.abort();
  }
}
