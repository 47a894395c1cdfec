import type { Config } from '../interface/config.ts';
import { narrowedTo, type Report } from '../report/document.ts';
import { runText, troubleText } from '../report/planText.ts';
import {
  Failure,
  loadConfig,
  narrowed,
  print,
  printJson,
  say,
  stdoutStyle,
  type CommonOptions,
  type Io,
} from './context.ts';
import { exits, type Exit } from './exits.ts';
import { lockedPass, type PassOptions } from './lockedPass.ts';
import { debugPass, plan, printPlan } from './plan.ts';

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
  const config = await loadConfig(options, io);
  if (config.debugMode) {
    say(io, ['"debugmode" is true in the configuration: nothing will be launched.']);
    const report = await debugPass(config, options, io);
    return printPlan(narrowedTo({ components: options.only ?? null, hosts: null }, report), options, io);
  }
  const report = await onePass(config, options, io);
  if (options.json) printJson(io, report);
  else printRun(report, options, io);
  return runExit(report);
}

/** A pass as `run` takes it, while no other runs. */
export async function onePass(config: Config, options: RunOptions, io: Io): Promise<Report> {
  const work = { command: 'run', planned: narrowed(config, options) } as const;
  const report = await lockedPass(config, work, options, io);
  return narrowedTo({ components: options.only ?? null, hosts: null }, report);
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
  if (names.length > 0)
    throw new Failure(
      exits.usage,
      `--cron tells what changed from pass to pass, so it cannot go with ${names.join(', ')}`,
      'Nothing was done.',
    );
}
