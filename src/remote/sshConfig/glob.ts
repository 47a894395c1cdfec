import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The existing paths that an absolute path with `*`, `?` and `[...]` stands for, sorted byte by byte as glob(3) does. */
export async function globbed(pattern: string): Promise<string[]> {
  let found = ['/'];
  for (const part of pattern.split('/').filter((name) => name !== '')) {
    const isPattern = /[*?[\\]/.test(part);
    const next = await Promise.all(
      found.map((folder) => (isPattern ? matching(folder, part) : [join(folder, part)])),
    );
    found = next.flat();
  }
  const there = await Promise.all(
    found.map((path) =>
      lstat(path).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found
    .filter((_, index) => there[index])
    .toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

async function matching(folder: string, part: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const pattern = toRegExp(part);
  return names
    .filter((name) => pattern.test(name) && (!name.startsWith('.') || part.startsWith('.')))
    .map((name) => join(folder, name));
}

function toRegExp(part: string): RegExp {
  const source = part.replaceAll(
    /\*+|\?|\[(!?)([^\]]+)\]|\\(.)|([.+^${}()|[\]\\])/gs,
    (all, not?: string, set?: string, escaped?: string, special?: string) => {
      if (set !== undefined)
        return `[${not === '!' ? '^' : ''}${set.replaceAll('\\', '\\\\').replace(/^\^/, '\\^')}]`;
      if (escaped !== undefined) return `\\u{${(escaped.codePointAt(0) as number).toString(16)}}`;
      if (special !== undefined) return `\\${special}`;
      return all.startsWith('*') ? '.*' : '.';
    },
  );
  try {
    return new RegExp(`^${source}$`, 'su');
  } catch {
    return /^(?!)/;
  }
}
