import { causeOf } from '../core/catalogue/cause.ts';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import type { StopOutcomeKind } from '../core/types.ts';
import { shellQuote } from './quote.ts';
import type { RunResult } from './wire.ts';

/** What is to end on a host, as it is said there. */
export interface StopWords {
  readonly nonce: string;
  /** As for a launch; null where the host's clock is not known. */
  readonly deadlineS: number | null;
  /** Between TERM and KILL. */
  readonly graceS: number;
  /** The host's clock when it was looked at. */
  readonly seenS: number;
  /** Its uptime then; null where it is not known. */
  readonly upS: number | null;
  readonly targets: readonly StopTarget[];
  /** Pids of instances that are to be left alone. */
  readonly spare: readonly number[];
}

/** One instance: its topmost process, how long that had run when it was seen, and what its command line must hold. */
export interface StopTarget {
  readonly pid: number;
  readonly elapsedS: number;
  readonly key: string;
}

/** What a host says of one stop. */
export interface StopAnswer {
  readonly outcome: StopOutcomeKind;
  readonly detail?: Message;
}

/** stdin for `sh -s`: what is to end, then the script that ends it. */
export function stopScript(stopText: string, words: StopWords): string {
  const lines = [
    ...words.targets.map(({ pid, elapsedS, key }) => `target ${pid} ${elapsedS} ${key}`),
    ...words.spare.map((pid) => `spare ${pid}`),
  ];
  return [
    `muster_nonce=${shellQuote(words.nonce)}`,
    `muster_deadline=${words.deadlineS ?? ''}`,
    `muster_grace=${words.graceS}`,
    `muster_seen=${words.seenS}`,
    `muster_up=${words.upS ?? ''}`,
    `muster_words=${shellQuote(lines.join('\n'))}`,
    stopText,
  ].join('\n');
}

/** What became of each instance, in the order of the targets. */
export function parseStops(result: RunResult, nonce: string, pids: readonly number[]): StopAnswer[] {
  const text = result.stdout.toString('utf8');
  const opening = `stop 1 ${nonce} `;
  const start = text.indexOf(opening);
  const [first = '', ...lines] = start < 0 ? [] : text.slice(start + opening.length).split('\n');
  const [verdict, ...rest] = first.split(' ');
  const all = (answer: StopAnswer): StopAnswer[] => pids.map(() => answer);
  if (verdict === 'late') return all({ outcome: 'refused', detail: message('stop-late') });
  if (verdict === 'unready') {
    const cause = rest.join(' ').slice(0, 300);
    return all({ outcome: 'refused', detail: message('stop-unready', { cause }) });
  }
  if (verdict !== 'done' || !lines.includes(`stop end ${nonce}`)) return all(unanswered(result));
  const told = new Map(lines.map((line) => line.split(' ') as [string, string]));
  return pids.map((pid) => answers.get(told.get(String(pid)) ?? '') ?? unanswered(result));
}

const answers: ReadonlyMap<string, StopAnswer> = new Map(
  Object.entries<StopAnswer>({
    stopped: { outcome: 'stopped' },
    killed: { outcome: 'killed', detail: message('stop-killed') },
    gone: { outcome: 'gone', detail: message('stop-ended-before') },
    other: { outcome: 'gone', detail: message('stop-other-process') },
    shared: { outcome: 'refused', detail: message('stop-shared-process') },
    unsure: { outcome: 'unknown', detail: message('stop-unsure') },
    left: { outcome: 'failed', detail: message('stop-still-there') },
  }),
);

function unanswered(result: RunResult): StopAnswer {
  if (result.kind === 'broken')
    return result.sent
      ? { outcome: 'unknown', detail: message('stop-interrupted', causeOf(result.reason)) }
      : { outcome: 'refused', detail: message('stop-unsent', causeOf(result.reason)) };
  const stderr = result.stderr.toString('utf8').trim().slice(0, 300);
  return { outcome: 'unknown', detail: message('stop-unanswered', { exit: String(result.code), stderr }) };
}
