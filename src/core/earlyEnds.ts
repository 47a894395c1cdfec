import { ageMs } from './age.ts';
import type { Failure } from './setbacks.ts';
import type { ComponentId, HostName, Memory, OpenLaunch, Wanted } from './types.ts';

/**
 * Instances of long-lived components that are gone at this look and, if they ended half-way since the one before, did
 * not live for `minUptime`.
 *
 * @param after where a host was not seen, what is held of it is as before, and so nothing of it is gone.
 * @param settled launches whose instance appeared at this look.
 */
export function endedEarly(
  before: Memory,
  after: Memory,
  wanted: Wanted,
  settled: readonly OpenLaunch[],
): Failure[] {
  const longLived = new Set(
    wanted.components.filter(({ lifetime }) => lifetime === 'long').map(({ id }) => id),
  );
  return [...before.hosts].flatMap(([host, then]) => {
    const now = after.hosts.get(host);
    if (now === undefined) return [];
    // A reboot ends everything, and nothing of it is a component's fault.
    if (then.bootId !== null && now.bootId !== null && then.bootId !== now.bootId) return [];
    const gapMs = ageMs(then.seenAtMs, now.seenAtMs);
    return [...then.instances].flatMap(([id, held]) => {
      if (!longLived.has(id)) return [];
      const there = now.instances.get(id) ?? [];
      const gone = held.filter(
        ({ pids }) => !there.some((one) => share(one.pids, pids)) && !isStopped(before, host, id, pids),
      );
      const fresh = there.filter(({ pids }) => !held.some((one) => share(one.pids, pids)));
      // What came without a launch of ours took the place of one that went: a program that starts itself anew.
      const ours = settled.filter(({ component, host: at }) => component === id && at === host).length;
      const successors = Math.max(0, fresh.length - ours);
      return gone
        .slice(successors)
        .map(({ sinceMs }) => ageMs(sinceMs, then.seenAtMs))
        .filter((livedMs) => livedMs + gapMs / 2 < wanted.backoff.minUptimeMs)
        .map((livedMs) => ({
          component: id,
          host,
          why: `${beginning}${timeText(livedMs + gapMs)} of its start`,
        }));
    });
  });
}

/** Whether this is a failure that `endedEarly` found. */
export function isEarlyEnd(why: string): boolean {
  return new RegExp(`^(on \\S+: )?${beginning}`).test(why);
}

const beginning = 'an instance ended within about ';

/** Whether muster was to end it. */
function isStopped({ stops }: Memory, host: HostName, id: ComponentId, pids: readonly number[]): boolean {
  return stops.some((stop) => stop.host === host && stop.component === id && share(stop.pids, pids));
}

/** `45 s`, `12 min`. */
function timeText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds <= 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}

function share(one: readonly number[], other: readonly number[]): boolean {
  return one.some((pid) => other.includes(pid));
}
