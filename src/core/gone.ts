import { ageMs } from './age.ts';
import { ended } from './ended.ts';
import { grouped } from './grouped.ts';
import type { PilotReport } from './pilotReport.ts';
import { endOfInstance } from './pilots.ts';
import type { ComponentId, HostName, Memory } from './types.ts';

/** An instance that was there at the look before and is not any more, though nobody had muster stop it. */
export interface Gone {
  readonly component: ComponentId;
  readonly host: HostName;
  readonly pid: number;
  /** So long it lived for certain: until it was last seen. */
  readonly livedMs: number;
  /** And no longer than that: until it was first missed. */
  readonly atMostMs: number;
  /** Its host was booted anew, which ended everything there. */
  readonly rebooted: boolean;
  /** How it ended, where a pilot tells. */
  readonly end?: PilotReport;
}

/**
 * Instances that ended by themselves between two looks.
 *
 * @param after where a host was not seen, what is held of it is as before, and so nothing of it is gone.
 */
export function goneSince(before: Memory, after: Memory): Gone[] {
  const stops = grouped(before.stops, ({ host }) => host);
  return [...before.hosts].flatMap(([host, then]) => {
    const now = after.hosts.get(host);
    if (now === undefined || now === then) return [];
    const rebooted = isOtherBoot(then.bootId, now.bootId);
    const gapMs = ageMs(then.seenAtMs, now.seenAtMs);
    return [...then.instances].flatMap(([component, held]) => {
      // After a boot a number says nothing: another process may have it.
      const there = rebooted ? [] : (now.instances.get(component) ?? []);
      const missed = ended(held, there);
      if (missed.length === 0) return [];
      const stopped = new Set(
        (stops.get(host) ?? []).flatMap((stop) => (stop.component === component ? stop.pids : [])),
      );
      return missed
        .filter(({ pids }) => !pids.some((pid) => stopped.has(pid)))
        .map(({ pid, pids, sinceMs }): Gone => {
          const livedMs = ageMs(sinceMs, then.seenAtMs);
          const end = endOfInstance(component, { pids, sinceMs }, then, now);
          return { component, host, pid, livedMs, atMostMs: livedMs + gapMs, rebooted, ...(end && { end }) };
        });
    });
  });
}

/** Hosts that were booted anew between two looks, in the order they are known. */
export function rebootedSince(before: Memory, after: Memory): HostName[] {
  return [...before.hosts].flatMap(([host, { bootId }]) =>
    isOtherBoot(bootId, after.hosts.get(host)?.bootId ?? null) ? [host] : [],
  );
}

function isOtherBoot(before: string | null, now: string | null): boolean {
  return before !== null && now !== null && before !== now;
}
