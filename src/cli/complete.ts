import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { answerTo, type Answer } from '../completion/answer.ts';
import { namesIn } from '../completion/names.ts';
import { forBash, rawWords, unquoted } from '../completion/shellWords.ts';
import { verbs } from './verbs.ts';

/**
 * `muster __complete SHELL ...`: what the scripts of `muster completion` ask. A line with the kind of the answer, then a line for
 * each candidate. It never fails: whatever goes wrong, there is nothing to complete.
 *
 * - `bash LINE WORD`: the line up to the cursor, and what bash takes for the word there;
 * - `zsh WORD...`, `fish WORD...`: the words behind `muster`, as they are written.
 */
export async function complete([shell = '', ...given]: readonly string[], cwd: string): Promise<string> {
  try {
    const raw = shell === 'bash' ? rawWords(given[0] ?? '').slice(1) : given;
    const answer = await answerTo(raw.map(unquoted), verbs, (file) => namesIn(resolve(cwd, fromHome(file))));
    const lines = shell === 'bash' ? bashLines(answer, raw.at(-1) ?? '', given[1] ?? '') : lined(answer);
    return [answer.kind, ...lines, ''].join('\n');
  } catch {
    return 'names\n';
  }
}

function lined({ candidates }: Answer): string[] {
  return candidates.map(({ text, about }) => (about === '' ? text : `${text}\t${about}`));
}

/**
 * bash puts in what it is given as it is; and it begins a new word at signs such as `=` and `:`, so that what stands before them is
 * not given again.
 */
function bashLines({ candidates }: Answer, raw: string, word: string): string[] {
  const isBreak = /^[=:@]+$/.test(word);
  const begun = raw.endsWith(word) && !isBreak ? raw.slice(0, raw.length - word.length) : raw;
  // The quote is bash's own: it stays.
  const head = begun.replace(/^["']/, '');
  return candidates.flatMap(({ text }) => {
    const quoted = forBash(text, raw);
    if (quoted === null) return [];
    const inside = /^["']/.test(raw) ? quoted.slice(1) : quoted;
    return inside.startsWith(head) ? [inside.slice(head.length)] : [];
  });
}

function fromHome(file: string): string {
  return file.startsWith('~/') ? join(homedir(), file.slice(2)) : file;
}
