import type { History } from './history.ts';
import type { PassEntry } from './historyRecord.ts';

/** So many of the last passes tell how often they come. */
const mostPasses = 20;

/** So many are looked at for that: a rolling restart makes one for each instance. */
const mostRead = 500;

/** Passes that lie closer are those of somebody who tries things out; cron starts none twice a minute. */
const closeMs = 40_000;

/** What the history tells of the last passes. */
export interface LastPasses {
  /** The newest, whoever made it; null where none is known. */
  readonly last: PassEntry | null;
  /** The newest of those that come by themselves. */
  readonly lastByItself: PassEntry | null;
  /**
   * When the last of those took place that come by themselves, ascending, in milliseconds since the epoch: what operators do comes
   * between, and the steps of a restart lie seconds apart.
   */
  readonly timesMs: readonly number[];
}

/** @param untilMs later ones are left out: the clock was ahead then. */
export async function lastPasses(history: Pick<History, 'passes'>, untilMs: number): Promise<LastPasses> {
  let last: PassEntry | null = null;
  let lastByItself: PassEntry | null = null;
  let read = 0;
  const times: number[] = [];
  for await (const pass of history.passes({ sinceMs: -Infinity, untilMs })) {
    last ??= pass;
    if (pass.command === 'run') {
      lastByItself ??= pass;
      const atMs = Date.parse(pass.at);
      // The newest first; a clock that was set back leaves later ones behind.
      if (Math.abs((times.at(-1) ?? Infinity) - atMs) >= closeMs) times.push(atMs);
    }
    if (times.length === mostPasses || ++read === mostRead) break;
  }
  return { last, lastByItself, timesMs: times.toSorted((one, other) => one - other) };
}
