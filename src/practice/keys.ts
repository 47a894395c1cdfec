import { readFile, writeFile } from 'node:fs/promises';

import ssh2, { type ParsedKey } from 'ssh2';

/** The private key in a file; a new ed25519 key is made where there is none. */
export async function ensureKey(file: string, comment: string): Promise<ParsedKey> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return null;
  });
  if (text === null) {
    await writeFile(file, newKey(comment), { mode: 0o600, flag: 'wx' });
    return ensureKey(file, comment);
  }
  const key = ssh2.utils.parseKey(text);
  if (key instanceof Error)
    throw new Error(`${file} is not a key the practice fleet can use: ${key.message}`);
  return key;
}

/**
 * A private key of type ed25519, as OpenSSH writes it.
 * About one in 150 of those that ssh2 1.17 makes cannot be read back, by itself or by OpenSSH.
 */
export function newKey(comment = ''): string {
  const { private: text } = ssh2.utils.generateKeyPairSync('ed25519', { comment });
  return ssh2.utils.parseKey(text) instanceof Error ? newKey(comment) : text;
}

/** As in `authorized_keys`. */
export function publicLine(key: ParsedKey): string {
  return `${key.type} ${key.getPublicSSH().toString('base64')}`;
}
