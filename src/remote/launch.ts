import { causeOf } from '../core/catalogue/cause.ts';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import { shellQuote } from './quote.ts';
import type { RunResult } from './wire.ts';

/** One launch, as it is said to a host. */
export interface LaunchWords {
  readonly nonce: string;
  /** muster's folder on the host, relative to the home: `.muster/default`. */
  readonly root: string;
  readonly launchId: string;
  /** When it must not be carried out any more, in seconds by the host's own clock; null where that is not known. */
  readonly deadlineS: number | null;
  /** A bundle's name, or the absolute path of a folder on the host. */
  readonly folder: string;
  /** Other bundles that it uses, which are to be kept as well. */
  readonly uses: readonly string[];
  readonly submitter: string;
  readonly args: readonly string[];
  /** Exported for the submitter alone. */
  readonly env: Readonly<Record<string, string>>;
}

/** What a host says of a launch. */
export type LaunchAnswer =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'failed' | 'unknown'; readonly detail: Message }
  | {
      readonly outcome: 'refused';
      readonly detail: Message;
      /** It came after its deadline. */
      readonly late?: true;
      /** The fault is on this side. */
      readonly ours?: true;
    };

/** stdin for `sh -s`: what is to be launched, then the launcher itself. */
export function launchScript(launcher: string, words: LaunchWords): string {
  const exports = Object.entries(words.env).map(([name, value]) => `  export ${name}=${shellQuote(value)}`);
  return [
    `muster_nonce=${shellQuote(words.nonce)}`,
    `muster_root=${shellQuote(words.root)}`,
    `muster_launch=${shellQuote(words.launchId)}`,
    `muster_deadline=${words.deadlineS ?? ''}`,
    `muster_component=${shellQuote(words.env['MUSTER_COMPONENT'] ?? '')}`,
    `muster_folder=${shellQuote(words.folder)}`,
    `muster_uses=${shellQuote(words.uses.join(' '))}`,
    `muster_submitter=${shellQuote(words.submitter)}`,
    'muster_environment() {',
    '  :',
    ...exports,
    '}',
    ['set --', ...words.args.map(shellQuote)].join(' '),
    launcher,
  ].join('\n');
}

/**
 * What became of a launch, and what the submitter printed last.
 *
 * A launch is `refused` only when nothing of it was sent; without an answer it is `unknown`, for it may have worked.
 */
export function parseLaunch(result: RunResult, nonce: string): LaunchAnswer & { readonly printed: string } {
  const { verdict, rest, printed } = answerIn(result.stdout.toString('utf8'), nonce);
  const said = printed.trim();
  switch (verdict) {
    case 'exit':
      if (rest === '0') return { outcome: 'done', printed: said };
      return {
        outcome: 'failed',
        detail: message('submitter-failed', { exit: rest, printed: said }),
        printed: said,
      };
    // What the first one started may still be on its way.
    case 'repeated':
      return { outcome: 'unknown', detail: message('launch-repeated'), printed: said };
    case 'late':
      return {
        outcome: 'refused',
        detail: message('launch-late', { lateS: /^\d{1,15}$/.test(rest) ? Number(rest) : null }),
        late: true,
        printed: said,
      };
    case 'unready':
      return { outcome: 'failed', detail: message('launch-unready', { cause: rest }), printed: said };
    default:
      return { ...unanswered(result), printed: said };
  }
}

/**
 * The launcher's answer, wherever it begins: what a profile script prints need not end with a newline. Its end is
 * the last one there is, for what the submitter printed may look like one.
 */
function answerIn(text: string, nonce: string): { verdict: string; rest: string; printed: string } {
  const opening = `launch 1 ${nonce} `;
  const start = text.indexOf(opening);
  const lineEnd = text.indexOf('\n', start);
  const end = text.lastIndexOf(`\nlaunch end ${nonce}`);
  if (start < 0 || lineEnd < 0 || end < lineEnd) return { verdict: '', rest: '', printed: '' };
  const line = text.slice(start + opening.length, lineEnd);
  const [verdict = ''] = line.split(' ', 1);
  const printed = text.slice(lineEnd + 1, end).slice(-longestDetail);
  return { verdict, rest: line.slice(verdict.length + 1, longestDetail), printed };
}

/** Characters of what a host says that are kept. */
const longestDetail = 2000;

function unanswered(result: RunResult): LaunchAnswer {
  if (result.kind === 'broken') {
    return result.sent
      ? { outcome: 'unknown', detail: message('launch-interrupted', causeOf(result.reason)) }
      : { outcome: 'refused', detail: message('launch-unsent', causeOf(result.reason)) };
  }
  const stderr = result.stderr.toString('utf8').trim().slice(0, 500);
  return { outcome: 'unknown', detail: message('launch-unanswered', { exit: String(result.code), stderr }) };
}

/** stdin for `sh -s`: the sweep of muster's folder on a host. */
export function sweepScript(
  sweep: string,
  words: { root: string; bundle: string; keepDays: number },
): string {
  return [
    `muster_root=${shellQuote(words.root)}`,
    `muster_bundle=${shellQuote(words.bundle)}`,
    `muster_keep_days=${words.keepDays}`,
    sweep,
  ].join('\n');
}
