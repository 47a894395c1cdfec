import type { Rollup } from '../core/rollup.ts';
import type { HistoryEntry, PassEntry } from '../store/historyRecord.ts';
import { hostChanges, unknownIn, type HostChanges } from './hostChanges.ts';

/** What of the past is asked for; null is all. */
export interface HistoryFilter {
  readonly component: string | null;
  readonly host: string | null;
  /** Passes alone, launches (and what operators did) alone, or both. */
  readonly kinds: 'passes' | 'launches' | 'all';
}

/** A row of the table, the newest first. */
export type HistoryRow =
  /** With what it did, the oldest first, and which hosts were lost or found again. */
  | {
      readonly row: 'pass';
      readonly pass: PassEntry;
      readonly events: readonly HistoryEvent[];
      readonly changes: HostChanges;
    }
  | {
      readonly row: 'quiet';
      readonly from: string;
      readonly to: string;
      readonly passes: number;
      /** Hosts that were unknown all the time, of those asked for. */
      readonly unknown: readonly string[];
    }
  | { readonly row: 'event'; readonly event: HistoryEvent }
  /** No pass for much longer than usual; `to` is null where none has come since. */
  | { readonly row: 'gap'; readonly from: string; readonly to: string | null }
  /** An hour or a day of which the passes are not kept any more. */
  | { readonly row: 'rolled'; readonly rollup: Rollup };

/** What is longer than passes usually lie apart; and until when they should have come, in milliseconds since the epoch. */
export interface Rhythm {
  readonly longestMs: number;
  readonly untilMs: number;
}

/** What happened in a pass, or between two. */
export type HistoryEvent = Exclude<HistoryEntry, PassEntry>;

/** Whether an entry is among what is asked for. Of a pass only its launches tell which hosts it concerned. */
export function isAsked(entry: HistoryEntry, { component, host, kinds }: HistoryFilter): boolean {
  if (entry.kind === 'pass') return kinds !== 'launches';
  if (kinds === 'passes') return false;
  return concerns(entry, { component, host });
}

function concerns(
  entry: HistoryEvent,
  { component, host }: Pick<HistoryFilter, 'component' | 'host'>,
): boolean {
  // A decision that names no component is about all on its host, and the other way round.
  const isGeneral = entry.kind === 'operator';
  // A reboot is told of each component that it ended.
  const about = entry.kind === 'rebooted' ? null : entry.component;
  return (
    (component === null || about === component || (isGeneral && about === undefined)) &&
    (host === null || entry.host === host || (isGeneral && entry.host === undefined))
  );
}

/**
 * The rows of a history: passes that changed nothing are folded into one row.
 *
 * @param entries the newest first; of a pass, the pass and then its launches.
 * @param rhythm where it is to be told that passes did not come.
 */
export async function* historyRows(
  entries: AsyncIterable<HistoryEntry>,
  filter: HistoryFilter,
  { longestMs, untilMs }: Rhythm = { longestMs: Infinity, untilMs: -Infinity },
): AsyncGenerator<HistoryRow> {
  // The last pass read, and what lies between it and the older one that it is compared with.
  let open: OpenPass | null = null;
  let between: HistoryEvent[] = [];
  /** When the pass after took place; before the first, until when one should have come. */
  let later: { readonly at: string | null; readonly ms: number } = { at: null, ms: untilMs };
  let quiet: (HistoryRow & { row: 'quiet' }) | null = null;

  function* endQuiet(): Generator<HistoryRow> {
    if (quiet !== null) yield quiet;
    quiet = null;
  }
  function* endPass(before: PassEntry | null, stateBefore: string | null): Generator<HistoryRow> {
    if (open !== null) {
      const { pass, events, state } = open;
      open = null;
      const isQuiet = events.length === 0 && between.length === 0 && before !== null && state === stateBefore;
      if (isQuiet) {
        const { to = pass.at, passes = 0 } = quiet ?? {};
        const unknown = [...(unknownIn(pass) ?? new Map()).keys()].filter(
          (host) => filter.component === null && (filter.host ?? host) === host,
        );
        quiet = { row: 'quiet', from: pass.at, to, passes: passes + 1, unknown };
        return;
      }
      yield* endQuiet();
      yield { row: 'pass', pass, events: events.toReversed(), changes: hostChanges(before, pass, filter) };
    }
    if (between.length > 0) yield* endQuiet();
    for (const event of between) yield { row: 'event', event };
    between = [];
  }

  function* endGap(at: string): Generator<HistoryRow> {
    const ms = Date.parse(at);
    if (later.ms - ms > longestMs) {
      yield* endQuiet();
      yield { row: 'gap', from: at, to: later.at };
    }
    later = { at, ms };
  }

  for await (const entry of entries) {
    if (entry.kind === 'pass') {
      const state = stateOf(entry, filter);
      yield* endPass(entry, state);
      if (filter.kinds !== 'launches') {
        yield* endGap(entry.at);
        open = { pass: entry, events: [], state };
      }
      continue;
    }
    if (!concerns(entry, filter)) continue;
    const now = open as OpenPass | null;
    // Records of before there were ids: what a pass did stands before it.
    if (now !== null && now.pass.pass === entry.pass && (entry.pass !== null || entry.kind === 'launch')) {
      now.events.push(entry);
      continue;
    }
    if (filter.kinds === 'passes') continue;
    // It lies between two passes, or belongs to one that did not end; and it parts quiet passes.
    if (now !== null) between.push(entry);
    else yield { row: 'event', event: entry };
  }
  yield* endPass(null, null);
  yield* endQuiet();
}

interface OpenPass {
  readonly pass: PassEntry;
  readonly state: string;
  readonly events: HistoryEvent[];
}

/** What of a pass must be the same for nothing to have changed. */
function stateOf(pass: PassEntry, filter: HistoryFilter): string {
  const { hosts, components, blocked, held, problems } = pass;
  if (filter.host !== null) return unknownIn(pass)?.get(filter.host)?.kind ?? '';
  if (filter.component !== null) return JSON.stringify(components[filter.component] ?? null);
  const unknown = [...(unknownIn(pass) ?? [])].map(([host, { kind }]) => `${kind} ${host}`);
  return JSON.stringify([hosts, unknown.toSorted(), talliesOf(components), blocked, held, problems]);
}

/** As one text: months have some hundred thousand of them. */
function talliesOf(components: PassEntry['components']): string {
  let tallies = '';
  for (const [name, { wanted, running, presumed, pending, missing }] of Object.entries(components))
    tallies += `${name}\n${wanted} ${running} ${presumed} ${pending} ${missing}\n`;
  return tallies;
}
