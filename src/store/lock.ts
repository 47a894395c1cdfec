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
 * @param fallback a file that is sure to be there. It is locked, and never written, where the lock file cannot be
 *   made: a full or read-only disk must neither stop a pass nor let two run.
 * @param waitMs how long to wait for a lock that is busy.
 */
export async function takeLock(
  path: string,
  fallback: string,
  command: string,
  waitMs: number,
): Promise<Lock> {
  const deadlineMs = performance.now() + waitMs;
  for (;;) {
    const lock = await tryLock(path, fallback, command);
    if (lock.kind !== 'busy' || performance.now() >= deadlineMs) return lock;
    await sleep(Math.min(200, Math.max(1, deadlineMs - performance.now())));
  }
}

async function tryLock(path: string, fallback: string, command: string): Promise<Lock> {
  const file = openLockFile(path, fallback);
  if ('reason' in file) return { kind: 'fault', reason: file.reason };
  const locked = await flock(file.fd);
  if (locked !== 'locked') {
    closeSync(file.fd);
    if (locked !== 'busy') return { kind: 'fault', reason: locked.fault };
    return { kind: 'busy', owner: await readOwner(file.path) };
  }
  if (!isStill(file)) {
    // Somebody removed the file between our opening and our locking it: what we hold guards nothing.
    closeSync(file.fd);
    return tryLock(path, fallback, command);
  }
  writeOwner(file, { pid: process.pid, host: hostname(), since: new Date().toISOString(), command });
  return {
    kind: 'held',
    release() {
      writeOwner(file, null);
      closeSync(file.fd);
    },
  };
}

interface LockFile {
  readonly fd: number;
  readonly path: string;
  readonly writable: boolean;
}

/** On a read-only file system a file that is there can still be locked. */
function openLockFile(path: string, fallback: string): LockFile | { reason: string } {
  try {
    mkdirSync(dirname(path), { recursive: true });
    return { fd: openSync(path, 'a+', 0o644), path, writable: true };
  } catch (error) {
    for (const readable of [path, fallback]) {
      try {
        return { fd: openSync(readable, 'r'), path: readable, writable: false };
      } catch {
        // The next one, then; the first error is the one to tell.
      }
    }
    return { reason: `the lock file ${path} cannot be opened: ${(error as Error).message}` };
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

function isStill({ fd, path }: LockFile): boolean {
  try {
    const [ours, named] = [fstatSync(fd), statSync(path)];
    return ours.ino === named.ino && ours.dev === named.dev;
  } catch {
    return false;
  }
}

/** The name in the file is for people; a file that cannot be written holds the lock none the less. */
function writeOwner({ fd, writable }: LockFile, owner: LockOwner | null): void {
  if (!writable) return;
  try {
    ftruncateSync(fd);
    if (owner) writeSync(fd, `${JSON.stringify(owner)}\n`);
  } catch {
    // The disk is full.
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
