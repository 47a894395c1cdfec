import { foldRange } from '../interface/ranges.ts';
import type { OnHosts } from '../simulate/told.ts';
import { lengthText } from './lengthText.ts';
import type { EventReport, PassReport, SimulationReport } from './simulationDocument.ts';
import { many, table, type Style } from './style.ts';

/** What happened, a line for each event and for each pass that had something to do. */
export function eventLines({ simulation }: SimulationReport, style: Style, all: boolean): string[] {
  const { events } = simulation;
  const isMany = !all && events.length > mostEvents;
  const first = isMany ? events.slice(0, firstEvents) : events;
  const last = isMany ? events.slice(-lastEvents) : [];
  const rows = (list: readonly EventReport[]): string[][] =>
    list.map((event) => [
      lengthText(event.afterMs),
      event.kind === 'pass' ? `pass ${event.pass}` : '',
      eventText(event, style),
    ]);
  const head = ['AFTER', '', 'WHAT HAPPENED'].map(style.bold);
  const between = isMany
    ? [['', '', style.dim(`${events.length - firstEvents - lastEvents} more; -v shows them`)]]
    : [];
  return table([head, ...rows(first), ...between, ...rows(last)], [0], style.columns);
}

/** More lines are for whoever asks for them. */
const mostEvents = 24;
const firstEvents = 14;
const lastEvents = 8;

function eventText(event: EventReport, style: Style): string {
  if (event.kind === 'pass') return passText(event, style).join('; ');
  const hosts = namesText(event.hosts);
  const instances = many(event.instances, 'instance');
  switch (event.kind) {
    case 'power lost':
      return style.yellow(`${hosts} lost, and ${instances} with ${event.hosts.length === 1 ? 'it' : 'them'}`);
    case 'network lost':
      return style.yellow(`${hosts} cut off; ${instances} there run on unseen`);
    case 'power back':
      return style.yellow(
        `${hosts} back, booted anew, nothing on ${event.hosts.length === 1 ? 'it' : 'them'}`,
      );
    case 'network back':
      return style.yellow(`${hosts} reached again, with ${instances}`);
  }
}

function passText(pass: PassReport, style: Style): string[] {
  const { presumed, givenUp, seenAgain, quarantined, backsOff, brownout, missing } = pass;
  return [
    ...(seenAgain.length > 0 ? [`${namesText(seenAgain)} seen again`] : []),
    ...(presumed.hosts.length > 0 ? [`${namesText(presumed.hosts)} unknown: ${presumedText(presumed)}`] : []),
    ...(givenUp.hosts.length > 0
      ? [`${many(givenUp.instances, 'instance')} on ${namesText(givenUp.hosts)} given up (lostAfter)`]
      : []),
    ...countedText('ended', pass.ended),
    ...(brownout === 'begins' ? [style.red('brownout: nothing is started')] : []),
    ...(brownout === 'ends' ? ['the brownout is over'] : []),
    ...countedText(style.green('started'), pass.started),
    ...countedText(style.red('failed'), pass.failed),
    ...countedText('stopped', pass.stopped),
    ...(backsOff.length > 0 ? [`${listed(backsOff)} ${backsOff.length === 1 ? 'backs' : 'back'} off`] : []),
    ...(quarantined.length > 0 ? [style.red(`${namesText(quarantined)} in quarantine`)] : []),
    ...(missing > 0 ? [`${missing} short`] : []),
  ];
}

function presumedText({ instances }: OnHosts): string {
  return instances === 0 ? 'nothing was there' : `${many(instances, 'instance')} presumed to live`;
}

/** `38 started`, or `2 of pipe0/bundler started` where it is one component. */
function countedText(what: string, counts: Record<string, number>): string[] {
  const entries = Object.entries(counts);
  const total = entries.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return [];
  const [only] = entries;
  return [entries.length === 1 && only !== undefined ? `${total} of ${only[0]} ${what}` : `${total} ${what}`];
}

function listed(names: readonly string[]): string {
  return names.length <= 3 ? names.join(', ') : many(names.length, 'component');
}

function namesText(names: readonly string[]): string {
  const folded = foldRange(names);
  return folded.length <= longestNames ? folded : many(names.length, 'host');
}

const longestNames = 32;
