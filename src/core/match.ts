import { countInstances, holdsKey } from './count.ts';
import type { Component, ComponentId, LeftOut, Listing, Process } from './types.ts';

/** What a key finds on one host. */
export interface Matched {
  readonly instances: readonly MatchedTree[];
  /** Processes that hold the key and do not count. */
  readonly leftOut: readonly LeftOut[];
}

/** One instance: its topmost process, those that were folded into it, and what lies between them. */
export interface MatchedTree {
  readonly pid: number;
  /** Parents before their children. */
  readonly lines: readonly MatchedLine[];
}

export interface MatchedLine {
  readonly process: Process;
  /** 0 for the topmost. */
  readonly depth: number;
  /** It counts for this instance; one that does not only lies between two that do. */
  readonly matches: boolean;
  /** Other components it counts for as well. */
  readonly also: readonly ComponentId[];
}

/**
 * The processes on a host that a key matches, counted as in a pass.
 *
 * @param target a component, or a key that is tried out under a name no component has
 */
export function matchesOf(
  { processes, leftOut }: Listing,
  target: Pick<Component, 'id' | 'key'>,
  components: readonly Pick<Component, 'id' | 'key'>[],
): Matched {
  const byPid = new Map(processes.map((process) => [process.pid, process]));
  const instances = countInstances(processes, [target]).get(target.id) ?? [];
  const others = components.filter(({ id }) => id !== target.id);
  return {
    instances: instances.map(({ pid, pids }) => {
      const members = new Set(pids);
      const lines = treeOf(pid, pids, byPid).map(({ process, depth }): MatchedLine => ({
        process,
        depth,
        matches: members.has(process.pid),
        also: others.filter(({ key }) => holdsKey(process, key)).map(({ id }) => id),
      }));
      return { pid, lines };
    }),
    leftOut: leftOut.filter(({ process }) => holdsKey(process, target.key)),
  };
}

/** How the key of one component, or one that is tried out, overlaps with those of the others. */
export interface KeyOverlap {
  readonly component: ComponentId;
  readonly key: string;
  /** `holds`: the other key is part of this one, so what matches this matches that; `within`: the other way round. */
  readonly how: 'equal' | 'holds' | 'within';
}

export function overlapsOf(
  { id, key }: Pick<Component, 'id' | 'key'>,
  components: readonly Pick<Component, 'id' | 'key'>[],
): KeyOverlap[] {
  return components.flatMap((other): KeyOverlap[] => {
    if (other.id === id) return [];
    const named = { component: other.id, key: other.key };
    if (other.key === key) return [{ ...named, how: 'equal' }];
    if (key.includes(other.key)) return [{ ...named, how: 'holds' }];
    return other.key.includes(key) ? [{ ...named, how: 'within' }] : [];
  });
}

/** The members of an instance and all between them, as they descend from its topmost process. */
function treeOf(
  top: number,
  members: readonly number[],
  byPid: ReadonlyMap<number, Process>,
): { process: Process; depth: number }[] {
  const children = childrenOf(top, members, byPid);
  const lines: { process: Process; depth: number }[] = [];
  const shown = new Set<number>();
  // What a circle of parents keeps from being reached stands under the topmost.
  const waiting = [
    ...members.filter((pid) => pid !== top).map((pid) => ({ pid, depth: 1 })),
    { pid: top, depth: 0 },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { pid, depth } = next;
    const process = byPid.get(pid);
    if (process === undefined || shown.has(pid)) continue;
    shown.add(pid);
    lines.push({ process, depth });
    const below = [...(children.get(pid) ?? [])].toSorted((one, other) => other - one);
    for (const child of below) waiting.push({ pid: child, depth: depth + 1 });
  }
  return lines;
}

/** By parent, the members and what lies between them and the topmost. Climbs past no process twice. */
function childrenOf(
  top: number,
  members: readonly number[],
  byPid: ReadonlyMap<number, Process>,
): Map<number, Set<number>> {
  const children = new Map<number, Set<number>>();
  const climbed = new Set([top]);
  for (const member of members) {
    let pid = member;
    while (!climbed.has(pid)) {
      climbed.add(pid);
      const parent = byPid.get(pid)?.ppid ?? null;
      if (parent === null || !byPid.has(parent)) break;
      children.set(parent, (children.get(parent) ?? new Set<number>()).add(pid));
      pid = parent;
    }
  }
  return children;
}
