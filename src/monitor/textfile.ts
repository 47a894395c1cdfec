import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import type { Counters } from '../core/counters.ts';
import { staleAfterMs } from '../core/stale.ts';
import { packageVersion } from '../package.ts';
import { withAfter } from '../report/afterText.ts';
import { metricsText } from '../report/metrics.ts';
import { counted } from '../report/metrics/counters.ts';
import type { Facts } from '../report/metrics/facts.ts';
import { readAfter } from '../store/afterFile.ts';
import { countersPath, readCounters, writeCounters } from '../store/countersFile.ts';
import { replaceFile } from '../store/files.ts';
import { historyIn } from '../store/history.ts';
import { lastPasses } from '../store/lastPasses.ts';
import { removeHalfWritten } from '../store/stateFile.ts';
import type { Shown } from './show.ts';

/**
 * Writes the metrics for node_exporter's textfile collector, if the configuration asks for them. Never throws.
 *
 * @returns what went wrong.
 */
export async function writeTextfile(shown: Shown): Promise<readonly Message[]> {
  const { config, report, tookMs } = shown;
  const path = config.monitor.textfile;
  if (path === null) return [];
  const problems: Message[] = [];
  try {
    const facts: Facts = {
      version: packageVersion(),
      config,
      report: withAfter(report, await readAfter(config.logs)),
      ...(await passesOf(shown)),
      counters: await countersOf(shown, problems),
    };
    // One that is made where nobody looks would hide that the path is wrong.
    if (!(await stat(dirname(path))).isDirectory())
      throw Object.assign(new Error('no folder'), { code: 'ENOTDIR' });
    // Whoever only looks does so while a pass may write.
    if (tookMs !== null) await removeHalfWritten(path);
    await replaceFile(path, metricsText(fleetOf(path), facts), false);
  } catch (error) {
    problems.push(message('metrics-unwritable', { path, folder: dirname(path), error: codeOf(error) }));
  }
  return problems;
}

/** The name of the file, which no other in its folder has. */
function fleetOf(path: string): string {
  return basename(path, '.prom');
}

/**
 * This pass counted in. What could not be written down is not told either: the next pass would not know of it, and Prometheus
 * would take a counter that becomes less for one that began anew.
 */
async function countersOf({ config, report, tookMs }: Shown, problems: Message[]): Promise<Counters> {
  const path = countersPath(config.logs);
  const { counters, problem } = await readCounters(path);
  if (problem !== null) problems.push(problem);
  if (tookMs === null) return counters;
  const now = counted(counters, report, tookMs);
  try {
    await writeCounters(path, now);
    return now;
  } catch (error) {
    problems.push(message('counters-unwritable', { path, error: codeOf(error) }));
    return counters;
  }
}

async function passesOf({ config, report, tookMs }: Shown): Promise<Pick<Facts, 'pass' | 'staleAfterMs'>> {
  const atMs = Date.parse(report.at);
  // What of the history cannot be read is told by whom it is asked for. This pass is written down after it looked.
  const { last, timesMs } = await lastPasses(historyIn(config.logs), atMs + (tookMs ?? 0) + leewayMs);
  const before = last === null ? null : { atMs: Date.parse(last.at), tookMs: last.tookMs };
  return {
    pass: tookMs === null ? before : { atMs, tookMs },
    staleAfterMs: staleAfterMs(timesMs, config.monitor.staleMs, config.timeouts.passMs),
  };
}

const leewayMs = 60_000;

function codeOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
