import { ageMs } from './age.ts';
import type { ComponentId, HostMemory, HostName, Wanted } from './types.ts';

/** How long what is known of a component on an unknown host is believed, in milliseconds. */
export type Beliefs = (host: HostName, component: ComponentId) => number;

/**
 * `lostAfter` as it holds for a component on a host. On a host that is no longer listed even "never" ends:
 * by taking it out of the file the operator said that what runs there is not muster's any more.
 */
export function beliefs(wanted: Wanted): Beliefs {
  const listed = new Set(wanted.hosts.map(({ name }) => name));
  const own = new Map(wanted.components.map(({ id, lostAfterMs }) => [id, lostAfterMs]));
  return (host, component) => {
    const lostAfterMs = own.get(component) ?? wanted.lostAfterMs;
    return listed.has(host) || Number.isFinite(lostAfterMs) ? lostAfterMs : wanted.lostAfterMs;
  };
}

/** For how long a host has not been seen, as far as `lostAfter` counts it. */
export function unseenForMs({ seenAtMs, lostAfterFromMs }: HostMemory, nowMs: number): number {
  return ageMs(lostAfterFromMs ?? seenAtMs, nowMs);
}
