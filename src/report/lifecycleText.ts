import type { Decision } from '../core/types.ts';
import { decisionReport, type DecisionReport, type Report } from './document.ts';
import { harmless } from './harmless.ts';
import { decisionLines, problemLines } from './lines.ts';
import { actedRows, stopLines } from './planText.ts';
import { many, table, type Style } from './style.ts';

/** What `stop` and `drain --stop` print: what became of each instance, what holds now, and how to take it back. */
export function stoppedText(report: Report, dryRun: boolean, style: Style): string[] {
  const { actions = [], decisions } = report;
  const presumed = report.components.reduce((sum, component) => sum + component.presumed, 0);
  const unseen =
    presumed > 0
      ? [`${many(presumed, 'instance')} on hosts that are unknown now: passes stop them when they are seen`]
      : [];
  const ends = dryRun
    ? `Dry run: ${actions.length} to stop; nothing was done, and nothing is decided.`
    : actions.length === 0
      ? 'Nothing of it runs.'
      : '';
  return [
    ...problemLines(report, style),
    ...table(actedRows(report, style), [], style.columns),
    ...stopLines(report.stops ?? [], style),
    ...unseen,
    ...decisionLines(report, style),
    ...(ends === '' ? [] : [style.bold(ends)]),
    ...(dryRun ? [] : backLines(decisions, style)),
  ];
}

/** What `pause`, `resume`, `drain` and `undrain` print: what holds now. */
export function decisionsText(
  changed: { at: string; decisions: readonly Decision[]; problems: readonly string[] },
  dryRun: boolean,
  style: Style,
): string[] {
  const report = { at: changed.at, decisions: changed.decisions.map(decisionReport) };
  const lines = decisionLines(report, style);
  return [
    ...changed.problems.map((problem) => `${style.red('!')}  ${harmless(problem)}`),
    ...(dryRun ? [style.bold('Dry run: nothing was decided. It would hold:')] : []),
    ...(lines.length > 0 ? lines : ['No operator has decided anything that holds now.']),
    ...(dryRun ? [] : backLines(report.decisions, style)),
  ];
}

/** How each decision is taken back. */
function backLines(decisions: readonly DecisionReport[], style: Style): string[] {
  const verbs = new Set(
    decisions.map((decision) =>
      decision.kind === 'drain'
        ? 'muster undrain'
        : decision.kind === 'pause'
          ? 'muster resume'
          : 'muster restart --cancel',
    ),
  );
  return verbs.size === 0 ? [] : [style.dim(`(${[...verbs].join(', ')} takes it back)`)];
}
