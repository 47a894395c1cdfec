import { knownName, type HostKeyVerdict, type HostPort } from './knownHosts.ts';
import { shellWord } from './shellWord.ts';

/**
 * Why a connection was refused for its host key, and what mends it.
 *
 * @param host its name in `config`, the path of `Interface.json`.
 */
export function hostKeyRefusal(
  verdict: Exclude<HostKeyVerdict, { verdict: 'known' }>,
  place: HostPort,
  file: string,
  scan: string = scanCommand(place, file),
): { reason: string; remedy: string } {
  const name = knownName(place);
  const offered = `${shortType(verdict.keyType)} key ${verdict.fingerprint}`;
  const trust = trustCommand(host, config);
  switch (verdict.verdict) {
    case 'unknown':
      return {
        reason: `the host key of ${name} is not known; it offers the ${offered}`,
        remedy: `check that this is a fingerprint that \`ssh-keygen -l -f /etc/ssh/ssh_host_ed25519_key.pub\` (or _rsa_, _ecdsa_) prints on the host itself, then: ${scan}`,
      };
    case 'changed':
      return {
        reason:
          `the host key of ${name} has changed: ${verdict.file} line ${verdict.line} has another ` +
          `${shortType(verdict.knownType)} key, the host offers the ${offered}`,
        remedy:
          `find out why (a reinstalled host, another host at this address, or someone in between); ` +
          `if it is in order: ssh-keygen -R ${shellWord(name)} -f ${shellWord(verdict.file)} && ${scan}`,
      };
    case 'revoked':
      return {
        reason: `the host key of ${name} is revoked by ${verdict.file} line ${verdict.line}: the ${offered}`,
        remedy: `give the host a new key (\`ssh-keygen -A\` there, after removing the old one) before it is used again`,
      };
  }
}

/** The command that records the key a host shows: by itself, or as seen from its jump host. */
export function scanCommand({ host, port }: HostPort, file: string, from = ''): string {
  return `${from}ssh-keyscan -p ${port} ${shellWord(host.toLowerCase())} >> ${shellWord(file)}`;
}

/** `ED25519`, `ECDSA`, `RSA`: how OpenSSH speaks of types. */
function shortType(type: string): string {
  return type.startsWith('ecdsa-') ? 'ECDSA' : type.replace(/^ssh-/, '').toUpperCase();
}
