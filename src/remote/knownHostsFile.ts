import { open, readFile, type FileHandle } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

import { message, type Message } from '../core/catalogue/catalogue.ts';
import { makeFolders } from '../store/folders.ts';
import { isMissing, readFault } from './readFault.ts';
import { knownHostsOf, parseKnownLines, type KnownHosts } from './knownHosts.ts';

/** OpenSSH's own files: UserKnownHostsFile, then GlobalKnownHostsFile. New keys go to the first. */
export function defaultKnownHostsFiles(home: string = homedir()): string[] {
  return [
    join(home, '.ssh', 'known_hosts'),
    join(home, '.ssh', 'known_hosts2'),
    '/etc/ssh/ssh_known_hosts',
    '/etc/ssh/ssh_known_hosts2',
  ];
}

export type ReadKnownHosts =
  { readonly ok: true; readonly known: KnownHosts } | { readonly ok: false; readonly reason: Message };

/**
 * Reads known_hosts files, null for OpenSSH's own. A file that is missing is an empty one; one that cannot be read
 * is an error and not an empty one, since a revoked key may stand in it.
 */
export async function readKnownHosts(paths: readonly string[] | null): Promise<ReadKnownHosts> {
  const files = paths ?? defaultKnownHostsFiles();
  const read = await Promise.all(files.map(readLines));
  const failed = read.find((result) => !result.ok);
  if (failed) return failed;
  return { ok: true, known: knownHostsOf(read.flatMap((result) => (result.ok ? result.lines : []))) };
}

type ReadLines = { ok: true; lines: ReturnType<typeof parseKnownLines> } | { ok: false; reason: Message };

async function readLines(file: string): Promise<ReadLines> {
  try {
    return { ok: true, lines: parseKnownLines(await readFile(file, 'utf8'), file) };
  } catch (error) {
    if (isMissing(error)) return { ok: true, lines: [] };
    return { ok: false, reason: message('known-hosts-unreadable', { file, error: readFault(error) }) };
  }
}

/**
 * Adds a line (without newline) to a known_hosts file. Returns why not, null if it is done. The file (0600) and its folder (0700) are made where they are
 * missing. It is one write at the end of the file, so that many at once, also of other programs, do not mix.
 */
export async function appendKnownHost(file: string, line: string): Promise<Message | null> {
  try {
    await makeFolders(dirname(file), 0o700);
    const handle = await open(file, 'a+', 0o600);
    try {
      await handle.write(`${(await endsInsideLine(handle)) ? '\n' : ''}${line}\n`);
    } finally {
      await handle.close();
    }
    return null;
  } catch (error) {
    return message('host-key-unrecorded', { file, error: (error as Error).message });
  }
}

async function endsInsideLine(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat();
  if (size === 0) return false;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] !== 0x0a;
}
