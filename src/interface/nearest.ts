import { distance } from 'fastest-levenshtein';

/** The known name that was probably meant; null where none is near. */
export function nearest(given: string, known: readonly string[]): string | null {
  const text = given.slice(0, 100).toLowerCase();
  let best: string | null = null;
  let least = Infinity;
  for (const name of known) {
    const far = distance(name.toLowerCase(), text);
    if (far < least && far <= Math.max(1, Math.ceil(name.length / 3))) [best, least] = [name, far];
  }
  return best;
}
