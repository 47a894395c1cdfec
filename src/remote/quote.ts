/**
 * `text` as one word of a POSIX shell, whatever it holds: inside single quotes nothing is special.
 *
 * @throws {RangeError} for a NUL, which no shell word can hold
 */
export function shellQuote(text: string): string {
  if (text.includes('\0')) throw new RangeError('a shell word cannot hold a NUL character');
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
