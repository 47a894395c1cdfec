import { foldRange } from '../interface/ranges.ts';
import type { OnHosts, OutageTold } from '../simulate/told.ts';
import { lengthText } from './lengthText.ts';
import type { EventReport, PassReport, SimulationReport } from './simulationDocument.ts';
import { many, table, type Style } from './style.ts';

/** What happened, a line for each event and for each pass that had something to do; nothing where that was one pass that started it all. */
export function eventLines({ simulation }: SimulationReport, style: Style, all: boolean): string[] {
  const { events } = simulation;
  if (!all && events.length <= 1 && events.every(isPlain)) return [];
  const rows = (all ? events.map((event) => [event]) : folded(events)).map((group) => row(group, style));
  const isMany = !all && rows.length > mostRows;
  const hidden = rows.length - firstRows - lastRows;
  const shown = isMany
    ? [
        ...rows.slice(0, firstRows),
        ['', '', style.dim(`${hidden} lines more; -v shows them`)],
        ...rows.slice(-lastRows),
      ]
    : rows;
  const head = ['AFTER', '', 'WHAT HAPPENED'].map(style.bold);
  return ['', ...table([head, ...shown], [0], style.columns)];
}

/** Whether the rest of the text tells all that this does. */
function isPlain(event: EventReport): boolean {
  return event.kind === 'pass' && Object.keys(event.failed).length === 0;
}

/** More lines are for whoever asks for them. */
const mostRows = 24;
const firstRows = 14;
const lastRows = 8;

/** Passes after one another that only started anew what had ended or was missing share a line. */
function folded(events: readonly EventReport[]): EventReport[][] {
  const groups: EventReport[][] = [];
  for (const event of events) {
    const group = groups.at(-1);
    if (group !== undefined && isRoutine(event) && group.every(isRoutine)) group.push(event);
    else groups.push([event]);
  }
  return groups.flatMap((group) => (group.length < leastFolded ? group.map((event) => [event]) : [group]));
}

const leastFolded = 4;

function isRoutine(event: EventReport): boolean {
  if (event.kind !== 'pass') return false;
  const { presumed, givenUp, seenAgain, quarantined, brownout } = event;
  return (
    [presumed.hosts, givenUp.hosts, seenAgain, quarantined].every(({ length }) => length === 0) &&
    brownout === undefined
  );
}

function row(group: readonly EventReport[], style: Style): string[] {
  const [first, last] = [group[0] as EventReport, group.at(-1) as EventReport];
  const text = first.kind === 'pass' ? passText(summed(group), style).join('; ') : outageText(first, style);
  const after = lengthText(first.afterMs);
  if (first.kind !== 'pass' || last.kind !== 'pass') return [after, '', text];
  if (first === last) return [after, `pass ${first.pass}`, text];
  return [after, `pass ${first.pass}-${last.pass}`, `${text}, by ${lengthText(last.afterMs)}`];
}

/** Several passes as one: what they did together, how things stood after the last. */
function summed(group: readonly EventReport[]): PassReport {
  const passes = group.filter((event): event is PassReport => event.kind === 'pass');
  const together = (counts: (pass: PassReport) => Record<string, number>): Record<string, number> => {
    const sums: Record<string, number> = {};
    for (const pass of passes)
      for (const [component, count] of Object.entries(counts(pass)))
        sums[component] = (sums[component] ?? 0) + count;
    return sums;
  };
  return {
    ...(passes.at(-1) as PassReport),
    started: together(({ started }) => started),
    failed: together(({ failed }) => failed),
    stopped: together(({ stopped }) => stopped),
    ended: together(({ ended }) => ended),
    backsOff: [...new Set(passes.flatMap(({ backsOff }) => backsOff))],
  };
}

function outageText({ kind, hosts: names, instances }: OutageTold, style: Style): string {
  const hosts = namesText(names);
  const there = many(instances, 'instance');
  const them = names.length === 1 ? 'it' : 'them';
  switch (kind) {
    case 'power lost':
      return style.yellow(`${hosts} lost, and ${there} with ${them}`);
    case 'network lost':
      return style.yellow(`${hosts} cut off; ${there} there ${instances === 1 ? 'runs' : 'run'} on unseen`);
    case 'power back':
      return style.yellow(`${hosts} back, booted anew, nothing on ${them}`);
    case 'network back':
      return style.yellow(`${hosts} reached again, with ${there}`);
  }
}

function passText(pass: PassReport, style: Style): string[] {
  const { presumed, givenUp, seenAgain, quarantined, backsOff, brownout, missing } = pass;
  // Of one component, which need not be named twice.
  const [only, ...others] = Object.keys(pass.ended);
  const isEndedAlone = only !== undefined && others.length === 0 && Object.keys(pass.started).join() === only;
  return [
    ...(seenAgain.length > 0 ? [`${namesText(seenAgain)} seen again`] : []),
    ...(presumed.hosts.length > 0 ? [`${namesText(presumed.hosts)} unknown, ${presumedText(presumed)}`] : []),
    ...(givenUp.hosts.length > 0
      ? [`${many(givenUp.instances, 'instance')} on ${namesText(givenUp.hosts)} given up (lostAfter)`]
      : []),
    ...(isEndedAlone ? [] : countedText('ended', pass.ended)),
    ...(brownout === 'begins' ? [style.red('brownout: nothing is started')] : []),
    ...(brownout === 'ends' ? ['the brownout is over'] : []),
    ...(isEndedAlone
      ? [`${countedText('ended', pass.ended).join()}, ${totalOf(pass.started)} ${style.green('started')}`]
      : countedText(style.green('started'), pass.started)),
    ...countedText(style.red('failed'), pass.failed),
    ...countedText('stopped', pass.stopped),
    ...(backsOff.length > 0 ? [`${listed(backsOff)} ${backsOff.length === 1 ? 'backs' : 'back'} off`] : []),
    ...(quarantined.length > 0 ? [style.red(`${namesText(quarantined)} in quarantine`)] : []),
    ...(missing > 0 ? [`${missing} short`] : []),
  ];
}

function presumedText({ instances }: OnHosts): string {
  return instances === 0 ? 'with nothing there' : `${many(instances, 'instance')} presumed to live`;
}

/** `38 started`, or `2 of pipe0/bundler started` where it is one component. */
function countedText(what: string, counts: Record<string, number>): string[] {
  const entries = Object.entries(counts);
  const total = totalOf(counts);
  if (total === 0) return [];
  const [only] = entries;
  return [entries.length === 1 && only !== undefined ? `${total} of ${only[0]} ${what}` : `${total} ${what}`];
}

function totalOf(counts: Record<string, number>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function listed(names: readonly string[]): string {
  return names.length <= 3 ? names.join(', ') : many(names.length, 'component');
}

function namesText(names: readonly string[]): string {
  const folded = foldRange(names);
  return folded.length <= longestNames ? folded : many(names.length, 'host');
}

const longestNames = 32;
