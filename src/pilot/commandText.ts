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

/** Something wrong with a command's file; `line` counts from 1, 0 is the whole file. */
export interface Slip {
  readonly line: number;
  readonly message: string;
}

export type ReadCommand =
  | { readonly ok: true; readonly header: CommandHeader }
  | { readonly ok: false; readonly slips: readonly Slip[] };

/**
 * Reads the text of a command: `#!/bin/sh`, lines `# key: value`, more comments, then functions alone. Nothing is
 * run, and no shell asked: what is looked at is what would come to grief, or do something, only on a host.
 */
export function readCommand(name: string, text: string): ReadCommand {
  const lines = text.split('\n');
  const { header, slips } = headerOf(lines);
  const all = [...shapeSlips(text, lines), ...slips, ...functionSlips(functionName(name), lines)];
  return all.length === 0 && header !== null ? { ok: true, header } : { ok: false, slips: all };
}

/** The function that a command's file defines. */
export const functionName = (command: string): string => command.replaceAll('-', '_');

function shapeSlips(text: string, lines: readonly string[]): Slip[] {
  const at = (part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;
  const slips: Slip[] = [];
  if (text.includes('\0'))
    slips.push({ line: at('\0'), message: 'a NUL character is in it; a shell reads text' });
  if (text.includes('\r'))
    slips.push({
      line: at('\r'),
      message: 'the line ends with CR LF, which a shell takes for part of the line; save the file with LF',
    });
  if (lines[0] !== '#!/bin/sh' && !text.includes('\r'))
    slips.push({ line: 1, message: 'the first line is not `#!/bin/sh`; a command is for that shell' });
  if (!text.endsWith('\n'))
    slips.push({
      line: lines.length,
      message: 'the last line has no end; what comes behind would be part of it',
    });
  return slips;
}

const values = {
  summary: null,
  stage: ['prepare', 'run', 'finish'],
  timeout: null,
  failure: ['ends', 'warns'],
  foreground: ['yes', 'no'],
} as const;

type Key = keyof typeof values;

const keys = Object.keys(values) as Key[];

function headerOf(lines: readonly string[]): { header: CommandHeader | null; slips: Slip[] } {
  const slips: Slip[] = [];
  const found = new Map<Key, string>();
  for (const [index, text] of lines.entries()) {
    if (index === 0) continue;
    const { key, value = '' } = /^# (?<key>[a-z]+): *(?<value>.*?) *\r?$/.exec(text)?.groups ?? {};
    if (key === undefined) break;
    const message = headerSlip(key, value, found);
    if (message === null) found.set(key as Key, value);
    else slips.push({ line: index + 1, message });
  }
  const told = slips.map(({ message }) => message).join('\n');
  for (const key of keys.filter((key) => key !== 'foreground' && !found.has(key)))
    // One that is misspelt or has a wrong value is told already.
    if (!told.includes(`\`${key}\``))
      slips.push({ line: 1, message: `the line \`# ${key}: …\` is missing; ${allowedFor(key)}` });
  if (found.get('foreground') === 'yes' && found.has('stage') && found.get('stage') !== 'prepare')
    slips.push({
      line: 1,
      message:
        '`foreground` is yes, and the stage is not prepare; before a launch has answered nothing else is run',
    });
  if (slips.length > 0) return { header: null, slips };
  const header: CommandHeader = {
    summary: found.get('summary') ?? '',
    stage: found.get('stage') as CommandHeader['stage'],
    timeoutS: timeoutS(found.get('timeout') ?? 'none'),
    failure: found.get('failure') as CommandHeader['failure'],
    foreground: found.get('foreground') === 'yes',
  };
  return { header, slips };
}

function headerSlip(key: string, value: string, found: ReadonlyMap<string, string>): string | null {
  if (!keys.includes(key as Key)) {
    const near = nearest(key, keys);
    return `\`# ${key}:\` is unknown; ${near === null ? `known are ${keys.join(', ')}` : `did you mean \`${near}\`?`} A comment stands below an empty line or \`#\``;
  }
  if (found.has(key)) return `\`${key}\` is here twice; remove one of them`;
  const choices: readonly string[] | null = values[key as Key];
  const fits =
    key === 'timeout'
      ? /^(none|[1-9][0-9]{0,5}[smh])$/.test(value)
      : key === 'summary'
        ? value !== '' && value.length <= 200
        : choices?.includes(value) === true;
  return fits ? null : `\`${key}\` is ${JSON.stringify(value.slice(0, 40))}; ${allowedFor(key as Key)}`;
}

function allowedFor(key: Key): string {
  if (key === 'summary') return 'a line of at most 200 characters is wanted';
  if (key === 'timeout') return 'a time such as 30s, 10m or 2h, or none, is allowed';
  return `${values[key].join(', ')} are allowed`;
}

const secondsOf = { s: 1, m: 60, h: 3600 } as const;

function timeoutS(text: string): number | null {
  const unit = text.at(-1) as keyof typeof secondsOf;
  return text === 'none' ? null : Number(text.slice(0, -1)) * secondsOf[unit];
}

/** The functions, by how they are written: one begins with its name at the start of a line and ends with `}` there. */
function functionSlips(wanted: string, lines: readonly string[]): Slip[] {
  const quoted = quotedLines(lines);
  // Whoever writes in so unusual a way is taken to know what is in the file: sh itself will look at it.
  if (quoted === null) return lines.some((line) => line.startsWith(`${wanted}(`)) ? [] : [missing(wanted)];
  const slips: Slip[] = [];
  let isWantedThere = false;
  /** What ends the function we are in; null outside of one. */
  let end: string | null = null;
  let beganAt = 0;
  for (const [index, line] of lines.entries()) {
    if (quoted[index] === true) continue;
    const began: RegExpExecArray | null = end === null ? functionBegin.exec(line) : null;
    const groups: Readonly<Record<string, string>> = began?.groups ?? {};
    const { name, open, rest = '' } = groups;
    if (name !== undefined) {
      isWantedThere ||= name === wanted;
      if (name !== wanted && !name.startsWith(`${wanted}__`))
        slips.push({
          line: index + 1,
          message: `the function \`${name}\` is defined; allowed are \`${wanted}\` and names that begin with \`${wanted}__\``,
        });
      const close = open === '{' ? '}' : ')';
      end = new RegExp(`\\${close}\\s*(#.*)?$`).test(rest) ? null : close;
      beganAt = index + 1;
    } else if (end === null && !/^\s*(#.*)?$/.test(line)) {
      slips.push({
        line: index + 1,
        message: `found ${JSON.stringify(line.trim().slice(0, 40))} outside of a function, where only comments are allowed; a function begins with \`${wanted}() {\` and ends with \`}\`, both at the start of a line`,
      });
      break;
    } else if (end !== null && line.startsWith(end)) {
      end = null;
    }
  }
  if (end !== null)
    slips.push({
      line: beganAt,
      message: `the function that begins here does not end: \`${end}\` at the start of a line is missing`,
    });
  return isWantedThere || slips.length > 0 ? slips : [missing(wanted)];
}

const functionBegin = /^(?<name>[A-Za-z_][A-Za-z0-9_]*) *\(\) *(?<open>[({])(?<rest>.*)$/;

const missing = (wanted: string): Slip => ({
  line: 0,
  message: `it does not define the function \`${wanted}\`, which is what would be called`,
});
