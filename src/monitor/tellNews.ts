import { homedir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from '../core/catalogue/catalogue.ts';
import { causeOf, newsOf, untold, type Look, type News, type Problem, type Told } from '../core/news.ts';
import { harmless } from '../report/harmless.ts';
import { flock } from '../store/flock.ts';
import { controlPath } from '../store/keeper.ts';
import { lockPollMs } from '../store/lock.ts';
import { letGo, openLockFile } from '../store/lockFile.ts';
import { readTold, toldPlaces, writeTold } from '../store/told.ts';

/** What went wrong in telling. Another cause about the same is no new problem. */
export interface Fault {
  readonly about: string;
  readonly problem: Message;
}

/** Whose news it is, and what is remembered of it. */
export interface Reader {
  /** `told.json` is what cron's mail has told, `notified.json` what the program of `monitor.notify` was given. */
  readonly memory: 'told.json' | 'notified.json';
  /** Path of `Interface.json`. */
  readonly file: string;
  /** The folder of the logs; null where it is not known. */
  readonly logs: string | null;
  /** @returns what went wrong, so that it is told again by the next pass; null where it was told. */
  tell(news: News, told: Told): Promise<Fault | null>;
}

/**
 * Tells what is new since the last pass, and writes down that it was told: in that order, for a thing said twice is better than one
 * never said. Two passes at the same instant do so one after the other.
 *
 * @returns what went wrong beside the telling, and with it.
 */
export async function tellNews(
  look: Look,
  { memory, file, logs, tell }: Reader,
  nowMs: number,
): Promise<{ readonly faults: readonly Fault[]; readonly writeFault: Message | null }> {
  const home = homedir();
  return whileAlone(controlPath(file, home, `${memory}.lock`), async () => {
    const places = toldPlaces(file, logs, home, memory);
    const before = await readTold(places);
    const unread = before.problems.map((problem) => ({ about: causeOf(problem), problem }));
    const { news, told } = newsOf(withFaults(look, unread), before.told, nowMs);
    const fault = await tell(news, told);
    const kept = fault === null ? told : untold(news, before.told, told);
    const writeFault = await writeTold(places, kept, before.whole, nowMs);
    return { faults: fault === null ? unread : [...unread, fault], writeFault };
  });
}

/** What a look found, and what went wrong in telling of it. */
export function withFaults(look: Look, faults: readonly Fault[]): Look {
  const problems = faults.map(({ about, problem }): Problem => {
    const { code, params, text } = problem;
    const cause = causeOf(problem);
    return {
      kind: 'pass',
      about,
      code,
      params,
      cause: about === cause ? '' : cause,
      text: harmless(text),
      event: code === 'alert-state-lost',
    };
  });
  return { ...look, problems: [...look.problems, ...problems] };
}

/** Longer than any program of `monitor.notify` may take. */
const patienceMs = 40_000;

/** While no other pass tells the same reader. Where that cannot be had it tells all the same: rather twice than never. */
async function whileAlone<T>(path: string, work: () => Promise<T>): Promise<T> {
  const file = openLockFile(path);
  if ('reason' in file) return work();
  try {
    const deadlineMs = performance.now() + patienceMs;
    for (;;) {
      const locked = await flock([file.fd]);
      if ('fault' in locked || !locked.busy || performance.now() >= deadlineMs) break;
      await sleep(lockPollMs);
    }
    return await work();
  } finally {
    letGo([file]);
  }
}
