import { shellQuote } from './quote.ts';

/** What `workerscripts/doctor` is told. */
export interface DoctorWords {
  readonly nonce: string;
  /** muster's folder on the host, relative to the home: `.muster/default`. */
  readonly root: string;
  /** Where submitters are on the host; null where they are brought there. */
  readonly folder: string | null;
  readonly submitters: readonly string[];
}

/** What a host answered: each name with its values, in order; or what came instead of an answer. */
export type DoctorAnswer =
  | { readonly ok: true; readonly facts: ReadonlyMap<string, readonly string[]> }
  | { readonly ok: false; readonly printed: string };

/** stdin for `sh -s`: look around, and leave a process behind. */
export function lookScript(doctor: string, words: DoctorWords): string {
  return [
    ...opening(words, 'look'),
    `muster_folder=${shellQuote(words.folder ?? '')}`,
    `muster_pad=${padOf(words.nonce)}`,
    ['set --', ...words.submitters.map(shellQuote)].join(' '),
    doctor,
  ].join('\n');
}

/**
 * stdin for `sh -s`: does the process left behind still live? It is ended.
 *
 * @param made the folders that were made for it.
 */
export function againScript(
  doctor: string,
  words: DoctorWords,
  { pid, made }: { pid: number; made: string },
): string {
  return [...opening(words, 'again'), `muster_made=${shellQuote(made)}`, `set -- ${pid}`, doctor].join('\n');
}

function opening({ nonce, root }: DoctorWords, step: string): string[] {
  return [`muster_nonce=${shellQuote(nonce)}`, `muster_step=${step}`, `muster_root=${shellQuote(root)}`];
}

/** An argument longer than any terminal is wide: a listing that shortens command lines loses its end. */
export function padOf(nonce: string): string {
  return `${'x'.repeat(600)}${nonce}`;
}

export function parseDoctor(output: Buffer, nonce: string): DoctorAnswer {
  const facts = new Map<string, string[]>();
  const text = output.toString('utf8');
  // Not only where a line begins: what a profile prints need not end with a newline.
  for (const line of text.split('\n')) {
    const at = line.indexOf(`doctor ${nonce} `);
    if (at < 0) continue;
    const [, name = '', value = ''] = /^\S+ \S+ (\S+) ?(.*)$/.exec(line.slice(at)) ?? [];
    facts.set(name, [...(facts.get(name) ?? []), value.slice(0, longestValue)]);
  }
  return facts.has('end') ? { ok: true, facts } : { ok: false, printed: text };
}

const longestValue = 2000;
