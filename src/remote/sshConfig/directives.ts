import { parseJumps } from './jumps.ts';
import { optionOf, type SshOption, type Takes } from './options.ts';
import { flag, portNumber, seconds, wholeNumber } from './values.ts';
import { splitCriteria, splitLine, splitWords } from './words.ts';

/** Where something stands in a config file; `line` counts from 1. */
export interface At {
  readonly file: string;
  readonly line: number;
}

/** What a line sets. */
export interface Setting {
  readonly words: readonly string[];
  /** The rest of the line as it stands. */
  readonly text: string;
  readonly at: At;
}

export interface Criterion {
  readonly kind: string;
  readonly isNegated: boolean;
  readonly argument: string;
}

/** One line of a config file, read; whom it is for is not decided yet. */
export type Directive =
  | { readonly kind: 'set'; readonly option: SshOption; readonly setting: Setting }
  | { readonly kind: 'unknown'; readonly keyword: string; readonly at: At }
  | { readonly kind: 'host'; readonly patterns: readonly string[] }
  | { readonly kind: 'match'; readonly criteria: readonly Criterion[]; readonly at: At }
  | { readonly kind: 'include'; readonly paths: readonly string[]; readonly at: At }
  | { readonly kind: 'bad'; readonly why: string; readonly at: At };

/** Reads one line as OpenSSH does; null for an empty one. */
export function directiveOf(text: string, at: At): Directive | null {
  const line = splitLine(text);
  if (line === null) return null;
  const { keyword, rest } = line;
  const bad = (why: string): Directive => ({ kind: 'bad', why, at });
  if (rest === '') return bad(`${keyword} has no value`);
  const words = splitWords(rest);
  if (words === null) return bad(`a quote is not closed`);
  const option = optionOf(keyword);
  if (option === undefined) return { kind: 'unknown', keyword, at };
  if (keyword === 'host')
    return words.includes('') ? bad('a pattern of Host is empty') : { kind: 'host', patterns: words };
  if (keyword === 'include')
    return words.includes('') ? bad('a path is empty') : { kind: 'include', paths: words, at };
  if (keyword === 'match') {
    const criteria = criteriaOf(rest);
    return typeof criteria === 'string' ? bad(criteria) : { kind: 'match', criteria, at };
  }
  if (words.length === 0 && option.takes !== 'line') return bad(`${option.name} has no value`);
  const why = complaint(option.takes, words, rest);
  return why === null
    ? { kind: 'set', option, setting: { words, text: rest, at } }
    : bad(`${option.name}: ${why}`);
}

/** Why OpenSSH would not take this for the value of an option; null where it would. */
function complaint(takes: Takes, words: readonly string[], text: string): string | null {
  if (takes === 'anything' || takes === 'line') return null;
  if (takes === 'jump')
    return parseJumps(text) === null ? `"${text}" is no chain of [user@]host[:port]` : null;
  if (words.includes('')) return 'a value is empty';
  if (takes === 'variables') return words.every((word) => word.includes('=')) ? null : 'NAME=VALUE is needed';
  if (takes === 'files')
    return words.length > 1 && words.some((word) => word.toLowerCase() === 'none')
      ? '"none" must stand alone'
      : null;
  const [word = '', extra] = words;
  if (extra !== undefined) return `"${extra}" is one word too many`;
  switch (takes) {
    case 'word':
    case 'addition':
      return null;
    case 'flag':
      return flag(word) === null ? `"${word}" is neither yes nor no` : null;
    case 'number':
      return wholeNumber(word) === null ? `"${word}" is no whole number` : null;
    case 'time':
      return word === 'none' || seconds(word) !== null ? null : `"${word}" is no time`;
    case 'port':
      return portNumber(word) === null ? `"${word}" is no port` : null;
    default:
      return takes.includes(word.toLowerCase()) ? null : `"${word}" is none of ${takes.join(', ')}`;
  }
}

const withoutArgument = new Set(['canonical', 'final']);
const withArgument = new Set([
  'host',
  'originalhost',
  'user',
  'localuser',
  'tagged',
  'exec',
  'localnetwork',
  'command',
  'sessiontype',
  'version',
]);

/** The criteria of a `Match` line; a text where OpenSSH would complain. */
function criteriaOf(text: string): Criterion[] | string {
  const parts = splitCriteria(text);
  if (parts === null) return 'a quote is not closed';
  const criteria: Criterion[] = [];
  while (parts.length > 0) {
    const part = parts.shift() as string;
    if (part === '') break;
    const isNegated = part.startsWith('!');
    const kind = (isNegated ? part.slice(1) : part).toLowerCase();
    if (kind === 'all') {
      if (criteria.length > 1 || parts.length > 0) return 'Match: "all" cannot stand with others';
      return [...criteria, { kind, isNegated, argument: '' }];
    }
    if (withoutArgument.has(kind)) {
      criteria.push({ kind, isNegated, argument: '' });
    } else if (withArgument.has(kind)) {
      const argument = parts.shift() ?? '';
      if (argument === '') return `Match: ${kind} has no value`;
      // Names of hosts are compared in lower case.
      criteria.push({ kind, isNegated, argument: kind.endsWith('host') ? argument.toLowerCase() : argument });
    } else {
      return `Match: "${part}" is no criterion`;
    }
  }
  return criteria.length === 0 ? 'Match: a criterion is needed' : criteria;
}
