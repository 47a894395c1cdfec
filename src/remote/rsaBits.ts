/** The size of an RSA public key, given as its blob; null for keys of other types. */
export function rsaBits(blob: Buffer): number | null {
  const parts: Buffer[] = [];
  for (let at = 0; at + 4 <= blob.length && parts.length < 3;) {
    const end = at + 4 + blob.readUInt32BE(at);
    parts.push(blob.subarray(at + 4, end));
    at = end;
  }
  const [type, , modulus] = parts;
  if (type?.toString('latin1') !== 'ssh-rsa' || modulus === undefined) return null;
  const first = modulus.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (modulus.length - first - 1) * 8 + (32 - Math.clz32(modulus[first] as number));
}
