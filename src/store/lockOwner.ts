import { closeSync, ftruncateSync, readdirSync, readSync, statSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isFile, openForReading, type LockFile } from './lockFile.ts';

/** Who holds a lock, as its holder wrote it into the file. */
export interface LockOwner {
  readonly pid: number;
  readonly host: string;
  /** ISO 8601. */
  readonly since: string;
  readonly command: string;
}

/** The name in the file is for people; a file that cannot be written holds the lock none the less. */
export function writeOwner(held: readonly LockFile[], owner: LockOwner | null): void {
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
export async function readOwner(paths: readonly string[]): Promise<LockOwner | null> {
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
