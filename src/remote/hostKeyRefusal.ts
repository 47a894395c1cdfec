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
): { reason: string; remedy: string } {
  const name = knownName(place);
  const offered = `${shortType(verdict.keyType)} key ${verdict.fingerprint}`;
  switch (verdict.verdict) {
    case 'unknown':
      return {
        reason: `the host key of ${name} is not known; it offers the ${offered}`,
        remedy: `check that this is a fingerprint that \`ssh-keygen -l -f /etc/ssh/ssh_host_ed25519_key.pub\` (or _rsa_, _ecdsa_) prints on the host itself, then: ${trust}`,
      };
    case 'changed':
      return {
        reason:
          `the host key of ${name} has changed: ${verdict.file} line ${verdict.line} has another ` +
          `${shortType(verdict.knownType)} key, the host offers the ${offered}`,
        remedy:
          `find out why (a reinstalled host, another host at this address, or someone in between), and compare this ` +
          `fingerprint with what the host itself has; if it is in order: ${trust} --replace ${host}`,
      };
    case 'revoked':
      return {
        reason: `the host key of ${name} is revoked by ${verdict.file} line ${verdict.line}: the ${offered}`,
        remedy: `give the host a new key (\`ssh-keygen -A\` there, after removing the old one) before it is used again`,
      };
  }
}

/** `muster trust` for some hosts, or null for all, as it can be typed anywhere. `hosts` is one word for a shell already. */
export function trustCommand(hosts: string | null, config: string): string {
  return `muster trust -c ${shellWord(config)}${hosts === null ? '' : ` -w ${hosts}`}`;
}

/** `ED25519`, `ECDSA`, `RSA`: how OpenSSH speaks of types. */
function shortType(type: string): string {
  return type.startsWith('ecdsa-') ? 'ECDSA' : type.replace(/^ssh-/, '').toUpperCase();
}
