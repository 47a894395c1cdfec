import { harmless } from './harmless.ts';

/**
 * Text fit for the console of a monitoring system, on one line: `|` begins its numbers, and some take `<` for markup and `\n`
 * for the end of a line.
 */
export function consoleSafe(text: string): string {
  return harmless(text).replaceAll(/[|\\<>]/g, (sign) => replacements[sign] ?? '?');
}

const replacements: Readonly<Record<string, string>> = { '|': '¦', '\\': '/', '<': '‹', '>': '›' };

/** Cut to so many bytes of UTF-8, between two characters. */
export function cutBytes(text: string, most: number): string {
  if (Buffer.byteLength(text) <= most) return text;
  let bytes = Buffer.byteLength('…');
  let kept = '';
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > most) break;
    kept += character;
  }
  return `${kept}…`;
}
