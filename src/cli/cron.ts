import { homedir, hostname } from 'node:os';
import { resolve } from 'node:path';
import { isNews, newsOf, type Look } from '../core/news.ts';
import type { Config } from '../interface/config.ts';
import { inLocale, newsText } from '../report/newsText.ts';
import { busyAsItMayBe, lookOf, lookOfFailure, normalised } from '../report/problems.ts';
import { readTold, toldPlaces, writeTold } from '../store/told.ts';
import { Failure, loadConfig, type Io } from './context.ts';
import { exits, type Exit } from './exits.ts';
import { Busy } from './lockedPass.ts';
import { debugPass, planExit } from './plan.ts';
import { onePass, runExit, type RunOptions } from './run.ts';

/**
 * `muster run --cron`: a pass that tells what is news, and nothing else, for cron mails all it prints (SPEC §10).
 *
 * The exit code is that of any pass.
 */
export async function cronPass(given: RunOptions, io: Io): Promise<Exit> {
  const options = { ...given, quiet: true };
  const file = resolve(io.cwd, options.config);
  let config: Config | null = null;
  try {
    config = await loadConfig(options);
    const { debugMode } = config;
    const report = await (debugMode ? debugPass(config, options, io) : onePass(config, options, io));
    const exit = debugMode ? planExit(report, false) : runExit(report);
    return await tellNews(lookOf(report, debugMode), file, config, exit, io);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const passMs = config?.timeouts.passMs ?? 0;
    return tellNews(lookAt(error, passMs, io.clock.now()), file, config, error.exit, io);
  }
}

/** A pass that could not begin. */
function lookAt(failure: Failure, passMs: number, nowMs: number): Look {
  if (failure instanceof Busy) {
    const { owner } = failure;
    // Who has just taken the lock has not written its name yet; one that never does is told by how long that lasts.
    if (owner === null) return lookOfFailure('busy', failure.lines, { patienceMs: passMs });
    const heldMs = nowMs - Date.parse(owner.since);
    return heldMs > passMs ? lookOfFailure('busy', failure.lines, { cause: owner.since }) : busyAsItMayBe;
  }
  return lookOfFailure(failure.exit === exits.config ? 'config' : 'pass', failure.lines);
}

/**
 * Tells what is new since the last pass, and writes down that it was told: in that order, for a thing said twice is better than one
 * never said. No lock is held: whoever reads the output may be slow. Two passes at the same instant may tell a thing twice.
 */
async function tellNews(look: Look, file: string, config: Config | null, exit: Exit, io: Io): Promise<Exit> {
  const nowMs = io.clock.now();
  const places = toldPlaces(file, config?.logs ?? null, homedir());
  const before = await readTold(places);
  const problems = [
    ...look.problems,
    ...before.problems.map((text) => ({
      kind: 'pass' as const,
      about: normalised(text),
      cause: '',
      text,
      event: text.startsWith('what was told is not known'),
    })),
  ];
  const { news, told } = newsOf({ ...look, problems }, before.told, nowMs);
  const lines = isNews(news) ? newsText(news, { machine: hostname(), file, nowMs }) : [];
  if (lines.length > 0) io.stdout.write(`${inLocale(lines.join('\n'), io.env)}\n`);
  const fault = await writeTold(places, told, before.whole, nowMs);
  if (fault !== null) io.stdout.write(`muster: ${inLocale(fault, io.env)}\n`);
  const wrong = fault !== null || before.problems.length > 0;
  return exit === exits.ok && wrong ? exits.internal : exit;
}
