import { ageMs } from './age.ts';
import { upSinceMs } from './pilots.ts';
import type { Backoff, BackoffRule, ComponentId, HostName, Memory, Quarantine, Setback } from './types.ts';

/** What backs off of each component as a whole. */
export function backoffsOf(memory: Memory, rule: BackoffRule): Map<ComponentId, Backoff> {
  return new Map(
    memory.setbacks.flatMap((setback) =>
      setback.host === null ? [[setback.component, backoffOf(setback, rule)] as const] : [],
    ),
  );
}

/** By host, what backs off there, and whether the host is quarantined. */
export function backoffsByHost(
  memory: Memory,
  rule: BackoffRule,
  nowMs: number,
): Map<HostName, { backoffs: Map<ComponentId, Backoff>; quarantine: Quarantine | null }> {
  const byHost = new Map<HostName, Setback[]>();
  const failing = new Map<ComponentId, Set<HostName>>();
  for (const setback of memory.setbacks) {
    if (setback.host === null) continue;
    const there = byHost.get(setback.host);
    if (there) there.push(setback);
    else byHost.set(setback.host, [setback]);
    failing.set(setback.component, (failing.get(setback.component) ?? new Set<HostName>()).add(setback.host));
  }
  const atFault = new Map([...failing].map(([id, hosts]) => [id, fewerThanLive(id, hosts, memory)]));
  return new Map(
    [...byHost].map(([host, setbacks]) => [
      host,
      {
        backoffs: new Map(setbacks.map((setback) => [setback.component, backoffOf(setback, rule)])),
        quarantine: quarantineOf(
          setbacks.filter(
            (setback) => atFault.get(setback.component) && !hasComeUpSince(setback, host, memory, rule),
          ),
          rule,
          nowMs,
        ),
      },
    ]),
  );
}

/** Whether a component lives on no fewer hosts than it fails on: then the fault is with those where it fails. */
function fewerThanLive(id: ComponentId, failing: ReadonlySet<HostName>, { hosts }: Memory): boolean {
  let living = 0;
  for (const [name, { instances }] of hosts) if (!failing.has(name) && instances.has(id)) living++;
  return living >= failing.size;
}

/** Whether something lives there that was started after that failure, or not long before: then the host can start things. */
function hasComeUpSince(
  { lastAtMs }: Setback,
  host: HostName,
  { hosts }: Memory,
  { minUptimeMs }: BackoffRule,
): boolean {
  const held = hosts.get(host);
  return [...(held?.instances ?? [])].some(([id, list]) =>
    list.some((instance) => {
      const sinceMs = upSinceMs(id, instance, held?.pilots);
      return sinceMs !== null && sinceMs > lastAtMs - minUptimeMs;
    }),
  );
}

/**
 * A host is quarantined for `cap` after the last failure, when two components failed there that the host is to blame
 * for. One alone backs off from the host by itself, and what fails everywhere is no fault of a host.
 *
 * @param blaming setbacks on the host that it is to blame for.
 */
function quarantineOf(blaming: readonly Setback[], { capMs }: BackoffRule, nowMs: number): Quarantine | null {
  const [last, second] = blaming.toSorted((a, b) => b.lastAtMs - a.lastAtMs);
  if (last === undefined || second === undefined || ageMs(last.lastAtMs, nowMs) >= capMs) return null;
  return {
    untilMs: last.lastAtMs + capMs,
    components: blaming.map(({ component }) => component).toSorted(),
    why: last.why,
  };
}

function backoffOf({ failures, lastAtMs, why, lastHost }: Setback, rule: BackoffRule): Backoff {
  const untilMs = lastAtMs + delayMs(failures, rule);
  return { failures, lastAtMs, untilMs, why, ...(lastHost !== undefined && { lastHost }) };
}

/** `first` after one failure, twice as much after each further one, never more than `cap`. */
export function delayMs(failures: number, { firstMs, capMs }: BackoffRule): number {
  return Math.min(capMs, firstMs * 2 ** (failures - 1));
}
