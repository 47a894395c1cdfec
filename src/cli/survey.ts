import type { Message } from '../core/catalogue/catalogue.ts';
import { setMaxListeners } from 'node:events';
import type { Config } from '../interface/config.ts';
import { survey, type Progress, type Survey } from '../pass.ts';
import type { CommonOptions, Io } from './context.ts';
import { passSignal } from './deadline.ts';
import { progressOn } from './progress.ts';
import { openHosts, recall, forgetting } from './world.ts';

/** For whoever looks more than once. */
export interface LookPorts {
  /** Ends the look. */
  readonly signal: AbortSignal;
  /** Told of each step, in place of the line of progress. */
  progress(step: Progress): void;
}

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
  own?: LookPorts,
): Promise<Survey & { readonly problems: readonly Message[] }> {
  const { memory, problems } = await recall(config, io.clock, true, options);
  using _end = io.lastResort(config.timeouts.passMs, 'looking at the hosts hung past the deadline of a pass');
  using deadline = passSignal(config.timeouts.passMs, false);
  const signal = own === undefined ? deadline.signal : AbortSignal.any([deadline.signal, own.signal]);
  setMaxListeners(0, signal);
  const hosts = await openHosts(config, io, signal);
  using progress = own === undefined ? progressOn(io, options, config) : withoutLine(own);
  try {
    const ports = { hosts, now: io.clock.now, progress: progress.show, log: { write() {} } };
    return { ...(await survey(config, memory, ports, planned, forgetting(options))), problems };
  } finally {
    hosts.close();
  }
}

function withoutLine({ progress }: LookPorts): Disposable & { show(step: Progress): void } {
  return { show: progress, [Symbol.dispose]() {} };
}
