import { goalsOf } from './goals.ts';
import type { Machine } from './machine.ts';
import {
  isMeasured,
  measuredOf,
  processorMsPerHost,
  type Comparison,
  type Measured,
  type Results,
} from './results.ts';
import { pingTimeoutMs } from './scenarios/startup.ts';
import { mib, millis, seconds, table, times } from './table.ts';

export interface Told {
  readonly at: string;
  readonly machine: Machine;
  readonly results: Results;
}

/** The tables of the page by the name of their place in it; '' where nothing of it was measured. */
export function tablesOf({ at, machine, results }: Told): Record<string, string> {
  return {
    machine: machineTable(at, machine),
    goals: goalTable(results),
    converged: (results.converged ?? [])
      .map((each) => titled(`${each.hosts} hosts`, comparisonTable(each)))
      .join('\n'),
    growth: growthTable(results),
    dead: deadTable(results),
    slow: results.slow
      ? titled(
          `${results.slow.hosts} hosts, each answers after ${seconds(results.slow.answersAfterMs)}`,
          wallTable(results.slow),
        )
      : '',
    delayed: delayedTable(results),
    launching: launchingTable(results),
    startup: startupTable(results),
  };
}

function titled(title: string, text: string): string {
  return `**${title}**\n\n${text}`;
}

function machineTable(at: string, machine: Machine): string {
  const { processor, cores, memoryGiB, kernel, system, versions } = machine;
  const told = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return table(
    ['', 'the last run'],
    [
      ['date', at.slice(0, 10)],
      ['processor', `${processor}, ${cores} cores`],
      ['memory', `${memoryGiB} GiB`],
      ['system', `${system}, Linux ${kernel}`],
      ['programs', told.join(', ')],
    ],
  );
}

function goalTable(results: Results): string {
  const rows = goalsOf(results).map(({ what, toReach, measured, met }) => [
    what,
    toReach,
    measured ?? 'not measured',
    met === null ? '' : met ? 'yes' : '**no**',
  ]);
  return table(['what', 'to reach', 'measured', 'met'], rows);
}

function comparisonTable(comparison: Comparison): string {
  const { hosts, outcomes } = comparison;
  const muster = measuredOf(comparison, 'muster');
  const rows = outcomes.map((outcome) => {
    if (!isMeasured(outcome)) return [outcome.name, outcome.missing];
    const { name, wallMs, processorMs, memory, rounds, incomplete } = outcome;
    const perHost = processorMsPerHost(outcome, hosts);
    return [
      name,
      seconds(wallMs),
      muster ? times(muster.wallMs / wallMs) : '',
      millis(wallMs / hosts),
      seconds(processorMs),
      perHost === null ? '' : millis(perHost),
      memory ? mib(memory.pssMiB) : '',
      incomplete === 0 ? String(rounds) : `${rounds} and ${incomplete}`,
    ];
  });
  const head = [
    '',
    'wall',
    'muster to it',
    'wall a host',
    'processor',
    'a host beyond the first',
    'memory',
    'rounds',
  ];
  return table(head, rows);
}

function growthTable({ converged = [] }: Results): string {
  const rows = converged.flatMap((comparison) =>
    ['muster', 'floor', 'pdsh'].flatMap((key) => {
      const measured = measuredOf(comparison, key);
      if (measured === undefined) return [];
      const { name, wallMs, processorMs, memory } = measured;
      const { hosts } = comparison;
      const perHost = processorMsPerHost(measured, hosts);
      return [
        [
          name,
          String(hosts),
          seconds(wallMs),
          millis(wallMs / hosts),
          seconds(processorMs),
          millis(processorMs / hosts),
          perHost === null ? '' : millis(perHost),
          memory ? mib(memory.residentMiB) : '',
        ],
      ];
    }),
  );
  const sorted = rows.toSorted(([a = ''], [b = '']) => a.localeCompare(b));
  return rows.length === 0
    ? ''
    : table(
        [
          '',
          'hosts',
          'wall',
          'wall a host',
          'processor',
          'processor a host',
          'beyond the first',
          'largest process',
        ],
        sorted,
      );
}

function deadTable({ dead = [] }: Results): string {
  const [alive] = dead;
  if (alive === undefined) return '';
  const rows = alive.outcomes.map(({ key, name }) => [
    name,
    ...dead.flatMap((part) => {
      const measured = measuredOf(part, key);
      return measured ? [seconds(measured.wallMs), seconds(measured.processorMs)] : ['not measured', ''];
    }),
  ]);
  const head = dead.flatMap((part) => [`${part.dead * 100} % dead: wall`, 'processor']);
  return titled(`${alive.hosts} hosts`, table(['', ...head], rows));
}

function delayedTable({ delayed }: Results): string {
  if (delayed === undefined) return '';
  const { hosts, delayMs, direct } = delayed;
  const rows = delayed.outcomes.map((outcome) => {
    if (!isMeasured(outcome)) return [outcome.name, outcome.missing];
    const near = measuredOf(direct, outcome.key);
    if (near === undefined) return [outcome.name];
    const moreMs = outcome.wallMs - near.wallMs;
    return [
      outcome.name,
      seconds(near.wallMs),
      seconds(outcome.wallMs),
      seconds(moreMs),
      (moreMs / (2 * delayMs)).toFixed(1),
    ];
  });
  const head = ['', 'no delay', `${delayMs} ms each way`, 'more', 'in round trips'];
  return titled(`${hosts} hosts`, table(head, rows));
}

function wallTable(comparison: Comparison): string {
  const muster = measuredOf(comparison, 'muster');
  const rows = comparison.outcomes.map((outcome) => {
    if (!isMeasured(outcome)) return [outcome.name, outcome.missing];
    const { name, wallMs, processorMs } = outcome;
    return [name, seconds(wallMs), muster ? times(muster.wallMs / wallMs) : '', seconds(processorMs)];
  });
  return table(['', 'wall', 'muster to it', 'processor'], rows);
}

function launchingTable({ launching }: Results): string {
  if (launching === undefined) return '';
  const { launches, hosts, settleMs, converged, ...taken } = launching;
  const row = (name: string, { wallMs, processorMs }: Pick<Measured, 'wallMs' | 'processorMs'>): string[] => [
    name,
    seconds(wallMs),
    seconds(processorMs),
    millis(wallMs / hosts),
  ];
  return table(
    ['', 'wall', 'processor', 'wall a host'],
    [
      row(`${launches} launches on ${hosts} hosts, without the wait of ${settleMs} ms`, {
        ...taken,
        wallMs: taken.wallMs - settleMs,
      }),
      row('the pass that finds nothing to do', converged),
    ],
  );
}

function startupTable({ startup = [] }: Results): string {
  const node = startup.find(({ key }) => key === 'node');
  if (node === undefined) return '';
  const rows = startup.map(({ key, name, wallMs, processorMs }) => {
    const ownMs = key === 'unreachable' ? wallMs - pingTimeoutMs : wallMs;
    return [
      name,
      millis(wallMs),
      times(ownMs / node.wallMs),
      millis(processorMs),
      times(processorMs / node.processorMs),
    ];
  });
  return table(['', 'wall', 'to `node -e 0`', 'processor', 'to `node -e 0`'], rows);
}
