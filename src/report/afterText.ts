import type { Message } from '../core/catalogue/catalogue.ts';
import type { After } from '../store/afterFile.ts';
import type { Report } from './document.ts';
import { timeText } from './style.ts';

/** `after the pass of 03:15:00: …`. @param at of the look that tells it, ISO 8601. */
export function afterProblems(after: After | null, at: string): Message[] {
  if (after === null) return [];
  const time = timeText(after.at, at);
  return after.problems.map((problem) => ({
    ...problem,
    text: `after the pass of ${time}: ${problem.text}`,
  }));
}

/**
 * The report with what the pass before had trouble with once it was written down: for page and metrics alone, which are made before
 * that of this pass can be known. Mail and exit codes have it from that pass itself.
 */
export function withAfter(report: Report, after: After | null): Report {
  return { ...report, problems: [...report.problems, ...afterProblems(after, report.at)] };
}
