import { spawn } from 'node:child_process';
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
  unlinkSync,
  writeSync,
  type Stats,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
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
  /** `problem` is a sentence where one of the files could not be locked, and the others had to do. */
  | { readonly kind: 'held'; readonly problem: string | null; release(): void }
  /** `owner` is null while the holder has not written its name yet. */
  | { readonly kind: 'busy'; readonly owner: LockOwner | null }
  | { readonly kind: 'fault'; readonly reason: string };

/** The files a lock consists of. Who cannot lock one that is there waits; one that cannot be there is done without. */
export interface LockPlaces {
  /** In the logs folder: also keeps two configurations apart that share one. Names the holder. */
  readonly named: string;
  /** The configuration, which is sure to be there. It is never written. */
  readonly guard: string;
  /** In the user's home, named by the path of the guard: stays when guard and logs folder are replaced. */
  readonly byPath: string;
}

/**
 * Takes the lock of a pass. The kernel releases it when this process ends, however it ends.
 *
 * Node has no flock(2), so the `flock` program locks the files on descriptors it inherits from us: such a lock
 * belongs to the open file, which stays ours when that program ends.
 *
 * @param waitMs how long to wait for a lock that is busy.
 */
export async function takeLock(places: LockPlaces, command: string, waitMs: number): Promise<Lock> {
  const deadlineMs = performance.now() + waitMs;
  for (;;) {
    const lock = await tryLock(places, command);
    if (lock.kind !== 'busy' || performance.now() >= deadlineMs) return lock;
    await sleep(Math.min(200, Math.max(1, deadlineMs - performance.now())));
  }
}

async function tryLock(places: LockPlaces, command: string): Promise<Lock> {
  const { guard, byPath, named } = places;
  const opened = [openForReading(guard), openLockFile(byPath), openLockFile(named)];
  const held = opened.filter((file) => 'fd' in file);
  const [, , unnamed] = opened.map((file) => ('reason' in file ? file.reason : null));
  if (held.length === 0) return { kind: 'fault', reason: unnamed ?? 'there is nothing to lock' };
  const locked = await flock(held.map(({ fd }) => fd));
  if ('fault' in locked || locked.busy) letGo(held);
  if ('fault' in locked) return { kind: 'fault', reason: locked.fault };
  if (locked.busy) return { kind: 'busy', owner: await readOwner([named, byPath]) };
  const unlocked = held.find(({ path }, index) => path === named && locked.unlockable.includes(index));
  if (!held.every(isStill)) {
    // Somebody replaced a file between our opening and our locking it: what we hold guards nothing.
    letGo(held);
    return tryLock(places, command);
  }
  writeOwner(held, { pid: process.pid, host: hostname(), since: new Date().toISOString(), command });
  return {
    kind: 'held',
    problem: unnamed ?? (unlocked ? `${unlocked.path} cannot be locked` : null),
    release() {
      writeOwner(held, null);
      // Whoever has opened it by now finds, once it is locked, that it is gone, and opens the next.
      if (held.some((file) => file.path === byPath && file.writable && isStill(file))) remove(byPath);
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
  // A link somebody put there is locked where it leads, but what is there is not ours to write, nor to make.
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW;
  const file = openWith(path, flags);
  if ('fd' in file || !existsSync(path)) return file;
  const unwritten = openForReading(path);
  return 'fd' in unwritten ? unwritten : file;
}

function openForReading(path: string): LockFile | { reason: string } {
  return openWith(path, constants.O_RDONLY);
}

function openWith(path: string, flags: number): LockFile | { reason: string } {
  let fd;
  try {
    // Without waiting: somebody may have put a pipe there.
    fd = openSync(path, flags | constants.O_NONBLOCK | constants.O_NOCTTY, 0o644);
  } catch (error) {
    return { reason: `the lock file ${path} cannot be opened: ${(error as Error).message}` };
  }
  const stats = fstatSync(fd);
  if (stats.isFile() || stats.isDirectory()) {
    // A file with a second name may be somebody's that is no lock.
    return { fd, path, writable: (flags & constants.O_RDWR) !== 0 && stats.nlink === 1 };
  }
  closeSync(fd);
  return { reason: `${path} cannot be locked: it is no regular file` };
}

function letGo(held: readonly LockFile[]): void {
  for (const { fd } of held) closeSync(fd);
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It stays, and is used again.
  }
}

/**
 * One after the other, so that of many who want them at once one gets them all. What cannot be locked at all, as a
 * file on some network file systems that is open for reading only, is told by its index; one must be.
 */
function flock(
  fds: readonly number[],
): Promise<{ busy: boolean; unlockable: readonly number[] } | { fault: string }> {
  const each = [
    'locked=0',
    'for fd; do',
    '  flock -n "$fd"',
    '  status=$?',
    '  case $status in',
    '    0) locked=$((locked + 1)) ;;',
    // What flock says of a file, by sysexits.h; all else is of the program.
    '    6[4-9] | 7[0-8]) echo "$((fd - 3))" ;;',
    '    *) exit $status ;;',
    '  esac',
    'done',
    '[ $locked -gt 0 ] || exit $status',
  ].join('\n');
  const numbers = fds.map((_, index) => String(index + 3));
  return new Promise((resolve) => {
    const child = spawn('/bin/sh', ['-c', each, 'flock', ...numbers], {
      stdio: ['ignore', 'pipe', 'pipe', ...fds],
    });
    let told = '';
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => (told += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const notRun = (why: string): void =>
      resolve({ fault: `the flock program could not be run (Debian: package util-linux): ${why}` });
    child.on('error', (error) => notRun(error.message));
    child.on('close', (code) => {
      if (code === 0) resolve({ busy: false, unlockable: told.split('\n').filter(Boolean).map(Number) });
      else if (code === 1) resolve({ busy: true, unlockable: [] });
      // What a shell says of a program that is not there, or is none.
      else if (code === 126 || code === 127) notRun(said.trim());
      else resolve({ fault: `flock failed with exit ${code}: ${said.trim()}` });
    });
  });
}

function isStill({ fd, path }: LockFile): boolean {
  return isFile(path, fstatSync(fd));
}

function isFile(path: string, { ino, dev }: Stats): boolean {
  try {
    const named = statSync(path);
    return named.ino === ino && named.dev === dev;
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
async function readOwner(paths: readonly string[]): Promise<LockOwner | null> {
  for (let attempt = 0; attempt < 10; attempt++) {
    for (const path of paths) {
      const owner = parseOwner(path);
      if (owner && (owner.host !== hostname() || hasOpen(owner.pid, path))) return owner;
    }
    await sleep(20);
  }
  return null;
}

function parseOwner(path: string): LockOwner | null {
  const file = openForReading(path);
  if ('reason' in file) return null;
  try {
    const start = Buffer.alloc(4096);
    const text = start.toString('utf8', 0, readSync(file.fd, start, 0, start.length, 0));
    const { pid, host, since, command } = JSON.parse(text) as Record<keyof LockOwner, unknown>;
    if (!Number.isSafeInteger(pid) || ![host, since, command].every(isPlain)) return null;
    return { pid: pid as number, host: String(host), since: String(since), command: String(command) };
  } catch {
    return null;
  } finally {
    closeSync(file.fd);
  }
}

/** A text that can be shown on a terminal as it is. */
function isPlain(value: unknown): boolean {
  return typeof value === 'string' && /^[\x20-\x7e]+$/.test(value);
}

/** Whether a process can be the holder: another may have the pid by now. Where that cannot be told, being alive will do. */
function hasOpen(pid: number, path: string): boolean {
  if (!isAlive(pid)) return false;
  const file = statSync(path, { throwIfNoEntry: false });
  const folder = `/proc/${pid}/fd`;
  try {
    return file !== undefined && readdirSync(folder).some((fd) => isFile(join(folder, fd), file));
  } catch {
    return true;
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
