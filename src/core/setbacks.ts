import { ageMs } from './age.ts';
import { delayMs } from './backoff.ts';
import type { BackoffRule, ComponentId, HostName, Memory, Setback, Wanted } from './types.ts';

/** Something that went wrong with a component on a host. */
export interface Failure {
  readonly component: ComponentId;
  readonly host: HostName;
  readonly why: string;
}

/** A component that came up on a host. */
export interface Success {
  readonly component: ComponentId;
  readonly host: HostName;
}

/** Counts what failed against the component on that host, one step for each pair of them. */
export function failedThere(memory: Memory, failures: readonly Failure[], nowMs: number): Memory {
  return failures.length === 0
    ? memory
    : { ...memory, setbacks: raised(memory.setbacks, onePerPair(failures), nowMs) };
}

/**
 * Counts what failed against the component as a whole, one step for each component, but not while something of it
 * that was started lately lives: it can be started, so the fault is with the host.
 *
 * @param memory what is known by now, so that what lives is known.
 */
export function failedAnywhere(
  memory: Memory,
  { backoff }: Wanted,
  failures: readonly Failure[],
  nowMs: number,
): Memory {
  const failed = new Map(failures.map((failure) => [failure.component, failure]));
  const general = [...failed.values()]
    .filter(({ component }) => !livesYoung(component, memory, backoff, nowMs))
    .map(({ component, host, why }) => ({ component, host: null, why: `on ${host}: ${why}` }));
  return general.length === 0 ? memory : { ...memory, setbacks: raised(memory.setbacks, general, nowMs) };
}

/** What came up clears its host of blame, and lays it on the hosts where the same component failed before. */
export function cameUp(memory: Memory, successes: readonly Success[]): Memory {
  if (successes.length === 0 || memory.setbacks.length === 0) return memory;
  const hosts = new Set(successes.map(({ host }) => host));
  const components = new Set(successes.map(({ component }) => component));
  const setbacks = memory.setbacks.map((setback): Setback => {
    if (setback.host === null) return setback;
    if (hosts.has(setback.host)) return { ...setback, elsewhere: false };
    return components.has(setback.component) ? { ...setback, elsewhere: true } : setback;
  });
  return { ...memory, setbacks };
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

function raised(
  setbacks: readonly Setback[],
  failures: readonly { component: ComponentId; host: HostName | null; why: string }[],
  nowMs: number,
): Setback[] {
  const after = new Map(setbacks.map((setback) => [pairOf(setback), setback]));
  for (const { component, host, why } of failures) {
    const pair = pairOf({ component, host });
    const earlier = after.get(pair)?.failures ?? 0;
    after.set(pair, { component, host, failures: earlier + 1, lastAtMs: nowMs, why, elsewhere: false });
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
  const held = host === null ? [...hosts.values()] : [hosts.get(host)];
  return held.some((there) =>
    there?.instances
      .get(component)
      ?.some(({ sinceMs }) => sinceMs > lastAtMs && there.seenAtMs - sinceMs >= minUptimeMs),
  );
}

function livesYoung(
  component: ComponentId,
  { hosts }: Memory,
  { minUptimeMs }: BackoffRule,
  nowMs: number,
): boolean {
  return [...hosts.values()].some(({ instances }) =>
    instances.get(component)?.some(({ sinceMs }) => ageMs(sinceMs, nowMs) < minUptimeMs),
  );
}
