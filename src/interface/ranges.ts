import type { Message } from '../core/catalogue/catalogue.ts';
import type { Entry } from '../core/catalogue/entry.ts';
import { rangeCodes, type RangeNumberProblem } from '../core/catalogue/rangeCodes.ts';
import { quoted } from './wording.ts';

/** More than this many names in one text are taken for a slip of the finger, not for a fleet. */
export const mostHosts = 100_000;

export type Range =
  { readonly ok: true; readonly names: readonly string[] } | { readonly ok: false; readonly reason: Message };

/** Why a part of a range cannot be taken; the range itself is added once. */
type Refusal = {
  [C in keyof typeof rangeCodes]: {
    readonly code: C;
    readonly params: Omit<Parameters<(typeof rangeCodes)[C]['text']>[0], 'range'>;
  };
}[keyof typeof rangeCodes];

type Expanded =
  | { readonly ok: true; readonly names: readonly string[] }
  | { readonly ok: false; readonly refusal: Refusal };

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
    return refused(text, { code: 'range-empty', params: {} });
  }
  const names: string[] = [];
  for (const group of groupsOf(text)) {
    const expanded = expandGroup(group, mostHosts - names.length);
    if (!expanded.ok) {
      return refused(text, expanded.refusal);
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

function expandGroup(group: string, room: number): Expanded {
  if (hostName.test(group)) {
    return room > 0 ? { ok: true, names: [group] } : tooLarge;
  }
  const parts = group.match(/\[[^[\]]*\]|[^[\]]+/g) ?? [];
  if (parts.join('') !== group || parts.length === 0) {
    return group === ''
      ? refusal({ code: 'range-empty', params: {} })
      : refusal({ code: 'range-brackets-unpaired', params: { part: quoted(group) } });
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
      return tooLarge;
    }
    names = multiplied(names, fixed, choices);
    fixed = '';
  }
  names = multiplied(names, fixed, ['']);
  // Brackets hold digits alone, so that names differ in nothing that matters here but their length.
  const longest = names.reduce((longest, name) => (name.length > longest.length ? name : longest));
  return hostName.test(longest)
    ? { ok: true, names }
    : refusal({ code: 'host-name-invalid', params: { name: quoted(longest) } });
}

const multiplied = (names: readonly string[], fixed: string, choices: readonly string[]): string[] =>
  names.flatMap((name) => choices.map((choice) => name + fixed + choice));

function expandBracket(bracket: string, room: number): string[] | (Expanded & { ok: false }) {
  const numbers: string[] = [];
  const wrong = (item: string, problem: RangeNumberProblem): Expanded & { ok: false } =>
    refusal({
      code: 'range-number-invalid',
      params: { bracket: quoted(bracket), item: quoted(item), problem },
    });
  for (const item of bracket.slice(1, -1).split(',')) {
    const found = /^([0-9]{1,15})(?:-([0-9]{1,15})(?:\/([0-9]{1,15}))?)?$/.exec(item);
    const [, first = '', last = first, stepText = '1'] = found ?? [];
    const [from, to, step] = [Number(first), Number(last), Number(stepText)];
    const width = isPadded(first) ? first.length : 0;
    if (found === null) return wrong(item, 'not-a-number');
    if (step === 0) return wrong(item, 'step-zero');
    if (from > to) return wrong(item, 'backwards');
    if (last.length < width || (isPadded(last) && last.length !== first.length))
      return wrong(item, 'different-digits');
    if (numbers.length + Math.floor((to - from) / step) + 1 > room) return tooLarge;
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

const refusal = (of: Refusal): Expanded & { ok: false } => ({ ok: false, refusal: of });

const tooLarge = refusal({ code: 'range-too-large', params: { most: mostHosts } });

function refused(range: string, { code, params }: Refusal): Range & { ok: false } {
  const all = { range: quoted(range), ...params };
  const text = (rangeCodes[code] as unknown as Entry).text(all);
  return { ok: false, reason: { code, text, params: all } };
}

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
