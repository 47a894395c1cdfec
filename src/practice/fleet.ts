import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';

import { message } from '../core/catalogue/catalogue.ts';
import type { Config } from '../interface/config.ts';
import { layOut } from './folder.ts';
import { endHost, startHost, type HostPlan, type StartedHost } from './host.ts';
import { isolation } from './isolation.ts';
import { endKept, readKept, removeKept, writeKept } from './kept.ts';
import { PracticeError } from './practiceError.ts';

export { endKept } from './kept.ts';
export { PracticeError } from './practiceError.ts';

export interface PracticeHost {
  readonly name: string;
  readonly port: number;
  readonly home: string;
  /** Whether it has a process table of its own. */
  readonly isolated: boolean;
}

export interface PracticeFleet {
  readonly hosts: readonly PracticeHost[];
  /** True for a kept fleet that was found running. */
  readonly reused: boolean;
  /** Ends the hosts and all that runs on them, also where the fleet is kept; done when nothing is left. */
  end(): Promise<void>;
}

export interface PracticeOptions {
  /** The fleet outlives this process, until `endKept`. Else it ends with this process, however that ends. */
  readonly keep?: boolean;
  /** `none`: hosts share the machine's process table, as where the kernel allows nothing else. */
  readonly isolation?: 'auto' | 'none';
}

/**
 * Brings up the practice fleet (SPEC §13): an ssh server for each host of the configuration that is reached by ssh at
 * 127.0.0.1. Keys, `known_hosts`, homes and server logs are in the folder of the first `ssh.identityFile`; what is
 * there already is used again. A kept fleet that still runs is taken as it is.
 *
 * @throws {PracticeError} what cannot be done here; nothing is left running then
 */
export async function bringUp(config: Config, options: PracticeOptions = {}): Promise<PracticeFleet> {
  const { platform } = process;
  if (platform !== 'linux') throw new PracticeError(message('practice-needs-linux', { platform }));
  const { keep = false } = options;
  const folder = practiceFolder(config);
  const hosts = practiceHosts(config, folder);

  const kept = readKept(folder);
  if (kept !== null && sameHosts(kept, hosts)) return fleetOf(kept, { folder, reused: true });
  await endKept(folder);

  const authorizedKey = await layOut(config, folder, hosts);
  const unshare = options.isolation === 'none' ? null : isolation();
  const results = await Promise.allSettled(
    hosts.map((host) => startHost(host, { authorizedKey, unshare, keep, file: config.file })),
  );
  const started = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) {
    await Promise.all(started.map(endHost));
    throw failed.reason;
  }
  if (keep) writeKept(folder, started);
  return fleetOf(started, { folder, reused: false });
}

/**
 * The folder of a configuration's practice fleet, for `endKept`.
 *
 * @throws {PracticeError} if `ssh.identityFile` is not set
 */
export function practiceFolder({ file, ssh }: Config): string {
  const identity = ssh.identityFiles?.[0];
  // Beside the file, so that keys and homes never come to lie in somebody's ~/.ssh.
  if (identity?.startsWith(join(dirname(file), '/')) && dirname(identity) !== dirname(file))
    return dirname(identity);
  throw new PracticeError(message('practice-folder-unset', { file }));
}

/**
 * Practice launches, and forgets its hosts when it ends: never with a file that names real ones.
 *
 * @throws {PracticeError} naming a host that is none of practice
 */
export function requirePracticeHosts({ file, hosts }: Config): void {
  const real = hosts.find(
    ({ via, address, port }) => via !== 'ssh' || address !== '127.0.0.1' || port === null,
  );
  if (hosts.length > 0 && real === undefined) return;
  throw new PracticeError(
    real === undefined
      ? message('practice-without-hosts', { file })
      : message('practice-host-real', { file, host: real.name }),
  );
}

function practiceHosts(config: Config, folder: string): HostPlan[] {
  requirePracticeHosts(config);
  return config.hosts.map(({ name, port, user }) => ({
    name,
    port: port as number,
    user: user ?? userInfo().username,
    folder: join(folder, 'hosts', name),
  }));
}

function sameHosts(kept: readonly StartedHost[], wanted: readonly HostPlan[]): boolean {
  return kept.map(identityOf).join('\n') === wanted.map(identityOf).join('\n');
}

function identityOf({ name, port, user, folder }: HostPlan): string {
  return [name, port, user, folder].join(' ');
}

function fleetOf(
  started: readonly StartedHost[],
  { folder, reused }: { folder: string; reused: boolean },
): PracticeFleet {
  return {
    reused,
    hosts: started.map((host) => ({
      name: host.name,
      port: host.port,
      home: join(host.folder, 'home'),
      isolated: host.isolated,
    })),
    async end() {
      await Promise.all(started.map(endHost));
      removeKept(folder);
    },
  };
}
