import type { Message } from '../core/catalogue/catalogue.ts';
import { matterOf } from '../core/decisions.ts';
import type { Decision } from '../core/types.ts';
import { foldRange } from '../interface/ranges.ts';
import { decisionReport, type DecisionReport, type Report } from './document.ts';
import { harmless } from './harmless.ts';
import { decisionLines } from './decisionLines.ts';
import { problemLines } from './lines.ts';
import { actedRows, stopLines } from './planText.ts';
import { many, table, type Style } from './style.ts';

export interface StoppedWords {
  readonly dryRun: boolean;
  /** By host that is unknown now, how many instances are presumed or pending there. */
  readonly unseen: ReadonlyMap<string, number>;
  /** What names the file in a command that is to be typed: ` -c FILE`. */
  readonly file: string;
}

/**
 * What `stop` and `drain --stop` print: what became of each instance, what holds now, and how to take it back.
 *
 * @param report with no other decisions than those made now.
 */
export function stoppedText(report: Report, { dryRun, unseen, file }: StoppedWords, style: Style): string[] {
  const { actions = [], decisions } = report;
  const dry = `Dry run: ${actions.length} to stop; nothing was done, and nothing is decided. It would hold:`;
  return [
    ...problemLines(report, style),
    ...table(actedRows(report, style), [], style.columns),
    ...stopLines(report.stops ?? [], style),
    ...unseenLines(unseen, style),
    ...(actions.length === 0 && unseen.size === 0 ? ['Nothing of it runs.'] : []),
    ...(dryRun ? [style.bold(dry)] : []),
    ...decisionLines(report, style),
    ...(dryRun ? [] : backLines(decisions, file, style)),
  ];
}

function unseenLines(unseen: ReadonlyMap<string, number>, style: Style): string[] {
  if (unseen.size === 0) return [];
  const hosts = foldRange([...unseen.keys()]);
  const count = [...unseen.values()].reduce((sum, one) => sum + one, 0);
  const later =
    count === 1 ? 'a pass stops it when its host is seen' : 'passes stop them when their hosts are seen';
  return [
    `${style.yellow('?')}  ${harmless(hosts)}: ${many(count, 'instance')} there, as far as known: ${later}`,
  ];
}

/** What `pause`, `resume`, `drain`, `undrain` and `restart --cancel` print: what they changed. */
export function decisionsText(
  changed: {
    at: string;
    before: readonly Decision[];
    decisions: readonly Decision[];
    problems: readonly Message[];
    file: string;
  },
  dryRun: boolean,
  style: Style,
): string[] {
  const { at, before, decisions, file } = changed;
  const made = decisions.filter((decision) => !before.includes(decision));
  const matters = new Set(made.map(matterOf));
  const replaced = before.filter((decision) => matters.has(matterOf(decision)));
  const ended = before.filter((decision) => !decisions.includes(decision) && !replaced.includes(decision));
  const lines = (list: readonly Decision[]): string[] =>
    decisionLines({ at, decisions: list.map(decisionReport) }, style);
  const next = ended.some(({ kind }) => kind !== 'restart')
    ? [style.dim(`(the next pass starts what is missing; muster run${file} does it now)`)]
    : [];
  return [
    ...changed.problems.map(({ text }) => `${style.red('!')}  ${harmless(text)}`),
    ...(dryRun ? [style.bold('Dry run: nothing was decided. It would come to this:')] : []),
    ...lines(made),
    ...(replaced.length > 0 ? ['in place of', ...lines(replaced)] : []),
    ...(ended.length > 0 ? ['holds no more:', ...lines(ended)] : []),
    ...(dryRun ? [] : [...backLines(made.map(decisionReport), file, style), ...next]),
  ];
}

/** The commands that take these back, as they can be typed. */
function backLines(decisions: readonly DecisionReport[], file: string, style: Style): string[] {
  const drained = decisions.flatMap((decision) => (decision.kind === 'drain' ? [decision.host] : []));
  const paused = new Map<string, string[]>();
  for (const decision of decisions) {
    if (decision.kind !== 'pause') continue;
    const hosts = paused.get(decision.component) ?? [];
    paused.set(decision.component, decision.host === undefined ? hosts : [...hosts, decision.host]);
  }
  const commands = [
    ...(drained.length > 0 ? [`muster undrain ${foldRange(drained)}`] : []),
    ...[...paused].map(([component, hosts]) =>
      hosts.length > 0
        ? `muster resume ${component} --host ${foldRange(hosts)}`
        : `muster resume ${component}`,
    ),
  ];
  return commands.map((command) => style.dim(`(${harmless(command)}${file} takes it back)`));
}
