import { constants } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { link, lstat, open, readdir, realpath, rename, rm, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { FileFault } from '../core/catalogue/passCodes.ts';
import { replaceFile } from './files.ts';

/** What lies where a state should be. */
export type Found =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'nothing' }
  /** It is no state, whatever it is. A folder is not to be moved. */
  | { readonly kind: 'other'; readonly what: FileFault };

/** What is found in place of JSON that muster wrote. */
export class NotOurs extends Error {
  readonly what: FileFault;

  constructor(what: FileFault) {
    super(what.fault);
    this.what = what;
  }
}

/**
 * Reads a file of JSON.
 *
 * @returns what `decode` makes of it; null where there is no file.
 * @throws NotOurs where it is anything else than what muster writes there.
 */
export async function readJsonFile<T>(path: string, decode: (raw: unknown) => T): Promise<T | null> {
  const found = await readStateText(path).catch((error: Error) => {
    throw new NotOurs({ path, fault: 'unreadable', detail: error.message });
  });
  if (found.kind === 'nothing') return null;
  if (found.kind === 'other') throw new NotOurs(found.what);
  try {
    return decode(JSON.parse(found.text));
  } catch (error) {
    throw new NotOurs({ path, fault: 'broken', detail: (error as Error).message });
  }
}

/** No state is larger, and what is would not fit into memory: ten thousand hosts with ten instances each take 10 MB. */
export const maxStateBytes = 256 * 1024 * 1024;

/**
 * Reads a file that somebody may have put anything in place of. Never waits for a pipe.
 *
 * @throws the file system's error where there is something this user may not read, or that cannot be read now: what is
 *   there may tell of jobs on hosts that are unknown, so it is not nothing.
 */
export async function readStateText(path: string): Promise<Found> {
  const other = (fault: FileFault['fault'], detail = ''): Found => ({
    kind: 'other',
    what: { path, fault, detail },
  });
  let file;
  try {
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && (await isLink(path))) return other('dangling-link');
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'nothing' };
    // A link in a circle, a socket, a device without a driver.
    if (['ELOOP', 'ENXIO', 'ENODEV'].includes(code)) return other('unreadable', message);
    throw error;
  }
  try {
    const stats = await file.stat();
    if (stats.isDirectory()) return other('folder');
    if (!stats.isFile()) return other('irregular');
    if (stats.size > maxStateBytes)
      return other('too-large', `${stats.size} bytes, where at most ${maxStateBytes} are expected`);
    return { kind: 'text', text: await file.readFile('utf8') };
  } finally {
    await file.close();
  }
}

/**
 * Replaces a state whole, where it is a link the file that leads to, and keeps another beside it, in a file of its own, for when this one is broken some day.
 * That is the one that was replaced; but of one with something `dear` it is a copy, so that it never lacks that: open
 * launches, open stops, and what operators decided.
 *
 * @throws the file system's error; the old state is untouched then.
 */
export async function replaceState(path: string, text: string, dear: boolean): Promise<void> {
  const file = await resolved(path);
  const previous = previousOf(file);
  if (!dear && (await linkOver(file, previous))) return replaceFile(file, text);
  await replaceFile(file, text);
  // It is needed only when the state breaks, and the state is written.
  await replaceFile(previous, text).catch(() => {});
}

/** Where the state is kept that a pass falls back on. A state that is a link is kept where that leads. */
export async function previousPath(path: string): Promise<string> {
  return previousOf(await resolved(path));
}

/**
 * Puts what is in place of a state aside, under a name that nothing has yet, and returns that, or why it could not.
 * Of a link that is the link: what it leads to may be no state, and not ours to move.
 *
 * @param instead what is to be in its place, all the time; null for nothing.
 */
export async function setAside(
  path: string,
  nowMs: number,
  instead: string | null,
): Promise<{ readonly aside: string } | { readonly error: string }> {
  try {
    const aside = await moveAside(path, nowMs, instead !== null);
    if (instead !== null) await replaceFile(path, instead);
    return { aside };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

/** Removes what was left by a pass that was killed while it wrote. Only for who holds the lock: nobody else writes. */
export async function removeHalfWritten(path: string): Promise<void> {
  const file = await resolved(path);
  const names = await readdir(dirname(file)).catch(() => []);
  const left = names.filter(
    (name) =>
      name.startsWith(`${basename(file)}.`) &&
      /^(previous\.)?[0-9a-f]{8}\.tmp$/.test(name.slice(basename(file).length + 1)),
  );
  await Promise.all(left.map((name) => rm(join(dirname(file), name), { force: true }).catch(() => {})));
}

async function isLink(path: string): Promise<boolean> {
  return lstat(path).then(
    (stats) => stats.isSymbolicLink(),
    () => false,
  );
}

async function resolved(path: string): Promise<string> {
  const file = await realpath(path).catch(() => path);
  const stats = await lstat(file).catch(() => null);
  return stats?.isFile() ? file : path;
}

function previousOf(file: string): string {
  return `${file}.previous`;
}

/** Gives a file a second name, in place of what had that. False where the file system or its owner does not let us. */
async function linkOver(file: string, name: string): Promise<boolean> {
  const fresh = `${name}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    await link(file, fresh);
    await rename(fresh, name);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return false;
    // There is no state: somebody removed it, and meant it, or it was never there.
    return rm(name, { force: true }).then(
      () => true,
      () => false,
    );
  } finally {
    // Two names of one file: to rename the one to the other does nothing.
    await rm(fresh, { force: true }).catch(() => {});
  }
}

async function moveAside(file: string, nowMs: number, keep: boolean): Promise<string> {
  const name = `${file}.broken-${new Date(nowMs).toISOString().replaceAll(/[:.]/g, '-')}`;
  for (let taken = 0; ; taken++) {
    const aside = taken === 0 ? name : `${name}-${taken + 1}`;
    try {
      // Not by a rename, which would overwrite.
      await link(file, aside);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      // Where there are no links. Only the holder of the lock does this, so a name that is free stays free.
      if (await exists(aside)) continue;
      await rename(file, aside);
      return aside;
    }
    if (!keep) await unlink(file);
    return aside;
  }
}

function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
