import type { Message } from '../core/catalogue/catalogue.ts';
import { expandRange } from '../interface/ranges.ts';
import type { PassEntry } from '../store/historyRecord.ts';

interface Lost extends Fault {
  readonly hosts: string[];
}

/** Why a host could not be asked. */
interface Fault {
  /** `down` or `silent`. */
  readonly kind: string;
  readonly reason: Message;
}

/** Which hosts a pass could not ask that the one before could, and the other way round. */
export interface HostChanges {
  readonly lost: readonly Lost[];
  readonly back: readonly string[];
  /** Whether the file listed as many hosts in both; if not, one that is not unknown any more may just not be listed. */
  readonly isSameList: boolean;
}

/**
 * @param before the pass before it; null where none is known: then every unknown host is told.
 */
export function hostChanges(
  before: PassEntry | null,
  pass: PassEntry,
  { component, host }: { readonly component: string | null; readonly host: string | null },
): HostChanges {
  const [then, now] = [before === null ? noHosts : unknownIn(before), unknownIn(pass)];
  const isSameList = before === null || before.hosts.of === pass.hosts.of;
  if (then === null || now === null || !concernsComponent(before, pass, component))
    return { lost: [], back: [], isSameList };
  const isAsked = (name: string): boolean => host === null || host === name;
  const lost = new Map<string, Lost>();
  for (const [name, { kind, reason }] of now) {
    if (!isAsked(name) || then.get(name)?.kind === kind) continue;
    const key = `${kind} ${reason.text}`;
    const group = lost.get(key) ?? { kind, reason, hosts: [] };
    group.hosts.push(name);
    lost.set(key, group);
  }
  const back = [...then.keys()].filter((name) => isAsked(name) && !now.has(name));
  return { lost: [...lost.values()], back, isSameList };
}

/** A host that is lost concerns a component that is presumed to run on it. */
function concernsComponent(before: PassEntry | null, pass: PassEntry, component: string | null): boolean {
  if (component === null) return true;
  const [then, now] = [before, pass].map((each) => each?.components[component]?.presumed ?? 0);
  return then !== now;
}

/** By host, what was the matter with it; null where the record does not tell. */
export function unknownIn({ unknown, hosts }: PassEntry): UnknownByHost | null {
  if (unknown === null) return hosts.seen === hosts.of ? noHosts : null;
  if (unknown.length === 0) return noHosts;
  const found = expanded.get(unknown);
  if (found !== undefined) return found;
  const byHost = new Map(
    unknown.flatMap(({ kind, reason, hosts }) => {
      const range = expandRange(hosts);
      return range.ok ? range.names.map((name) => [name, { kind, reason }] as const) : [];
    }),
  );
  expanded.set(unknown, byHost);
  return byHost;
}

type UnknownByHost = ReadonlyMap<string, Fault>;

const noHosts: UnknownByHost = new Map();

/** Each is looked at several times. */
const expanded = new WeakMap<object, UnknownByHost>();
