import type { Item, News, ProblemKind } from '../core/news.ts';
import { noteText, type Note } from '../core/note.ts';
import { foldRange } from '../interface/ranges.ts';
import { shellWord } from '../remote/shellWord.ts';
import { harmless } from './harmless.ts';
import { foldedOverHosts, isDoubt, ofHost, subjectOf, type Folded } from './overHosts.ts';
import { many, timeText } from './style.ts';

export interface Setting {
  /** This machine. */
  readonly machine: string;
  /** Path of `Interface.json`. */
  readonly file: string;
  readonly nowMs: number;
}

/**
 * News as cron mails it: what is new, what is over, what goes on. The first line tells the most. Plain text, in lines that a mail
 * reader need not break.
 */
export function newsText(news: News, setting: Setting): string[] {
  const { file, nowMs } = setting;
  const { begun, ended, still, silent } = news;
  const sections = [
    { title: 'NEW', items: begun, line: begunText, isWhole: true },
    { title: 'OVER', items: ended, line: overText, isWhole: false },
    { title: 'STILL THERE (told once a day)', items: still, line: stillText, isWhole: true },
  ].filter(({ items }) => items.length > 0);
  const now = new Date(nowMs).toISOString();
  // With a configuration that is broken nothing else can say more.
  const isBroken = [...begun, ...still].some(({ kind }) => kind === 'config');
  const body = sections.flatMap(({ title, items, line, isWhole }) => [
    '',
    title,
    ...folded(items).flatMap((group) => [
      ...wrapped(line(group, now), margin),
      ...(isWhole ? group.more.flatMap(noteLines) : []),
    ]),
  ]);
  return [
    ...wrapped(newsSubject(news, setting), '  '),
    ...body,
    '',
    ...(silent > 0 ? [`${many(silent, 'problem')} told before ${silent > 1 ? 'go' : 'goes'} on.`] : []),
    // Not broken, so that it can be copied.
    `All there is now: muster ${isBroken ? 'check' : 'status'} -c ${harmless(shellWord(file))}`,
  ];
}

/** What is told, in one line. */
export function newsSubject(news: News, { machine }: Setting): string {
  return `muster on ${harmless(machine)}: ${headline(news)}`;
}

/** Items that are told in the same words, of several hosts. */
interface Group {
  readonly kind: ProblemKind;
  readonly abouts: readonly string[];
  readonly text: string;
  readonly more: readonly Note[];
  readonly sinceMs: number;
  readonly endedAtMs: number | null;
  readonly again: Item['again'];
}

/** More lines than this are read by nobody; the rest is counted. */
const mostGroups = 40;

function folded(items: readonly Item[]): Group[] {
  const all = foldedOverHosts(items, ({ again }) => again).map(groupOf);
  const rest = all.slice(mostGroups);
  if (rest.length === 0) return all;
  const count = rest.reduce((sum, { abouts }) => sum + abouts.length, 0);
  const more = { kind: 'pass', abouts: [''], text: `and ${count} more`, more: [], again: 'new' } as const;
  const [first] = rest;
  return [
    ...all.slice(0, mostGroups),
    { ...more, sinceMs: first?.sinceMs ?? 0, endedAtMs: first?.endedAtMs ?? null },
  ];
}

function groupOf({ kind, abouts, text, items }: Folded<Item>): Group {
  const [first] = items;
  const ends = items.flatMap(({ endedAtMs }) => endedAtMs ?? []);
  return {
    kind,
    abouts,
    text: harmless(text),
    more: first?.more ?? [],
    sinceMs: Math.min(...items.map(({ sinceMs }) => sinceMs)),
    endedAtMs: ends.length < items.length ? null : Math.max(...ends),
    again: first?.again ?? 'new',
  };
}

function begunText(group: Group): string {
  const again = { new: '', back: ' (again)', changed: ' (now)' }[group.again];
  return `${mark(group)}  ${subject(group, '  ', again)}${group.text}`;
}

function overText(group: Group, now: string): string {
  const { sinceMs, endedAtMs } = group;
  const ended = endedAtMs ?? sinceMs;
  const span = `${timeText(iso(sinceMs), now)} to ${timeText(iso(ended), now)}, ${lasted(ended - sinceMs)}`;
  return `=  ${subject(group, '  ')}over (${span}): ${group.text}`;
}

function stillText(group: Group, now: string): string {
  const { sinceMs } = group;
  const since = `since ${timeText(iso(sinceMs), now)} (${lasted(Date.parse(now) - sinceMs)}): `;
  return `${mark(group)}  ${subject(group, '  ')}${since}${group.text}`;
}

function mark({ kind }: Group): string {
  return isDoubt(kind) ? '?' : '!';
}

function subject(group: Group, space: string, again = ''): string {
  const subject = subjectOf(group);
  const name = subject === '' ? again.trim() : subject + again;
  return name === '' ? '' : name + space;
}

/** `new: pipe0/mover, n-[01-40]; over: n07`. */
function headline({ begun, ended, still }: News): string {
  const parts = [
    { said: 'new', items: begun },
    { said: 'over', items: ended },
    { said: 'still there', items: still },
  ];
  return parts
    .filter(({ items }) => items.length > 0)
    .map(({ said, items }) => `${said}: ${names(items)}`)
    .join('; ');
}

function names(items: readonly Item[]): string {
  const hosts = new Set(items.filter(({ kind }) => ofHost.has(kind)).map(({ about }) => about));
  const others = new Set(
    items.filter(({ kind }) => !ofHost.has(kind)).map(({ kind, about }) => spoken[kind] ?? about),
  );
  const counted = hosts.size > 1 ? ` (${many(hosts.size, 'host')})` : '';
  const folds = hosts.size > 0 ? [foldRange([...hosts]) + counted] : [];
  const all = [...others, ...folds].map((name) => harmless(name));
  const shown = all.slice(0, mostNames).map((name) => (name.length > 60 ? `${name.slice(0, 57)}...` : name));
  return shown.join(', ') + (all.length > mostNames ? ` and ${all.length - mostNames} more` : '');
}

const mostNames = 4;

const spoken: Partial<Record<ProblemKind, string>> = {
  pass: 'this machine',
  config: 'Interface.json',
  busy: 'a pass that does not end',
  debugmode: 'debugmode',
  brownout: 'brownout',
};

/** `40 s`, `30 min`, `5 h`, `3 days`. */
function lasted(ms: number): string {
  if (ms < 120_000) return `${Math.round(ms / 1000)} s`;
  if (ms < 2 * 3600_000) return `${Math.round(ms / 60_000)} min`;
  if (ms < 48 * 3600_000) return `${Math.round(ms / 3600_000)} h`;
  return `${Math.round(ms / 86_400_000)} days`;
}

const iso = (ms: number): string => new Date(ms).toISOString();

const width = 78;
/** A mail has lines of at most 998 bytes, and a letter takes up to four. */
const longestWord = 240;

/** What stands below a problem; a command on one line, for it is to be copied. */
function noteLines(note: Note): string[] {
  const text = harmless(noteText(note));
  return 'command' in note && text.length <= longestWord ? [margin + text] : wrapped(margin + text, margin);
}

const margin = '     ';

/** Lines that fit a mail, those after the first indented. */
function wrapped(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  let empty = true;
  for (const word of text.split(' ').flatMap(pieces)) {
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line.trimEnd());
      line = indent;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line.trimEnd()];
}

function pieces(word: string): string[] {
  return word.length <= longestWord
    ? [word]
    : (word.match(new RegExp(`.{1,${longestWord}}`, 'gsu')) ?? [word]);
}

/**
 * Text for a reader whose letters are not known: cron names in its mail the letters of its own locale, mostly ASCII. Letters lose
 * their accents; what has no likeness becomes `?`.
 */
export function inLocale(text: string, env: NodeJS.ProcessEnv): string {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  if (/utf-?8/i.test(locale)) return text;
  return text
    .replaceAll('×', 'x')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\n\x20-\x7e]/gu, '?');
}
