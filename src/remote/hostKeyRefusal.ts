import { message, type Message } from '../core/catalogue/catalogue.ts';
import { knownName, type HostKeyVerdict, type HostPort } from './knownHosts.ts';
import { shellWord } from './shellWord.ts';

/**
 * Why a connection was refused for its host key, and what mends it.
 *
 * @param trust `muster trust` for this host, as it can be typed.
 */
export function hostKeyRefusal(
  verdict: Exclude<HostKeyVerdict, { verdict: 'known' }>,
  place: HostPort,
  host: string,
  trust: string,
): Message {
  const { fingerprint, keyType } = verdict;
  const offered = { name: knownName(place), type: shortType(keyType), fingerprint };
  if (verdict.verdict === 'unknown') return message('host-key-unknown', { ...offered, trust });
  const { file, line } = verdict;
  if (verdict.verdict === 'revoked') return message('host-key-revoked', { ...offered, file, line });
  const knownType = shortType(verdict.knownType);
  const replace = `${trust} --replace ${host}`;
  return message('host-key-changed', { ...offered, file, line, knownType, trust: replace });
}

/** `muster trust` for some hosts, or null for all, as it can be typed anywhere. `hosts` is one word for a shell already. */
export function trustCommand(hosts: string | null, config: string): string {
  return `muster trust -c ${shellWord(config)}${hosts === null ? '' : ` -w ${hosts}`}`;
}

/** `ED25519`, `ECDSA`, `RSA`: how OpenSSH speaks of types. */
function shortType(type: string): string {
  return type.startsWith('ecdsa-') ? 'ECDSA' : type.replace(/^ssh-/, '').toUpperCase();
}
