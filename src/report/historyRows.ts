import type {
  HistoryEntry,
  LaunchEntry,
  OperatorEntry,
  PassEntry,
  StoppedEntry,
} from '../store/historyRecord.ts';

/** What of the past is asked for; null is all. */
export interface HistoryFilter {
  readonly component: string | null;
  readonly host: string | null;
  /** Passes alone, launches (and what operators did) alone, or both. */
  readonly kinds: 'passes' | 'launches' | 'all';
}

/** A row of the table, the newest first. */
export type HistoryRow =
  /** With what it did, the oldest first. */
  | { readonly row: 'pass'; readonly pass: PassEntry; readonly events: readonly HistoryEvent[] }
  | { readonly row: 'quiet'; readonly from: string; readonly to: string; readonly passes: number }
  | { readonly row: 'event'; readonly event: HistoryEvent };

/** What happened in a pass, or between two. */
export type HistoryEvent = LaunchEntry | OperatorEntry | StoppedEntry;

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
  return (
    (component === null || entry.component === component || (isGeneral && entry.component === undefined)) &&
    (host === null || entry.host === host || (isGeneral && entry.host === undefined))
  );
}

/**
 * The rows of a history: passes that changed nothing are folded into one row.
 *
 * @param entries the newest first; of a pass, the pass and then its launches.
 */
export async function* historyRows(
  entries: AsyncIterable<HistoryEntry>,
  filter: HistoryFilter,
): AsyncGenerator<HistoryRow> {
  let open: OpenPass | null = null;
  let quiet: { newest: string; oldest: string; passes: number } | null = null;

  function* endQuiet(): Generator<HistoryRow> {
    if (quiet !== null) yield { row: 'quiet', from: quiet.oldest, to: quiet.newest, passes: quiet.passes };
    quiet = null;
  }
  function* endPass(before: PassEntry | null): Generator<HistoryRow> {
    if (open === null) return;
    const { pass, events } = open;
    open = null;
    if (events.length === 0 && before !== null && stateOf(pass, filter) === stateOf(before, filter)) {
      const { newest = pass.at, passes = 0 } = quiet ?? {};
      quiet = { newest, oldest: pass.at, passes: passes + 1 };
      return;
    }
    yield* endQuiet();
    yield { row: 'pass', pass, events: events.toReversed() };
  }

  for await (const entry of entries) {
    if (entry.kind === 'pass') {
      yield* endPass(entry);
      if (filter.kinds !== 'launches') open = { pass: entry, events: [] };
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
    yield* endPass(null);
    yield* endQuiet();
    yield { row: 'event', event: entry };
  }
  yield* endPass(null);
  yield* endQuiet();
}

interface OpenPass {
  readonly pass: PassEntry;
  readonly events: HistoryEvent[];
}

/** What of a pass must be the same for nothing to have changed. */
function stateOf({ hosts, components, blocked, held, problems }: PassEntry, filter: HistoryFilter): string {
  if (filter.host !== null) return '';
  if (filter.component !== null) return JSON.stringify(components[filter.component] ?? null);
  return JSON.stringify([hosts, components, blocked, held, problems]);
}
