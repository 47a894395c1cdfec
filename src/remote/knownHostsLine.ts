/** One host key on file. */
export interface KnownKey {
  readonly marker: 'none' | 'revoked';
  /** `ssh-ed25519`, ... */
  readonly type: string;
  /** The public key, base64 in its canonical form. */
  readonly blob: string;
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
}

/** Whom a line is about: lower-case names; names with wildcards or negation; or one name, hashed. */
export type Names =
  | { readonly kind: 'plain'; readonly list: readonly string[] }
  | { readonly kind: 'patterns'; readonly wanted: readonly RegExp[]; readonly unwanted: readonly RegExp[] }
  | { readonly kind: 'hashed'; readonly salt: Buffer; readonly hash: string };

export interface KnownLine {
  readonly names: Names;
  readonly key: KnownKey;
}

/**
 * One line of a known_hosts file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT): `[@marker] names type key [comment]`.
 * null for comments, for lines OpenSSH ignores because it cannot read them, and for `@cert-authority`: those keys
 * sign host certificates, which ssh2 does not know; they are not host keys.
 */
export function parseKnownLine(text: string, place: { file: string; line: number }): KnownLine | null {
  const fields = text.split(/[ \t\r]+/).filter((field) => field !== '');
  if (fields[0] === undefined || fields[0].startsWith('#')) return null;
  const marker = fields[0].startsWith('@') ? fields.shift() : undefined;
  if (marker !== undefined && marker !== '@revoked') return null;

  const [names, type, base64] = fields;
  if (names === undefined || type === undefined || base64 === undefined) return null;
  const parsedNames = parseNames(names);
  const blob = Buffer.from(base64, 'base64');
  if (parsedNames === null || !isKeyOf(type, blob)) return null;
  const key: KnownKey = {
    marker: marker === undefined ? 'none' : 'revoked',
    type,
    blob: blob.toString('base64'),
    ...place,
  };
  return { names: parsedNames, key };
}

function parseNames(field: string): Names | null {
  if (field.startsWith('|')) return parseHashedName(field);
  const list = field.toLowerCase().split(',');
  if (!/[*?!]/.test(field)) return { kind: 'plain', list };
  return {
    kind: 'patterns',
    wanted: list.filter((name) => !name.startsWith('!')).map(toRegExp),
    unwanted: list.filter((name) => name.startsWith('!')).map((name) => toRegExp(name.slice(1))),
  };
}

/** `|1|salt|hash`: HMAC-SHA1 of the name with the salt, both base64. */
function parseHashedName(field: string): Names | null {
  const [, magic, salt, hash, ...rest] = field.split('|');
  if (magic !== '1' || salt === undefined || hash === undefined || rest.length > 0) return null;
  const saltBytes = Buffer.from(salt, 'base64');
  return saltBytes.length === sha1Bytes ? { kind: 'hashed', salt: saltBytes, hash } : null;
}

const sha1Bytes = 20;

/** OpenSSH's patterns have `*` and `?` only; brackets and dots mean themselves. Runs of `*` are one. */
function toRegExp(pattern: string): RegExp {
  const escaped = pattern.replace(/\*+/g, '*').replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
}

/** How many length-prefixed parts the blob of each type has, the type's name included. */
const partsOfType: Readonly<Record<string, number>> = {
  'ssh-ed25519': 2,
  'ecdsa-sha2-nistp256': 3,
  'ecdsa-sha2-nistp384': 3,
  'ecdsa-sha2-nistp521': 3,
  'ssh-rsa': 3,
  'ssh-dss': 5,
  'sk-ssh-ed25519@openssh.com': 3,
  'sk-ecdsa-sha2-nistp256@openssh.com': 4,
};

/** A key that was cut short, or whose blob is of another type than the line says, is no key to OpenSSH. */
function isKeyOf(type: string, blob: Buffer): boolean {
  const parts: Buffer[] = [];
  let at = 0;
  while (at + 4 <= blob.length) {
    const end = at + 4 + blob.readUInt32BE(at);
    parts.push(blob.subarray(at + 4, end));
    at = end;
  }
  return at === blob.length && parts.length === partsOfType[type] && parts[0]?.toString('latin1') === type;
}
