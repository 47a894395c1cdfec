import { homedir, hostname } from 'node:os';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import type { Config, Contact } from '../interface/config.ts';
import { ownName } from './ownName.ts';
import { problemOf } from './reachProblem.ts';
import {
  hostKeyAlgorithmsOf,
  keyAlgorithmsOf,
  wireAlgorithmsOf,
  type WireAlgorithms,
} from './reachAlgorithms.ts';
import type { HostPort } from './knownHosts.ts';
import { defaultKnownHostsFiles } from './knownHostsFile.ts';
import { readSshConfig } from './sshConfig/files.ts';
import { parseJumps, type Hop } from './sshConfig/jumps.ts';
import { resolver, type Asked, type Resolved, type Settings } from './sshConfig/resolve.ts';
import { expandPath, tokensOf, type Here } from './sshConfig/tokens.ts';
import { flag, seconds, wholeNumber } from './sshConfig/values.ts';

/** How one host is reached by ssh: everything decided, from `Interface.json`, the ssh config and OpenSSH's defaults. */
export interface Reach {
  /** What it is called: the name of the host in `Interface.json`, or of a jump host where it is named. */
  readonly name: string;
  /** What is connected to, by us or by the jump host. */
  readonly address: string;
  readonly port: number;
  readonly user: string;
  /** The host that the connection goes through, which may itself be reached through another; null for straight there. */
  readonly jump: Reach | null;
  readonly hostKey: HostKeySettings;
  readonly identities: IdentitySettings;
  readonly connectTimeoutMs: number;
  readonly family: 0 | 4 | 6;
  readonly bindAddress: string | null;
  readonly keepAlive: { readonly tcp: boolean; readonly intervalMs: number; readonly countMax: number };
  readonly algorithms: WireAlgorithms;
  /** Sent with every command, for an sshd that accepts it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Why it cannot be reached so; the rest is then what is known all the same. */
  readonly problem: Message | null;
}

export interface HostKeySettings {
  /** Under what its key is known. */
  readonly place: HostPort;
  /** Where keys are known from. */
  readonly files: readonly string[];
  /** Where a new one is recorded; null for nowhere. */
  readonly recordIn: string | null;
  readonly hashNames: boolean;
  readonly policy: 'strict' | 'accept-new';
  /** Algorithms to offer, the most wanted first; those of known keys come before if `knownFirst`. */
  readonly algorithms: readonly string[];
  readonly knownFirst: boolean;
  readonly smallestRsaBits: number;
}

export interface IdentitySettings {
  /** Absolute paths, in order; null where the default ones are meant. */
  readonly files: readonly string[] | null;
  /** Whether the agent may offer only what is named. */
  readonly only: boolean;
  /** The agent's socket; null for none. */
  readonly agent: string | null;
  /** Signature algorithms that may be used; null for all. */
  readonly algorithms: readonly string[] | null;
}

/** Reads the ssh config, once; what comes back resolves hosts from memory. */
export async function readReaches(
  config: Pick<Config, 'ssh'>,
  env: Readonly<Record<string, string | undefined>>,
  home: string = homedir(),
): Promise<(host: Contact) => Reach> {
  const user = ownName(env);
  const here: Here = { home, user, uid: process.getuid?.() ?? -1, hostname: hostname(), env };
  const resolve = resolver(await readSshConfig(config.ssh.config, home), user);
  return reaches(config.ssh, resolve, here);
}

/** Hops in a row that are followed; more is a circle, or as good as one. */
const mostHops = 8;

/** Pure: hosts as `resolve` has them, with the settings of `Interface.json` in front. */
export function reaches(
  ssh: Config['ssh'],
  resolve: (asked: Asked) => Resolved,
  here: Here,
): (host: Contact) => Reach {
  const found = new Map<string, Reach>();

  function reachOf(asked: Asked, depth: number): Reach {
    const key = JSON.stringify(asked);
    const before = found.get(key);
    if (before) return before;
    const resolved = resolve(asked);
    const settings = resolved.ok ? resolved.settings : unresolved(asked, here);
    const hops = settings.jump === null ? [] : (parseJumps(settings.jump.text) ?? []);
    const jump = hops.length === 0 || depth >= mostHops ? null : reachOf(askedFor(hops), depth + 1);
    const circle = hops.length > 0 && (depth >= mostHops || (jump !== null && isSame(jump, settings)));
    const reach = assemble(asked.name, settings, jump, resolved.ok ? null : resolved.why, circle);
    found.set(key, reach);
    return reach;
  }

  function assemble(
    name: string,
    settings: Settings,
    jump: Reach | null,
    why: Message | null,
    circle: boolean,
  ): Reach {
    const { set, address, port, user } = settings;
    const word = (option: string): string | undefined => set.get(option)?.words[0];
    const yes = (option: string): boolean => flag(word(option) ?? 'no') === true;
    const hostKeyAlias = word('HostKeyAlias')?.toLowerCase() ?? null;
    const tokens = tokensOf(
      { name, address, port, user, hostKeyAlias, jump: settings.jump?.text ?? '' },
      here,
    );
    const unexpanded: Message[] = [];
    const path = (text: string, option: string): string => {
      const expanded = expandPath(text, tokens, here);
      if (!expanded.ok) unexpanded.push(message('ssh-option-unexpanded', { option, problem: expanded.why }));
      return expanded.ok ? expanded.text : text;
    };
    const paths = (texts: readonly string[], option: string): string[] =>
      texts.filter((text) => text.toLowerCase() !== 'none').map((text) => path(text, option));

    const defaults = defaultKnownHostsFiles(here.home);
    const usersFiles = set.get('UserKnownHostsFile');
    const systemFiles = set.get('GlobalKnownHostsFile');
    const users =
      ssh.knownHosts ?? (usersFiles ? paths(usersFiles.words, 'UserKnownHostsFile') : defaults.slice(0, 2));
    const systems = ssh.knownHosts
      ? []
      : systemFiles
        ? paths(systemFiles.words, 'GlobalKnownHostsFile')
        : defaults.slice(2);
    const named =
      ssh.identityFiles ?? (settings.identityFiles ? paths(settings.identityFiles, 'IdentityFile') : null);
    const agent = agentOf(word('IdentityAgent'), (text) => path(text, 'IdentityAgent'), here.env);
    const waitS = seconds(word('ConnectTimeout') ?? '') ?? 0;
    const policy = /^(accept-new|no|false|off)$/i.test(word('StrictHostKeyChecking') ?? '')
      ? 'accept-new'
      : 'strict';
    const algorithms = wireAlgorithmsOf(word);
    const smallest = wholeNumber(word('RequiredRSASize') ?? '') ?? leastRsaBits;
    return {
      name,
      address,
      port,
      user,
      jump,
      hostKey: {
        place: hostKeyAlias === null ? { host: address, port } : { host: hostKeyAlias, port: 22 },
        files: [...users, ...systems],
        recordIn: users[0] ?? null,
        hashNames: yes('HashKnownHosts'),
        policy: ssh.hostKeys ?? policy,
        ...hostKeyAlgorithmsOf(word('HostKeyAlgorithms')),
        smallestRsaBits: Math.max(smallest, leastRsaBits),
      },
      identities: {
        files: named,
        only: yes('IdentitiesOnly'),
        agent,
        algorithms: keyAlgorithmsOf(word('PubkeyAcceptedAlgorithms')),
      },
      connectTimeoutMs:
        ssh.connectTimeoutMs ?? (waitS > 0 ? Math.min(waitS, longestS) * 1000 : usualTimeoutMs),
      family: familyOf(word('AddressFamily')),
      bindAddress: word('BindAddress') ?? null,
      keepAlive: {
        tcp: flag(word('TCPKeepAlive') ?? 'yes') !== false,
        intervalMs: Math.min(seconds(word('ServerAliveInterval') ?? '') ?? 0, longestS) * 1000,
        countMax: wholeNumber(word('ServerAliveCountMax') ?? '') ?? 3,
      },
      algorithms,
      environment: Object.fromEntries((set.get('SetEnv')?.words ?? []).map(variable)),
      problem: problemOf({ name, why, circle, jump, set, unexpanded, algorithms }),
    };
  }

  return ({ name, user, port, address, jump }) => reachOf({ name, user, port, address, jump }, 0);
}

/** For connecting and logging in, where nothing says how long; OpenSSH would wait for ever. */
const usualTimeoutMs = 5000;
/** A timer holds no more than 24 days. */
const longestS = 99 * 60 * 60;
/** OpenSSH takes no shorter RSA keys. */
const leastRsaBits = 1024;

/** The last hop is whom we come from; those before it are its own way, else its way is looked up like any other. */
function askedFor(hops: readonly Hop[]): Asked {
  const { host, user, port } = hops.at(-1) as Hop;
  const before = hops.slice(0, -1).map(written).join(',');
  return { name: host, user, port, address: null, jump: before === '' ? null : before };
}

function written({ host, user, port }: Hop): string {
  const bracketed = host.includes(':') ? `[${host}]` : host;
  return `${user === null ? '' : `${user}@`}${bracketed}${port === null ? '' : `:${port}`}`;
}

const isSame = (jump: Reach, { address, port, user }: Settings): boolean =>
  jump.address === address && jump.port === port && jump.user === user;

/** What is known of a host without the ssh config. */
function unresolved({ name, user, port, address }: Asked, here: Here): Settings {
  return {
    address: address ?? name,
    user: user ?? here.user,
    port: port ?? 22,
    identityFiles: null,
    jump: null,
    set: new Map(),
  };
}

function agentOf(given: string | undefined, path: (text: string) => string, env: Here['env']): string | null {
  if (given?.toLowerCase() === 'none') return null;
  const socket =
    given === undefined || given === 'SSH_AUTH_SOCK'
      ? env['SSH_AUTH_SOCK']
      : /^\$[^{]/.test(given)
        ? env[given.slice(1)]
        : path(given);
  return socket === undefined || socket === '' ? null : socket;
}

function familyOf(word: string | undefined): 0 | 4 | 6 {
  const lower = word?.toLowerCase();
  return lower === 'inet' ? 4 : lower === 'inet6' ? 6 : 0;
}

function variable(text: string): [string, string] {
  const at = text.indexOf('=');
  return [text.slice(0, at), text.slice(at + 1)];
}
