import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
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
 * @param guard a file that is sure to be there. It is locked first, and never written: where the lock file cannot
 *   be made, or is removed with its folder while a pass runs, there are still no two at once.
 * @param waitMs how long to wait for a lock that is busy.
 */
export async function takeLock(path: string, guard: string, command: string, waitMs: number): Promise<Lock> {
  const deadlineMs = performance.now() + waitMs;
  for (;;) {
    const lock = await tryLock(path, guard, command);
    if (lock.kind !== 'busy' || performance.now() >= deadlineMs) return lock;
    await sleep(Math.min(200, Math.max(1, deadlineMs - performance.now())));
  }
}

async function tryLock(path: string, guard: string, command: string): Promise<Lock> {
  const held: LockFile[] = [];
  let unopened: string | null = null;
  for (const open of [() => openFor(guard, 'r'), () => openLockFile(path)]) {
    const file = open();
    if ('reason' in file) {
      unopened = file.reason;
      continue;
    }
    held.push(file);
    const locked = await flock(file.fd);
    if (locked === 'locked') continue;
    letGo(held);
    if (locked !== 'busy') return { kind: 'fault', reason: locked.fault };
    return { kind: 'busy', owner: await readOwner(path) };
  }
  if (held.length === 0) return { kind: 'fault', reason: unopened ?? 'there is nothing to lock' };
  if (!held.every(isStill)) {
    // Somebody replaced a file between our opening and our locking it: what we hold guards nothing.
    letGo(held);
    return tryLock(path, guard, command);
  }
  writeOwner(held, { pid: process.pid, host: hostname(), since: new Date().toISOString(), command });
  return {
    kind: 'held',
    release() {
      writeOwner(held, null);
      letGo(held);
    },
  };
}

interface LockFile {
  readonly fd: number;
  readonly path: string;
  readonly writable: boolean;
}

/** On a read-only file system a file that is there can still be locked. */
function openLockFile(path: string): LockFile | { reason: string } {
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch {
    // Opening it fails for the same reason, and says so.
  }
  const file = openFor(path, 'a+');
  return 'reason' in file && existsSync(path) ? openFor(path, 'r') : file;
}

function openFor(path: string, flags: 'r' | 'a+'): LockFile | { reason: string } {
  try {
    return { fd: openSync(path, flags, 0o644), path, writable: flags === 'a+' };
  } catch (error) {
    return { reason: `the lock file ${path} cannot be opened: ${(error as Error).message}` };
  }
}

function letGo(held: LockFile[]): void {
  for (const { fd } of held.splice(0)) closeSync(fd);
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
function writeOwner(held: readonly LockFile[], owner: LockOwner | null): void {
  for (const { fd, writable } of held) {
    if (!writable) continue;
    try {
      ftruncateSync(fd);
      if (owner) writeSync(fd, `${JSON.stringify(owner)}\n`);
    } catch {
      // The disk is full.
    }
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
