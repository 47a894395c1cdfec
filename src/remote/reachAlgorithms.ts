import { hostKeyAlgorithms } from './knownHosts.ts';
import { sshCiphers, sshKex, sshMacs, type Algorithms } from './sshAlgorithms.ts';
import { assembled } from './sshConfig/algorithms.ts';

/** What is offered to a host; empty where the ssh config leaves nothing that muster has. */
export interface WireAlgorithms {
  readonly cipher: readonly string[];
  readonly hmac: readonly string[];
  readonly kex: readonly string[];
}

type Word = (option: string) => string | undefined;

const of = (spec: string | undefined, { all, defaults }: Algorithms): readonly string[] =>
  assembled(spec ?? null, defaults, all);

export function wireAlgorithmsOf(word: Word): WireAlgorithms {
  return {
    cipher: of(word('Ciphers'), sshCiphers),
    hmac: of(word('MACs'), sshMacs),
    kex: of(word('KexAlgorithms'), sshKex),
  };
}

const usual = hostKeyAlgorithms([]);

/** Taken only when it is asked for: signatures with SHA-1. */
const sha1 = 'ssh-rsa';

/** As OpenSSH: a list of one's own stands as it is, one that adds or takes away is ordered by the keys that are known. */
export function hostKeyAlgorithmsOf(spec: string | undefined): {
  algorithms: readonly string[];
  knownFirst: boolean;
} {
  return {
    algorithms: assembled(spec ?? null, usual, [...usual, sha1]),
    knownFirst: spec === undefined || /^[+-]/.test(spec),
  };
}

/** The algorithms our own keys may sign with; null for all. */
export function keyAlgorithmsOf(spec: string | undefined): readonly string[] | null {
  if (spec === undefined) return null;
  return assembled(spec, usual, [...usual, sha1]);
}
