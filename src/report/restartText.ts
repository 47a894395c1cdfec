import type { Report } from './document.ts';
import { harmless } from './harmless.ts';
import { backoffLines, decisionLines, outcomeKinds, problemLines, stopKinds } from './lines.ts';
import { actedRows, outcomeLines, stopLines } from './planText.ts';
import { table, type Style } from './style.ts';

/** One step of a rolling restart, told while the next is under way: `pipe0/a: stopped on n-1 (process 812); started on n-2`. */
export function stepText({ stops = [], outcomes = [] }: Report): string[] {
  const parts = [
    ...stops.map(({ host, pid, outcome }) => {
      const said = stopKinds.find(({ kind }) => kind === outcome)?.said ?? outcome;
      return `${said} on ${host} (process ${pid})`;
    }),
    ...outcomes.map(({ host, outcome }) => {
      const said = outcomeKinds.find(({ kind }) => kind === outcome)?.said ?? outcome;
      return `${said} on ${host}`;
    }),
  ];
  const component = stops[0]?.component ?? outcomes[0]?.component;
  return component === undefined ? [] : [harmless(`${component}: ${parts.join('; ')}`)];
}

/** What `restart` prints when it is over, whole or not. */
export function restartedText(
  report: Report,
  { left, interrupted }: { left: number; interrupted: boolean },
  style: Style,
  dryRun = false,
): string[] {
  const bad = (report.outcomes ?? []).filter(({ outcome }) => outcome !== 'confirmed');
  return [
    ...problemLines(report, style),
    ...table(actedRows(report, style), [], style.columns),
    ...stopLines(report.stops ?? [], style),
    ...outcomeLines(bad, style),
    ...backoffLines(report, style),
    ...decisionLines(report, style),
    style.bold(lastLine(report, left, interrupted, dryRun)),
  ];
}

function lastLine(report: Report, left: number, interrupted: boolean, dryRun: boolean): string {
  const replaced = (report.stops ?? []).length;
  if (dryRun)
    return left === 0
      ? 'Dry run: nothing runs that could be restarted.'
      : `Dry run: ${left} to replace; nothing was done, and nothing is decided.`;
  if (interrupted && replaced === 0) return 'Restart: interrupted before anything was done.';
  if (left === 0) return replaced === 0 ? 'Nothing runs that could be restarted.' : 'Restart: all replaced.';
  if (interrupted) return `Restart: broken off with ${left} left, which stay as they are.`;
  return `Restart: ${left} left. Passes go on with it, one each, when as many run as are wanted; muster restart --cancel takes it back.`;
}
