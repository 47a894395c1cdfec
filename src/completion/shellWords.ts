/* How the shells write words. Nothing here runs or expands anything: `$(x)` is four letters. */

/** The words of a command line up to the cursor as they are written, quotes included; the last may be empty. */
export function rawWords(line: string): string[] {
  const words: string[] = [];
  let word = '';
  let quote = '';
  let isOpen = false;
  for (let at = 0; at < line.length; at++) {
    const sign = line[at] ?? '';
    if (quote === '' && /\s/.test(sign)) {
      if (isOpen) words.push(word);
      [word, isOpen] = ['', false];
      continue;
    }
    isOpen = true;
    word += sign;
    if (sign === '\\' && quote !== "'" && at + 1 < line.length) word += line[++at] ?? '';
    else if (quote === sign) quote = '';
    else if (quote === '' && (sign === '"' || sign === "'")) quote = sign;
  }
  return [...words, word];
}

/** A word without its quotes, which need not be closed yet. */
export function unquoted(raw: string): string {
  let text = '';
  let quote = '';
  for (let at = 0; at < raw.length; at++) {
    const sign = raw[at] ?? '';
    if (quote === sign) quote = '';
    else if (quote === '' && (sign === '"' || sign === "'")) quote = sign;
    else if (sign === '\\' && quote !== "'") {
      const next = raw[++at] ?? '';
      // Within double quotes a backslash stands for itself before most signs.
      text += quote === '"' && !/["\\$`]/.test(next) ? `\\${next}` : next;
    } else text += sign;
  }
  return text;
}

/**
 * A word as it can stand in the line of bash, going on with the quote that `begun` opened; null where it cannot.
 */
export function forBash(text: string, begun: string): string | null {
  const [quote] = begun;
  if (quote === "'") return text.includes("'") ? null : `'${text}`;
  // bash would take the ! for one of its history, and the backslash before it for part of the word.
  if (quote === '"') return text.includes('!') ? null : `"${text.replaceAll(/["\\$`]/g, String.raw`\$&`)}`;
  return text.replaceAll(/[^\w./%+=:,@\-\u0080-\u{10ffff}]/gu, String.raw`\$&`);
}
