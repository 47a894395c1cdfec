import { homedir } from 'node:os';
import { join } from 'node:path';

import type { AgentAuthMethod, ParsedKey, PublicKeyAuthMethod } from 'ssh2';

import { openAgent, type Agent, type LoadedAgent } from './agent.ts';
import { readIdentityFile } from './identityFile.ts';

/** Something to authenticate with: a private key, or an ssh agent with the keys it holds. */
export type Identity =
  | { readonly kind: 'key'; readonly file: string; readonly key: ParsedKey }
  | { readonly kind: 'agent'; readonly agent: LoadedAgent };

export interface IdentitySettings {
  /** Absolute paths; null where the default identities are meant. */
  readonly identityFiles: readonly string[] | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whose `~/.ssh` the default identities are in. */
  readonly home?: string;
}

/** The default keys, the one that costs the least processor time first. */
const defaultNames = ['id_ed25519', 'id_ecdsa', 'id_rsa'];

/**
 * Reads what there is to authenticate with, in the order to try it: named files, then the agent; or, where no files
 * are named, the agent and then `~/.ssh/id_*`. Once per pass: every host uses the same.
 * `problems` holds one sentence, with what mends it, for each identity that was meant and cannot be used, and one
 * more if nothing is left. A default key that is encrypted is no problem while an agent has keys.
 */
export async function loadIdentities({
  identityFiles,
  env,
  home = homedir(),
}: IdentitySettings): Promise<{ methods: Identity[]; problems: string[] }> {
  const named = identityFiles !== null;
  const files = identityFiles ?? defaultNames.map((name) => join(home, '.ssh', name));
  const [agent, ...read] = await Promise.all([
    openAgent(env['SSH_AUTH_SOCK']),
    ...files.map(readIdentityFile),
  ]);

  const keys: Identity[] = [];
  const problems: string[] = [];
  for (const result of read) {
    if (result.kind === 'key') keys.push(result);
    else if (result.kind === 'missing' && !named) continue;
    else if (result.kind === 'encrypted' && coveredByAgent(agent, result.publicKey, named)) continue;
    else problems.push(result.problem);
  }

  const agents: Identity[] = agent.kind === 'agent' ? [agent] : [];
  const methods = named ? [...keys, ...agents] : [...agents, ...keys];
  if (agent.kind === 'unusable' && (keys.length === 0 || !named)) problems.push(agent.problem);
  if (methods.length === 0) problems.push(nothingUsable(named));
  return { methods, problems };
}

/** A key that is encrypted on disk can be used if the agent holds it; `KEY.pub` tells which one it is. */
function coveredByAgent(agent: Agent, publicKey: Buffer | null, named: boolean): boolean {
  if (agent.kind !== 'agent') return false;
  return !named || (publicKey !== null && agent.agent.keys.some((key) => key.equals(publicKey)));
}

function nothingUsable(named: boolean): string {
  const where = named
    ? 'none of the files named by ssh.identityFile'
    : 'no ~/.ssh/id_ed25519, id_ecdsa or id_rsa';
  return (
    `there is nothing to authenticate with: ${where} can be used, and no ssh agent offers keys; ` +
    `make a key with \`ssh-keygen -t ed25519\` and give it to the hosts with \`ssh-copy-id\``
  );
}

/** The identities in the shape of ssh2's `authHandler` array, for one login name. */
export function authMethods(
  identities: readonly Identity[],
  username: string,
): (PublicKeyAuthMethod | AgentAuthMethod)[] {
  return identities.map((identity) =>
    identity.kind === 'key'
      ? { type: 'publickey', username, key: identity.key }
      : { type: 'agent', username, agent: identity.agent },
  );
}
