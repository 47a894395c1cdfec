import { message } from './catalogue/catalogue.ts';
import { endedEarly } from './earlyEnds.ts';
import type { LaunchFate } from './fates.ts';
import { lessonsOfPilots } from './pilotEnds.ts';
import type { EndedPilot } from './pilots.ts';
import { failedAnywhere, failedThere, withoutRecovered, withoutSetbacks, type Failure } from './setbacks.ts';
import type { Memory, OpenLaunch, Sightings, Wanted } from './types.ts';

/** What this look teaches of what fails and what does not (SPEC §7). */
export function withLessons(
  before: Memory,
  after: Memory,
  { fates, ended }: { fates: ReadonlyMap<string, LaunchFate>; ended: readonly EndedPilot[] },
  wanted: Wanted,
  sightings: Sightings,
  nowMs: number,
): Memory {
  const told = lessonsOfPilots(ended, before.stops, wanted);
  const appeared = before.launches.filter(({ id }) => fates.get(id) === 'appeared');
  const failures = [
    ...told.failures,
    ...endedEarly(before, after, wanted, appeared),
    ...cameToNothing(before.launches, fates, wanted, sightings),
  ];
  const recovered = withoutSetbacks(withoutRecovered(after, wanted, nowMs), told.well);
  return failedAnywhere(failedThere(recovered, failures, nowMs), failures, nowMs);
}

/** Launches of which nobody knew what became of them, and whose time is over without an instance. */
function cameToNothing(
  launches: readonly OpenLaunch[],
  fates: ReadonlyMap<string, LaunchFate>,
  { components }: Wanted,
  sightings: Sightings,
): Failure[] {
  const longLived = new Set(components.filter(({ lifetime }) => lifetime === 'long').map(({ id }) => id));
  return launches
    .filter(
      ({ id, stage, host, component }) =>
        stage === 'sent' &&
        fates.get(id) === 'overdue' &&
        sightings.get(host)?.kind === 'seen' &&
        longLived.has(component),
    )
    .map(({ component, host }) => ({
      component,
      host,
      why: message('launch-expired'),
    }));
}
