import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import type { Config, Contact } from '../interface/config.ts';
import { hostKeyRefusal } from './hostKeyRefusal.ts';
import { authMethods, loadIdentities } from './identities.ts';
import { hostKeyAlgorithms, judge, knownKeyTypes, knownName, recordLine } from './knownHosts.ts';
import { appendKnownHost, defaultKnownHostsFiles, readKnownHosts } from './knownHostsFile.ts';
import { shellQuote } from './quote.ts';
import { sshWire, type HostKeyCheck } from './ssh.ts';
import type { Wire } from './wire.ts';

/**
 * ssh with the trust that `Interface.json` and the user's files give it: which host keys are known, and what to
 * authenticate with. Both are read once for all hosts.
 */
export async function trustedSsh(config: Config, env: NodeJS.ProcessEnv): Promise<Wire> {
  const { ssh } = config;
  const [read, { methods, problems }] = await Promise.all([
    readKnownHosts(ssh.knownHosts),
    loadIdentities({ identityFiles: ssh.identityFiles, env }),
  ]);
  if (!read.ok) return unusableWire(read.reason);
  if (methods.length === 0) return unusableWire(problems.join('; '));
  const { known } = read;
  const ourselves = ownName(env);
  /** Keys recorded in this pass, by their name in known_hosts. */
  const accepted = new Map<string, Buffer>();
  const recordIn = ssh.knownHosts?.[0] ?? (defaultKnownHostsFiles()[0] as string);

  function hostKeyCheck({ address, port }: Contact): HostKeyCheck {
    const place = { host: address, port };
    return {
      algorithms: hostKeyAlgorithms(knownKeyTypes(known, place)),
      async refuse(key) {
        const verdict = judge(known, place, key);
        if (verdict.verdict === 'known') return null;
        if (verdict.verdict !== 'unknown' || ssh.hostKeys === 'strict')
          return withFolder(hostKeyRefusal(verdict, place, recordIn), dirname(recordIn));
        const name = knownName(place);
        const first = accepted.get(name);
        if (first?.equals(key)) return null;
        if (first) return { reason: `the host key of ${name} changed within this pass` };
        accepted.set(name, key);
        const recorded = await appendKnownHost(recordIn, recordLine(place, key));
        if (recorded.ok) return null;
        // A key that is not recorded would be accepted again next time, whatever it is then.
        accepted.delete(name);
        return { reason: `its new host key could not be recorded: ${recorded.reason}` };
      },
    };
  }

  return sshWire({
    connectTimeoutMs: ssh.connectTimeoutMs,
    hostKeyCheck,
    authentication({ user }) {
      const username = user ?? ourselves;
      const offered = methods.map((method) => (method.kind === 'key' ? method.file : 'the agent'));
      const tried = [`user ${username} with ${offered.join(', ')}`, ...problems].join('; ');
      return { username, methods: authMethods(methods, username), tried };
    },
  });
}

/** The login name muster runs as; a user id without a name has only its environment to tell. */
function ownName(env: NodeJS.ProcessEnv): string {
  try {
    return userInfo().username;
  } catch {
    return env['LOGNAME'] ?? env['USER'] ?? 'root';
  }
}

/** On a fresh account there is no `~/.ssh` that a key could be recorded in. */
function withFolder(
  refusal: { reason: string; remedy: string },
  folder: string,
): { reason: string; remedy: string } {
  if (existsSync(folder)) return refusal;
  return { ...refusal, remedy: `mkdir -p -m 700 ${shellQuote(folder)}; ${refusal.remedy}` };
}

/** Nothing can be reached by ssh, for a reason on this machine. */
function unusableWire(reason: string): Wire {
  return { connect: async () => ({ ok: false, reason }) };
}
