import type { Config } from '../interface/config.ts';
import { bringUp, endKept, PracticeError, practiceFolder } from '../practice/fleet.ts';
import { many, styleFor } from '../report/style.ts';
import { Failure, loadConfig, say, type CommonOptions, type Io } from './context.ts';
import { exits, type Exit } from './exits.ts';
import { run } from './run.ts';
import { keep, recall } from './world.ts';

export interface PracticeCommandOptions extends CommonOptions {
  readonly keep?: boolean;
  readonly stop?: boolean;
}

/**
 * `muster practice`: the hosts of a practice configuration on this machine, and two passes of the real thing on
 * them: one that starts everything, one that finds nothing to do.
 */
export async function practice(options: PracticeCommandOptions, io: Io): Promise<Exit> {
  const config = await loadConfig(options);
  const style = styleFor(io.stderr, io.env);
  const tell = (text: string): void => say(io, [style.cyan(`# ${text}`)]);
  try {
    if (options.stop) {
      const ended = await endKept(practiceFolder(config));
      await forgetHosts(config);
      tell(
        ended > 0
          ? 'The practice hosts are ended, and all that ran on them.'
          : 'No practice hosts are running.',
      );
      return exits.ok;
    }
    const fleet = await bringUp(config, { keep: options.keep === true });
    const shared = fleet.hosts.some(({ isolated }) => !isolated) ? ', sharing one process table' : '';
    tell(
      `${many(fleet.hosts.length, 'practice host')} ${fleet.reused ? 'still up' : 'up'} on 127.0.0.1${shared}.`,
    );
    try {
      tell('First pass, muster run: asks the hosts and starts what is missing.');
      const first = await run(options, io);
      tell('Second pass, muster run: finds nothing to do.');
      const second = await run(options, io);
      tell(`State and logs: ${config.logs}. Homes of the practice hosts: ${practiceFolder(config)}.`);
      tell(
        options.keep
          ? keptText(options)
          : 'Go on with: muster practice --keep, then muster status, plan, run.',
      );
      return first === exits.ok ? second : first;
    } finally {
      if (!options.keep) {
        await fleet.end();
        await forgetHosts(config);
        tell('The practice hosts are ended, and all that ran on them. rm -r practice removes their homes.');
      }
    }
  } catch (error) {
    if (error instanceof PracticeError) throw new Failure(exits.internal, error.message);
    throw error;
  }
}

/** What ran on hosts that are no more must not be presumed to run when `available` names others. */
async function forgetHosts(config: Config): Promise<void> {
  const { memory } = await recall(config, Date.now(), true);
  const gone = new Set(config.hosts.map(({ name }) => name));
  const hosts = new Map([...memory.hosts].filter(([name]) => !gone.has(name)));
  await keep(config, { hosts, launches: memory.launches.filter(({ host }) => !gone.has(host)) }, Date.now());
}

function keptText({ config }: CommonOptions): string {
  const at = config === 'Interface.json' ? '' : ` -c ${config}`;
  return `The practice hosts stay up: try muster status${at}, muster plan${at}. muster practice${at} --stop ends them.`;
}
