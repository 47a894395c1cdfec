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
  readonly detail?: string;
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
  if (verdict === 'late') {
    const detail =
      'it reached the host after the deadline of its pass, by its own clock; nothing was signalled';
    return all({ outcome: 'refused', detail });
  }
  if (verdict === 'unready') return all({ outcome: 'refused', detail: rest.join(' ').slice(0, 300) });
  if (verdict !== 'done' || !lines.includes(`stop end ${nonce}`)) return all(unanswered(result));
  const told = new Map(lines.map((line) => line.split(' ') as [string, string]));
  return pids.map((pid) => answers.get(told.get(String(pid)) ?? '') ?? unanswered(result));
}

const answers: ReadonlyMap<string, StopAnswer> = new Map(
  Object.entries<StopAnswer>({
    stopped: { outcome: 'stopped' },
    killed: { outcome: 'killed', detail: 'it outlived its grace (timeouts.stop) and was killed' },
    gone: { outcome: 'gone', detail: 'it had ended before' },
    other: {
      outcome: 'gone',
      detail:
        'its pid is that of another process by now, or that has another command line; it was not signalled',
    },
    shared: {
      outcome: 'refused',
      detail:
        'its process belongs to another component too, or muster itself runs in it; nothing was signalled',
    },
    unsure: {
      outcome: 'unknown',
      detail: 'it got TERM, and its host could not list its processes since; it was not killed',
    },
    left: { outcome: 'failed', detail: 'it is still there after KILL, or may not be signalled by this user' },
  }),
);

function unanswered(result: RunResult): StopAnswer {
  if (result.kind === 'broken')
    return result.sent
      ? { outcome: 'unknown', detail: `${result.reason}; it may have been stopped` }
      : { outcome: 'refused', detail: `${result.reason}; nothing was sent` };
  const stderr = result.stderr.toString('utf8').trim().slice(0, 300);
  return {
    outcome: 'unknown',
    detail: `the host did not say what became of it, sh ended with ${result.code}${stderr === '' ? '' : `: ${stderr}`}`,
  };
}
