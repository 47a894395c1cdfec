import { message } from '../core/catalogue/catalogue.ts';
import type { Finding } from './config.ts';

/** A person mends no more than this before looking again; a file of a million slips must not take a pass's time. */
export const mostFindings = 1000;

/** The first findings: one more than are reported, so that it is known whether there are more. */
export function firstOf(findings: Iterable<Finding>): Finding[] {
  const first: Finding[] = [];
  for (const finding of findings) {
    first.push(finding);
    if (first.length > mostFindings) {
      break;
    }
  }
  return first;
}

/** In the order of the text, and no more than a person reads. */
export function inOrder(findings: readonly Finding[], kind: 'errors' | 'warnings'): Finding[] {
  const sorted = findings.toSorted(
    (a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  );
  if (sorted.length <= mostFindings) {
    return sorted;
  }
  const cut = message('more-findings', { kind, most: mostFindings });
  return [...sorted.slice(0, mostFindings), { line: null, column: null, path: '', ...cut }];
}
