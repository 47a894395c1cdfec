import { staleAfterMs } from '../core/stale.ts';
import type { Config } from '../interface/config.ts';
import type { PassTimes } from '../report/checks.ts';
import { historyIn } from '../store/history.ts';
import type { PassEntry } from '../store/historyRecord.ts';

/** As many of the last passes as tell how often they come. */
const passesLooked = 20;

/**
 * When passes took place, by what they left in the logs; `lost` where they left nothing that can be read. Only those that cron and
 * `muster run` make: a rolling restart makes one every few seconds, which says nothing of when the next is due.
 */
export async function passTimes(
  { logs, monitor, timeouts }: Config,
  nowMs: number,
): Promise<Exclude<PassTimes, { kind: 'never' }>> {
  const past = historyIn(logs);
  const passes: PassEntry[] = [];
  for await (const pass of past.passes({ sinceMs: -Infinity, untilMs: Infinity })) {
    if (pass.command !== 'run') continue;
    passes.push(pass);
    if (passes.length >= passesLooked) break;
  }
  const [newest] = passes;
  if (newest === undefined)
    return { kind: 'lost', why: past.unread.files[0] ?? `no pass is told of in ${logs}` };
  const times = passes.map(({ at }) => Date.parse(at)).toReversed();
  return {
    kind: 'known',
    ageMs: nowMs - Date.parse(newest.at),
    staleMs: staleAfterMs(times, monitor.staleMs, timeouts.passMs),
    problems: newest.problems,
  };
}
