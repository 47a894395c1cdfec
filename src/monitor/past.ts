import type { Past } from '../page/pageData.ts';
import { mostLogLines } from '../page/logLines.ts';
import { many } from '../report/style.ts';
import { historyInLogs } from '../store/history.ts';
import type { HistoryEntry, PassEntry } from '../store/historyRecord.ts';

/** What the page tells of the past, as far as it can be read. */
export async function readPast(logs: string, nowMs: number): Promise<Past> {
  const history = historyInLogs(logs);
  const passes: PassEntry[] = [];
  const events: HistoryEntry[] = [];
  const missing: string[] = [];
  for await (const entry of history.entries({ sinceMs: nowMs - 7 * dayMs, untilMs: nowMs + leewayMs })) {
    const isOfToday = Date.parse(entry.at) >= nowMs - dayMs;
    if (entry.kind === 'pass') {
      if (isOfToday) passes.push(entry);
    } else if (events.length < mostLogLines) events.push(entry);
    else if (!isOfToday) break;
  }
  if (events.length >= mostLogLines) missing.push(`the log holds the newest ${mostLogLines} events`);
  const { lines, files } = history.unread;
  if (lines > 0) missing.push(`${many(lines, 'line')} of the history could not be read`);
  return { passes: passes.toReversed(), hours: [], events, missing: [...missing, ...files] };
}

const dayMs = 24 * 3_600_000;

/** Records are written a moment after what they tell. */
const leewayMs = 60_000;
