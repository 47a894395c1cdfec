import { pairOf } from './setbacks.ts';
import type { Decision, Host, HostName, Memory, Setback, Sightings, Vitals } from './types.ts';

/**
 * What tells one machine from another: its boot, its name, its first process, for containers may share all else, and
 * whose processes were listed from which home, for two logins on one machine have nothing in common that muster
 * counts. null where a host does not tell so much; the first process may be hidden.
 */
export function machineOf({ bootId, hostname, user, home, firstProcess }: Vitals): string | null {
  if (bootId === null || hostname === null || user === null || home === null) return null;
  return [bootId, hostname, user, home, firstProcess ?? '-'].join(' ');
}

export interface Merged {
  readonly sightings: Sightings;
  readonly memory: Memory;
  /** A further name of a machine, and the name under which it is counted. */
  readonly aliases: ReadonlyMap<HostName, HostName>;
}

/**
 * Two names of one machine would count everything there twice. All of it is counted under the first name that was
 * seen; a name that was not seen this time is known again by what is remembered of it.
 */
export function merged(hosts: readonly Host[], before: Memory, seen: Sightings): Merged {
  const first = new Map<string, HostName>();
  const aliases = new Map<HostName, HostName>();
  const sightings = new Map(seen);
  for (const { name } of hosts) {
    const sighting = seen.get(name);
    const machine = sighting?.kind === 'seen' ? machineOf(sighting.vitals) : null;
    if (sighting?.kind !== 'seen' || machine === null) continue;
    const principal = first.get(machine);
    if (principal === undefined) {
      first.set(machine, name);
      continue;
    }
    aliases.set(name, principal);
    sightings.set(name, { ...sighting, instances: new Map(), pilots: [], sameAs: principal });
  }
  for (const [name, { machine }] of before.hosts) {
    const principal = machine === null ? undefined : first.get(machine);
    if (seen.get(name)?.kind !== 'seen' && principal !== undefined) aliases.set(name, principal);
  }
  return { sightings, memory: aliases.size === 0 ? before : movedTo(aliases, before), aliases };
}

/** What is remembered under a further name belongs to the name that counts. */
function movedTo(aliases: ReadonlyMap<HostName, HostName>, memory: Memory): Memory {
  const moved = <T extends { readonly host: HostName }>(item: T): T => ({
    ...item,
    host: aliases.get(item.host) ?? item.host,
  });
  const decisions = memory.decisions.map((decision): Decision =>
    decision.kind === 'restart' ? { ...decision, left: decision.left.map(moved) } : decision,
  );
  return {
    hosts: new Map([...memory.hosts].filter(([name]) => !aliases.has(name))),
    launches: memory.launches.map(moved),
    setbacks: movedSetbacks(aliases, memory.setbacks),
    stops: memory.stops.map(moved),
    decisions,
    unfit: memory.unfit.map(moved),
  };
}

/** Of two that come together, the one that failed more often stays. */
function movedSetbacks(aliases: ReadonlyMap<HostName, HostName>, setbacks: readonly Setback[]): Setback[] {
  const byPair = new Map<string, Setback>();
  for (const { host, ...setback } of setbacks) {
    const moved = { ...setback, host: host === null ? null : (aliases.get(host) ?? host) };
    const there = byPair.get(pairOf(moved));
    if (!there || moved.failures > there.failures) byPair.set(pairOf(moved), moved);
  }
  return [...byPair.values()];
}
