import { spawn } from 'node:child_process';
import {
  closeSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Who holds a lock, as its holder wrote it into the file. */
export interface LockOwner {
  readonly pid: number;
  readonly host: string;
  /** ISO 8601. */
  readonly since: string;
  readonly command: string;
}

export type Lock =
  | { readonly kind: 'held'; release(): void }
  /** `owner` is null while the holder has not written its name yet. */
  | { readonly kind: 'busy'; readonly owner: LockOwner | null }
  | { readonly kind: 'fault'; readonly reason: string };

/**
 * Takes the lock of a logs folder. The kernel releases it when this process ends, however it ends.
 *
 * Node has no flock(2), so the `flock` program locks the file on a descriptor it inherits from us: such a lock
 * belongs to the open file, which stays ours when that program ends.
 *
 * @param waitMs how long to wait for a lock that is busy.
 */
export async function takeLock(path: string, command: string, waitMs: number): Promise<Lock> {
  const deadlineMs = performance.now() + waitMs;
  for (;;) {
    const lock = await tryLock(path, command);
    if (lock.kind !== 'busy' || performance.now() >= deadlineMs) return lock;
    await sleep(Math.min(200, Math.max(1, deadlineMs - performance.now())));
  }
}

async function tryLock(path: string, command: string): Promise<Lock> {
  let fd: number;
  try {
    fd = openLockFile(path);
  } catch (error) {
    return { kind: 'fault', reason: `the lock file ${path} cannot be opened: ${(error as Error).message}` };
  }
  const locked = await flock(fd);
  if (locked !== 'locked') {
    closeSync(fd);
    return locked === 'busy'
      ? { kind: 'busy', owner: await readOwner(path) }
      : { kind: 'fault', reason: locked.fault };
  }
  if (!isStill(fd, path)) {
    // Somebody removed the file between our opening and our locking it: what we hold guards nothing.
    closeSync(fd);
    return tryLock(path, command);
  }
  writeOwner(fd, { pid: process.pid, host: hostname(), since: new Date().toISOString(), command });
  return {
    kind: 'held',
    release() {
      writeOwner(fd, null);
      closeSync(fd);
    },
  };
}

/** On a read-only file system an existing file can still be locked. */
function openLockFile(path: string): number {
  try {
    mkdirSync(dirname(path), { recursive: true });
    return openSync(path, 'a+', 0o644);
  } catch (error) {
    try {
      return openSync(path, 'r');
    } catch {
      throw error;
    }
  }
}

function flock(fd: number): Promise<'locked' | 'busy' | { fault: string }> {
  return new Promise((resolve) => {
    const child = spawn('flock', ['-n', '3'], { stdio: ['ignore', 'ignore', 'pipe', fd] });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('error', (error) =>
      resolve({ fault: `the flock program could not be run (Debian: package util-linux): ${error.message}` }),
    );
    child.on('close', (code) => {
      if (code === 0) resolve('locked');
      else if (code === 1) resolve('busy');
      else resolve({ fault: `flock failed with exit ${code}: ${said.trim()}` });
    });
  });
}

function isStill(fd: number, path: string): boolean {
  try {
    const [ours, named] = [fstatSync(fd), statSync(path)];
    return ours.ino === named.ino && ours.dev === named.dev;
  } catch {
    return false;
  }
}

/** The name in the file is for people; a file that cannot be written holds the lock none the less. */
function writeOwner(fd: number, owner: LockOwner | null): void {
  try {
    ftruncateSync(fd);
    if (owner) writeSync(fd, `${JSON.stringify(owner)}\n`);
  } catch {
    // Read-only or full.
  }
}

/** A name left by one that was killed must not be given out for the holder's, so it is read until it can be true. */
async function readOwner(path: string): Promise<LockOwner | null> {
  for (let attempt = 0; attempt < 10; attempt++) {
    const owner = parseOwner(path);
    if (owner && (owner.host !== hostname() || isAlive(owner.pid))) return owner;
    await sleep(20);
  }
  return null;
}

function parseOwner(path: string): LockOwner | null {
  try {
    const { pid, host, since, command } = JSON.parse(readFileSync(path, 'utf8')) as LockOwner;
    if (!Number.isSafeInteger(pid)) return null;
    return { pid, host: String(host), since: String(since), command: String(command) };
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
