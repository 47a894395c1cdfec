import type { HistoryEntry, PassEntry } from '../../src/store/historyRecord.ts';

/** A pass on two hosts that changed nothing, but for what is given. */
export function passEntry(at: string, own: Partial<PassEntry> = {}): PassEntry {
  return {
    kind: 'pass',
    at,
    pass: null,
    command: 'run',
    tookMs: 1000,
    hosts: { seen: 2, of: 2 },
    unknown: null,
    outcomes: {},
    blocked: 0,
    held: 0,
    components: {},
    problems: [],
    ...own,
  };
}

type EventOf<Kind extends HistoryEntry['kind']> = Extract<HistoryEntry, { kind: Kind }>;

/** Something that happened to an instance or a host outside of any pass. */
export function eventEntry<Kind extends Exclude<HistoryEntry['kind'], 'pass'>>(
  kind: Kind,
  at: string,
  own: Omit<EventOf<Kind>, 'kind' | 'at' | 'pass'>,
): HistoryEntry {
  return { kind, at, pass: null, ...own } as unknown as EventOf<Kind>;
}
