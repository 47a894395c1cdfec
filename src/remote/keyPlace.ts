import type { Config, Contact } from '../interface/config.ts';
import type { HostPort } from './knownHosts.ts';
import { defaultKnownHostsFiles } from './knownHostsFile.ts';

/** Where the key of a host is looked for, and under which name. */
export interface KeyPlace {
  readonly place: HostPort;
  /** known_hosts files in the order they are read; new keys go to the first. */
  readonly files: readonly [string, ...string[]];
  /** Whether new keys are recorded under a hashed name (`HashKnownHosts`). */
  readonly hashed: boolean;
}

/** The one answer to "where is the key of this host on file?", for whoever checks keys, records them or shows them. */
export function keyPlaceOf({ ssh }: Pick<Config, 'ssh'>, { address, port }: Contact): KeyPlace {
  const [first, ...others] = ssh.knownHosts ?? defaultKnownHostsFiles();
  return {
    place: { host: address, port },
    files: [first as string, ...others],
    hashed: false,
  };
}
