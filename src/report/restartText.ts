import { foldRange } from '../interface/ranges.ts';
import type { Report } from './document.ts';
import { harmless } from './harmless.ts';
import { decisionLines } from './decisionLines.ts';
import { backoffLines, outcomeKinds, problemLines, stopKinds } from './lines.ts';
import { actedRows, outcomeLines, stopLines } from './planText.ts';
import { many, table, type Style } from './style.ts';

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
  { left, interrupted, cancelled = false }: { left: number; interrupted: boolean; cancelled?: boolean },
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
    ...decisionLines(
      { ...report, decisions: report.decisions.filter(({ kind }) => kind === 'restart') },
      style,
    ),
    ...(left > 0 && !dryRun && !interrupted && !cancelled ? waitLines(report, style) : []),
    style.bold(cancelled ? cancelledLine(left) : lastLine(report, left, interrupted, dryRun)),
  ];
}

function cancelledLine(left: number): string {
  return `Restart: taken back by somebody else with ${left} left, which stay as they are.`;
}

/** What a restart waits for. */
function waitLines({ components, hosts }: Report, style: Style): string[] {
  const { presumed = 0, pending = 0, missing = 0, comingUp = 0 } = components[0] ?? {};
  const unseen = pending - comingUp;
  const id = components[0]?.component ?? '';
  const unknown = hosts.filter(
    ({ sighting, components: held }) => sighting !== 'seen' && (held[id] ?? 0) > 0,
  );
  const why = [
    ...(presumed > 0
      ? [`${many(presumed, 'instance')} on ${foldRange(unknown.map(({ host }) => host))}, unknown now`]
      : []),
    ...(comingUp > 0 ? [`${comingUp} coming up`] : []),
    ...(unseen > 0 ? [`${unseen} launched and not yet seen`] : []),
    ...(missing > 0 ? [`${missing} missing`] : []),
  ];
  return why.length === 0 ? [] : [`${style.yellow('?')}  it waits: ${harmless(why.join('; '))}`];
}

function lastLine(report: Report, left: number, interrupted: boolean, dryRun: boolean): string {
  const atOnce = report.decisions.some((decision) => decision.kind === 'restart' && decision.atOnce);
  const replaced = (report.stops ?? []).length;
  if (dryRun)
    return left === 0
      ? 'Dry run: nothing runs that could be restarted.'
      : `Dry run: ${left} to replace${atOnce ? '' : ', one after the other'}; nothing was done, and nothing is decided.`;
  if (interrupted && replaced === 0) return 'Restart: interrupted before anything was done.';
  if (left === 0) return replaced === 0 ? 'Nothing runs that could be restarted.' : 'Restart: all replaced.';
  if (interrupted) return `Restart: broken off with ${left} left, which stay as they are.`;
  return `Restart: ${left} left. Passes go on with it, one each, when as many run as are wanted; muster restart --cancel takes it back.`;
}
