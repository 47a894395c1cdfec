import type { HostCensus, HostRefusal } from './types.ts';

/** Why nothing at all may be started on a host; null where something may. */
export function closedBy(host: HostCensus): HostRefusal | null {
  return closingRules.find(({ holds }) => holds(host))?.reason ?? null;
}

/** Every reason why, the one that is given first. */
export function allClosedBy(host: HostCensus): HostRefusal[] {
  return closingRules.filter(({ holds }) => holds(host)).map(({ reason }) => reason);
}

/**
 * The rules that keep everything off a host. They stand before those that ask for the component, and are asked once for
 * each host.
 */
const closingRules: readonly {
  readonly reason: HostRefusal;
  readonly holds: (host: HostCensus) => boolean;
}[] = [
  // Nothing is known of these, so nothing may be started there.
  { reason: 'host-down', holds: ({ sighting }) => sighting.kind === 'down' },
  { reason: 'host-silent', holds: ({ sighting }) => sighting.kind === 'silent' },
  { reason: 'host-drained', holds: ({ drain }) => drain !== null },
  {
    reason: 'host-alias',
    holds: ({ sighting }) => sighting.kind === 'seen' && sighting.sameAs !== undefined,
  },
];
