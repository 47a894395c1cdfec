import { ageMs } from './age.ts';
import type { Message } from './catalogue/catalogue.ts';
import { endOfPilot, type PilotReport } from './pilotReport.ts';
import type { EndedPilot } from './pilots.ts';
import { pairOf, type Failure } from './setbacks.ts';
import type { Component, ComponentId, HostName, OpenStop, Wanted } from './types.ts';

/** What the ends of pilots teach: what failed, and what ended as it was meant to. */
export interface PilotLessons {
  readonly failures: readonly Failure[];
  readonly well: readonly { readonly component: ComponentId; readonly host: HostName }[];
}

/**
 * Where a pilot runs nobody need guess: a command that failed is a failure whenever it comes; a component that is meant
 * to end has failed with any exit code but 0; any other has failed if it ended before `minUptime`, whatever its code.
 *
 * @param stops what muster was about to end itself, which is no failure.
 */
export function lessonsOfPilots(
  ended: readonly EndedPilot[],
  stops: readonly OpenStop[],
  wanted: Wanted,
): PilotLessons {
  if (ended.length === 0) return { failures: [], well: [] };
  const components = new Map(wanted.components.map((component) => [component.id, component]));
  const failures: Failure[] = [];
  const well: { component: ComponentId; host: HostName }[] = [];
  for (const { host, pilot } of ended) {
    const component = components.get(pilot.component);
    if (component === undefined || isStopped(host, pilot, stops)) continue;
    if (hasFailed(pilot, component, wanted.backoff.minUptimeMs)) {
      failures.push({ component: component.id, host, why: whyOf(pilot) });
    } else if (pilot.phase === 'ended' && component.lifetime === 'short') {
      well.push({ component: component.id, host });
    }
  }
  return { failures, well };
}

function hasFailed(pilot: PilotReport, { lifetime }: Component, minUptimeMs: number): boolean {
  switch (pilot.phase) {
    case 'failed':
      return true;
    case 'ended':
      if (lifetime === 'short') return pilot.code !== 0;
      return livedMs(pilot) < minUptimeMs;
    // Whoever ended it was not muster. Where a host does that to all that is started there, it must not be tried for ever.
    case 'stopped':
      return lifetime === 'long' && livedMs(pilot) < minUptimeMs;
    default:
      return false;
  }
}

/** Why it counts as a failure, with how long it lived where that is what counts. */
function whyOf(pilot: PilotReport): Message {
  return endOfPilot(pilot, pilot.phase === 'failed' ? {} : { livedS: Math.round(livedMs(pilot) / 1000) });
}

/** How long its component ran, where it came to that; else how long the pilot did. */
function livedMs({ startedMs, sinceMs, step, steps }: PilotReport): number {
  const ran = steps.find(({ command }) => command === step);
  return ran === undefined ? ageMs(startedMs, sinceMs) : ran.seconds * 1000;
}

function isStopped(host: HostName, { component, pid }: PilotReport, stops: readonly OpenStop[]): boolean {
  const pair = pairOf({ component, host });
  return stops.some((stop) => pairOf(stop) === pair && stop.pids.includes(pid));
}
