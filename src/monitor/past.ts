import { mostLogLines } from '../page/logLines.ts';
import type { Past } from '../page/pageData.ts';
import { many } from '../report/style.ts';
import { historyInLogs } from '../store/history.ts';
import type { HistoryEntry, PassEntry } from '../store/historyRecord.ts';

/** What the page tells of the past, as far as it can be read: a day of passes, a month of hours, a week of events. */
export async function readPast(logs: string, nowMs: number): Promise<Past> {
  const history = historyInLogs(logs);
  const since = (days: number): { sinceMs: number; untilMs: number } => ({
    sinceMs: nowMs - days * dayMs,
    untilMs: nowMs + leewayMs,
  });
  const passes: PassEntry[] = [];
  for await (const pass of history.passes(since(1))) passes.push(pass);
  const hours = await history.rollups('hour', since(30));
  const events: HistoryEntry[] = [];
  const missing: string[] = [];
  for await (const event of history.events(since(7))) {
    if (events.length === mostLogLines) {
      missing.push(
        `the log of this page begins ${events.at(-1)?.at}: it holds the newest ${mostLogLines} events`,
      );
      break;
    }
    events.push(event);
  }
  const { lines, files } = history.unread;
  if (lines > 0) missing.push(`${many(lines, 'line')} of the history could not be read`);
  return { passes: ascending(passes), hours, events, missing: [...missing, ...files] };
}

const dayMs = 24 * 3_600_000;

/** Records are written a moment after what they tell. */
const leewayMs = 60_000;

/** The clock may have been set back between two passes. */
function ascending(passes: readonly PassEntry[]): PassEntry[] {
  return passes.toSorted((a, b) => (a.at < b.at ? -1 : 1));
}
