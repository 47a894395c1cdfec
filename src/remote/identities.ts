import { homedir } from 'node:os';
import { join } from 'node:path';

import type { AgentAuthMethod, ParsedKey, PublicKeyAuthMethod } from 'ssh2';

import { message, type Message } from '../core/catalogue/catalogue.ts';
import { openAgent, type Agent, type LoadedAgent } from './agent.ts';
import { readIdentityFile, type ReadIdentity } from './identityFile.ts';
import type { IdentitySettings } from './reach.ts';

/** Something to authenticate with: a private key, or an ssh agent with the keys it holds. */
export type Identity =
  | { readonly kind: 'key'; readonly file: string; readonly key: ParsedKey }
  | { readonly kind: 'agent'; readonly agent: LoadedAgent };

export interface Identities {
  /** In the order to try them; each key stands once. */
  readonly methods: Identity[];
  /**
   * One for each identity that was meant and cannot be used, and a last one, with all that the others say, if nothing
   * is left. A default key that is encrypted is no problem while an agent has keys.
   */
  readonly problems: Message[];
}

/** The default keys, the one that costs the least processor time first. */
const defaultNames = ['id_ed25519', 'id_ecdsa', 'id_rsa'];

/**
 * Finds what there is to authenticate with: named files, then what else the agent holds; or, where no files are named,
 * the agent and then `~/.ssh/id_*`. A named key that only the agent can use is asked of it in its turn. Files and agents
 * are read once, however many hosts use them.
 */
export function identityReader(
  home: string = homedir(),
): (settings: IdentitySettings) => Promise<Identities> {
  const files = new Map<string, Promise<ReadIdentity>>();
  const agents = new Map<string | null, Promise<Agent>>();
  const found = new Map<string, Promise<Identities>>();
  async function find(settings: IdentitySettings): Promise<Identities> {
    const paths = settings.files ?? defaultNames.map((name) => join(home, '.ssh', name));
    const [agent, ...read] = await Promise.all([
      once(agents, settings.agent, () => openAgent(settings.agent ?? undefined)),
      ...paths.map((path) => once(files, path, () => readIdentityFile(path))),
    ]);
    return ordered(settings, agent, read);
  }
  return (settings) => once(found, JSON.stringify(settings), () => find(settings));
}

function once<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

/** As `identityReader`, for one set of files and the agent of an environment. */
export function loadIdentities({
  identityFiles,
  env,
  home = homedir(),
}: {
  readonly identityFiles: readonly string[] | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home?: string;
}): Promise<Identities> {
  const agent = env['SSH_AUTH_SOCK'] ?? null;
  return identityReader(home)({ files: identityFiles, only: false, agent, algorithms: null });
}

function ordered(settings: IdentitySettings, agent: Agent, read: readonly ReadIdentity[]): Identities {
  const named = settings.files !== null;
  const held = agent.kind === 'agent' ? agent.agent.keys.filter((key) => maySign(key, settings)) : [];
  const taken = new Set<ParsedKey>();
  const methods: Identity[] = [];
  const problems: Message[] = [];

  const offerHeld = (keys: readonly ParsedKey[]): void => {
    const offered = keys.filter((key) => !taken.has(key));
    if (agent.kind !== 'agent' || offered.length === 0) return;
    for (const key of offered) taken.add(key);
    methods.push({ kind: 'agent', agent: agent.agent.holding(offered) });
  };
  const publics = read.map((result) =>
    result.kind === 'key' ? result.key.getPublicSSH() : result.publicKey,
  );
  const heldAs = (blob: Buffer | null): ParsedKey[] =>
    blob === null ? [] : held.filter((key) => key.getPublicSSH().equals(blob));

  if (!named) offerHeld(settings.only ? publics.flatMap(heldAs) : held);
  for (const [index, result] of read.entries()) {
    const same = heldAs(publics[index] ?? null);
    if (result.kind === 'key') {
      if (same.some((key) => taken.has(key)) || !maySign(result.key, settings)) continue;
      for (const key of same) taken.add(key);
      methods.push(result);
    } else if (same.length > 0) {
      offerHeld(same);
    } else if (
      !(result.kind === 'missing' && !named) &&
      !(result.kind === 'encrypted' && !named && held.length > 0)
    ) {
      problems.push(result.problem);
    }
  }
  if (named && !settings.only) offerHeld(held);

  const hasKeys = methods.some(({ kind }) => kind === 'key');
  if (agent.kind === 'unusable' && (!hasKeys || !named)) problems.push(agent.problem);
  if (methods.length === 0)
    problems.push(message('no-identity', { named, problems: problems.map(({ text }) => text) }));
  return { methods, problems };
}

/** Whether the algorithms that are allowed include one this key signs with. */
function maySign({ type }: ParsedKey, { algorithms }: IdentitySettings): boolean {
  if (algorithms === null) return true;
  const own: readonly string[] = type === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256', type] : [type];
  return own.some((name) => algorithms.includes(name));
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
