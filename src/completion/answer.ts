import type { ValueKind, Verb, VerbOption } from '../cli/verb.ts';
import { expandRange, foldRange } from '../interface/ranges.ts';

/** What a word on the command line can be completed to. */
export interface Answer {
  /** `list`: more may follow behind a comma. `files` and `folders` the shell knows better. */
  readonly kind: 'names' | 'list' | 'files' | 'folders';
  /** Whole words. */
  readonly candidates: readonly Candidate[];
}

export interface Candidate {
  readonly text: string;
  /** Empty where there is nothing to say. */
  readonly about: string;
}

/** What `Interface.json` has names of. */
export interface Names {
  readonly components: readonly Candidate[];
  readonly hosts: readonly string[];
}

/**
 * What the last of these words can be completed to.
 *
 * @param words behind `muster`, without the quotes of the shell; the last is what there is of the word in question.
 * @param namesIn what a configuration has names of; asked only where names are wanted.
 */
export async function answerTo(
  words: readonly string[],
  verbs: readonly Verb[],
  namesIn: (config: string) => Promise<Names>,
): Promise<Answer> {
  const current = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const at = before.findIndex((word) => !word.startsWith('-'));
  const named = verbs.map(({ name, summary }) => ({ text: name, about: summary }));
  if (at === -1) {
    const help = { text: 'help', about: 'how a command is used' };
    return names(current.startsWith('-') ? topOptions : [...named, help], current);
  }
  if (before[at] === 'help') return names(before.length === at + 1 ? named : [], current);
  const verb = verbs.find(({ name }) => name === before[at]);
  if (verb === undefined) return names([], current);
  const line = read(before.slice(at + 1), verb);
  const value = (kind: ValueKind, partial: string, head: string): Promise<Answer> =>
    valuesFor(kind, partial, head, () => namesIn(line.config));
  if (line.open !== null) return value(line.open, current, '');
  const [, flag = '', partial = ''] = (line.isOver ? null : /^(--[^=]+)=(.*)$/s.exec(current)) ?? [];
  if (flag !== '') {
    const kind = optionOf(verb, flag)?.kind ?? null;
    return kind === null ? names([], current) : value(kind, partial, `${flag}=`);
  }
  if (current.startsWith('-') && !line.isOver) return names(optionsLeft(verb, line.given), current);
  const argument = verb.arguments[line.arguments];
  return argument === undefined ? names([], current) : value(argument.kind, current, '');
}

const topOptions: readonly Candidate[] = [
  { text: '--help', about: 'what there is' },
  { text: '--version', about: 'the version' },
];

/** What the words between the verb and the one in question say. */
interface Line {
  /** The option whose value is in question; null for none. */
  readonly open: ValueKind | null;
  readonly given: ReadonlySet<VerbOption>;
  readonly arguments: number;
  /** There was a `--`: no more options. */
  readonly isOver: boolean;
  readonly config: string;
}

function read(words: readonly string[], verb: Verb): Line {
  const given = new Set<VerbOption>();
  let [args, isOver, config] = [0, false, 'Interface.json'];
  let open: VerbOption | null = null;
  const take = (option: VerbOption, value: string): void => {
    if (flagsOf(option).includes('--config')) config = value;
  };
  for (const word of words) {
    if (open !== null) {
      take(open, word);
      open = null;
    } else if (isOver || !word.startsWith('-') || word === '-') args++;
    else if (word === '--') isOver = true;
    else {
      const { option, value } = parts(word, verb);
      if (option === undefined) continue;
      given.add(option);
      if (value !== null) take(option, value);
      else if (option.kind !== null) open = option;
    }
  }
  return { open: open?.kind ?? null, given, arguments: args, isOver, config };
}

/** `--config=x`, `-cx`, `--config`, `-c`. */
function parts(word: string, verb: Verb): { option: VerbOption | undefined; value: string | null } {
  if (word.startsWith('--')) {
    const end = word.indexOf('=');
    const flag = end === -1 ? word : word.slice(0, end);
    return { option: optionOf(verb, flag), value: end === -1 ? null : word.slice(end + 1) };
  }
  const option = optionOf(verb, word.slice(0, 2));
  return { option, value: word.length > 2 ? word.slice(2) : null };
}

function optionOf({ options }: Verb, flag: string): VerbOption | undefined {
  return options.find((option) => flagsOf(option).includes(flag));
}

/** `-w` and `--hosts` of `-w, --hosts <hosts>`. */
function flagsOf({ flags }: VerbOption): string[] {
  return flags.split(/[ ,]+/).filter((part) => part.startsWith('-'));
}

function optionsLeft({ options }: Verb, given: ReadonlySet<VerbOption>): Candidate[] {
  const left = options.filter((option) => option.several || !given.has(option));
  return [
    ...left.map((option) => ({ text: flagsOf(option).at(-1) ?? '', about: option.summary })),
    { text: '--help', about: 'how it is used' },
  ];
}

/** @param head what of the word is no part of the value: `--only=`. */
async function valuesFor(
  kind: ValueKind,
  partial: string,
  head: string,
  load: () => Promise<Names>,
): Promise<Answer> {
  const whole = head + partial;
  const behind = ({ text, about }: Candidate): Candidate => ({ text: head + text, about });
  const plain = (texts: readonly string[]): Answer =>
    names(
      texts.map((text) => behind({ text, about: '' })),
      whole,
    );
  switch (kind) {
    case 'file':
      return { kind: 'files', candidates: [] };
    case 'folder':
      return { kind: 'folders', candidates: [] };
    case 'component':
      return names((await load()).components.map(behind), whole);
    case 'host':
      return plain((await load()).hosts);
    case 'hosts':
      return { kind: 'list', candidates: hostLists((await load()).hosts, partial).map(behind) };
    case 'duration':
      return plain(['30s', '5m', '1h', '1d']);
    case 'count':
    case 'text':
      return plain([]);
    default:
      return plain(kind);
  }
}

/** Hosts behind those that stand there already; where no letter is sure to come next, also all of them as a range. */
function hostLists(hosts: readonly string[], partial: string): Candidate[] {
  const comma = partial.lastIndexOf(',');
  const [done, begun] = [partial.slice(0, comma + 1), partial.slice(comma + 1)];
  // Within brackets there are numbers, not hosts.
  if (partial.lastIndexOf('[') > partial.lastIndexOf(']')) return [];
  const range = expandRange(done.slice(0, -1));
  const taken = new Set(range.ok ? range.names : []);
  const left = hosts.filter((host) => host.startsWith(begun) && !taken.has(host));
  const fold = left.length > 1 && commonStart(left) === begun ? foldRange(left) : '';
  const folded = fold !== '' && fold.length <= longestFold ? [fold] : [];
  return [
    ...folded.map((text) => ({ text: done + text, about: `all ${left.length}` })),
    ...left.map((host) => ({ text: done + host, about: '' })),
  ];
}

/** A range of hosts that have nothing in common is no help. */
const longestFold = 60;

function commonStart(texts: readonly string[]): string {
  let [start = ''] = texts;
  for (const text of texts) while (!text.startsWith(start)) start = start.slice(0, -1);
  return start;
}

function names(candidates: readonly Candidate[], current: string): Answer {
  return { kind: 'names', candidates: candidates.filter(({ text }) => text.startsWith(current)) };
}
