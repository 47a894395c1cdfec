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
  const known = async (untilMs: number): Promise<Extract<PassTimes, { kind: 'known' }> | null> => {
    const { lastByItself: last, timesMs } = await lastPasses(past, untilMs);
    if (last === null) return null;
    return {
      kind: 'known',
      ageMs: nowMs - Date.parse(last.at),
      staleMs: staleAfterMs(timesMs, monitor.staleMs, timeouts.passMs),
      problems: last.problems,
    };
  };
  // A pass that was made while the clock was ahead must not stand for those that have come since, for as long as it was ahead.
  const now = await known(nowMs + leewayMs);
  if (now !== null && now.ageMs <= now.staleMs) return now;
  return (
    (await known(Infinity)) ?? { kind: 'lost', why: past.unread.files[0] ?? `no pass is told of in ${logs}` }
  );
}

/** A look reads the clock before it reads the history, which a pass may have written to since. */
const leewayMs = 60_000;
