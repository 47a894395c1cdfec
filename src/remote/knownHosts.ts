import { createHash, createHmac, randomBytes } from 'node:crypto';

import { parseKnownLine, type KnownKey, type KnownLine } from './knownHostsLine.ts';

/** Where a connection goes: what is typed after `ssh`, and the port. */
export interface HostPort {
  readonly host: string;
  readonly port: number;
}

/** The host keys on file, of one or more known_hosts files. */
export interface KnownHosts {
  /** The keys on file under a name as known_hosts spells it: `host`, or `[host]:port`. */
  keysOf(name: string): readonly KnownKey[];
}

interface Offered {
  /** As `ssh-keygen -l` prints it: `SHA256:...`. */
  readonly fingerprint: string;
  /** `ssh-ed25519`, ... */
  readonly keyType: string;
}

interface OnFile {
  /** The entry that decided, for the operator to look at. */
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
}

export type HostKeyVerdict =
  | { readonly verdict: 'known' }
  | ({ readonly verdict: 'unknown' } & Offered)
  | ({ readonly verdict: 'changed'; readonly knownType: string } & Offered & OnFile)
  | ({ readonly verdict: 'revoked' } & Offered & OnFile);

/**
 * What OpenSSH (9.2, tried out) makes of the key a host offers, as the raw blob ssh2 hands over:
 * - a key marked `@revoked` for the host is `revoked`, whatever else is on file;
 * - a key on file is `known`;
 * - any other key on file, of whatever type, makes it `changed`: known keys are asked for first
 *   (`hostKeyAlgorithms`), so a host that has only another type to offer is not the one that was recorded;
 * - with nothing under `[host]:port`, a key on file for the plain `host` is `known`, but never `changed`;
 * - else it is `unknown`.
 */
export function judge(known: KnownHosts, place: HostPort, key: Buffer): HostKeyVerdict {
  const blob = key.toString('base64');
  const offered = { fingerprint: fingerprintOf(key), keyType: typeOf(key) };
  const name = knownName(place);
  const here = known.keysOf(name);
  const plain = name === place.host ? [] : known.keysOf(place.host);

  // OpenSSH forgives a key revoked under the plain name where new keys are accepted; a revoked key is one too many.
  const revoked = [...here, ...plain].find((entry) => entry.marker === 'revoked' && entry.blob === blob);
  if (revoked) return { verdict: 'revoked', ...offered, file: revoked.file, line: revoked.line };

  const keys = here.filter((entry) => entry.marker === 'none');
  if (keys.some((entry) => entry.blob === blob)) return { verdict: 'known' };
  const other = keys.find((entry) => entry.type === offered.keyType) ?? keys[0];
  if (other) {
    return { verdict: 'changed', ...offered, knownType: other.type, file: other.file, line: other.line };
  }

  if (plain.some((entry) => entry.marker === 'none' && entry.blob === blob)) return { verdict: 'known' };
  return { verdict: 'unknown', ...offered };
}

/** The types of the keys on file for a host, each once; empty for a host nothing is known of. */
export function knownKeyTypes(known: KnownHosts, place: HostPort): string[] {
  const typesUnder = (name: string): string[] =>
    known
      .keysOf(name)
      .filter((entry) => entry.marker === 'none')
      .map((entry) => entry.type);
  const here = typesUnder(knownName(place));
  return [...new Set(here.length > 0 ? here : typesUnder(place.host))];
}

/** What ssh2 1.17 can verify, in its own order. Not `ssh-rsa`: those are SHA-1 signatures, off in OpenSSH since 8.8. */
const supported = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
] as const;

/**
 * The host key algorithms to offer, those of the known key types first: a host known by its ed25519 key that were
 * free to show its ecdsa key would look changed.
 */
export function hostKeyAlgorithms(
  types: readonly string[],
  offered: readonly string[] = supported,
): string[] {
  const wanted = types.flatMap((type) => (type === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256'] : [type]));
  const first = wanted.filter((algorithm) => offered.includes(algorithm));
  return [...new Set([...first, ...offered])];
}

/** The line that records a host's key, as OpenSSH writes it; no newline. */
export function recordLine(place: HostPort, key: Buffer, hashed = false): string {
  const name = knownName(place);
  return `${hashed ? hashedName(name) : name} ${typeOf(key)} ${key.toString('base64')}`;
}

/** As HashKnownHosts has it: who reads the file does not learn which hosts there are. */
function hashedName(name: string): string {
  const salt = randomBytes(20);
  return `|1|${salt.toString('base64')}|${createHmac('sha1', salt).update(name).digest('base64')}`;
}

/** The name of a host in known_hosts: `host`, or `[host]:port` where the port is not 22. */
export function knownName({ host, port }: HostPort): string {
  return port === 22 ? host.toLowerCase() : `[${host.toLowerCase()}]:${port}`;
}

/**
 * Takes in the text of a known_hosts file. Lines OpenSSH would not understand are left out, as it does.
 * `file` is only for what is said of the entries.
 */
export function parseKnownHosts(text: string, file: string): KnownHosts {
  return knownHostsOf(parseKnownLines(text, file));
}

export function parseKnownLines(text: string, file: string): KnownLine[] {
  return text.split('\n').flatMap((line, index) => parseKnownLine(line, { file, line: index + 1 }) ?? []);
}

/** The entries of one or more files as one. */
export function knownHostsOf(lines: readonly KnownLine[]): KnownHosts {
  const plain = new Map<string, KnownLine[]>();
  for (const line of lines) {
    if (line.names.kind !== 'plain') continue;
    for (const name of line.names.list) plain.set(name, [...(plain.get(name) ?? []), line]);
  }
  const patterns = lines.filter((line) => line.names.kind === 'patterns');
  let hashed = lines.filter((line) => line.names.kind === 'hashed');
  const found = new Map<string, readonly KnownKey[]>();

  const find = (name: string): KnownKey[] => {
    const mine = new Set([
      ...(plain.get(name) ?? []),
      ...patterns.filter((line) => matchesPatterns(line, name)),
      ...hashed.filter((line) => matchesHash(line, name)),
    ]);
    // A hashed line stands for one name only, so the hosts that are looked up later need not hash it again.
    hashed = hashed.filter((line) => !mine.has(line));
    return [...mine].map((line) => line.key);
  };

  return {
    keysOf(name) {
      const lower = name.toLowerCase();
      const keys = found.get(lower) ?? find(lower);
      found.set(lower, keys);
      return keys;
    },
  };
}

/** Whether a line is about a host, by its name as known_hosts spells it. */
export function isAbout(line: KnownLine, name: string): boolean {
  if (line.names.kind === 'plain') return line.names.list.includes(name);
  return line.names.kind === 'hashed' ? matchesHash(line, name) : matchesPatterns(line, name);
}

function matchesPatterns({ names }: KnownLine, name: string): boolean {
  if (names.kind !== 'patterns') return false;
  if (names.unwanted.some((pattern) => pattern.test(name))) return false;
  return names.wanted.some((pattern) => pattern.test(name));
}

function matchesHash({ names }: KnownLine, name: string): boolean {
  return (
    names.kind === 'hashed' && createHmac('sha1', names.salt).update(name).digest('base64') === names.hash
  );
}

/** As `ssh-keygen -l` prints it. */
export function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/** A key blob opens with the name of its type, as a length and that many bytes. */
export function typeOf(key: Buffer): string {
  return key.length < 4 ? '' : key.toString('latin1', 4, 4 + key.readUInt32BE(0));
}
