import { bringUpFleet, type Fleet, type FleetOptions } from '../fleet/fleet.ts';
import { needs } from './needs.ts';

/** Call it first in a `describe`: starts a fleet before its tests and removes it after them. */
export function withFleet(
  hosts: FleetOptions['hosts'],
  take: (fleet: Fleet) => void,
  common: Omit<FleetOptions, 'hosts'> = {},
): void {
  needs('root');
  let fleet: Fleet | undefined;
  before(async () => {
    fleet = await bringUpFleet({ hosts, ...common });
    take(fleet);
  });
  after(() => fleet?.down());
}
