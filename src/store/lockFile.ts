import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  statSync,
  unlinkSync,
  type Stats,
} from 'node:fs';
import { dirname } from 'node:path';
import { message, type Message } from '../core/catalogue/catalogue.ts';

/** A file that is open to be locked. */
export interface LockFile {
  readonly fd: number;
  readonly path: string;
  readonly writable: boolean;
}

/** On a read-only file system a file that is there can still be locked. */
export function openLockFile(path: string): LockFile | { reason: Message } {
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

export function openForReading(path: string): LockFile | { reason: Message } {
  return openWith(path, constants.O_RDONLY);
}

function openWith(path: string, flags: number): LockFile | { reason: Message } {
  let fd;
  try {
    // Without waiting: somebody may have put a pipe there.
    fd = openSync(path, flags | constants.O_NONBLOCK | constants.O_NOCTTY, 0o644);
  } catch (error) {
    return { reason: message('lock-unusable', { path, error: (error as Error).message }) };
  }
  const stats = fstatSync(fd);
  if (stats.isFile() || stats.isDirectory()) {
    // A file with a second name may be somebody's that is no lock.
    return { fd, path, writable: (flags & constants.O_RDWR) !== 0 && stats.nlink === 1 };
  }
  closeSync(fd);
  return { reason: message('lock-unusable', { path, error: 'it is no regular file' }) };
}

export function letGo(held: readonly LockFile[]): void {
  for (const { fd } of held) closeSync(fd);
}

export function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It stays, and is used again.
  }
}

/** Whether what is open is still what lies there. */
export function isStill({ fd, path }: LockFile): boolean {
  return isFile(path, fstatSync(fd));
}

export function isFile(path: string, { ino, dev }: Stats): boolean {
  try {
    const named = statSync(path);
    return named.ino === ino && named.dev === dev;
  } catch {
    return false;
  }
}
