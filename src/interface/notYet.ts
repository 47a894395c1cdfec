/**
 * Keys and values that are specified and whose effect comes later. They are refused, for a key that is read
 * and does nothing is worse than one that is not known. Paths are those of the schema, without indices; a
 * value is written after `=`.
 */
const sentences: ReadonlyMap<string, string> = new Map([
  ['available[].kind', 'every host is reached in the same way so far; remove this key'],
  ['pipes[].types[].pilot', 'muster does not make submitters so far; name one with `submitter`'],
]);

/** Why a key, or a key with this value, is refused for now; null where it is not on the list. */
export function notYet(path: string, value?: unknown): string | null {
  const sentence =
    sentences.get(path) ?? (typeof value === 'string' ? sentences.get(`${path}="${value}"`) : undefined);
  return sentence === undefined ? null : `not yet: ${sentence}`;
}

/** The schema of a key that is refused for now: nothing matches it, so an editor marks it too. */
export function refusedForNow(path: string): { readonly not: object; readonly description: string } {
  const sentence = notYet(path);
  if (sentence === null) {
    throw new Error(`${path} is not on the list`);
  }
  return { not: {}, description: sentence.replace('not yet', 'Not yet') };
}
