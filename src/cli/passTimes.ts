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
  const { lastByItself: last, timesMs } = await lastPasses(past, Infinity);
  if (last === null) return { kind: 'lost', why: past.unread.files[0] ?? `no pass is told of in ${logs}` };
  return {
    kind: 'known',
    ageMs: nowMs - Date.parse(last.at),
    staleMs: staleAfterMs(timesMs, monitor.staleMs, timeouts.passMs),
    problems: last.problems,
  };
}
