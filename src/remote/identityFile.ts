import { readFile, stat } from 'node:fs/promises';

import ssh2, { type ParsedKey } from 'ssh2';

import { message, type Message } from '../core/catalogue/catalogue.ts';
import { isMissing, readFault } from './readFault.ts';
import { shellWord } from './shellWord.ts';

export type ReadIdentity =
  | { readonly kind: 'key'; readonly file: string; readonly key: ParsedKey }
  /** `publicKey`: the blob of the key that was meant, by which an agent may have it; null where nothing tells it. */
  | {
      readonly kind: 'missing' | 'unusable' | 'encrypted';
      readonly problem: Message;
      readonly publicKey: Buffer | null;
    };

/** Reads one private key. Whatever keeps it from being used comes back as a problem. */
export async function readIdentityFile(file: string): Promise<ReadIdentity> {
  let text: string;
  try {
    const { mode, uid } = await stat(file);
    if (uid === process.getuid?.() && (mode & 0o077) !== 0) return unusable(tooOpen(file, mode));
    text = await readFile(file, 'utf8');
  } catch (error) {
    return unreadable(file, error);
  }

  const key = ssh2.utils.parseKey(text);
  if (!(key instanceof Error)) {
    return key.isPrivateKey()
      ? { kind: 'key', file, key }
      : { ...unusable(message('identity-public', { file })), publicKey: key.getPublicSSH() };
  }
  if (/encrypted/i.test(key.message) || text.includes('BEGIN ENCRYPTED PRIVATE KEY')) return encrypted(file);
  const type = /(?:type|OID): (\S+)/.exec(key.message)?.[1];
  if (type !== undefined) return unusable(message('identity-unsupported', { file, type }));
  return unusable(
    text.includes('BEGIN PRIVATE KEY')
      ? message('identity-pkcs8', { file, command: `ssh-keygen -p -f ${shellWord(file)}` })
      : message('identity-no-key', { file }),
  );
}

function unusable(problem: Message): Exclude<ReadIdentity, { kind: 'key' }> {
  return { kind: 'unusable', problem, publicKey: null };
}

/** OpenSSH's rule: its owner's key is for nobody else to read. Another owner's file is none of our business. */
function tooOpen(file: string, mode: number): Message {
  const octal = (mode & 0o777).toString(8).padStart(4, '0');
  return message('identity-open', { file, mode: octal, command: `chmod 600 ${shellWord(file)}` });
}

async function unreadable(file: string, error: unknown): Promise<ReadIdentity> {
  if (!isMissing(error)) return unusable(message('identity-unreadable', { file, error: readFault(error) }));
  const problem = message('identity-missing', { file });
  return { kind: 'missing', problem, publicKey: await publicKeyBeside(file) };
}

async function encrypted(file: string): Promise<ReadIdentity> {
  return {
    kind: 'encrypted',
    problem: message('identity-encrypted', { file, command: `ssh-add ${shellWord(file)}` }),
    publicKey: await publicKeyBeside(file),
  };
}

async function publicKeyBeside(file: string): Promise<Buffer | null> {
  const text = await readFile(`${file}.pub`).catch(() => null);
  const key = text === null ? null : ssh2.utils.parseKey(text);
  return key === null || key instanceof Error ? null : key.getPublicSSH();
}
