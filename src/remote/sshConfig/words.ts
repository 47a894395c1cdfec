/** A line of an ssh config file: its keyword in lower case, and the rest as it stands; null where there is none. */
export interface Line {
  readonly keyword: string;
  readonly rest: string;
}

/** `Keyword rest`, `Keyword=rest` or `Keyword = rest`; the keyword may be quoted. */
export function splitLine(text: string): Line | null {
  const found = /^[ \t]*=?[ \t]*(?:"([^"]*)"[ \t]*|([^ \t="]+)(?:[ \t]*=[ \t]*|[ \t]*))(.*)$/s.exec(
    withoutEnd(text),
  );
  if (found === null) return null;
  const keyword = (found[1] ?? found[2] ?? '').toLowerCase();
  if (keyword === '' || keyword.startsWith('#')) return null;
  return { keyword, rest: found[3] ?? '' };
}

const withoutEnd = (text: string): string => text.replace(/[ \t\r\n\f]+$/, '');

/**
 * The arguments of a keyword: separated by blanks, `'` and `"` keep blanks together, `\` takes the meaning from quotes,
 * from itself and, outside quotes, from a blank; what begins with `#` is a comment. null where a quote is not closed.
 */
export function splitWords(text: string): string[] | null {
  const words: string[] = [];
  let at = 0;
  for (;;) {
    while (text[at] === ' ' || text[at] === '\t') at += 1;
    if (at >= text.length || text[at] === '#') return words;
    let word = '';
    let quote = '';
    for (; at < text.length; at += 1) {
      const char = text[at] as string;
      const next = text[at + 1];
      if (char === '\\') {
        const escapes = next === "'" || next === '"' || next === '\\' || (quote === '' && next === ' ');
        if (escapes) at += 1;
        word += text[at];
      } else if (quote === '' && (char === ' ' || char === '\t')) {
        break;
      } else if (quote === '' && (char === '"' || char === "'")) {
        quote = char;
      } else if (char === quote) {
        quote = '';
      } else {
        word += char;
      }
    }
    if (quote !== '') return null;
    words.push(word);
  }
}

/**
 * The parts of a `Match` line, which OpenSSH reads in an older way: separated by blanks or one `=`, `"` keeps blanks
 * together, nothing is escaped. null where a quote is not closed.
 */
export function splitCriteria(text: string): string[] | null {
  const parts: string[] = [];
  let rest = text;
  while (rest !== '') {
    if (rest.startsWith('#')) break;
    const found = /^(?:"([^"]*)"[ \t]*|([^ \t="]*)(?:[ \t]*=[ \t]*|[ \t]+|$))/.exec(rest);
    if (found === null || found[0] === '') return null;
    parts.push(found[1] ?? found[2] ?? '');
    rest = rest.slice(found[0].length);
  }
  return parts;
}
