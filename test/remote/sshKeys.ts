import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Makes a key pair without a passphrase, by ssh-keygen. Short RSA keys, which cost least. */
export function makeKey(file: string, type = 'ed25519', ...options: readonly string[]): string {
  const size = type === 'rsa' ? ['-b', '2048'] : [];
  execFileSync('ssh-keygen', ['-q', '-N', '', '-f', file, '-t', type, ...size, ...options]);
  return file;
}

/** The public key of a pair as known_hosts has it: `type base64`. */
export function publicWords(file: string): string {
  return readFileSync(`${file}.pub`, 'utf8').split(' ').slice(0, 2).join(' ');
}
