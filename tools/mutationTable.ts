import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One change of the source that breaks one rule. */
export interface Mutation {
  /** Path in the repository. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** The rule that the change breaks. */
  readonly rule: string;
}

const root = join(import.meta.dirname, '..');

/** The mutations of tools/mutations.txt, which documents its format. Throws at a line that it cannot read. */
export function allMutations(): Mutation[] {
  const mutations: Mutation[] = [];
  let [file, find] = ['', ''];
  for (const line of readFileSync(join(root, 'tools/mutations.txt'), 'utf8').split('\n')) {
    const [mark, rest] = [line.slice(0, 2), line.slice(2).trim()];
    if (line === '' || mark === '# ') continue;
    const [replace, rule] = rest.split(/^## | ## /);
    if (mark === '= ') file = rest;
    else if (mark === '- ') find = rest;
    else if (mark === '+ ' && replace !== undefined && rule !== undefined)
      mutations.push({ file, find, replace, rule });
    else throw new Error(`tools/mutations.txt: "${line}"`);
  }
  return mutations;
}

/** The mutated source; null unless `find` occurs exactly once. Ignores white space. */
export function applyMutation(source: string, { find, replace }: Mutation): string | null {
  const tokens = find.match(/\w+|[^\w\s]/g) ?? [];
  const pattern = tokens.map((token) => token.replace(/^\W$/, '\\$&')).join('\\s*');
  const parts = source.split(new RegExp(pattern));
  return parts.length === 2 ? parts.join(replace) : null;
}

/** The mutations that no longer apply to exactly one place in their file. */
export function staleMutations(mutations: readonly Mutation[]): Mutation[] {
  return mutations.filter(
    (mutation) => applyMutation(readFileSync(join(root, mutation.file), 'utf8'), mutation) === null,
  );
}
