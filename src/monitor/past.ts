import { message, type Message } from '../core/catalogue/catalogue.ts';
import { mostLogLines } from '../page/logLines.ts';
import type { Past } from '../page/pageData.ts';
import { readAfter } from '../store/afterFile.ts';
import { historyIn } from '../store/history.ts';
import type { PassEntry } from '../store/historyRecord.ts';
import { lastPasses } from '../store/lastPasses.ts';

/**
 * What the page tells of the past, as far as it can be read: a day of passes, a month of hours, a week of events.
 *
 * @param ids the components of the hours.
 */
export async function readPast(logs: string, nowMs: number, ids: readonly string[]): Promise<Past> {
  const history = historyIn(logs);
  const since = (days: number): { sinceMs: number; untilMs: number } => ({
    sinceMs: nowMs - days * dayMs,
    untilMs: nowMs + leewayMs,
  });
  // While one waits for the disk, another is made something of.
  const [passes, { last, timesMs }, hours, events, after] = await Promise.all([
    taken(history.passes(since(1)), Infinity),
    lastPasses(history, nowMs + leewayMs),
    history.presence('hour', since(30), ids),
    taken(history.events(since(7)), mostLogLines + 1),
    readAfter(logs),
  ]);
  const missing: Message[] = [];
  if (events.length > mostLogLines) missing.push(message('page-log-shortened', { events: mostLogLines }));
  const { lines, files } = history.unread;
  if (lines > 0) missing.push(message('history-broken-lines', { lines }));
  return {
    passes: ascending(passes),
    last,
    timesMs,
    hours,
    events: events.slice(0, mostLogLines),
    missing: [...missing, ...files],
    after,
  };
}

async function taken<T>(from: AsyncIterable<T>, most: number): Promise<T[]> {
  const found: T[] = [];
  for await (const one of from) {
    found.push(one);
    if (found.length >= most) break;
  }
  return found;
}

const dayMs = 24 * 3_600_000;

/** Records are written a moment after what they tell. */
const leewayMs = 60_000;

/** The clock may have been set back between two passes. */
function ascending(passes: readonly PassEntry[]): PassEntry[] {
  return passes.toSorted((a, b) => (a.at < b.at ? -1 : 1));
}
