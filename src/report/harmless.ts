import { stripVTControlCharacters } from 'node:util';

/* What hosts and files say is shown to people; nothing of it may act on their terminal, log viewer or mail reader. */

/**
 * Text from a host, fit to be shown: nothing in it that a terminal, a log or a mail reader would act on. Line ends
 * become ` | `, so that it stays on one line.
 */
export function harmless(text: string): string {
  // Most texts are, and there may be very many.
  if (/^[\x20-\x7e]*$/.test(text)) return text.trim();
  return text
    .split(/[\r\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' | ')
    .replaceAll('\t', ' ')
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '?');
}

/**
 * A line that a program printed, fit to be shown: as it is but for what a terminal would act on. Colours and the like
 * are taken out; blanks and tabs at its beginning stay.
 */
export function harmlessLine(line: string): string {
  // Most lines are, and there may be very many.
  if (/^[\x20-\x7e\t]*$/.test(line)) return line;
  return stripVTControlCharacters(line.replace(/\r+$/, '')).replaceAll(/[^\P{C}\t]|[\p{Zl}\p{Zp}]/gu, '?');
}

/** A text of JSON with everything escaped that JSON leaves as it is and a terminal acts on; it means the same. */
export function harmlessJson(json: string): string {
  return json.replaceAll(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, escaped);
}

function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
