import { expandRange } from '../../interface/ranges.ts';

/**
 * What a tile has as its name, of each host: what stands before the first point where no other host has the same there, else
 * the whole name.
 */
export function labelsOf(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(firstPart(name), (counts.get(firstPart(name)) ?? 0) + 1);
  return names.map((name) => (counts.get(firstPart(name)) === 1 ? firstPart(name) : name));
}

/** An address has no parts that mean anything alone. */
function firstPart(name: string): string {
  return /^[\d.:]+$/.test(name) ? name : name.split('.')[0] || name;
}

/** Larger ranges are not looked for: this is done anew with every letter that is typed. */
const mostNames = 5000;
const longestText = 500;

/**
 * The words of a search, in small letters, each with the names it stands for where it is a range as muster writes them:
 * `n-[01-40,43]`, several with commas between.
 */
export function wordsOf(text: string): { readonly word: string; readonly names: ReadonlySet<string> }[] {
  const joined = text.toLowerCase().replaceAll(/\s*,\s*/g, ',');
  return joined
    .split(/\s+/)
    .map((word) => word.replaceAll(/^,+|,+$/g, ''))
    .filter(Boolean)
    .map((word) => ({ word, names: namesOf(word) }));
}

function namesOf(word: string): ReadonlySet<string> {
  if (word.length > longestText || !/[[,]/.test(word)) return new Set();
  const range = expandRange(word);
  return new Set(range.ok && range.names.length <= mostNames ? range.names : []);
}

/** Whether a host is one of these names, by its whole name or what stands before its first point. */
export function isNamed(host: string, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  const name = host.toLowerCase();
  return names.has(name) || names.has(firstPart(name));
}
