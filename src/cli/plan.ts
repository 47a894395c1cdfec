import type { Config } from '../interface/config.ts';
import { show } from '../monitor/show.ts';
import { narrowedTo, reportOf, type Report } from '../report/document.ts';
import { planText, troubleText } from '../report/planText.ts';
import type { Log } from '../store/log.ts';
import {
  loadConfig,
  loadToLaunch,
  namedHosts,
  narrowed,
  print,
  printJson,
  stdoutStyle,
  type CommonOptions,
  type Io,
} from './context.ts';
import { exits, type Exit } from './exits.ts';
import type { Work } from './lockedPass.ts';
import { surveyHosts, type LookPorts } from './survey.ts';

export interface PlanOptions extends CommonOptions {
  readonly detailedExitcode?: boolean;
}

/** `muster plan`: what a pass would do now. Looks at the hosts, changes nothing anywhere. */
export async function plan(options: PlanOptions, io: Io): Promise<Exit> {
  return printPlan(await look('plan', options, io), options, io);
}

export function printPlan(report: Report, options: PlanOptions, io: Io): Exit {
  if (options.json) printJson(io, report);
  else if (options.quiet) print(io, troubleText(report, stdoutStyle(io)));
  else print(io, planText(report, stdoutStyle(io), options.verbose === true));
  return planExit(report, options.detailedExitcode === true);
}

/** What `plan` and `status` have in common: all of a pass but the doing. */
export async function look(
  command: 'plan' | 'status',
  options: CommonOptions,
  io: Io,
  own?: LookPorts,
): Promise<Report> {
  const config = await (command === 'plan' ? loadToLaunch(options, io) : loadConfig(options));
  const work = { command, planned: narrowed(config, options) };
  const report = await lookWith(config, work, options, io, own);
  // A plan for some hosts still says what is unknown elsewhere; of `status` only those are asked for.
  const named =
    command === 'status' && options.hosts !== undefined ? namedHosts(config, options.hosts) : null;
  return narrowedTo(
    { components: options.only ?? null, hosts: named?.map(({ name }) => name) ?? null },
    report,
  );
}

/** What stands for a pass where nothing is ever launched: it leaves behind what a pass does to be looked at. */
export async function debugPass(
  config: Config,
  options: CommonOptions,
  io: Io,
  shown?: Work['shown'],
): Promise<Report> {
  const work = { command: 'plan', planned: narrowed(config, options) } as const;
  const report = await lookWith(config, work, options, io);
  const faults = await show({ config, report, tookMs: null });
  shown?.(faults);
  return { ...report, problems: [...report.problems, ...faults] };
}

/** Looks, decides, and does nothing: no lock is taken and nothing is kept. */
export async function lookWith(
  config: Config,
  { command, planned, decide = (found) => found }: Work,
  options: CommonOptions,
  io: Io,
  own?: LookPorts,
): Promise<Report> {
  const found = await surveyHosts(config, planned, options, io, own);
  const { atMs, census, plan: made } = decide(found, unwritten);
  const actions = command === 'status' ? {} : { actions: made.actions };
  return reportOf({ command, atMs, config, census, problems: found.problems, ...actions });
}

const unwritten: Log = { write() {} };

export function planExit({ brownout, summary, components }: Report, detailed: boolean): Exit {
  if (brownout.held) return exits.held;
  // What is missing and not to be started is blocked, or vanished and waited for.
  const missing = components.reduce((sum, component) => sum + component.missing, 0);
  if (missing > summary.start) return exits.short;
  return detailed && summary.start + summary.stop > 0 ? exits.changes : exits.ok;
}
