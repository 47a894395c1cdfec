import { quoted } from './wording.ts';

/** More than this many names in one text are taken for a slip of the finger, not for a fleet. */
export const mostHosts = 100_000;

export type Range =
  { readonly ok: true; readonly names: readonly string[] } | { readonly ok: false; readonly message: string };

const hostName = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,252}$/;

/**
 * The host names that `n-[01-40,43].example.org` stands for, each once, in the order they are written.
 * As in Slurm and ClusterShell: several brackets multiply, zeros in front are kept, `[0-10/2]` steps, and
 * commas outside brackets join groups.
 */
export function expandRange(text: string): Range {
  if (hostName.test(text)) {
    return { ok: true, names: [text] };
  }
  if (/^,*$/.test(text)) {
    return refusal(text === '' ? 'it is empty' : 'there is nothing but commas');
  }
  const names: string[] = [];
  for (const group of groupsOf(text)) {
    const expanded = expandGroup(group, mostHosts - names.length);
    if (!expanded.ok) {
      return expanded;
    }
    for (const name of expanded.names) {
      names.push(name);
    }
  }
  // One bracket with one range in it says nothing twice; a set of thousands takes its time.
  return { ok: true, names: /,|\].*\[/.test(text) ? [...new Set(names)] : names };
}

/** The pieces between the commas outside brackets. In one walk: a text of thousands of commas is no trap. */
function groupsOf(text: string): string[] {
  const groups: string[] = [];
  let from = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === ',' && depth === 0) {
      groups.push(text.slice(from, at));
      from = at + 1;
    } else if (sign === '[' || sign === ']') {
      depth = sign === '[' ? 1 : 0;
    }
  }
  return [...groups, text.slice(from)];
}

function expandGroup(group: string, room: number): Range {
  if (hostName.test(group)) {
    return room > 0 ? { ok: true, names: [group] } : refusal(`there are more than ${mostHosts} hosts`);
  }
  const parts = group.match(/\[[^[\]]*\]|[^[\]]+/g) ?? [];
  if (parts.join('') !== group || parts.length === 0) {
    return refusal(
      group === '' ? 'there is nothing between two commas' : `the brackets of ${quoted(group)} do not pair`,
    );
  }
  let names = [''];
  // What every name goes on with; joined first, so that only a bracket that multiplies costs a walk of all names.
  let fixed = '';
  for (const part of parts) {
    const choices = part.startsWith('[') ? expandBracket(part, room) : [part];
    if (!Array.isArray(choices)) {
      return choices;
    }
    const [only = ''] = choices;
    if (choices.length === 1) {
      fixed += only;
      continue;
    }
    if (names.length * choices.length > room) {
      return refusal(`${quoted(group)} stands for more than ${mostHosts} hosts`);
    }
    names = multiplied(names, fixed, choices);
    fixed = '';
  }
  names = multiplied(names, fixed, ['']);
  // Brackets hold digits alone, so that names differ in nothing that matters here but their length.
  const longest = names.reduce((longest, name) => (name.length > longest.length ? name : longest));
  return hostName.test(longest) ? { ok: true, names } : refusal(`${quoted(longest)} cannot be a host name`);
}

const multiplied = (names: readonly string[], fixed: string, choices: readonly string[]): string[] =>
  names.flatMap((name) => choices.map((choice) => name + fixed + choice));

function expandBracket(bracket: string, room: number): string[] | (Range & { ok: false }) {
  const numbers: string[] = [];
  for (const item of bracket.slice(1, -1).split(',')) {
    const found = /^([0-9]{1,15})(?:-([0-9]{1,15})(?:\/([0-9]{1,15}))?)?$/.exec(item);
    const [, first = '', last = first, stepText = '1'] = found ?? [];
    const [from, to, step] = [Number(first), Number(last), Number(stepText)];
    const width = isPadded(first) ? first.length : 0;
    if (found === null) {
      return refusal(
        `${quoted(item)} in ${quoted(bracket)} is neither a number nor a range such as 01-40 or 0-10/2`,
      );
    }
    if (from > to || step === 0) {
      return refusal(
        `${quoted(item)} in ${quoted(bracket)} ${step === 0 ? 'has a step of 0' : 'runs backwards'}`,
      );
    }
    if (last.length < width || (isPadded(last) && last.length !== first.length)) {
      return refusal(
        `${quoted(item)} in ${quoted(bracket)} begins and ends with a different number of digits`,
      );
    }
    if (numbers.length + Math.floor((to - from) / step) + 1 > room) {
      return refusal(`${quoted(bracket)} stands for more than ${mostHosts} hosts`);
    }
    for (let number = from; number <= to; number += step) {
      numbers.push(String(number).padStart(width, '0'));
    }
  }
  return numbers;
}

/**
 * The shortest plain way to write these host names: `c9-3`, `c9-5`, `c9-6` becomes `c9-[3,5-6]`. One number of
 * a name is folded, the one that varies most; groups that differ otherwise are joined by commas.
 * `expandRange` gives back the same set.
 */
export function foldRange(names: readonly string[]): string {
  const byShape = groupBy(new Set(names), (name) => name.replace(/[0-9]+/g, '0'));
  return [...byShape.values()].flatMap(foldShape).join(',');
}

function foldShape(names: readonly string[]): string[] {
  const split = names.map((name) => name.split(/([0-9]+)/));
  const field = mostVarying(split);
  if (field === null) {
    return [...names];
  }
  const groups = groupBy(split, (parts) => JSON.stringify(parts.with(field, '')));
  return [...groups.values()].map((group) => {
    const numbers = foldNumbers(group.map((parts) => parts[field] ?? ''));
    return (group[0] ?? []).with(field, numbers).join('');
  });
}

/** The odd places hold the numbers; the last of those that vary most, as machines are numbered from the right. */
function mostVarying(split: readonly (readonly string[])[]): number | null {
  let best: number | null = null;
  let most = 2;
  for (let field = 1; field < (split[0]?.length ?? 0); field += 2) {
    const texts = new Set(split.map((parts) => parts[field] ?? ''));
    const foldable = [...texts].every((text) => text.length <= 15);
    if (foldable && texts.size >= most) {
      best = field;
      most = texts.size;
    }
  }
  return best;
}

function foldNumbers(texts: readonly string[]): string {
  const sorted = texts.toSorted((a, b) => Number(a) - Number(b) || a.length - b.length);
  const runs: { first: string; last: string }[] = [];
  for (const text of sorted) {
    const run = runs.at(-1);
    const width = run !== undefined && isPadded(run.first) ? run.first.length : 0;
    if (run !== undefined && text === String(Number(run.last) + 1).padStart(width, '0')) {
      run.last = text;
    } else {
      runs.push({ first: text, last: text });
    }
  }
  const [only] = runs;
  if (runs.length === 1 && only !== undefined && only.first === only.last) {
    return only.first;
  }
  return `[${runs.map(({ first, last }) => (first === last ? first : `${first}-${last}`)).join(',')}]`;
}

const isPadded = (digits: string): boolean => digits.length > 1 && digits.startsWith('0');

const refusal = (message: string): Range & { ok: false } => ({ ok: false, message });

function groupBy<T>(items: Iterable<T>, keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [item]);
    } else {
      group.push(item);
    }
  }
  return groups;
}
