import type { Message } from '../core/catalogue/catalogue.ts';
import type { Config } from '../interface/config.ts';
import type { Simulated } from '../simulate/simulate.ts';
import type { OutageTold, PassTold, Told } from '../simulate/told.ts';
import { reportOf, type Report } from './document.ts';

/** What `muster simulate` has to say, as data; nothing in it is of a real host. */
export interface SimulationReport extends Report {
  readonly command: 'simulate';
  readonly simulation: Simulation;
}

/** Times count from the beginning of the simulation, in milliseconds. */
export interface Simulation extends Setting {
  readonly lastedMs: number;
  readonly passes: number;
  /** The first of the passes at the end with nothing to do and nothing to wait for; null: it has not settled. */
  readonly settled: Simulated['settled'];
  readonly busiest: Simulated['busiest'];
  /** What real hosts would have been asked. */
  readonly work: Simulated['work'];
  /** How full the hosts that are seen at the end are, the fullest first. */
  readonly slots: readonly SlotsReport[];
  readonly components: readonly ComponentOverTime[];
  readonly events: readonly EventReport[];
}

/** How the simulation was asked for. */
export interface Setting {
  readonly from: 'nothing' | 'state';
  readonly seed: number;
  readonly everyMs: number;
  /** How long it was to last; null: until it settles. */
  readonly lastsMs: number | null;
  /** Hosts in the file. */
  readonly listedHosts: number;
  /** By how much counts and pools were multiplied. */
  readonly counts: number;
  /** Whether `debugmode` keeps real passes from launching; a simulation does not heed it. */
  readonly debugMode: boolean;
  /** Hosts that did not answer from the beginning on, as in the last real pass. */
  readonly lost: readonly string[];
}

export interface SlotsReport {
  readonly hot: number;
  readonly hotlimit: number;
  readonly hosts: number;
}

export interface ComponentOverTime {
  readonly component: string;
  readonly started: number;
  /** Instances that ended by themselves. */
  readonly ended: number;
  /** For how long fewer ran than were wanted, seen or not. */
  readonly shortMs: number;
  readonly longestShortMs: number;
}

export type EventReport = OutageTold | PassReport;

export type PassReport = Omit<PassTold, 'started' | 'failed' | 'stopped' | 'ended' | 'brownout'> & {
  readonly started: Record<string, number>;
  readonly failed: Record<string, number>;
  readonly stopped: Record<string, number>;
  readonly ended: Record<string, number>;
  readonly brownout?: 'begins' | 'ends';
};

/** @param problems what was wrong with what it began with. */
export function simulationReportOf(
  config: Config,
  setting: Setting,
  simulated: Simulated,
  problems: readonly Message[],
): SimulationReport {
  const { atMs, census, actions, started, ended } = simulated;
  const report = reportOf({ command: 'simulate', atMs, config, census, actions, problems });
  return {
    ...report,
    command: 'simulate',
    // A simulated host has none.
    hosts: report.hosts.map((host) => {
      const { vitals: _, ...told } = host;
      return told;
    }),
    simulation: {
      ...setting,
      lastedMs: simulated.afterMs,
      passes: simulated.passes,
      settled: simulated.settled,
      busiest: simulated.busiest,
      work: simulated.work,
      slots: slotsOf(report),
      components: simulated.shortTimes.map(({ component, shortMs, longestMs }) => ({
        component,
        started: started.get(component) ?? 0,
        ended: ended.get(component) ?? 0,
        shortMs,
        longestShortMs: longestMs,
      })),
      events: simulated.told.map(eventReport),
    },
  };
}

function slotsOf({ hosts }: Report): SlotsReport[] {
  const byFill = new Map<string, SlotsReport>();
  for (const { hot, hotlimit, sighting } of hosts) {
    if (sighting !== 'seen') continue;
    const key = `${hot} ${hotlimit}`;
    byFill.set(key, { hot, hotlimit, hosts: (byFill.get(key)?.hosts ?? 0) + 1 });
  }
  return [...byFill.values()].toSorted((a, b) => b.hot - a.hot || a.hotlimit - b.hotlimit);
}

function eventReport(told: Told): EventReport {
  if (told.kind !== 'pass') return told;
  const { started, failed, stopped, ended, brownout, ...rest } = told;
  return {
    ...rest,
    started: Object.fromEntries(started),
    failed: Object.fromEntries(failed),
    stopped: Object.fromEntries(stopped),
    ended: Object.fromEntries(ended),
    ...(brownout !== null && { brownout }),
  };
}
