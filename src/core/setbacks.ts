import { ageMs } from './age.ts';
import { delayMs } from './backoff.ts';
import { upSinceMs } from './pilots.ts';
import type { Message } from './catalogue/catalogue.ts';
import type { BackoffRule, ComponentId, HostMemory, HostName, Memory, Setback, Wanted } from './types.ts';

/** Something that went wrong with a component on a host. */
export interface Failure {
  readonly component: ComponentId;
  readonly host: HostName;
  readonly why: Message;
}

/** Counts what failed against the component on that host, one step for each pair of them. */
export function failedThere(memory: Memory, failures: readonly Failure[], nowMs: number): Memory {
  return failures.length === 0
    ? memory
    : { ...memory, setbacks: raised(memory.setbacks, onePerPair(failures), nowMs) };
}

/**
 * Counts what failed against the component as a whole, one step for each component, but only while nothing of it lives
 * anywhere: as long as something does, it can run, and what fails is the matter of a host.
 *
 * @param memory what is known by now, so that what lives is known.
 */
export function failedAnywhere(memory: Memory, failures: readonly Failure[], nowMs: number): Memory {
  if (failures.length === 0) return memory;
  const living = new Set([...memory.hosts.values()].flatMap(({ instances }) => [...instances.keys()]));
  const failed = new Map(failures.map((failure) => [failure.component, failure]));
  const general = [...failed.values()]
    .filter(({ component }) => !living.has(component))
    .map(({ component, host, why }) => ({ component, host: null, why, lastHost: host }));
  return general.length === 0 ? memory : { ...memory, setbacks: raised(memory.setbacks, general, nowMs) };
}

/**
 * Without the setbacks of what has come up well since (`minUptime` of life on that host, or anywhere), of what is
 * long past, and of what `Interface.json` no longer has.
 */
export function withoutRecovered(memory: Memory, wanted: Wanted, nowMs: number): Memory {
  if (memory.setbacks.length === 0) return memory;
  const { backoff } = wanted;
  const components = new Set(wanted.components.map(({ id }) => id));
  const hosts = new Set(wanted.hosts.map(({ name }) => name));
  const setbacks = memory.setbacks.filter((setback) => {
    const { component, host, failures, lastAtMs } = setback;
    if (!components.has(component) || (host !== null && !hosts.has(host))) return false;
    const longMs = delayMs(failures, backoff) + backoff.capMs + backoff.minUptimeMs;
    return ageMs(lastAtMs, nowMs) < longMs && !hasComeUp(setback, memory, backoff);
  });
  return { ...memory, setbacks };
}

/** Without the setbacks of these components on these hosts, and as a whole. */
export function withoutSetbacks(
  memory: Memory,
  well: readonly Pick<Failure, 'component' | 'host'>[],
): Memory {
  const over = new Set(
    well.flatMap(({ component, host }) => [pairOf({ component, host }), pairOf({ component, host: null })]),
  );
  if (over.size === 0) return memory;
  return { ...memory, setbacks: memory.setbacks.filter((setback) => !over.has(pairOf(setback))) };
}

function raised(
  setbacks: readonly Setback[],
  failures: readonly Omit<Setback, 'failures' | 'lastAtMs'>[],
  nowMs: number,
): Setback[] {
  const after = new Map(setbacks.map((setback) => [pairOf(setback), setback]));
  for (const failure of failures) {
    const pair = pairOf(failure);
    const earlier = after.get(pair)?.failures ?? 0;
    after.set(pair, { ...failure, failures: earlier + 1, lastAtMs: nowMs });
  }
  return [...after.values()];
}

/** Names a setback among others: by its component and host. No name holds a line end. */
export function pairOf({ component, host }: Pick<Setback, 'component' | 'host'>): string {
  return `${component}\n${host ?? ''}`;
}

function onePerPair(failures: readonly Failure[]): Failure[] {
  return [...new Map(failures.map((failure) => [pairOf(failure), failure])).values()];
}

/** Whether an instance that was started after the last failure was seen to live for `minUptime`. */
function hasComeUp(
  { component, host, lastAtMs }: Setback,
  { hosts }: Memory,
  { minUptimeMs }: BackoffRule,
): boolean {
  const isUp = ({ instances, seenAtMs, pilots }: HostMemory): boolean =>
    instances.get(component)?.some((instance) => {
      const sinceMs = upSinceMs(component, instance, pilots);
      return instance.sinceMs > lastAtMs && sinceMs !== null && seenAtMs - sinceMs >= minUptimeMs;
    }) === true;
  if (host !== null) {
    const there = hosts.get(host);
    return there !== undefined && isUp(there);
  }
  for (const there of hosts.values()) if (isUp(there)) return true;
  return false;
}
