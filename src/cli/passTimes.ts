import { message } from '../core/catalogue/catalogue.ts';
import { staleAfterMs } from '../core/stale.ts';
import type { Config } from '../interface/config.ts';
import type { PassTimes } from '../report/checks.ts';
import { historyIn } from '../store/history.ts';
import { lastPasses } from '../store/lastPasses.ts';

/** When passes took place, by what they left in the history; `lost` where they left nothing that can be read. */
export async function passTimes(
  { logs, monitor, timeouts }: Config,
  nowMs: number,
): Promise<Exclude<PassTimes, { kind: 'never' }>> {
  const past = historyIn(logs);
  // One of a clock that was ahead must not stand for all that came, or did not come, since.
  const known = await lastPasses(past, nowMs + leewayMs);
  const { lastByItself: last, timesMs } =
    known.lastByItself === null ? await lastPasses(past, Infinity) : known;
  if (last === null)
    return { kind: 'lost', why: past.unread.files[0] ?? message('passes-not-recorded', { logs }) };
  return {
    kind: 'known',
    ageMs: nowMs - Date.parse(last.at),
    staleMs: staleAfterMs(timesMs, monitor.staleMs, timeouts.passMs),
    problems: last.problems,
  };
}

/** As page and metrics have it. */
const leewayMs = 60_000;
