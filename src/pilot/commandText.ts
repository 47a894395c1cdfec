import { message, type Message } from '../core/catalogue/catalogue.ts';
import type { HeaderKey } from '../core/catalogue/pilotCodes.ts';
import { nearest } from '../interface/nearest.ts';
import { quotedLines } from './quotedLines.ts';

/** What a command says of itself in its first lines. */
export interface CommandHeader {
  readonly summary: string;
  readonly stage: 'prepare' | 'run' | 'finish';
  /** null for one that may take as long as it takes. */
  readonly timeoutS: number | null;
  /** What its failure means for the pilot: the end, or a warning. */
  readonly failure: 'ends' | 'warns';
  /** Whether it is run before the submitter returns. */
  readonly foreground: boolean;
}

export type ReadCommand =
  | { readonly ok: true; readonly header: CommandHeader }
  | { readonly ok: false; readonly problems: readonly Message[] };

/**
 * Reads the text of a command: `#!/bin/sh`, lines `# key: value`, more comments, then functions alone. Nothing is
 * run, and no shell asked: what is looked at is what would come to grief, or do something, only on a host.
 *
 * @param file where the text is from; what is wrong with it is reported by it and a line
 */
export function readCommand(name: string, text: string, file: string): ReadCommand {
  const lines = text.split('\n');
  const { header, problems } = headerOf(file, lines);
  const all = [
    ...shapeProblems(file, text, lines),
    ...problems,
    ...functionProblems(file, functionName(name), lines),
  ];
  return all.length === 0 && header !== null ? { ok: true, header } : { ok: false, problems: all };
}

/** The function that a command's file defines. */
export const functionName = (command: string): string => command.replaceAll('-', '_');

function shapeProblems(file: string, text: string, lines: readonly string[]): Message[] {
  const at = (part: string) => ({ file, line: text.slice(0, text.indexOf(part)).split('\n').length });
  const problems: Message[] = [];
  if (text.includes('\0')) problems.push(message('command-has-nul', at('\0')));
  if (text.includes('\r')) problems.push(message('command-has-crlf', at('\r')));
  if (lines[0] !== '#!/bin/sh' && !text.includes('\r'))
    problems.push(message('command-shebang-missing', { file, line: 1 }));
  if (!text.endsWith('\n')) problems.push(message('command-last-line-open', { file, line: lines.length }));
  return problems;
}

/** What each header takes; null for what is not one of a few words. */
const values: Readonly<Record<HeaderKey, readonly string[] | null>> = {
  summary: null,
  stage: ['prepare', 'run', 'finish'],
  timeout: null,
  failure: ['ends', 'warns'],
  foreground: ['yes', 'no'],
};

const keys = Object.keys(values) as HeaderKey[];

function headerOf(
  file: string,
  lines: readonly string[],
): { header: CommandHeader | null; problems: Message[] } {
  const problems: Message[] = [];
  const found = new Map<HeaderKey, string>();
  /** One that is misspelt or has a wrong value is reported once. */
  const reported = new Set<string>();
  for (const [index, text] of lines.entries()) {
    if (index === 0) continue;
    const { key, value = '' } = /^# (?<key>[a-z]+): *(?<value>.*?) *\r?$/.exec(text)?.groups ?? {};
    if (key === undefined) break;
    const at = { file, line: index + 1 };
    if (!isHeader(key)) {
      const near = nearest(key, keys);
      problems.push(message('command-header-unknown', { ...at, key, near }));
      if (near !== null) reported.add(near);
    } else if (found.has(key)) {
      problems.push(message('command-header-repeated', { ...at, key }));
    } else if (fits(key, value)) {
      found.set(key, value);
    } else {
      const shown = JSON.stringify(value.slice(0, 40));
      problems.push(message('command-header-invalid', { ...at, key, found: shown }));
      reported.add(key);
    }
  }
  for (const key of keys)
    if (key !== 'foreground' && !found.has(key) && !reported.has(key))
      problems.push(message('command-header-missing', { file, line: 1, key }));
  if (found.get('foreground') === 'yes' && found.has('stage') && found.get('stage') !== 'prepare')
    problems.push(message('command-foreground-late', { file, line: 1 }));
  if (problems.length > 0) return { header: null, problems };
  const header: CommandHeader = {
    summary: found.get('summary') ?? '',
    stage: found.get('stage') as CommandHeader['stage'],
    timeoutS: timeoutS(found.get('timeout') ?? 'none'),
    failure: found.get('failure') as CommandHeader['failure'],
    foreground: found.get('foreground') === 'yes',
  };
  return { header, problems };
}

const isHeader = (key: string): key is HeaderKey => Object.hasOwn(values, key);

function fits(key: HeaderKey, value: string): boolean {
  if (key === 'timeout') return /^(none|[1-9][0-9]{0,5}[smh])$/.test(value);
  return values[key]?.includes(value) ?? (value !== '' && value.length <= 200);
}

const secondsOf = { s: 1, m: 60, h: 3600 } as const;

function timeoutS(text: string): number | null {
  const unit = text.at(-1) as keyof typeof secondsOf;
  return text === 'none' ? null : Number(text.slice(0, -1)) * secondsOf[unit];
}

/** The functions, by how they are written: one begins with its name at the start of a line and ends with `}` there. */
function functionProblems(file: string, wanted: string, lines: readonly string[]): Message[] {
  const quoted = quotedLines(lines);
  const missing = message('command-function-missing', { file, line: 0, wanted });
  // Whoever writes in so unusual a way is taken to know what is in the file: sh itself will look at it.
  if (quoted === null) return lines.some((line) => line.startsWith(`${wanted}(`)) ? [] : [missing];
  const problems: Message[] = [];
  let isWantedThere = false;
  /** What ends the function we are in; null outside of one. */
  let end: string | null = null;
  let beganAt = 0;
  for (const [index, line] of lines.entries()) {
    if (quoted[index] === true) continue;
    const at = { file, line: index + 1 };
    const began: RegExpExecArray | null = end === null ? functionBegin.exec(line) : null;
    const groups: Readonly<Record<string, string>> = began?.groups ?? {};
    const { name, open, rest = '' } = groups;
    if (name !== undefined) {
      isWantedThere ||= name === wanted;
      if (name !== wanted && !name.startsWith(`${wanted}__`))
        problems.push(message('command-function-foreign', { ...at, function: name, wanted }));
      const close = open === '{' ? '}' : ')';
      end = new RegExp(`\\${close}\\s*(#.*)?$`).test(rest) ? null : close;
      beganAt = at.line;
    } else if (end === null && !/^\s*(#.*)?$/.test(line)) {
      const found = JSON.stringify(line.trim().slice(0, 40));
      problems.push(message('command-code-outside', { ...at, found, wanted }));
      break;
    } else if (end !== null && line.startsWith(end)) {
      end = null;
    }
  }
  if (end !== null) problems.push(message('command-function-open', { file, line: beganAt, close: end }));
  return isWantedThere || problems.length > 0 ? problems : [missing];
}

const functionBegin = /^(?<name>[A-Za-z_][A-Za-z0-9_]*) *\(\) *(?<open>[({])(?<rest>.*)$/;
