import { shellQuote } from './quote.ts';

/** `text` as one word of a command line for a person to copy: quoted only where it must be. */
export function shellWord(text: string): string {
  return /^[\w./:@%+,=-]+$/.test(text) ? text : shellQuote(text);
}
