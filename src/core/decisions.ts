import type {
  ComponentId,
  Component,
  Decision,
  DrainDecision,
  HostName,
  Memory,
  PauseDecision,
  RestartDecision,
  RestartTarget,
} from './types.ts';

/* What operators decide at the command line: kept in state, obeyed by every pass, until it is over or taken back. */

/** The decisions without those whose time is over. */
export function holding(decisions: readonly Decision[], nowMs: number): Decision[] {
  return decisions.filter(({ untilMs }) => untilMs === null || untilMs > nowMs);
}

/**
 * With these decisions, each in place of the one there is on the same matter, if any. Who stops all of a component wants
 * no restart of it.
 */
export function decided(decisions: readonly Decision[], more: readonly Decision[]): Decision[] {
  const matters = new Set(
    more.flatMap((decision) => {
      const stopsAll =
        decision.kind === 'pause' && decision.host === null && decision.limit === 0 && decision.stop;
      return stopsAll ? [matterOf(decision), `restart ${decision.component}`] : [matterOf(decision)];
    }),
  );
  return [...decisions.filter((other) => !matters.has(matterOf(other))), ...more];
}

/** What a decision is about: of two on one matter, only the later holds. */
export function matterOf(decision: Decision): string {
  switch (decision.kind) {
    case 'drain':
      return `drain ${decision.host}`;
    case 'restart':
      return `restart ${decision.component}`;
    default:
      return `pause ${decision.component} ${decision.host ?? ''}`;
  }
}

/** By host, who drained it. */
export function drains(decisions: readonly Decision[]): Map<HostName, DrainDecision> {
  return new Map(
    decisions.flatMap((decision) => (decision.kind === 'drain' ? [[decision.host, decision] as const] : [])),
  );
}

/** @param names all names of a host, for a pause there; null for those that hold in all. */
export function pauseOf(
  decisions: readonly Decision[],
  component: ComponentId,
  names: readonly HostName[] | null,
): PauseDecision | null {
  if (decisions.length === 0) return null;
  const pauses = pausesIn(decisions).get(component);
  if (pauses === undefined) return null;
  if (names === null) return pauses.get(null) ?? null;
  const found = names.flatMap((name) => pauses.get(name) ?? []);
  // The strictest; of what is said under two names, to stop comes first.
  if (found.length > 1) found.sort((a, b) => a.limit - b.limit || Number(b.stop) - Number(a.stop));
  return found[0] ?? null;
}

type PausesByHost = ReadonlyMap<HostName | null, PauseDecision>;

/** By component and host: a plan asks for every pair of them. Kept as long as the list they were made of. */
function pausesIn(decisions: readonly Decision[]): ReadonlyMap<ComponentId, PausesByHost> {
  const known = indexed.get(decisions);
  if (known !== undefined) return known;
  const pauses = new Map<ComponentId, Map<HostName | null, PauseDecision>>();
  for (const decision of decisions) {
    if (decision.kind !== 'pause') continue;
    const { component, host, limit } = decision;
    const byHost = pauses.get(component) ?? new Map<HostName | null, PauseDecision>();
    pauses.set(component, byHost);
    if (limit < (byHost.get(host)?.limit ?? Infinity)) byHost.set(host, decision);
  }
  indexed.set(decisions, pauses);
  return pauses;
}

const indexed = new WeakMap<readonly Decision[], ReadonlyMap<ComponentId, PausesByHost>>();

export function restartOf(decisions: readonly Decision[], component: ComponentId): RestartDecision | null {
  return (
    decisions.find(
      (decision): decision is RestartDecision =>
        decision.kind === 'restart' && decision.component === component,
    ) ?? null
  );
}

/** How many of a component are wanted: its count, or fewer where an operator said so; 0 while it is off. */
export function wantedCount({ id, on, count }: Component, decisions: readonly Decision[]): number {
  if (!on) return 0;
  return Math.min(count, pauseOf(decisions, id, null)?.limit ?? count);
}

/**
 * The memory without what operators decided and is over: by its time, or because a restart has nothing left to
 * replace, or a pause allows all that is wanted.
 */
export function withoutDone(memory: Memory, components: readonly Component[], nowMs: number): Memory {
  if (memory.decisions.length === 0) return memory;
  const decisions = holding(memory.decisions, nowMs).flatMap((decision): Decision[] => {
    if (decision.kind === 'pause') return isNeedless(decision, memory, components) ? [] : [decision];
    if (decision.kind !== 'restart') return [decision];
    const left = decision.left.filter((target) => isThere(decision.component, target, memory));
    return left.length === 0 ? [] : [{ ...decision, left }];
  });
  return { ...memory, decisions };
}

/**
 * Whether what was held at some number neither keeps anything from being started nor has anything left to stop. A whole
 * pause stays: the count may be 0 for a while.
 */
function isNeedless(
  { component, host, limit }: PauseDecision,
  memory: Memory,
  components: readonly Component[],
): boolean {
  const count = components.find(({ id }) => id === component)?.count;
  if (host !== null || limit === 0 || count === undefined || limit < count) return false;
  const there = [...memory.hosts.values()].reduce(
    (sum, { instances }) => sum + (instances.get(component)?.length ?? 0),
    0,
  );
  return there <= limit;
}

/**
 * Whether an instance that is to be replaced may still be there: on a host that was not seen it is presumed. A pid that
 * was given anew to another instance of the component costs one restart more.
 */
export function isThere(
  component: ComponentId,
  { host, pid, bootId }: RestartTarget,
  { hosts }: Memory,
): boolean {
  const held = hosts.get(host);
  if (held === undefined || (bootId !== null && held.bootId !== null && bootId !== held.bootId)) return false;
  return held.instances.get(component)?.some((one) => one.pid === pid) === true;
}
