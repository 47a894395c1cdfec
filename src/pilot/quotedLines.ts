/**
 * Which lines of a shell's text begin within a quoted text or a here-document, where nothing of them is a command.
 * null where it cannot be told: quotes are only followed as far as people write them, and what does not come out even
 * at the end was followed wrongly.
 */
export function quotedLines(lines: readonly string[]): readonly boolean[] | null {
  const quoted: boolean[] = [];
  let quote: '' | "'" | '"' = '';
  /** What ends the here-documents that the line has begun. */
  let pending: RegExp[] = [];
  for (const line of lines) {
    const [here] = pending;
    quoted.push(quote !== '' || here !== undefined);
    if (here !== undefined) {
      if (here.test(line)) pending = pending.slice(1);
      continue;
    }
    for (let at = 0; at < line.length; at++) {
      const sign = line[at];
      if (quote === "'") {
        if (sign === "'") quote = '';
      } else if (sign === '\\') at++;
      else if (sign === '"') quote = quote === '' ? '"' : '';
      else if (quote === '"') continue;
      else if (sign === "'") quote = "'";
      else if (sign === '#' && /^$|[\s;&|()]/.test(line[at - 1] ?? '')) break;
      else if (sign === '<' && line[at + 1] === '<') {
        const begun = hereDocument(line.slice(at));
        if (begun !== null) pending.push(begun.end);
        at += begun?.length ?? 1;
      }
    }
  }
  return quote === '' && pending.length === 0 ? quoted : null;
}

/** What ends the here-document that begins a text, and how much of the text says so; null for `<<<` and for shifting bits. */
function hereDocument(text: string): { readonly end: RegExp; readonly length: number } | null {
  const found = /^<<(?<tabs>-?)[ \t]*(?:'(?<single>[^']+)'|"(?<double>[^"]+)"|\\?(?<bare>[A-Za-z_]\w*))/.exec(
    text,
  );
  if (found?.groups === undefined) return null;
  const { tabs, single, double, bare } = found.groups;
  const word = (single ?? double ?? bare ?? '').replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return { end: new RegExp(`^${tabs === '' ? '' : '\\t*'}${word}$`), length: found[0].length - 1 };
}
