import { foldRange } from '../interface/ranges.ts';
import type { ActionReport, ComponentReport } from './document.ts';
import { barsOf, hostHead, hostNumbers, hostRows } from './hostRows.ts';
import { metText } from './lines.ts';
import { ofComponent } from './ofComponent.ts';
import { foldWithCounts, shortTexts, strengthText } from './planText.ts';
import type { SimulationReport } from './simulationDocument.ts';
import { eventLines } from './simulationEvents.ts';
import { lengthText } from './lengthText.ts';
import { many, table, type Style } from './style.ts';

/** What `simulate` prints: where everything ends up, how full the hosts are, what is short and why, what happened. */
export function simulationText(report: SimulationReport, style: Style, all: boolean): string[] {
  return [
    ...headLines(report, style),
    '',
    ...table(componentRows(report, style, all), [2], style.columns),
    '',
    ...(all ? everyHost(report, style) : slotLines(report, style)),
    '',
    ...eventLines(report, style, all),
    ...overTimeLines(report, style),
    '',
    ...workLines(report, style, all),
    summaryText(report, style),
  ];
}

/** Only what is short at the end, or has not come to rest; nothing where all is well. */
export function simulationTrouble(report: SimulationReport, style: Style): string[] {
  const short = report.components.filter(({ missing }) => missing > 0);
  if (short.length === 0 && report.simulation.settled !== null && !report.brownout.held) return [];
  return [
    ...table(componentRows({ ...report, components: short }, style, false).slice(1), [2], style.columns),
    summaryText(report, style),
  ];
}

function headLines({ simulation, hosts, decisions }: SimulationReport, style: Style): string[] {
  const { from, everyMs, listedHosts, counts, lost } = simulation;
  const fleet =
    hosts.length === listedHosts
      ? many(hosts.length, 'host')
      : `${hosts.length} hosts made of ${listedHosts}`;
  const times = counts === 1 ? '' : `, counts and pools times ${counts}`;
  const beginning =
    from === 'state' ? 'as the state of the last pass has it' : 'all up, nothing on them at first';
  return [
    style.cyan('# Simulated: no host was asked, nothing was started, nothing was written.'),
    style.cyan(`# ${fleet}${times}, ${beginning}; a pass every ${lengthText(everyMs)}.`),
    ...(lost.length > 0
      ? [style.cyan(`# As in the last pass ${nameText(lost)} did not answer, and does not here.`)]
      : []),
    ...(decisions.length > 0
      ? [style.cyan(`# ${many(decisions.length, 'decision')} of operators held; muster status shows them.`)]
      : []),
  ];
}

function componentRows(report: SimulationReport, style: Style, all: boolean): string[][] {
  const where = placesOf(report);
  const actions = report.actions ?? [];
  return [
    ['', 'COMPONENT', 'RUNNING', 'WHERE'].map(style.bold),
    ...report.components.map((component) => {
      const { component: id, on, missing } = component;
      const waits = ofComponent(actions, id).map((action) => untimed(action, report.at));
      const said = [
        ...placeText(where.get(id) ?? [], all),
        ...(on ? shortTexts(waits, report.at, all, undefined) : []),
        ...(on ? [] : [style.dim('off')]),
      ];
      const mark = !on ? style.dim('=') : missing > 0 ? style.red('!') : style.green('+');
      return [mark, id, on ? strengthText(component) : offText(component), said.join('; ')];
    }),
  ];
}

function offText({ running, presumed, pending }: ComponentReport): string {
  const there = running + presumed + pending;
  return there === 0 ? '-' : String(there);
}

/** By component, the hosts it is on, each as often as it is there. */
function placesOf({ hosts }: SimulationReport): Map<string, string[]> {
  const places = new Map<string, string[]>();
  for (const { host, components } of hosts) {
    for (const [component, count] of Object.entries(components)) {
      const there = places.get(component) ?? [];
      places.set(component, there);
      for (let one = 0; one < count; one++) there.push(host);
    }
  }
  return places;
}

function placeText(places: readonly string[], all: boolean): string[] {
  if (places.length === 0) return [];
  const folded = foldWithCounts(places);
  if (all || folded.length <= longestPlaces) return [folded];
  const hosts = new Set(places).size;
  return [hosts === places.length ? `on ${hosts} hosts` : `on ${hosts} hosts, up to ${mostOn(places)} each`];
}

/** Characters of hosts that are named in a row. */
const longestPlaces = 48;

function mostOn(places: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const host of places) counts.set(host, (counts.get(host) ?? 0) + 1);
  return Math.max(...new Set(counts.values()));
}

/** The same with how long it holds in place of until when: nobody's clock shows the simulated time. */
function untimed(action: ActionReport, at: string): ActionReport {
  const reasons = action.reasons.map(({ until, ...reason }) =>
    until === undefined
      ? reason
      : {
          ...reason,
          reason: `${reason.reason} for another ${lengthText(Date.parse(until) - Date.parse(at))}`,
        },
  );
  return { ...action, reasons };
}

/** How full the hosts are, a row for those that are alike. */
function slotLines({ hosts, simulation }: SimulationReport, style: Style): string[] {
  const bars = barsOf(simulation.slots, style);
  const rows = simulation.slots.map(({ hot, hotlimit, hosts: count }) => {
    const names = hosts
      .filter((host) => host.hot === hot && host.hotlimit === hotlimit)
      .map(({ host }) => host);
    return [bars({ hot, hotlimit }), many(count, 'host'), nameText(names, false)];
  });
  const odd = oddStates.flatMap((state) => {
    const names = hosts.filter((host) => stateOf(host) === state).map(({ host }) => host);
    return names.length === 0 ? [] : [`${style.yellow('?')}  ${nameText(names)}: ${state}`];
  });
  return [...table([['HOT SLOTS', 'HOSTS', ''].map(style.bold), ...rows], [], style.columns), ...odd];
}

const oddStates = ['unknown at the end', 'in quarantine at the end', 'drained'] as const;

function stateOf({
  sighting,
  drain,
  quarantine,
}: SimulationReport['hosts'][number]): (typeof oddStates)[number] | null {
  if (sighting !== 'seen') return 'unknown at the end';
  if (quarantine !== undefined) return 'in quarantine at the end';
  return drain === undefined ? null : 'drained';
}

/** The names where they fold to little, else how many they are; nothing for many that are counted beside. */
function nameText(names: readonly string[], counted = true): string {
  const folded = foldRange(names);
  if (folded.length <= longestPlaces) return folded;
  return counted ? many(names.length, 'host') : '';
}

function everyHost(report: SimulationReport, style: Style): string[] {
  // Load and memory, which a simulated host has not got, are left out.
  const kept = [...hostHead.keys()].filter((column) => !hostNumbers.includes(column));
  const pick = (cells: readonly string[]): string[] => kept.map((column) => cells[column] ?? '');
  const rows = hostRows(report.hosts, report, style, false).map(({ cells }) => pick(cells));
  return table([pick(hostHead).map(style.bold), ...rows], [], style.columns);
}

/** Of components that were short for a while, or of which instances ended. */
function overTimeLines({ simulation }: SimulationReport, style: Style): string[] {
  const rows = simulation.components
    .filter(({ shortMs, ended }) => shortMs > 0 || ended > 0)
    .map(({ component, shortMs, longestShortMs, started, ended }) => [
      component,
      shortMs === 0 ? 'never' : lengthText(shortMs),
      shortMs === 0 ? '' : shareText(shortMs / simulation.lastedMs),
      shortMs === 0 ? '' : lengthText(longestShortMs),
      String(started),
      String(ended),
    ]);
  if (rows.length === 0) return [];
  const head = ['REALLY SHORT', 'FOR', 'SHARE', 'LONGEST', 'STARTED', 'ENDED'].map(style.bold);
  return ['', ...table([head, ...rows], [1, 2, 3, 4, 5], style.columns)];
}

function shareText(share: number): string {
  const percent = share * 100;
  return percent < 0.1 ? '<0.1 %' : `${percent.toFixed(1)} %`;
}

function workLines({ simulation }: SimulationReport, style: Style, all: boolean): string[] {
  const { passes, work, busiest, seed } = simulation;
  const most =
    busiest.launches === 0
      ? ''
      : `, ${busiest.launches === work.launches ? 'all' : `most, ${busiest.launches},`} in pass ${busiest.pass}`;
  const stops = work.stops > 0 ? `, ${many(work.stops, 'stop')}` : '';
  return [
    `${many(passes, 'pass', 'passes')} would have sent ${many(work.pings, 'ping')}, made ${many(work.connections, 'connection')} and run ${many(work.commands, 'command')} on hosts; ${many(work.launches, 'launch', 'launches')}${most}${stops}.`,
    ...(all
      ? [
          `Seed ${seed}. Assumed: hosts that are up answer at once; what is launched comes up at once and is counted by its key alone, unless --fail says otherwise; nothing ends but by --lose and --die, short-lived components neither; each name is a machine of its own.`,
        ]
      : [style.dim('It assumes that hosts answer in time and that what is launched comes up; -v says all.')]),
  ];
}

/** The last line. */
export function summaryText(report: SimulationReport, style: Style): string {
  const { summary, simulation, components } = report;
  const { settled, passes, lastedMs, lastsMs, work } = simulation;
  const rest =
    lastsMs === null
      ? settled === null
        ? style.red(`not settled after ${lengthText(lastedMs)}: it goes round and round`)
        : `settled after ${many(settled.pass - 1, 'pass', 'passes')}, ${lengthText(settled.afterMs)}`
      : `${lengthText(lastedMs)}, ${many(passes, 'pass', 'passes')}, ${settled === null ? 'not settled at the end' : 'settled at the end'}`;
  const parts = [
    rest,
    `${work.launches} started`,
    ...(summary.blocked > 0 ? [`${summary.blocked} blocked`] : []),
    ...(summary.held > 0 ? [`${summary.held} held`] : []),
    ...(summary.unknownHosts > 0 ? [`${many(summary.unknownHosts, 'host')} unknown`] : []),
  ];
  return style.bold(`Simulation: ${parts.join(', ')}. ${metText(components)}.`);
}
