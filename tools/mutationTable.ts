import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One change of the source that breaks one rule. */
export interface Mutation {
  /** Path in the repository. */
  readonly file: string;
  readonly text: string;
  readonly instead: string;
  /** The rule that no longer holds. */
  readonly breaks: string;
}

const root = join(import.meta.dirname, '..');

/** The mutations of tools/mutations.txt, which says how they are written. Throws at a line it cannot read. */
export function allMutations(): Mutation[] {
  const found: Mutation[] = [];
  let [file, text] = ['', ''];
  for (const line of readFileSync(join(root, 'tools/mutations.txt'), 'utf8').split('\n')) {
    const [mark, rest] = [line.slice(0, 2), line.slice(2).trim()];
    if (line === '' || mark === '# ') continue;
    const [instead, breaks] = rest.split(/^## | ## /);
    if (mark === '= ') file = rest;
    else if (mark === '- ') text = rest;
    else if (mark === '+ ' && instead !== undefined && breaks !== undefined)
      found.push({ file, text, instead, breaks });
    else throw new Error(`tools/mutations.txt: "${line}"`);
  }
  return found;
}

/** The source with the mutation; null if its text is not found exactly once. White space does not count. */
export function mutated(source: string, { text, instead }: Mutation): string | null {
  const tokens = text.match(/\w+|[^\w\s]/g) ?? [];
  const pattern = tokens.map((token) => token.replace(/^\W$/, '\\$&')).join('\\s*');
  const parts = source.split(new RegExp(pattern));
  return parts.length === 2 ? parts.join(instead) : null;
}

/** The mutations whose text is not found exactly once in their file. */
export function staleMutations(mutations: readonly Mutation[]): Mutation[] {
  return mutations.filter(
    (mutation) => mutated(readFileSync(join(root, mutation.file), 'utf8'), mutation) === null,
  );
}
