import { withRemedy, type Message } from '../core/catalogue/catalogue.ts';
import type { Config } from '../interface/config.ts';
import { narrowedTo, type Report } from '../report/document.ts';
import { failureLines } from '../report/failureLines.ts';
import { harmless } from '../report/harmless.ts';
import { runText, troubleText } from '../report/planText.ts';
import {
  conflict,
  loadToLaunch,
  narrowed,
  print,
  printJson,
  say,
  stdoutStyle,
  type CommonOptions,
  type Io,
} from './context.ts';
import { errorDocument } from './errorDocument.ts';
import { exits, type Exit } from './exits.ts';
import { lockedPass, type PassOptions, type Work } from './lockedPass.ts';
import { debugPass, plan, planExit, printPlan } from './plan.ts';
import { beginHeartbeat, exitWith, keepForNextLook, takenFailure, tellOthers } from './tellOthers.ts';
import type { Taken, TakenReport } from './tellOthers.ts';

export interface RunOptions extends PassOptions {
  readonly dryRun?: boolean;
  /** Tell only what is news, as cron mails it. */
  readonly cron?: boolean;
}

/** `muster run`: one pass. */
export async function run(given: RunOptions, io: Io): Promise<Exit> {
  if (given.cron) requireWhole(given);
  // Who tries the line of a crontab at a terminal sees all that is the matter, and takes no news from cron's mail.
  if (given.cron && io.stdout.isTTY !== true) return (await import('./hostVerbs.ts')).cronPass(given, io);
  const options = given.cron ? { ...given, quiet: true } : given;
  if (options.dryRun) return plan(options, io);
  const taken = await takePass(options, io, io);
  // Whoever waits at a terminal sees it before others are told.
  if (taken.kind === 'report') printTaken(taken, options, io);
  else if (taken.isFailure) {
    if (options.json) io.stdout.write(errorDocument(taken));
    say(
      io,
      failureLines(taken).map((line) => `muster: ${harmless(line)}`),
    );
  }
  const faults = isWhole(options) ? await tellOthers(taken, options, io) : [];
  if (isWhole(options)) await keepForNextLook(taken, faults, io.clock.now());
  say(
    io,
    faults.map(({ problem }) => `muster: ${harmless(withRemedy(problem))}`),
  );
  return exitWith(taken, faults);
}

/** A pass, or while `debugmode` is true the look of one, however it ends. */
export async function takePass(options: RunOptions, io: Io, talk?: Io): Promise<Taken> {
  let config: Config | null = null;
  let heartbeat: Taken['heartbeat'] = null;
  let unshown: readonly Message[] = [];
  try {
    config = await loadToLaunch(options, talk);
    const { debugMode, monitor } = config;
    const begun = (): void => {
      if (isWhole(options)) heartbeat = beginHeartbeat(monitor.healthcheck);
    };
    const shown = (faults: readonly Message[]): void => {
      unshown = faults;
    };
    if (debugMode) {
      if (talk) say(talk, ['"debugmode" is true in the configuration: nothing will be launched.']);
      begun();
    }
    const report = await (debugMode
      ? ofComponents(await debugPass(config, options, io, shown), options)
      : onePass(config, options, io, { begun, shown }));
    const exit = debugMode ? planExit(report, false) : runExit(report);
    return { kind: 'report', config, report, debugMode, exit, heartbeat, unshown };
  } catch (error) {
    return takenFailure(config, error, options, heartbeat);
  }
}

/** A pass as `run` takes it, while no other runs. */
export async function onePass(
  config: Config,
  options: RunOptions,
  io: Io,
  told: Pick<Work, 'begun' | 'shown'> = {},
): Promise<Report> {
  const planned = narrowed(config, options);
  const work = { command: 'run', planned, ...told } as const;
  return ofComponents(await lockedPass(config, work, options, io), options);
}

function ofComponents(report: Report, { only }: CommonOptions): Report {
  return narrowedTo({ components: only ?? null, hosts: null }, report);
}

/** What only a pass over all can tell: of part of it, others would take the rest for over. */
function isWhole({ hosts, only }: RunOptions): boolean {
  return hosts === undefined && only === undefined;
}

function printTaken({ report, debugMode }: TakenReport, options: CommonOptions, io: Io): void {
  if (debugMode) printPlan(report, options, io);
  else if (options.json) printJson(io, report);
  else printRun(report, options, io);
}

export function printRun(report: Report, { quiet, verbose }: CommonOptions, io: Io): void {
  const style = stdoutStyle(io);
  print(io, quiet ? troubleText(report, style) : runText(report, style, verbose === true));
}

export function runExit({ brownout, components, problems }: Report): Exit {
  if (brownout.held) return exits.held;
  if (components.some(({ missing }) => missing > 0)) return exits.short;
  return problems.length > 0 ? exits.internal : exits.ok;
}

/** What was told of a pass cannot be compared with what part of one finds. */
function requireWhole({ hosts, only, json, dryRun }: RunOptions): void {
  const given = { '-w': hosts, '--only': only, '--json': json, '--dry-run': dryRun };
  const names = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (names.length > 0) throw conflict(['--cron', ...names], '--cron reports what changed from pass to pass');
}
