import type { Config } from '../interface/config.ts';
import { survey, type Survey } from '../pass.ts';
import type { CommonOptions, Io } from './context.ts';
import { passSignal } from './deadline.ts';
import { progressOn } from './progress.ts';
import { openHosts, recall } from './world.ts';

/**
 * All of a pass but the doing, for a verb that only looks: asks the hosts and plans, and changes nothing anywhere.
 *
 * @param planned what is planned for, where that is narrower than `config`
 */
export async function surveyHosts(
  config: Config,
  planned: Config,
  options: CommonOptions,
  io: Io,
): Promise<Survey & { readonly problems: readonly string[] }> {
  const { memory, problems } = await recall(config, io.clock, true, options);
  using _end = io.lastResort(config.timeouts.passMs, 'looking at the hosts hung past the deadline of a pass');
  using deadline = passSignal(config.timeouts.passMs, false);
  const hosts = await openHosts(config, io, deadline.signal);
  using progress = progressOn(io, options, config);
  try {
    const ports = { hosts, now: io.clock.now, progress: progress.show, log: { write() {} } };
    return { ...(await survey(config, memory, ports, planned)), problems };
  } finally {
    hosts.close();
  }
}
