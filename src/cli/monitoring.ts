import { checkMkLine, checkStates, nagiosBare, usualName, type CheckState } from '../report/bareAnswer.ts';
import type { Exit } from './exits.ts';

/** A monitoring system that asks, and so the conventions to answer by. */
export type Asker = { readonly kind: 'nagios' } | { readonly kind: 'check-mk'; readonly name: string };

/** What is printed on stdout, and what muster ends with. */
export interface Answer {
  readonly text: string;
  readonly exit: Exit;
}

/** Who asks, by the words of the command line: it must be known also where they cannot be understood. */
export function askerIn(argv: readonly string[]): Asker | null {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  if (words.some((word) => /^--nagios(=|$)/.test(word))) return { kind: 'nagios' };
  const at = words.findIndex((word) => /^--check-mk(=|$)/.test(word));
  if (at === -1) return null;
  const joined = (words[at] ?? '').slice('--check-mk='.length);
  const next = words[at + 1] ?? '';
  return askerOf({ checkMk: joined !== '' || next.startsWith('-') ? joined : next });
}

/** Who asks, by the options as they were understood. */
export function askerOf({ nagios, checkMk }: { nagios?: boolean; checkMk?: string | true }): Asker {
  if (nagios) return { kind: 'nagios' };
  return { kind: 'check-mk', name: typeof checkMk === 'string' && checkMk !== '' ? checkMk : usualName };
}

/** Nothing but a state and why, in the way of whoever asks. */
export function bareAnswer(asker: Asker, state: CheckState, reasons: readonly string[]): Answer {
  if (asker.kind === 'nagios') return answerOf(nagiosBare(state, reasons), state);
  return answerOf([checkMkLine(state, asker.name, '-', reasons)], checkStates.ok);
}

/** Whoever asks is told in its own way that there is no answer, whatever happened. */
export function noAnswer(asker: Asker, reasons: readonly string[]): Answer {
  return bareAnswer(asker, checkStates.unknown, reasons);
}

export function answerOf(lines: readonly string[], exit: Exit): Answer {
  return { text: `${lines.join('\n')}\n`, exit };
}
