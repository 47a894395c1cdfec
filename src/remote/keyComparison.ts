import { fingerprintOf, knownName, typeOf, type HostPort, type KnownHosts } from './knownHosts.ts';
import type { KnownKey } from './knownHostsLine.ts';

/** A key that a host offers, beside what is on file. */
export type ComparedKey = { readonly key: Buffer; readonly type: string; readonly fingerprint: string } & (
  | { readonly state: 'known' | 'revoked'; readonly onFile: KeyOnFile }
  | { readonly state: 'new' }
  /** `onFile` is what it was: of the same type where there is one. */
  | { readonly state: 'changed'; readonly onFile: KeyOnFile }
);

export interface KeyOnFile {
  readonly type: string;
  readonly fingerprint: string;
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
}

/** What may be done about the keys of one host. */
export interface KeyComparison {
  readonly keys: readonly ComparedKey[];
  /**
   * `known`: nothing to record. `new`: `record` may be recorded after a yes. `changed`: another key is on file, and
   * nothing of this host is recorded unless somebody says that it was meant to change. `revoked`: nothing ever is,
   * for whoever shows a key that was revoked may show others of his own.
   */
  readonly state: 'known' | 'new' | 'changed' | 'revoked';
  /** What is missing on file. */
  readonly record: readonly Buffer[];
}

/** Compares the keys a host offers, all kinds together, with those on file; by the rules of `judge`. */
export function compareKeys(known: KnownHosts, place: HostPort, offered: readonly Buffer[]): KeyComparison {
  const name = knownName(place);
  const here = known.keysOf(name);
  const plain = name === place.host.toLowerCase() ? [] : known.keysOf(place.host);
  const trusted = here.filter(({ marker }) => marker === 'none');
  // A key on file for the plain name makes it known at another port, but never changed.
  const lent = trusted.length > 0 ? [] : plain.filter(({ marker }) => marker === 'none');
  const anyKnown = offered.some((key) => withBlob([...trusted, ...lent], key) !== undefined);

  const keys = offered.map((key): ComparedKey => {
    const seen = { key, type: typeOf(key), fingerprint: fingerprintOf(key) };
    const revoked = withBlob(
      [...here, ...plain].filter(({ marker }) => marker === 'revoked'),
      key,
    );
    if (revoked) return { ...seen, state: 'revoked', onFile: onFile(revoked) };
    const same = withBlob([...trusted, ...lent], key);
    if (same) return { ...seen, state: 'known', onFile: onFile(same) };
    // A host that shows a key we know may have others; one that shows none of them is another host.
    const before = trusted.find(({ type }) => type === seen.type) ?? (anyKnown ? undefined : trusted[0]);
    return before ? { ...seen, state: 'changed', onFile: onFile(before) } : { ...seen, state: 'new' };
  });

  const has = (state: ComparedKey['state']): boolean => keys.some((key) => key.state === state);
  const state = has('revoked') ? 'revoked' : has('changed') ? 'changed' : has('new') ? 'new' : 'known';
  // Once one key stands under its own name and port, what the plain name has counts no more.
  const missing = keys.filter((key) => key.state !== 'known' || trusted.length === 0);
  const record = state === 'new' || state === 'changed' ? missing.map(({ key }) => key) : [];
  return { keys, state, record };
}

function onFile({ type, blob, file, line }: KnownKey): KeyOnFile {
  return { type, fingerprint: fingerprintOf(Buffer.from(blob, 'base64')), file, line };
}

function withBlob(keys: readonly KnownKey[], key: Buffer): KnownKey | undefined {
  return keys.find(({ blob }) => blob === key.toString('base64'));
}
