import { endedEarly } from './earlyEnds.ts';
import type { LaunchFate } from './fates.ts';
import { failedAnywhere, failedThere, withoutRecovered, type Failure } from './setbacks.ts';
import type { Memory, OpenLaunch, Sightings, Wanted } from './types.ts';

/** What this look teaches of what fails and what does not (SPEC §7). */
export function withLessons(
  before: Memory,
  after: Memory,
  fates: ReadonlyMap<string, LaunchFate>,
  wanted: Wanted,
  sightings: Sightings,
  nowMs: number,
): Memory {
  const appeared = before.launches.filter(({ id }) => fates.get(id) === 'appeared');
  const failures = [
    ...endedEarly(before, after, wanted, appeared),
    ...cameToNothing(before.launches, fates, wanted, sightings),
  ];
  const recovered = withoutRecovered(after, wanted, nowMs);
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
      why: 'a launch whose outcome was not known came to nothing',
    }));
}
