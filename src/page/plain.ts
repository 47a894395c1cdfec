import type { Message } from '../core/catalogue/catalogue.ts';
import { harmless } from '../report/harmless.ts';
import type { PageMessage } from './data.ts';

/** Text for the page: harmless, on one line, and no longer than somebody reads. */
export function plain(text: string, most = 400): string {
  // Cut before it is looked through: a host may say megabytes.
  const shown = harmless(text.length > most * 2 ? text.slice(0, most * 2) : text);
  if (shown.length <= most) return text.length > most * 2 ? `${shown}…` : shown;
  // Not within a letter of two units.
  return `${shown.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** The same for several lines. */
export function plainLines(text: string, most = 400): string {
  return text
    .split('\n')
    .map((line) => plain(line, most))
    .filter((line) => line !== '')
    .join('\n');
}

export function plainMessage({ code, text, remedy }: Message): PageMessage {
  return { code, text: plain(text), ...(remedy !== undefined && { remedy: plain(remedy, 600) }) };
}
