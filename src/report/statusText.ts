import { noteText } from '../core/note.ts';
import type { Changes } from './changes.ts';
import type { ComponentReport, DecisionReport, HostReport, Report } from './document.ts';
import { hostHead, hostNumbers, hostRows, type HostRow } from './hostRows.ts';
import { decisionLines, decisionText } from './decisionLines.ts';
import { failureText, problemLines, summaryLine, surplusOf, unlistedRows } from './lines.ts';
import { configOption, earlyEndHint } from './nextStep.ts';
import { pilotNotes } from './pilotText.ts';
import { indented, many, table, tableRows, timeText, type Style } from './style.ts';
import { viewed, type View } from './view.ts';

export interface StatusTextOptions {
  /** Every host on a row of its own, also where there are many. */
  readonly all?: boolean;
  readonly view?: View;
  /** What is to be marked with `>`. */
  readonly changes?: Changes;
}

/** What `status` prints: components and hosts as tables, with what there is to say of each indented below. */
export function statusText(report: Report, style: Style, options: StatusTextOptions = {}): string[] {
  const shown = viewed(report, options.view);
  return [
    ...problemLines(report, style),
    ...componentTable(shown, style, options),
    ...decisionLines(shown, style),
    '',
    ...hostTable(shown, style, options),
    ...table(unlistedRows(report, style), [], style.columns),
    '',
    // Of all there is, whatever part of it was to be shown.
    summaryLine(report, style),
  ];
}

/** More rows than this are for whoever asks for them. */
const manyRows = 40;

function componentTable(report: Report, style: Style, { all, changes, view }: StatusTextOptions): string[] {
  if (report.components.length === 0 && view?.short === true) return [style.dim('no component is short')];
  const rows = report.components.map((component) => ({
    isChanged: changes?.components.has(component.component) === true,
    cells: [
      component.component,
      String(component.count),
      String(component.running),
      blankZero(component.presumed),
      blankZero(component.pending),
      stateText(component, report, style),
    ],
    notes: componentNotes(component, report, all === true),
  }));
  const head = ['COMPONENT', 'WANTED', 'RUNNING', 'PRESUMED', 'PENDING', 'STATE'];
  const optional = style.columns < comfortable ? [3, 4] : [];
  return withNotes(head, rows, { right: [1, 2, 3, 4], optional, marks: changes !== undefined }, style);
}

/** On a terminal that is narrower, a column that says nothing takes room from one that does. */
const comfortable = 80;

/** How a component does, in as few words as can be. */
export function stateText(
  component: ComponentReport,
  { at, decisions }: Pick<Report, 'at' | 'decisions'>,
  style: Style,
): string {
  const { on, vanished, missing, backoff, comingUp = 0, waitsFor } = component;
  if (!on) return style.dim('off');
  const words = [
    ...decisions.flatMap((decision) => decidedWord(component, decision, style)),
    ...(missing > 0 ? [style.red(`${missing} short`)] : []),
    ...(backoff ? [style.red(`backing off until ${timeText(backoff.until, at)}`)] : []),
    ...(vanished > 0 ? [`${vanished} vanished, and may yet appear`] : []),
    ...(waitsFor === undefined ? [] : [`waits for ${waitsFor.join(', ')}`]),
    ...(comingUp > 0 ? [`${comingUp} coming up`] : []),
    ...(missing === 0 && surplusOf(component) > 0
      ? [style.yellow(`${surplusOf(component)} more than wanted`)]
      : []),
  ];
  return [...(words.length > 0 ? words : [style.green('met')]), ...readyWord(component, style)].join(', ');
}

/** Where others wait for it, or it says so of itself. */
function readyWord({ ready, running, presumed }: ComponentReport, style: Style): string[] {
  if (ready === undefined || running + presumed === 0) return [];
  return [ready === 0 ? style.yellow('none ready') : `${ready} ready`];
}

/** What an operator decided of the whole component, in a word; who and why stand below the table. */
function decidedWord(
  { component, count }: ComponentReport,
  decision: DecisionReport,
  style: Style,
): string[] {
  if (decision.kind === 'drain' || decision.component !== component) return [];
  if (decision.kind === 'restart') return [style.cyan('being restarted')];
  return decision.host === undefined && decision.limit < count ? [style.cyan(decisionText(decision))] : [];
}

function componentNotes(component: ComponentReport, report: Report, all: boolean): string[] {
  const { on, backoff } = component;
  if (!on && !all) return [];
  const isWaiting = on && backoff !== undefined;
  const pilots = pilotNotes(component, report, all, isWaiting ? [backoff.why] : []).map(noteText);
  if (!isWaiting) return pilots;
  const hint = earlyEndHint(component.component, backoff, configOption(report.config), report.hosts);
  return [failureText(backoff, report) + hint, ...pilots];
}

function hostTable(report: Report, style: Style, { all, view, changes }: StatusTextOptions): string[] {
  const { hosts } = report;
  if (hosts.length === 0) return view?.states ? [style.dim(`no host is ${view.states.join(' or ')}`)] : [];
  const isMany = all !== true && hosts.length > manyRows;
  // Whoever sorts by a number wants to see who has it.
  const rows = hostRows(hosts, report, style, isMany && !['load', 'memory'].includes(view?.sort ?? ''));
  const isChosen = view?.sort !== undefined || view?.states !== undefined;
  const shown = isMany && rows.length > manyRows ? fewer(rows, isChosen) : rows;
  const lines = withNotes(
    hostHead,
    shown.map((row) => ({
      isChanged: row.hosts.some(({ host }) => changes?.hosts.has(host)),
      cells: row.cells,
      notes: row.notes,
    })),
    { right: hostNumbers, optional: hostNumbers, marks: changes !== undefined },
    style,
  );
  const rest = hosts.length - shown.reduce((sum, row) => sum + row.hosts.length, 0);
  const remark = isChosen ? '' : ' seen, with nothing to remark';
  return [
    ...(shown.length > 0 ? lines : []),
    ...(rest > 0 ? [style.dim(`${many(rest, 'more host')}${remark}; -v shows them`)] : []),
  ];
}

/** The first of those that were chosen or put in order; else those with something to say. */
function fewer(rows: readonly HostRow[], isChosen: boolean): HostRow[] {
  return isChosen ? rows.slice(0, manyRows) : rows.filter(({ hosts }) => hosts.some(isRemarkable));
}

function isRemarkable(host: HostReport): boolean {
  return (
    host.sighting !== 'seen' ||
    host.hot > host.hotlimit ||
    [host.drain, host.quarantine, host.sameAs, host.backoff, host.unfit].some(
      (remark) => remark !== undefined,
    )
  );
}

interface Row {
  readonly isChanged: boolean;
  readonly cells: readonly string[];
  readonly notes: readonly string[];
}

interface Form {
  /** Columns that hold numbers. */
  readonly right: readonly number[];
  /** Columns that are left out where they are empty. */
  readonly optional: readonly number[];
  /** Whether rows that changed are marked. */
  readonly marks: boolean;
}

/** A table with the notes of each row below it. */
function withNotes(
  head: readonly string[],
  rows: readonly Row[],
  { right, optional, marks }: Form,
  style: Style,
): string[] {
  const kept = [...head.keys()].filter(
    (column) => !optional.includes(column) || rows.some(({ cells }) => cells[column] !== ''),
  );
  const cellsOf = (mark: string, cells: readonly string[]): string[] => {
    const [first = '', ...more] = kept.map((column) => cells[column] ?? '');
    return [marks ? `${mark} ${first}` : first, ...more];
  };
  const titles = cellsOf(' ', head.map(style.bold));
  const cells = rows.map((row) => cellsOf(row.isChanged ? style.bold('>') : ' ', row.cells));
  const numbers = right.map((column) => kept.indexOf(column));
  const [first = [], ...others] = tableRows([titles, ...cells], numbers, style.columns);
  return [
    ...first,
    ...others.flatMap((lines, index) => [
      ...lines,
      ...(rows[index]?.notes ?? []).flatMap((note) => indented(note, style.columns)),
    ]),
  ];
}

function blankZero(count: number): string {
  return count === 0 ? '' : String(count);
}
