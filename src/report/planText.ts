import { grouped } from '../core/grouped.ts';
import type { Sentence } from '../core/note.ts';
import type { Outcome, StopOutcome } from '../core/types.ts';
import { foldRange } from '../interface/ranges.ts';
import type { ActionReport, ComponentReport, ReasonReport, Report } from './document.ts';
import { decisionLines } from './decisionLines.ts';
import {
  backoffLines,
  backingOffText,
  hostLines,
  hostsText,
  isHeldBack,
  isToldInPlan,
  outcomeKinds,
  problemLines,
  stopKinds,
  summaryLine,
  surplusOf,
} from './lines.ts';
import { harmless } from './harmless.ts';
import { ofComponent } from './ofComponent.ts';
import { pilotLines, pilotTroubleLines } from './pilotLines.ts';
import { many, styleFor, table, timeText, type Style } from './style.ts';

/** What `plan` prints: a line a component, the hosts nobody could ask, and a last line that sums up. */
export function planText(report: Report, style: Style, why: boolean): string[] {
  return [
    ...problemLines(report, style),
    ...table(planRows(report, style, why), [], style.columns),
    ...(why ? whyLines(report, style) : []),
    ...backoffLines(report, style),
    ...pilotLines(report, style),
    ...decisionLines(report, style),
    ...hostLines(report, style),
    summaryLine(report, style),
  ];
}

/** What `run` prints: what came of the plan, more of each launch that did not go as it should, and a recap. */
export function runText(report: Report, style: Style, why: boolean): string[] {
  const telling = (report.outcomes ?? []).filter(
    ({ outcome, detail }) => outcome !== 'confirmed' || detail !== undefined,
  );
  return [
    ...problemLines(report, style),
    ...table(planRows(report, style, why), [], style.columns),
    ...(why ? whyLines(report, style) : []),
    ...stopLines(report.stops ?? [], style),
    ...outcomeLines(telling, style),
    ...backoffLines(report, style),
    ...pilotLines(report, style),
    ...decisionLines(report, style),
    ...hostLines(report, style),
    summaryLine(report, style),
  ];
}

/** Of any of them only what an operator has to act on; nothing where all is well. */
export function troubleText(report: Report, style: Style): string[] {
  // The operator has said himself what is the matter with a drained host.
  const unexpected = report.hosts.filter(({ drain }) => drain === undefined);
  const lines = [
    ...problemLines(report, style),
    ...table(
      planRows(report, style).filter(([mark]) => mark === style.red('!')),
      [],
      style.columns,
    ),
    ...stopLines(badStops(report), style),
    ...outcomeLines(badOutcomes(report), style),
    ...backoffLines(report, style),
    ...pilotTroubleLines(report, style),
    ...hostLines({ ...report, hosts: unexpected }, style),
  ];
  return lines.length > 0 ? [...lines, summaryLine(report, style)] : [];
}

/** Of the components that something was decided for. */
export function actedRows(report: Report, style: Style): string[][] {
  const acted = new Set<string>((report.actions ?? []).map(({ component }) => component));
  const components = report.components.filter(({ component }) => acted.has(component));
  return planRows({ ...report, components }, style);
}

/** Launches that were not confirmed. */
export function badOutcomes({
  components,
  outcomes = [],
}: Pick<Report, 'components' | 'outcomes'>): Outcome[] {
  const shortLived = new Set(
    components.flatMap(({ component, lifetime }) => (lifetime === 'short' ? [component] : [])),
  );
  // One that is meant to end by itself may have done so already.
  return outcomes.filter(
    ({ outcome, component }) =>
      outcome !== 'confirmed' && !(outcome === 'vanished' && shortLived.has(component)),
  );
}

/** Those of one component. */
export function badOutcomesOf(component: ComponentReport, { outcomes = [] }: Report): Outcome[] {
  return badOutcomes({ components: [component], outcomes: ofComponent(outcomes, component.component) });
}

/** Stops that did not end as they should. */
export function badStops({ stops = [] }: Report): StopOutcome[] {
  return stops.filter(isTrouble);
}

/** What became of a component that is short, and why it is; without colours. */
export function trouble(report: Report, component: ComponentReport): string {
  return textsOf(troubles(report, component)).join('; ');
}

/** The same, each for itself. */
export function troubles(report: Report, whole: ComponentReport): Sentence[] {
  const { component, vanished, backoff } = whole;
  const actions = ofComponent(report.actions ?? [], component);
  const outcomes = badOutcomesOf(whole, report);
  const said = [
    ...doneNotes(outcomes, styleFor({}, {})),
    ...shortNotes(actions, report.at, false, backoff && null),
  ];
  if (vanished > 0 && outcomes.length === 0) said.push(vanishedNote(vanished));
  return said;
}

function planRows(report: Report, style: Style, all = false): string[][] {
  const { actions = [], outcomes = [], stops = [] } = report;
  return report.components.flatMap((component) => {
    const decided = ofComponent(actions, component.component);
    if (!component.on && decided.length === 0) return [];
    const launched = ofComponent(outcomes, component.component);
    const stopped = ofComponent(stops, component.component);
    return [planRow(report, component, decided, { launched, stopped }, style, all)];
  });
}

function planRow(
  report: Report,
  component: ComponentReport,
  actions: readonly ActionReport[],
  { launched: outcomes, stopped }: { launched: readonly Outcome[]; stopped: readonly StopOutcome[] },
  style: Style,
  all: boolean,
): string[] {
  const { outcomes: done, at } = report;
  const waits =
    component.backoff !== undefined && isToldInPlan(component, report)
      ? backingOffText(component.component, component.backoff, report)
      : undefined;
  // A plan tells what is to be done, everything else what was done.
  const isDone = done !== undefined;
  const starts = actions.filter((action) => action.action === 'start').map(({ host }) => host);
  const stops = actions.filter((action) => action.action === 'stop').map(({ host }) => host);
  // A plan is made before anything is started, so what it starts is still missing.
  const short = component.missing - (isDone ? 0 : starts.length);
  const said = [
    ...(isDone ? stoppedTexts(stopped, style) : stopTexts(stops, style)),
    ...(isDone ? textsOf(doneNotes(outcomes, style)) : startTexts(starts, style)),
    ...textsOf(shortNotes(actions, at, all, waits)),
  ];
  const { vanished } = component;
  if (vanished > 0 && outcomes.length === 0) said.push(vanishedNote(vanished).text);
  else if (said.length === 0 && short > 0) said.push(`${short} short`);
  else if (surplusOf(component) > 0) said.push(`${surplusOf(component)} more than wanted`);
  const mark = markOf(component, short, { starts, stops }, outcomes, style);
  return [mark, component.component, strengthText(component), said.join('; ')];
}

function markOf(
  component: ComponentReport,
  short: number,
  { starts, stops }: { starts: readonly string[]; stops: readonly string[] },
  outcomes: readonly Outcome[],
  style: Style,
): string {
  if (short > 0) return style.red('!');
  if (outcomes.some(({ outcome }) => outcome === 'unknown')) return style.yellow('?');
  if (stops.length > starts.length) return style.yellow('-');
  return starts.length > 0 ? style.green('+') : markOfRest(component, style);
}

/** Of a component that nothing is to be done for. */
export function markOfRest(component: ComponentReport, style: Style): string {
  return isHeldBack(component) ? style.cyan('*') : style.dim('=');
}

function startTexts(hosts: readonly string[], style: Style): string[] {
  return hosts.length > 0 ? [`${style.green('start')} on ${foldWithCounts(hosts)}`] : [];
}

function stopTexts(hosts: readonly string[], style: Style): string[] {
  return hosts.length > 0 ? [`${style.yellow('stop')} on ${foldWithCounts(hosts)}`] : [];
}

function stoppedTexts(stops: readonly StopOutcome[], style: Style): string[] {
  return stopKinds.flatMap(({ kind, said, colour }) => {
    const hosts = stops.filter(({ outcome }) => outcome === kind).map(({ host }) => host);
    return hosts.length > 0 ? [`${style[colour](said)} on ${foldWithCounts(hosts)}`] : [];
  });
}

/** What `run` says happened did happen: each launch stands under its outcome. */
function doneNotes(outcomes: readonly Outcome[], style: Style): Sentence[] {
  return outcomeKinds.flatMap(({ kind, said, colour }) => {
    const those = outcomes.filter(({ outcome }) => outcome === kind);
    if (those.length === 0) return [];
    const codes = new Set(those.flatMap(({ detail }) => detail?.code ?? []));
    const hosts = foldWithCounts(those.map(({ host }) => host));
    return [{ text: `${style[colour](said)} on ${hosts}`, codes: [...codes] }];
  });
}

function vanishedNote(vanished: number): Sentence {
  return { text: `${vanished} vanished, and may yet appear`, codes: ['launch-vanished'] };
}

/**
 * What keeps a component short.
 *
 * @param waits what is said for `backing off`, where that is more than its name; null where it is told elsewhere.
 */
export function shortNotes(
  actions: readonly ActionReport[],
  at: string,
  all: boolean,
  waits: string | null | undefined,
): Sentence[] {
  return actions.flatMap((action) => {
    if (action.action === 'start' || action.action === 'stop') return [];
    const codes = action.reasons.map(({ code }) => code);
    if (action.action === 'held') return [{ text: `${action.missing} held`, codes }];
    const limits = action.reasons.filter(({ code }) => waits === undefined || code !== 'backing-off');
    // A sentence, and so the last.
    const said = [
      ...limits.map((reason) => reasonText(reason, at, all)),
      ...(typeof waits === 'string' && limits.length < action.reasons.length ? [waits] : []),
    ].join(', ');
    const why = codes.length === 0 ? 'there are no hosts' : said;
    return [{ text: `${action.missing} blocked${why === '' ? '' : `: ${why}`}`, codes }];
  });
}

export function textsOf(notes: readonly Sentence[]): string[] {
  return notes.map(({ text }) => text);
}

/** Why each start goes where it goes. */
function whyLines({ actions = [], at }: Report, style: Style): string[] {
  const starts = actions.filter((action) => action.action === 'start');
  return table(
    starts.map(({ component, host, reasons }) => [
      '   start',
      component,
      host,
      reasons.map((reason) => reasonText(reason, at)).join(', '),
    ]),
    [],
    style.columns,
  );
}

/** `hot limit reached (12 hosts: n-[01-12])`. */
export function reasonText({ text, hosts, hostNames, until }: ReasonReport, at: string, all = false): string {
  const ends = until === undefined ? '' : ` until ${timeText(until, at)}`;
  if (hosts === null) return text + ends;
  return `${text}${ends} (${hostNames === undefined ? many(hosts, 'host') : hostsText(hostNames, all)})`;
}

/** A host that gets several is named once: `n[01-02], n03 (2)`. */
export function foldWithCounts(hosts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const host of hosts) counts.set(host, (counts.get(host) ?? 0) + 1);
  return [...grouped(counts, ([, count]) => count)]
    .toSorted(([a], [b]) => a - b)
    .map(([count, those]) => {
      const each = those.length > 1 ? ' each' : '';
      return foldRange(those.map(([host]) => host)) + (count > 1 ? ` (${count}${each})` : '');
    })
    .join(', ');
}

/** `2 of 2`, or `3 of 3 (1 presumed, 1 pending)`. */
export function strengthText({ count, running, presumed, pending, vanished }: ComponentReport): string {
  const unseen = [
    ...(presumed > 0 ? [`${presumed} presumed`] : []),
    ...(pending > vanished ? [`${pending - vanished} pending`] : []),
  ];
  const text = `${running + presumed + pending - vanished} of ${count}`;
  return unseen.length > 0 ? `${text} (${unseen.join(', ')})` : text;
}

function isTrouble({ outcome }: StopOutcome): boolean {
  return outcome === 'refused' || outcome === 'failed' || outcome === 'unknown';
}

/** More of each stop that did not end as it should. */
export function stopLines(stops: readonly StopOutcome[], style: Style): string[] {
  const words = new Map(stopKinds.map(({ kind, said, colour }) => [kind, style[colour](said)]));
  return table(
    stops
      .filter(({ detail }) => detail !== undefined)
      .map(({ component, host, pid, outcome, detail }) => [
        `   ${words.get(outcome) ?? outcome}`,
        component,
        `${host} (process ${pid})`,
        harmless(detail?.text ?? ''),
      ]),
  );
}

/** More of each launch; those of which the same is to be said share a line, with how many they are. */
export function outcomeLines(outcomes: readonly Outcome[], style: Style): string[] {
  const colours = new Map(outcomeKinds.map(({ kind, colour }) => [kind, colour]));
  const groups = new Map<string, { first: Outcome; hosts: string[] }>();
  for (const launch of outcomes) {
    const key = JSON.stringify([launch.outcome, launch.component, launch.detail?.text]);
    const group = groups.get(key);
    if (group) group.hosts.push(launch.host);
    else groups.set(key, { first: launch, hosts: [launch.host] });
  }
  return table(
    [...groups.values()].map(({ first: { outcome, component, detail }, hosts }) => [
      `   ${style[colours.get(outcome) ?? 'reset'](outcome)}`,
      component,
      foldRange([...new Set(hosts)]) + (hosts.length > 1 ? ` (${hosts.length})` : ''),
      harmless(detail?.text ?? ''),
    ]),
    [],
    style.columns,
  );
}
