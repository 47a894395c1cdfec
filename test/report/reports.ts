import type { Action, Outcome, OutcomeKind } from '../../src/core/types.ts';
import {
  formatVersion,
  type ComponentReport,
  type HostReport,
  type Report,
} from '../../src/report/document.ts';
import { vitals } from '../core/worlds.ts';

/** A report in which all is well, but for what is given. */
export function report(own: Partial<Report> = {}): Report {
  return {
    formatVersion,
    command: 'run',
    at: '2026-11-21T03:15:00.000Z',
    config: '/srv/muster/Interface.json',
    hosts: [],
    unlisted: [],
    components: [],
    brownout: { held: false, unknown: 0, of: own.hosts?.length ?? 0 },
    summary: { start: 0, stop: 0, blocked: 0, held: 0, unknownHosts: 0, short: 0, missing: 0 },
    decisions: [],
    problems: [],
    ...own,
  };
}

/** A component that is on and has what it wants, but for what is given. */
export function component(id: string, count: number, own: Partial<ComponentReport> = {}): ComponentReport {
  const tally = { running: count, presumed: 0, pending: 0 };
  return {
    component: id,
    on: true,
    count,
    hot: 1,
    lifetime: 'long',
    ...tally,
    vanished: 0,
    missing: 0,
    ...own,
  };
}

export function seenHost(host: string, own: Partial<HostReport> = {}): HostReport {
  return { host, sighting: 'seen', vitals: vitals('boot-1'), hot: 0, hotlimit: 2, components: {}, ...own };
}

export function unknownHost(host: string, reason: string, own: Partial<HostReport> = {}): HostReport {
  return { host, sighting: 'silent', reason, hot: 0, hotlimit: 2, components: {}, ...own };
}

export function start(component: Action['component'], host: string): Action {
  return {
    action: 'start',
    component,
    host,
    reasons: [{ reason: 'the host with the fewest hot jobs: 0 of 2', hosts: null }],
  };
}

export function outcome(
  kind: OutcomeKind,
  component: Outcome['component'],
  host: string,
  detail?: string,
): Outcome {
  const launchId = '20261121T031500-1f9a3c5e0000';
  return { launchId, component, host, outcome: kind, ...(detail !== undefined && { detail }) };
}
