/** Whether a text matches a pattern of OpenSSH: `*` is any text, `?` any character. Time grows as their product. */
export function matches(text: string, pattern: string): boolean {
  // Most patterns are told apart by their first character.
  const first = pattern[0];
  if (first !== '*' && first !== '?' && first !== text[0]) return false;
  let at = 0;
  let inPattern = 0;
  let star = -1;
  let from = 0;
  while (at < text.length) {
    if (inPattern < pattern.length && pattern[inPattern] === '*') {
      star = inPattern;
      from = at;
      inPattern += 1;
    } else if (
      inPattern < pattern.length &&
      (pattern[inPattern] === '?' || pattern[inPattern] === text[at])
    ) {
      inPattern += 1;
      at += 1;
    } else if (star >= 0) {
      inPattern = star + 1;
      from += 1;
      at = from;
    } else {
      return false;
    }
  }
  while (pattern[inPattern] === '*') inPattern += 1;
  return inPattern === pattern.length;
}

/** Whether a text matches one of the patterns of `a,b,!c`, and none that is negated. */
export function matchesList(text: string, list: string): boolean {
  if (!list.includes(',')) return !list.startsWith('!') && matches(text, list);
  let found = false;
  for (const entry of list.split(',')) {
    const isNegated = entry.startsWith('!');
    if (!matches(text, isNegated ? entry.slice(1) : entry)) continue;
    if (isNegated) return false;
    found = true;
  }
  return found;
}

/** The arguments of `Host`: one must match and none that is negated. */
export function matchesHost(host: string, patterns: readonly string[]): boolean {
  let found = false;
  for (const pattern of patterns) {
    const isNegated = pattern.startsWith('!');
    if (!matches(host, isNegated ? pattern.slice(1) : pattern)) continue;
    if (isNegated) return false;
    found = true;
  }
  return found;
}
