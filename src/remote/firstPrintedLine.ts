const longest = 80;

/**
 * The first line of `text` that is not blank, fit to be shown to a person: shortened, and with nothing in it that
 * a terminal or a log would act on. null if there is none.
 */
export function firstPrintedLine(text: string): string | null {
  const line = /\S[^\r\n]*/.exec(text)?.[0].trimEnd();
  if (line === undefined) return null;
  const shown = Array.from(line.slice(0, 2 * longest).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?'));
  return shown.length > longest ? `${shown.slice(0, longest).join('')}…` : shown.join('');
}
