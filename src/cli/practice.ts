import { basename, relative } from 'node:path';
import type { Clock } from '../clock.ts';
import { emptyMemory } from '../core/types.ts';
import type { Config } from '../interface/config.ts';
import {
  bringUp,
  endKept,
  PracticeError,
  practiceFolder,
  requirePracticeHosts,
  type PracticeFleet,
} from '../practice/fleet.ts';
import { formatVersion, type Report } from '../report/document.ts';
import { many, styleFor } from '../report/style.ts';
import { Failure, loadToLaunch, printJson, say, type CommonOptions, type Io } from './context.ts';
import { exits, type Exit } from './exits.ts';
import { onePass, printRun, runExit } from './run.ts';
import { keep, recall } from './world.ts';

export interface PracticeOptions extends CommonOptions {
  readonly keep?: boolean;
  readonly stop?: boolean;
}

/**
 * `muster practice`: the hosts of a practice configuration on this machine, and two passes of the real thing on
 * them: one that starts everything, one that finds nothing to do.
 */
export async function practice(options: PracticeOptions, io: Io): Promise<Exit> {
  const config = await loadToLaunch(options);
  const style = styleFor(io.stderr, io.env);
  const tell = (text: string): void => {
    if (!options.quiet) say(io, [style.cyan(`# ${text}`)]);
  };
  try {
    requirePracticeHosts(config);
    if (options.stop) {
      const ended = await endKept(practiceFolder(config));
      await forgetHosts(config, io.clock);
      tell(
        ended > 0
          ? 'The practice hosts are ended, and all that ran on them.'
          : 'No practice hosts are running.',
      );
      return exits.ok;
    }
    const fleet = await bringUp(config, { keep: options.keep === true });
    // A fleet that was kept is somebody's; it ends when that is asked for.
    const stays = options.keep === true || fleet.reused;
    tell(`${fleetText(fleet)}.`);
    try {
      const passes = await twoPasses(config, options, io, tell);
      if (options.json) printJson(io, { formatVersion, command: 'practice', hosts: fleet.hosts, passes });
      tell(`State and logs: ${config.logs}. Homes of the practice hosts: ${practiceFolder(config)}.`);
      if (config.monitor.page !== null) tell(`The page, as the last pass left it: ${config.monitor.page}.`);
      const status = called(io, 'status', options);
      tell(
        stays
          ? `The practice hosts stay up: try ${status}, ${called(io, 'plan', options)} or ${called(io, 'run', options)}. ${called(io, 'practice --stop', options)} ends them.`
          : `Go on with ${called(io, 'practice --keep', options)}, then ${status}, plan, run.`,
      );
      return passes.map(runExit).find((exit) => exit !== exits.ok) ?? exits.ok;
    } finally {
      if (!stays) {
        await fleet.end();
        await forgetHosts(config, io.clock);
        tell(
          'The practice hosts are ended and forgotten, with all that ran on them. rm -r practice removes their homes.',
        );
      }
    }
  } catch (error) {
    throw error instanceof PracticeError ? new Failure(exits.internal, error.reason) : error;
  }
}

/** One that starts everything, and one that should find nothing to do; only the first where it did not go well. */
async function twoPasses(
  config: Config,
  options: CommonOptions,
  io: Io,
  tell: (text: string) => void,
): Promise<Report[]> {
  tell('First pass, muster run: asks the hosts and starts what is missing.');
  const first = await onePass(config, options, io);
  if (!options.json) printRun(first, options, io);
  if (runExit(first) !== exits.ok) return [first];
  tell('Second pass, muster run: nothing should be left to do.');
  const second = await onePass(config, options, io);
  if (!options.json) printRun(second, options, io);
  return [first, second];
}

function fleetText({ hosts, reused }: PracticeFleet): string {
  const shared = hosts.some(({ isolated }) => !isolated) ? ', sharing one process table' : '';
  return `${many(hosts.length, 'practice host')} ${reused ? 'still up' : 'up'} on 127.0.0.1${shared}`;
}

/** What ran on hosts that are no more must not be presumed to run when `available` names others. */
async function forgetHosts(config: Config, clock: Clock): Promise<void> {
  const { memory } = await recall(config, clock, true);
  const gone = new Set(config.hosts.map(({ name }) => name));
  const hosts = new Map([...memory.hosts].filter(([name]) => !gone.has(name)));
  const launches = memory.launches.filter(({ host }) => !gone.has(host));
  await keep(config, { ...emptyMemory, hosts, launches }, clock);
}

/** A command as it can be typed here: `npm start` works where no `muster` is on the PATH. */
function called({ cwd }: Io, verb: string, { config }: CommonOptions): string {
  const script = process.argv[1] ?? 'muster';
  const name = basename(script) === 'muster' ? 'muster' : `node ${relative(cwd, script)}`;
  return `${name} ${verb}${config === 'Interface.json' ? '' : ` -c ${config}`}`;
}
