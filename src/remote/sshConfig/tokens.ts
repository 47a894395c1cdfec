import { createHash } from 'node:crypto';

/** What the tokens of an ssh config stand for, by their letter; ssh_config(5), TOKENS. */
export type Tokens = Readonly<Record<string, string>>;

export interface Known {
  /** As it was named to ssh. */
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly user: string;
  readonly hostKeyAlias: string | null;
  /** The ProxyJump chain as it is written; empty for none. */
  readonly jump: string;
}

/** The user and machine that the config is read on. */
export interface Here {
  readonly home: string;
  readonly user: string;
  readonly uid: number;
  readonly hostname: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export function tokensOf(known: Known, here: Here): Tokens {
  const { name, address, user, jump } = known;
  const port = String(known.port);
  return {
    '%': '%',
    // Of all of them the dearest, and the rarest.
    get C() {
      return createHash('sha1').update([here.hostname, address, port, user, jump].join('')).digest('hex');
    },
    d: here.home,
    h: address,
    i: String(here.uid),
    j: jump,
    k: known.hostKeyAlias ?? name,
    L: here.hostname.replace(/\..*$/s, ''),
    l: here.hostname,
    n: name,
    p: port,
    r: user,
    u: here.user,
  };
}

export type Expanded =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string };

/** A text with its tokens expanded. */
export function expandTokens(text: string, tokens: Tokens): Expanded {
  let unknown: string | null = null;
  const expanded = text.replaceAll(/%(.?)/gs, (token, letter: string) => {
    if (Object.hasOwn(tokens, letter)) return tokens[letter] as string;
    unknown ??= token;
    return '';
  });
  if (unknown === null) return { ok: true, text: expanded };
  const known = Object.keys(tokens).map((letter) => `%${letter}`);
  return { ok: false, why: `${unknown} is no token here; ${known.join(' ')} are` };
}

/** A path with `~/`, tokens and `${VARIABLE}` expanded. */
export function expandPath(text: string, tokens: Tokens, here: Here): Expanded {
  if (/^~[^/]/.test(text))
    return { ok: false, why: `${text} names the home of another user; write its path` };
  const path = text.startsWith('~') ? here.home + text.slice(1) : text;
  let problem: string | null = null;
  const expanded = path.replaceAll(/%(.?)|\$\{([^}]*)\}/gs, (token, letter?: string, variable?: string) => {
    if (variable !== undefined) {
      const value = here.env[variable];
      if (value === undefined) problem ??= `the environment variable ${variable} is not set`;
      return value ?? '';
    }
    const result = expandTokens(token, tokens);
    if (!result.ok) problem ??= result.why;
    return result.ok ? result.text : (letter ?? '');
  });
  return problem === null ? { ok: true, text: expanded } : { ok: false, why: problem };
}
