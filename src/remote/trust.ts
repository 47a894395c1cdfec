import type { Config, Contact } from '../interface/config.ts';
import type { LogIn } from './credentials.ts';
import { readReaches, type Reach } from './reach.ts';
import { sshWire, type SshSettings, type SshWire } from './ssh.ts';

export { readReaches } from './reach.ts';

/**
 * ssh as `Interface.json` and the ssh config have it. ssh2 is loaded when the first host has answered.
 *
 * @param ping whether a host is there whose port does not answer; where it is not given, that is not asked.
 */
export async function trustedSsh(
  config: Config,
  env: NodeJS.ProcessEnv,
  reachOf?: (host: Contact) => Promise<Reach>,
  ping: SshSettings['ping'] = null,
): Promise<SshWire> {
  const reaches = reachOf ?? (await readReaches(config, env));
  let loading: Promise<LogIn> | null = null;
  const logIn: LogIn = async (...login) => {
    loading ??= import('./overSsh.ts').then(({ logins }) => logins(config));
    try {
      return await (
        await loading
      )(...login);
    } catch (error) {
      login[0].destroy();
      throw error;
    }
  };
  return sshWire({ reach: async (host) => reaches(host), logIn }, { perJump: config.fanoutPerJump, ping });
}
