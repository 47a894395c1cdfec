import { ageMs } from './age.ts';
import type { Beliefs } from './beliefs.ts';
import { isOver, type PilotReport } from './pilotReport.ts';
import { pilotOf } from './pilots.ts';
import type { Instance, OpenLaunch, Sightings, Wanted } from './types.ts';

/**
 * What became of an open launch when its host was looked at again: its instance `appeared`; the host `rebooted`,
 * which ended whatever it had started; its pilot has `ended`; it is `overdue`, no longer expected; or it is still
 * `open`.
 */
export type LaunchFate = 'appeared' | 'rebooted' | 'ended' | 'overdue' | 'open';

/** Launches are settled in their order, each by one new instance. */
export function settleLaunches(
  before: readonly OpenLaunch[],
  wanted: Wanted,
  believed: Beliefs,
  sightings: Sightings,
  nowMs: number,
): { launches: OpenLaunch[]; fates: Map<string, LaunchFate> } {
  const launches: OpenLaunch[] = [];
  const fates = new Map<string, LaunchFate>();
  const taken = new Set<Instance>();
  for (const launch of before) {
    const age = ageMs(launch.sentAtMs, nowMs);
    const sighting = sightings.get(launch.host);
    if (sighting?.kind !== 'seen') {
      // Nobody has looked since, so it is believed as long as anything else there would be.
      const patienceMs = Math.max(wanted.startGraceMs, believed(launch.host, launch.component));
      fates.set(launch.id, age < patienceMs ? 'open' : 'overdue');
      if (age < patienceMs) launches.push(launch);
      continue;
    }
    if (isOtherBoot(launch.bootId, sighting.vitals.bootId)) {
      fates.set(launch.id, 'rebooted');
      continue;
    }
    const pilot = sighting.pilots?.find(({ launchId }) => launchId === launch.id);
    if (pilot !== undefined && isOver(pilot)) {
      fates.set(launch.id, 'ended');
      continue;
    }
    const there = sighting.instances.get(launch.component) ?? [];
    const mine = there.find(
      (instance) =>
        !taken.has(instance) &&
        isNew(instance, launch) &&
        !isAnothers(instance, launch, sighting.pilots ?? noPilots),
    );
    if (mine) {
      taken.add(mine);
      fates.set(launch.id, 'appeared');
      continue;
    }
    // A pilot that lives is no launch that came to nothing, whatever is counted.
    const isOpen = age < wanted.startGraceMs || (pilot !== undefined && pilot.pids.length > 0);
    fates.set(launch.id, isOpen ? 'open' : 'overdue');
    // What is there by now is accounted for: only a still newer instance can be this launch's.
    if (isOpen) launches.push({ ...launch, accounted: there.flatMap(({ pids }) => pids) });
  }
  return { launches, fates };
}

/** Whether an instance can have come from a launch: none of its processes was there when it was decided. */
function isNew(instance: Instance, launch: Pick<OpenLaunch, 'accounted'>): boolean {
  return !instance.pids.some((pid) => launch.accounted.includes(pid));
}

/** Whether a pilot says that an instance is of another launch. One that has just begun may not say anything yet. */
function isAnothers(
  instance: Instance,
  { id, component }: OpenLaunch,
  pilots: readonly PilotReport[],
): boolean {
  const pilot = pilotOf(component, instance, pilots);
  return pilot !== undefined && pilot.launchId !== id;
}

const noPilots: readonly PilotReport[] = [];

function isOtherBoot(before: string | null, now: string | null): boolean {
  return before !== null && now !== null && before !== now;
}
