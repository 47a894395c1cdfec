import { message, type Message } from '../core/catalogue/catalogue.ts';
import { foldRange } from '../interface/ranges.ts';
import type { UnknownHosts } from '../store/historyRecord.ts';
import type { HostReport } from './document.ts';
import { harmless } from './harmless.ts';

/** The hosts that did not tell what runs on them, folded by what was the matter: short also for thousands of them. */
export function unknownHosts(hosts: readonly HostReport[]): UnknownHosts[] {
  const groups = new Map<string, { kind: string; reason: Message; names: string[] }>();
  for (const { host, sighting, reason = various } of hosts) {
    if (sighting === 'seen') continue;
    const said = kept(reason);
    const own = `${sighting} ${said.text}`;
    const isOwn = groups.has(own) || groups.size < mostReasons;
    const key = isOwn ? own : sighting;
    const group = groups.get(key) ?? { kind: sighting, reason: isOwn ? said : various, names: [] };
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

const various = message('hosts-for-various-reasons');

/** What a record has of a reason: it may come from a host, and be of any length. */
function kept({ code, text, params }: Message): Message {
  const short = Object.entries(params).map(([name, param]) => [
    name,
    typeof param === 'string' ? cut(param) : param,
  ]);
  return { code, text: cut(harmless(text)), params: Object.fromEntries(short) };
}

function cut(text: string): string {
  return text.length <= longestReason ? text : `${text.slice(0, longestReason)}…`;
}
