import { message, type Code, type Message } from '../../src/core/catalogue/catalogue.ts';
import type { Action, ComponentId, Outcome, OutcomeKind } from '../../src/core/types.ts';
import {
  formatVersion,
  type ActionReport,
  type BackoffReport,
  type ComponentReport,
  type HostReport,
  type ReasonReport,
  type Report,
} from '../../src/report/document.ts';
import { styleFor } from '../../src/report/style.ts';
import type { PilotDocument } from '../../src/report/pilotDocument.ts';
import { vitals } from '../core/worlds.ts';
import { someMessage } from '../harness/messages.ts';

/* Builders of reports: all is well and unremarkable, but for what is given. A reason may be given as a bare text. */

/** Text without colours, for no terminal. */
export const plain = styleFor({}, {});

/** When every report is made. */
export const at = '2026-11-21T03:15:00.000Z';

/** So many seconds before the report; below zero: after it. */
export function ago(seconds: number): string {
  return new Date(Date.parse(at) - seconds * 1000).toISOString();
}

export function report(own: Partial<Report> = {}): Report {
  return {
    formatVersion,
    command: 'run',
    at,
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

/** A component that is on and has what it wants; one that is `missing` some has so many fewer. */
export function component(id: string, count: number, own: Partial<ComponentReport> = {}): ComponentReport {
  return {
    component: id,
    on: true,
    count,
    hot: 1,
    lifetime: 'long',
    running: count,
    presumed: 0,
    pending: 0,
    vanished: 0,
    missing: 0,
    ...own,
  };
}

/** One that lacks so many of its count, and has nothing presumed or pending. */
export function short(
  id: string,
  count: number,
  missing: number,
  own: Partial<ComponentReport> = {},
): ComponentReport {
  return component(id, count, { running: count - missing, missing, ...own });
}

export function seenHost(host: string, own: Partial<HostReport> = {}): HostReport {
  return { host, sighting: 'seen', vitals: vitals('boot-1'), hot: 0, hotlimit: 2, components: {}, ...own };
}

export function unknownHost(
  host: string,
  reason: string | Message,
  own: Partial<HostReport> = {},
): HostReport {
  return {
    host,
    sighting: 'silent',
    reason: asMessage(reason),
    hot: 0,
    hotlimit: 2,
    components: {},
    ...own,
  };
}

export function backoff(why: string | Message, own: Partial<BackoffReport> = {}): BackoffReport {
  return { failures: 2, lastAt: ago(60), until: ago(-60), why: asMessage(why), ...own };
}

export function quarantine(
  why: string | Message,
  components: readonly ComponentId[] = ['p/a'],
): NonNullable<HostReport['quarantine']> {
  return { until: ago(-60), components, why: asMessage(why) };
}

/** A pilot of `p/a` that comes up. */
export function pilot(own: Partial<PilotDocument> = {}): PilotDocument {
  return {
    component: 'p/a',
    launchId: '20261121T031400-000000000001',
    phase: 'starting',
    step: 'prepare-environment',
    since: ago(40),
    started: ago(60),
    steps: [],
    ...own,
  };
}

/** How an instance ended that should have lived longer. */
export const early = message('ended-early', { withinS: 7 });

/** How a pilot failed that could not prepare its environment, and what it reports then. */
export const pip = message('pilot-command-failed', {
  step: 'prepare-environment',
  exit: 1,
  cause: 'pip exit 1',
});
export const failedPilot = pilot({
  phase: 'failed',
  end: pip,
  tail: ['Looking in links: wheels', '\u001b[31mERROR: no matching distribution\u001b[0m'],
});

export function start(component: Action['component'], host: string): Action {
  const where = message('fewest-hot-jobs', { hot: 0, hotlimit: 2 });
  return { action: 'start', component, host, reasons: [{ ...where, hosts: null }] };
}

/** Blocked for these reasons, each with the hosts it holds for, or how many these are, where it is counted by host. */
export function blocked(
  component: ComponentId,
  missing: number,
  ...reasons: readonly (readonly [Code, (number | readonly string[] | null)?, Partial<ReasonReport>?])[]
): ActionReport {
  return {
    action: 'blocked',
    component,
    missing,
    reasons: reasons.map(([code, hosts, own]) => ({
      ...(message as (code: Code, params: object) => Message)(code, {}),
      hosts: typeof hosts === 'number' ? hosts : (hosts?.length ?? null),
      ...(typeof hosts === 'object' && hosts !== null && { hostNames: hosts }),
      ...own,
    })),
  };
}

export function outcome(
  kind: OutcomeKind,
  component: Outcome['component'],
  host: string,
  detail?: string | Message,
): Outcome {
  const launchId = '20261121T031500-1f9a3c5e0000';
  return {
    launchId,
    component,
    host,
    outcome: kind,
    ...(detail !== undefined && { detail: asMessage(detail) }),
  };
}

function asMessage(reason: string | Message): Message {
  return typeof reason === 'string' ? someMessage(reason) : reason;
}
