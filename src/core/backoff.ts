import { ageMs } from './age.ts';
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
  for (const setback of memory.setbacks) {
    if (setback.host === null) continue;
    const there = byHost.get(setback.host);
    if (there) there.push(setback);
    else byHost.set(setback.host, [setback]);
  }
  return new Map(
    [...byHost].map(([host, setbacks]) => [
      host,
      {
        backoffs: new Map(setbacks.map((setback) => [setback.component, backoffOf(setback, rule)])),
        quarantine: quarantineOf(setbacks, rule, nowMs),
      },
    ]),
  );
}

/**
 * A host is quarantined for `cap` when two components failed there that have come up elsewhere since, and none has
 * come up there. One alone backs off from the host by itself, and what fails everywhere is no fault of a host.
 */
function quarantineOf(
  setbacks: readonly Setback[],
  { capMs }: BackoffRule,
  nowMs: number,
): Quarantine | null {
  const [last, second, ...others] = setbacks
    .filter(({ elsewhere, lastAtMs }) => elsewhere && ageMs(lastAtMs, nowMs) < capMs)
    .toSorted((a, b) => b.lastAtMs - a.lastAtMs);
  if (last === undefined || second === undefined) return null;
  return {
    untilMs: second.lastAtMs + capMs,
    components: [last, second, ...others].map(({ component }) => component).toSorted(),
    why: last.why,
  };
}

function backoffOf({ failures, lastAtMs, why }: Setback, rule: BackoffRule): Backoff {
  return { failures, untilMs: lastAtMs + delayMs(failures, rule), why };
}

/** `first` after one failure, twice as much after each further one, never more than `cap`. */
export function delayMs(failures: number, { firstMs, capMs }: BackoffRule): number {
  return Math.min(capMs, firstMs * 2 ** (failures - 1));
}
