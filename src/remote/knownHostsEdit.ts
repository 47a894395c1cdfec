import { randomBytes } from 'node:crypto';
import { copyFile, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { isAbout } from './knownHosts.ts';
import { parseKnownLine } from './knownHostsLine.ts';

/** Text of a known_hosts file without the keys of one host. */
export interface Cleared {
  readonly text: string;
  readonly removed: number;
  /** Lines, counted from 1, that hold such a key for a pattern: they are about other hosts as well, and stay. */
  readonly stuck: readonly number[];
}

/**
 * Takes the keys of a host out of the text of a known_hosts file, but for those to keep. A line that names other hosts
 * as well loses the one name only; comments, and lines with a marker (`@revoked`), stay as they are.
 *
 * @param name as known_hosts spells it: `host`, or `[host]:port`.
 * @param keep keys in base64.
 */
export function withoutKeys(text: string, name: string, keep: ReadonlySet<string>): Cleared {
  let removed = 0;
  const stuck: number[] = [];
  const lines = text.split('\n').flatMap((line, index) => {
    const parsed = parseKnownLine(line, { file: '', line: index + 1 });
    if (parsed === null || parsed.key.marker !== 'none') return [line];
    if (keep.has(parsed.key.blob) || !isAbout(parsed, name)) return [line];
    if (parsed.names.kind === 'patterns') {
      stuck.push(index + 1);
      return [line];
    }
    removed += 1;
    const others = parsed.names.kind === 'plain' && parsed.names.list.length > 1;
    return others ? [withoutName(line, name)] : [];
  });
  return { text: lines.join('\n'), removed, stuck };
}

function withoutName(line: string, name: string): string {
  return line.replace(/^([ \t]*)([^ \t]+)/, (_, blanks: string, names: string) => {
    const others = names.split(',').filter((other) => other.toLowerCase() !== name);
    return blanks + others.join(',');
  });
}

/**
 * Replaces a known_hosts file whole by what `edit` makes of its text: with the mode and owner it had, and the file as
 * it was beside it as `.old`, as ssh-keygen does. A link stays a link. What another program adds meanwhile is not lost.
 *
 * @throws the file system's error; the file is untouched then.
 */
export async function rewriteKnownHosts(file: string, edit: (text: string) => string): Promise<void> {
  const path = await realpath(file);
  for (;;) {
    const text = await readFile(path, 'utf8');
    const fresh = `${path}.${randomBytes(4).toString('hex')}.tmp`;
    try {
      await writeLike(path, fresh, edit(text));
      // Somebody may have recorded a key since we read.
      if ((await readFile(path, 'utf8')) !== text) continue;
      await copyFile(path, `${path}.old`);
      await rename(fresh, path);
      return;
    } finally {
      await rm(fresh, { force: true });
    }
  }
}

async function writeLike(model: string, path: string, text: string): Promise<void> {
  const { mode, uid, gid } = await stat(model);
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.chmod(mode & 0o7777);
    const made = await handle.stat();
    if (made.uid !== uid || made.gid !== gid) await handle.chown(uid, gid);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
