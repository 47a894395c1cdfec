import { execFile, execFileSync } from 'node:child_process';
import { hostname, userInfo } from 'node:os';
import pLimit from 'p-limit';
import { assembled } from '../../../src/remote/sshConfig/algorithms.ts';
import { readSshConfig, type SshConfig } from '../../../src/remote/sshConfig/files.ts';
import { parseJumps } from '../../../src/remote/sshConfig/jumps.ts';
import { optionOf, type SshOption } from '../../../src/remote/sshConfig/options.ts';
import { resolver, type Asked, type Settings } from '../../../src/remote/sshConfig/resolve.ts';
import { expandPath, tokensOf, type Here } from '../../../src/remote/sshConfig/tokens.ts';
import { seconds, wholeNumber } from '../../../src/remote/sshConfig/values.ts';

/** What `ssh -G` prints, by keyword; null where it ends with an error. */
export type Printed = ReadonlyMap<string, string>;

const two = pLimit(2);

/** Asks OpenSSH. `extra` is what its command line says beside the file. */
export function printed(file: string, host: string, ...extra: string[]): Promise<Printed | null> {
  return two(
    () =>
      new Promise((resolve) => {
        execFile('ssh', ['-F', file, ...extra, '-G', '--', host], (error, stdout) => {
          resolve(error ? null : byKeyword(stdout));
        });
      }),
  );
}

function byKeyword(text: string): Printed {
  const lines = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [keyword = '', ...rest] = line.split(' ');
    const value = rest.join(' ');
    const before = lines.get(keyword.toLowerCase());
    if (keyword !== '')
      lines.set(keyword.toLowerCase(), before === undefined ? value : `${before}\n${value}`);
  }
  return lines;
}

const { username, uid, homedir } = userInfo();
export const here: Here = { home: homedir, user: username, uid, hostname: hostname(), env: process.env };

export const plain = (name: string): Asked => ({ name, user: null, port: null, address: null, jump: null });

/** What muster resolves, printed in the same way; null where it refuses. `defaults` is what ssh prints of no file. */
export async function ours(file: string, asked: Asked, defaults: Printed): Promise<Printed | null> {
  return shown(await readSshConfig(file, here.home), asked, defaults);
}

export function shown(config: SshConfig, asked: Asked, defaults: Printed): Printed | null {
  const resolved = resolver(config, here.user)(asked);
  return resolved.ok ? asPrinted(asked, resolved.settings, defaults) : null;
}

/** What is compared: options that have a value to compare, and whose default does not depend on others. */
export const compared = (keyword: string): boolean => {
  const option = optionOf(keyword);
  const takes = option?.takes;
  return takes !== undefined && takes !== 'anything' && !notCompared.has(option?.name ?? '');
};

/** Their defaults depend on others, or they are shown in words of their own; muster has no use for them. */
const notCompared = new Set(
  (
    'Tunnel UpdateHostKeys CertificateFile ControlPath ControlPersist EscapeChar LogLevel StreamLocalBindMask ' +
    'TunnelDevice ForwardAgent GSSAPIKexAlgorithms HostbasedAcceptedAlgorithms CASignatureAlgorithms ' +
    'SecurityKeyProvider RemoteCommand'
  ).split(' '),
);

function asPrinted(asked: Asked, settings: Settings, defaults: Printed): Printed | null {
  const lines = new Map(defaults);
  const { address, user, port, set, jump } = settings;
  const known = {
    name: asked.name,
    address,
    port,
    user,
    jump: jump?.text ?? '',
    hostKeyAlias: set.get('HostKeyAlias')?.words[0]?.toLowerCase() ?? null,
  };
  const tokens = tokensOf(known, here);
  const path = (text: string): string => {
    const expanded = expandPath(text, tokens, here);
    return expanded.ok ? expanded.text : `(${expanded.why})`;
  };
  for (const [name, { words, text }] of set) {
    const option = optionOf(name.toLowerCase()) as SshOption;
    lines.set(name.toLowerCase(), valueOf(option, words, text, defaults.get(name.toLowerCase()) ?? ''));
  }
  lines.set('hostname', address);
  lines.set('user', user);
  lines.set('port', String(port));
  if (settings.identityFiles) lines.set('identityfile', settings.identityFiles.join('\n'));
  const knownHosts = set.get('UserKnownHostsFile')?.words.map(path);
  if (knownHosts) lines.set('userknownhostsfile', knownHosts.join(' '));
  const agent = set.get('IdentityAgent')?.words[0];
  if (agent !== undefined) lines.set('identityagent', path(agent));
  const alias = known.hostKeyAlias;
  if (alias !== null) lines.set('hostkeyalias', alias);
  if (jump === null) lines.delete('proxyjump');
  else lines.set('proxyjump', jump.text);
  if (jump !== null || lines.get('proxycommand') === 'none') lines.delete('proxycommand');
  if ([...lines.values()].some((value) => value.startsWith('('))) return null;
  return lines;
}

function valueOf(
  { name, takes }: SshOption,
  words: readonly string[],
  text: string,
  defaults: string,
): string {
  const [word = ''] = words;
  const all = known.get(name);
  if (all !== undefined) return assembled(word, defaults.split(','), queried(all)).join(',');
  if (takes === 'time') return String(seconds(word));
  if (takes === 'number') return String(wholeNumber(word));
  if (takes === 'line') return text;
  if (takes === 'files' || takes === 'variables') return words.join(takes === 'files' ? ' ' : '\n');
  return word;
}

const known: ReadonlyMap<string, string> = new Map([
  ['Ciphers', 'cipher'],
  ['MACs', 'mac'],
  ['KexAlgorithms', 'kex'],
  ['HostKeyAlgorithms', 'HostKeyAlgorithms'],
  ['PubkeyAcceptedAlgorithms', 'PubkeyAcceptedAlgorithms'],
]);
const answers = new Map<string, string[]>();

function queried(kind: string): string[] {
  const answer =
    answers.get(kind) ?? execFileSync('ssh', ['-Q', kind], { encoding: 'utf8' }).trim().split('\n');
  answers.set(kind, answer);
  return answer;
}

/** Words that mean the same are the same. */
export function normal(value: string | undefined): string | undefined {
  const lower = value?.toLowerCase() ?? '';
  if (lower === 'true') return 'yes';
  if (lower === 'false' || lower === 'off') return 'no';
  return ['yes', 'no', 'inet', 'inet6', 'any'].includes(lower) ? lower : value;
}

/** The keywords in which two printings differ, as `keyword: theirs | ours`. */
export function differences(theirs: Printed | null, mine: Printed | null): string[] {
  if (theirs === null || mine === null)
    return (theirs === null) === (mine === null)
      ? []
      : [theirs === null ? 'ssh refuses it, muster does not' : 'muster refuses it, ssh does not'];
  const keywords = new Set([...theirs.keys(), ...mine.keys()].filter(compared));
  return [...keywords].flatMap((keyword) => {
    const [one, other] = [theirs.get(keyword), mine.get(keyword)];
    const pair = keyword === 'proxyjump' ? [one, other].map(chain) : [normal(one), normal(other)];
    return pair[0] === pair[1] ? [] : [`${keyword}: ${pair[0]} | ${pair[1]}`];
  });
}

const chain = (text: string | undefined): string => JSON.stringify(parseJumps(text ?? 'none'));
