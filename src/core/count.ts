import { keysIn } from './keysIn.ts';
import type { Component, ComponentId, Instance, InstancesByComponent, Process } from './types.ts';

/**
 * The instances of each component among the processes of one host.
 *
 * A process matches when its command line holds the key. Of matching processes that descend from one another,
 * through whatever lies between, the topmost is the instance: a wrapper and the program it starts are one. Where
 * a listing does not tell parents, every match is an instance. Zombies match nothing. One process may match
 * several components.
 *
 * Instances are in the order of their pids; components without any are not in the map.
 */
export function countInstances(
  processes: readonly Process[],
  components: readonly Pick<Component, 'id' | 'key'>[],
): InstancesByComponent {
  const living = processes
    .filter(({ state }) => !state.startsWith('Z'))
    .toSorted((one, other) => one.pid - other.pid);
  const matching = new Map<ComponentId, Process[]>();
  for (const process of living) {
    keysIn(process.command, components, (id) => {
      const matches = matching.get(id);
      if (matches === undefined) matching.set(id, [process]);
      else if (matches.at(-1) !== process) matches.push(process);
    });
  }
  if (matching.size === 0) return new Map();

  const byPid = new Map(processes.map((process) => [process.pid, process]));
  const counted = new Map<ComponentId, readonly Instance[]>();
  for (const { id } of components) {
    const matches = matching.get(id);
    if (matches !== undefined) counted.set(id, instancesOf(matches, byPid));
  }
  return counted;
}

/** Whether a process matches; whether it counts, `countInstances` decides. */
export function holdsKey({ command }: Process, key: string): boolean {
  return command.includes(key);
}

/** @param matches in the order of their pids */
function instancesOf(matches: readonly Process[], byPid: ReadonlyMap<number, Process>): readonly Instance[] {
  const topmost = topmostOf(matches, byPid);
  const pidsByTop = new Map<number, number[]>();
  for (const { pid } of matches) {
    const top = topmost.get(pid) ?? pid;
    const pids = pidsByTop.get(top);
    if (pids === undefined) pidsByTop.set(top, [pid]);
    else pids.push(pid);
  }
  return Array.from(pidsByTop, ([pid, pids]) => ({
    pid,
    elapsedS: byPid.get(pid)?.elapsedS ?? null,
    pids,
  })).toSorted((one, other) => one.pid - other.pid);
}

/** For each match, the pid of the highest match in its line of ancestors. Looks at no process twice. */
function topmostOf(
  matches: readonly Process[],
  byPid: ReadonlyMap<number, Process>,
): ReadonlyMap<number, number | null> {
  const matching = new Set(matches.map(({ pid }) => pid));
  const topmost = new Map<number, number | null>();
  for (const match of matches) {
    const climbed: number[] = [];
    let at: Process | undefined = match;
    while (at !== undefined && !topmost.has(at.pid)) {
      // Known from now on, so that a circle of parents, as reuse of pids can feign, ends the climb.
      topmost.set(at.pid, null);
      climbed.push(at.pid);
      at = at.ppid === null ? undefined : byPid.get(at.ppid);
    }
    let top = at === undefined ? null : (topmost.get(at.pid) ?? null);
    for (const pid of climbed.toReversed()) {
      if (top === null && matching.has(pid)) top = pid;
      topmost.set(pid, top);
    }
  }
  return topmost;
}
