import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import { flock } from './flock.ts';
import { isStill, letGo, openForReading, openLockFile, remove } from './lockFile.ts';
import { readOwner, writeOwner, type LockOwner } from './lockOwner.ts';

export type Lock =
  /** `problem` says so where one of the files could not be locked, and the others had to do. */
  | { readonly kind: 'held'; readonly problem: Message | null; release(): void }
  /** `owner` is null while the holder has not written its name yet. */
  | { readonly kind: 'busy'; readonly owner: LockOwner | null }
  | { readonly kind: 'fault'; readonly reason: Message };

/** The files a lock consists of. Who cannot lock one that is there waits; one that cannot be there is done without. */
export interface LockPlaces {
  /** In the logs folder: also keeps two configurations apart that share one. Names the holder. */
  readonly named: string;
  /** The configuration, which is sure to be there. It is never written. */
  readonly guard: string;
  /** In the user's home, named by the path of the guard: stays when guard and logs folder are replaced. */
  readonly byPath: string;
}

/** How often a lock that is busy is tried again while it is waited for. */
export const lockPollMs = 200;

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
    await sleep(Math.min(lockPollMs, Math.max(1, deadlineMs - performance.now())));
  }
}

async function tryLock(places: LockPlaces, command: string): Promise<Lock> {
  const { guard, byPath, named } = places;
  const tried = [openForReading(guard), openLockFile(byPath), openLockFile(named)];
  const opened = tried.filter((file) => 'fd' in file);
  const [, , last] = tried;
  const unnamed = last !== undefined && 'reason' in last ? last.reason : null;
  if (opened.length === 0 && unnamed !== null) return { kind: 'fault', reason: unnamed };
  const locked = await flock(opened.map(({ fd }) => fd));
  if ('fault' in locked || locked.busy) letGo(opened);
  if ('fault' in locked) return { kind: 'fault', reason: locked.fault };
  if (locked.busy) return { kind: 'busy', owner: await readOwner([named, byPath]) };
  const unlockable = locked.unlockable.flatMap((index) => opened[index] ?? []);
  const held = opened.filter((file) => !unlockable.includes(file));
  letGo(unlockable);
  if (!held.every(isStill)) {
    // Somebody replaced a file between our opening and our locking it: what we hold guards nothing.
    letGo(held);
    return tryLock(places, command);
  }
  const isUnlockable = unlockable.some(({ path }) => path === named);
  writeOwner(held, { pid: process.pid, host: hostname(), since: new Date().toISOString(), command });
  return {
    kind: 'held',
    problem: unnamed ?? (isUnlockable ? lockless(named) : null),
    release() {
      writeOwner(held, null);
      // Whoever has opened it by now finds, once it is locked, that it is gone, and opens the next.
      if (held.some((file) => file.path === byPath && file.writable && isStill(file))) remove(byPath);
      letGo(held);
    },
  };
}

/** As of a file on some network file systems that is open for reading only. */
function lockless(path: string): Message {
  return message('lock-unusable', { path, error: 'its file system does not lock it' });
}
