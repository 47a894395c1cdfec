import { readFile, stat } from 'node:fs/promises';

import ssh2, { type ParsedKey } from 'ssh2';

import { shellWord } from './shellWord.ts';

export type ReadIdentity =
  | { readonly kind: 'key'; readonly file: string; readonly key: ParsedKey }
  /** `publicKey`: the blob of the key that was meant, by which an agent may have it; null where nothing tells it. */
  | {
      readonly kind: 'missing' | 'unusable' | 'encrypted';
      readonly problem: string;
      readonly publicKey: Buffer | null;
    };

/** Reads one private key. Whatever keeps it from being used comes back as a sentence with what mends it. */
export async function readIdentityFile(file: string): Promise<ReadIdentity> {
  let text: string;
  try {
    const { mode, uid } = await stat(file);
    if (uid === process.getuid?.() && (mode & 0o077) !== 0) return unusable(tooOpen(file, mode));
    text = await readFile(file, 'utf8');
  } catch (error) {
    return unreadable(file, error as NodeJS.ErrnoException);
  }

  const key = ssh2.utils.parseKey(text);
  if (!(key instanceof Error)) {
    return key.isPrivateKey()
      ? { kind: 'key', file, key }
      : {
          ...unusable(`${file} is a public key; name the private key that belongs to it`),
          publicKey: key.getPublicSSH(),
        };
  }
  if (/encrypted/i.test(key.message) || text.includes('BEGIN ENCRYPTED PRIVATE KEY')) return encrypted(file);
  const type = /(?:type|OID): (\S+)/.exec(key.message)?.[1];
  if (type !== undefined) {
    return unusable(
      `${file} is a key of type ${type}, which is not supported; use an ed25519, ecdsa or rsa key`,
    );
  }
  return text.includes('BEGIN PRIVATE KEY')
    ? unusable(
        `${file} is a key in PKCS#8 format; rewrite it in OpenSSH's with \`ssh-keygen -p -f ${shellWord(file)}\``,
      )
    : unusable(`${file} is not a private key that OpenSSH's ssh-keygen writes`);
}

function unusable(problem: string): Exclude<ReadIdentity, { kind: 'key' }> {
  return { kind: 'unusable', problem, publicKey: null };
}

/** OpenSSH's rule: its owner's key is for nobody else to read. Another owner's file is none of our business. */
function tooOpen(file: string, mode: number): string {
  const octal = (mode & 0o777).toString(8).padStart(4, '0');
  return `${file} can be read by others (mode ${octal}), so OpenSSH would not use it either: \`chmod 600 ${shellWord(file)}\``;
}

async function unreadable(file: string, { code, message }: NodeJS.ErrnoException): Promise<ReadIdentity> {
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    const problem = `the identity file ${file} does not exist`;
    return { kind: 'missing', problem, publicKey: await publicKeyBeside(file) };
  }
  const why = code === 'EACCES' ? 'no permission to read it' : code === 'EISDIR' ? 'it is a folder' : message;
  return unusable(`the identity file ${file} cannot be read: ${why}`);
}

async function encrypted(file: string): Promise<ReadIdentity> {
  return {
    kind: 'encrypted',
    problem:
      `${file} is encrypted with a passphrase: load it into an agent with \`ssh-add ${shellWord(file)}\`, ` +
      `or use a key without passphrase for cron`,
    publicKey: await publicKeyBeside(file),
  };
}

async function publicKeyBeside(file: string): Promise<Buffer | null> {
  const text = await readFile(`${file}.pub`).catch(() => null);
  const key = text === null ? null : ssh2.utils.parseKey(text);
  return key === null || key instanceof Error ? null : key.getPublicSSH();
}
