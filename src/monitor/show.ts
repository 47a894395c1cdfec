import { message, type Message } from '../core/catalogue/catalogue.ts';
import type { Config } from '../interface/config.ts';
import type { Report } from '../report/document.ts';
import { showPage } from './page.ts';
import { writeTextfile } from './textfile.ts';

/** What is to be shown of a pass. */
export interface Shown {
  readonly config: Config;
  /** On all hosts and components, whatever the command was narrowed to. */
  readonly report: Report;
  /** How long the pass took; null where it was no pass but a look. */
  readonly tookMs: number | null;
}

/** One thing a pass leaves behind to be looked at. @returns what went wrong. */
type Showing = (shown: Shown) => Promise<readonly Message[]>;

const showings: readonly Showing[] = [
  async (shown) => (shown.config.monitor.page === null ? [] : showPage(shown)),
  async (shown) => (shown.config.monitor.textfile === null ? [] : writeTextfile(shown)),
];

/**
 * Leaves behind what people and machines look at between passes. Never throws, and ends in time: a pass has done its work by then.
 *
 * @param leftMs until the process is ended, whatever it does, and with it what is to be said of the pass.
 * @returns what went wrong.
 */
export async function show(shown: Shown, leftMs = Infinity): Promise<readonly Message[]> {
  const patienceMs = Math.max(0, Math.min(mostPatienceMs, leftMs - Math.min(toTellMs, leftMs / 2)));
  const faults = await Promise.all(showings.map((showing) => inTime(showing(shown), patienceMs)));
  return faults.flat();
}

/** A disk that takes longer keeps no pass from ending. */
const mostPatienceMs = 10_000;

/** The report is made and printed in less. */
const toTellMs = 500;

async function inTime(showing: Promise<readonly Message[]>, patienceMs: number): Promise<readonly Message[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly Message[]>((resolve) => {
    const seconds = Math.round(patienceMs / 100) / 10;
    timer = setTimeout(() => resolve([message('views-late', { seconds })]), patienceMs);
  });
  try {
    return await Promise.race([showing, late]);
  } catch (error) {
    return [message('view-failed', { error: (error as Error).message })];
  } finally {
    clearTimeout(timer);
  }
}
