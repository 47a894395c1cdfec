import { ageMs } from './age.ts';
import { message } from './catalogue/catalogue.ts';
import { ended } from './ended.ts';
import { endOfInstance } from './pilots.ts';
import { pairOf, type Failure } from './setbacks.ts';
import type { Memory, OpenLaunch, OpenStop, Wanted } from './types.ts';

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
  const launched = new Map<string, number>();
  for (const launch of settled) launched.set(pairOf(launch), (launched.get(pairOf(launch)) ?? 0) + 1);
  const stopped = stoppedPids(before.stops);
  return [...before.hosts].flatMap(([host, then]) => {
    const now = after.hosts.get(host);
    // What was not seen again is held as it was.
    if (now === undefined || now === then) return [];
    // A reboot ends everything, and nothing of it is a component's fault.
    if (then.bootId !== null && now.bootId !== null && then.bootId !== now.bootId) return [];
    const gapMs = ageMs(then.seenAtMs, now.seenAtMs);
    return [...then.instances].flatMap(([id, held]) => {
      if (!longLived.has(id)) return [];
      const there = now.instances.get(id) ?? [];
      const missed = ended(held, there);
      if (missed.length === 0) return [];
      const pair = pairOf({ component: id, host });
      const gone = missed.filter(
        (one) =>
          !one.pids.some((pid) => stopped.get(pair)?.has(pid)) &&
          // How it ended its pilot tells, see `lessonsOfPilots`.
          endOfInstance(id, one, then, now) === undefined,
      );
      const fresh = ended(there, held);
      // What came without a launch of ours took the place of one that went: a program that starts itself anew.
      const ours = launched.get(pair) ?? 0;
      const successors = Math.max(0, fresh.length - ours);
      return gone
        .slice(successors)
        .map(({ sinceMs }) => ageMs(sinceMs, then.seenAtMs))
        .filter((livedMs) => livedMs + gapMs / 2 < wanted.backoff.minUptimeMs)
        .map((livedMs) => ({
          component: id,
          host,
          why: message('ended-early', { withinS: Math.ceil((livedMs + gapMs) / 1000) }),
        }));
    });
  });
}

/** By component and host, what muster was to end. */
function stoppedPids(stops: readonly OpenStop[]): Map<string, Set<number>> {
  const stopped = new Map<string, Set<number>>();
  for (const stop of stops) {
    const pids = stopped.get(pairOf(stop)) ?? new Set();
    stopped.set(pairOf(stop), pids);
    for (const pid of stop.pids) pids.add(pid);
  }
  return stopped;
}
