import { foldRange } from '../interface/ranges.ts';
import type { UnknownHosts } from '../store/historyRecord.ts';
import type { HostReport } from './document.ts';
import { harmless } from './harmless.ts';

/** The hosts that did not tell what runs on them, folded by what was the matter: short also for thousands of them. */
export function unknownHosts(hosts: readonly HostReport[]): UnknownHosts[] {
  const groups = new Map<string, { kind: string; reason: string; names: string[] }>();
  for (const { host, sighting, reason = '' } of hosts) {
    if (sighting === 'seen') continue;
    const said = cut(harmless(reason), longestReason);
    const own = `${sighting} ${said}`;
    const isOwn = groups.has(own) || groups.size < mostReasons;
    const key = isOwn ? own : sighting;
    const group = groups.get(key) ?? { kind: sighting, reason: isOwn ? said : 'various reasons', names: [] };
    group.names.push(host);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ kind, reason, names }) => ({
    kind,
    reason,
    count: names.length,
    hosts: foldRange(names.slice(0, mostNamed)),
  }));
}

const mostReasons = 20;
const longestReason = 200;

/** Of a group; more than any fleet has, and far below what a record may have. */
const mostNamed = 10_000;

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
