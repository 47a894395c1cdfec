import { foldRange } from '../interface/ranges.ts';
import { barsOf, hostHead, hostNumbers, hostRows } from './hostRows.ts';
import { harmless } from './harmless.ts';
import { metText } from './lines.ts';
import { lengthText } from './lengthText.ts';
import { componentLines, longestPlaces } from './simulationComponents.ts';
import type { SimulationReport } from './simulationDocument.ts';
import { eventLines } from './simulationEvents.ts';
import { many, table, type Style } from './style.ts';

/** What `simulate` prints: where everything ends up, how full the hosts are, what is short and why, what happened. */
export function simulationText(report: SimulationReport, style: Style, all: boolean): string[] {
  return [
    ...headLines(report, style),
    ...problemsOf(report, style),
    '',
    ...componentLines(report, report.components, style, all),
    '',
    ...(all ? everyHost(report, style) : slotLines(report, style)),
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
  const { settled, lastsMs } = report.simulation;
  const isRestless = settled === null && lastsMs === null;
  const problems = problemsOf(report, style);
  if (short.length === 0 && !isRestless && !report.brownout.held) return problems;
  return [...problems, ...componentLines(report, short, style, false).slice(1), summaryText(report, style)];
}

function problemsOf({ problems }: SimulationReport, style: Style): string[] {
  return problems.map(({ text }) => `${style.red('!')}  ${harmless(text)}`);
}

function headLines({ simulation, hosts, decisions }: SimulationReport, style: Style): string[] {
  const { from, everyMs, listedHosts, counts, debugMode, lost } = simulation;
  const fleet =
    hosts.length === listedHosts
      ? many(hosts.length, 'host')
      : hosts.length < listedHosts
        ? `the first ${hosts.length} of ${listedHosts} hosts`
        : `${hosts.length} hosts made of ${listedHosts}`;
  const times = counts === 1 ? '' : `, counts and pools times ${counts}`;
  const beginning = from === 'state' ? 'as the last pass left them' : 'all up, empty at first';
  const said = [
    'Simulated: no host was asked, nothing was started, nothing was written.',
    `${fleet}, ${beginning}${times}; a pass every ${lengthText(everyMs)}.`,
    ...(debugMode ? ['As if debugmode were false: with it as it is, passes launch nothing.'] : []),
    ...(lost.length > 0
      ? [`As at the last pass ${nameText(lost)} ${lost.length === 1 ? 'does' : 'do'} not answer.`]
      : []),
    ...(decisions.length > 0
      ? [`${many(decisions.length, 'decision')} of operators in force; muster status shows them.`]
      : []),
  ];
  return said.map((text) => style.cyan(`# ${text}`));
}

/** How full the hosts are, a row for those that are alike. */
function slotLines({ hosts, simulation }: SimulationReport, style: Style): string[] {
  const bars = barsOf(simulation.slots, style);
  const rows = simulation.slots.map(({ hot, hotlimit, hosts: count }) => {
    const names = hosts
      .filter((host) => host.sighting === 'seen' && host.hot === hot && host.hotlimit === hotlimit)
      .map(({ host }) => host);
    return [bars({ hot, hotlimit }), many(count, 'host'), nameText(names, false)];
  });
  const odd = oddStates.flatMap((state) => {
    const names = hosts.filter((host) => stateOf(host) === state).map(({ host }) => host);
    return names.length === 0 ? [] : [[style.yellow('?'), nameText(names), state]];
  });
  if (rows.length === 0 && odd.length === 0) return [];
  return [
    ...table([['HOT SLOTS', 'HOSTS', ''].map(style.bold), ...rows], [], style.columns),
    ...table(odd, [], style.columns),
  ];
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

/** The names where they fold to little, else how many they are; nothing where that stands beside. */
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

/**
 * Of components that are short at the end, or were for a while after something had gone wrong, or of which instances
 * ended. How long one stays short that still is when a simulation has settled, nobody knows: `>15 min`.
 */
function overTimeLines({ simulation, components }: SimulationReport, style: Style): string[] {
  const { lastsMs, lastedMs, events, settled } = simulation;
  const onlyFilled = settled !== null && lastsMs === null && events.every(({ kind }) => kind === 'pass');
  if (onlyFilled) return [];
  const short = new Set(components.filter(({ missing }) => missing > 0).map(({ component }) => component));
  const rows = simulation.components
    .filter(({ component, shortMs, ended }) => shortMs > 0 || ended > 0 || short.has(component))
    .map(({ component, shortMs, longestShortMs, ended }) => {
      const more = lastsMs === null && short.has(component) ? '>' : '';
      return [
        component,
        `${more}${lengthText(shortMs)}`,
        ...(lastsMs === null ? [] : [shareText(shortMs / lastedMs)]),
        lengthText(longestShortMs),
        String(ended),
      ];
    });
  if (rows.length === 0) return [];
  const share = lastsMs === null ? [] : ['SHARE'];
  const head = ['COMPONENT', 'SHORT FOR', ...share, 'LONGEST', 'ENDED'].map(style.bold);
  return ['', ...table([head, ...rows], [1, 2, 3, 4], style.columns)];
}

function shareText(share: number): string {
  const percent = share * 100;
  return percent > 0 && percent < 0.1 ? '<0.1 %' : `${percent.toFixed(1)} %`;
}

function workLines({ simulation }: SimulationReport, style: Style, all: boolean): string[] {
  const { passes, work, busiest, seed } = simulation;
  const most = busiest.launches === work.launches ? '' : ` (${busiest.launches} in pass ${busiest.pass})`;
  const asked = [
    ...(work.pings > 0 ? [many(work.pings, 'ping')] : []),
    many(work.connections, 'connection'),
    many(work.commands, 'command'),
  ].join(', ');
  return [
    `On real hosts: ${many(passes, 'pass', 'passes')}, ${asked}, ${many(work.launches, 'launch', 'launches')}${most}.`,
    style.dim(
      all
        ? `Seed ${seed}. ${assumed}`
        : 'Assumed: hosts answer at once, what is launched comes up (-v says all).',
    ),
  ];
}

const assumed =
  'Assumed: a host that is up answers at once; what is launched comes up at once and counts for its component alone unless --fail says otherwise; nothing ends but by --lose and --die, what is short-lived neither; each name is a machine of its own.';

/** The last line. */
export function summaryText({ summary, simulation, components }: SimulationReport, style: Style): string {
  const { settled, passes, lastedMs, lastsMs, work } = simulation;
  const started = simulation.components.reduce((sum, one) => sum + one.started, 0);
  const failed = work.launches - started;
  const end =
    lastsMs !== null
      ? `${lengthText(lastedMs)} and ${many(passes, 'pass', 'passes')}`
      : settled === null
        ? style.red(`not settled after ${lengthText(lastedMs)}, ${many(passes, 'pass', 'passes')}`)
        : settled.pass === 1
          ? 'settled from the first pass on'
          : `settled after ${many(settled.pass - 1, 'pass', 'passes')}`;
  const parts = [
    end,
    started === 0 ? 'nothing started' : `${started} started`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(work.stops > 0 ? [`${work.stops} stopped`] : []),
    ...(summary.blocked > 0 ? [`${summary.blocked} blocked`] : []),
    ...(summary.held > 0 ? [`${summary.held} held`] : []),
    ...(summary.unknownHosts > 0 ? [`${many(summary.unknownHosts, 'host')} unknown`] : []),
  ];
  return style.bold(`Simulation: ${parts.join(', ')}. ${metText(components)}.`);
}
