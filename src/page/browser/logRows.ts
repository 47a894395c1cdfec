import type { LogLine } from '../data.ts';
import { isNamed, wordsOf } from './hostNames.ts';

export interface LogFilter {
  /** A kind, or `failures`; empty for all. */
  readonly kind: string;
  readonly lc: string;
  /** Part of a host's name, or a range. */
  readonly lh: string;
  readonly lq: string;
}

export function logAsked(log: readonly LogLine[], { kind, lc, lh, lq }: LogFilter): LogLine[] {
  const words = lq.toLowerCase().split(/\s+/).filter(Boolean);
  const hosts = wordsOf(lh);
  return log.filter((line) => {
    if (kind === 'failures' ? !isFailure(line) : kind !== '' && line.kind !== kind) return false;
    if (lc !== '' && line.component !== lc) return false;
    const host = (line.host ?? '').toLowerCase();
    if (!hosts.every(({ word, names }) => host.includes(word) || isNamed(host, names))) return false;
    if (words.length === 0) return true;
    const text = `${kindWords[line.kind]} ${line.what} ${line.component ?? ''} ${line.host ?? ''} ${line.detail ?? ''}`;
    return words.every((word) => text.toLowerCase().includes(word));
  });
}

/** What an operator would have to look at. */
export function isFailure({ kind, what }: LogLine): boolean {
  if (kind === 'launch' || kind === 'stopped' || kind === 'pilot') return badOutcomes.has(what);
  // Passes are told of where they had problems of their own.
  return kind === 'gone' || kind === 'pass';
}

const badOutcomes: ReadonlySet<string> = new Set(['failed', 'vanished', 'refused', 'unknown', 'unfit']);

export const kindWords: Readonly<Record<LogLine['kind'], string>> = {
  launch: 'launch',
  operator: 'operator',
  stopped: 'stop',
  gone: 'ended by itself',
  pilot: 'pilot',
  rebooted: 'rebooted',
  pass: 'pass',
};

/** What follows the word for the kind; empty where that says it all. */
export function whatText({ kind, what }: LogLine): string {
  return kind === 'gone' || kind === 'rebooted' ? '' : what;
}
