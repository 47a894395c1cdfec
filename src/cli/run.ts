import type { Config } from '../interface/config.ts';
import { narrowedTo, type Report } from '../report/document.ts';
import { runText, troubleText } from '../report/planText.ts';
import {
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
import { plan } from './plan.ts';

export interface RunOptions extends PassOptions {
  readonly dryRun?: boolean;
}

/** `muster run`: one pass. */
export async function run(options: RunOptions, io: Io): Promise<Exit> {
  if (options.dryRun) return plan(options, io);
  const config = await loadConfig(options, io);
  if (config.debugMode) {
    say(io, ['"debugmode" is true in the configuration: nothing will be launched.']);
    return plan(options, io);
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
