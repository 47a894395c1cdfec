import { portNumber } from './values.ts';

/** One hop of a ProxyJump chain. What is not said comes from the ssh config, looked up by the hop's own name. */
export interface Hop {
  readonly host: string;
  readonly user: string | null;
  readonly port: number | null;
}

/**
 * A ProxyJump chain as OpenSSH writes it: `[user@]host[:port]` or `ssh://[user@]host[:port]`, several with commas,
 * the first nearest to us; what follows a blank is not read. An empty list is `none`; null is what is no chain.
 */
export function parseJumps(text: string): Hop[] | null {
  const chain = withoutRest(text);
  if (chain.toLowerCase() === 'none') return [];
  const hops: Hop[] = [];
  for (const part of chain.split(',')) {
    const hop = parseHop(part);
    if (hop === null) return null;
    hops.push(hop);
  }
  return hops;
}

/** The chain itself, without what follows it on its line. */
export const withoutRest = (text: string): string => text.replace(/(?<=.)[ \t#].*$/s, '');

/** `[a::b]:22` or `host:22`; without brackets the first colon ends the name, as OpenSSH has it. */
function parseHop(text: string): Hop | null {
  const isUri = text.startsWith('ssh://');
  const rest = isUri ? text.slice('ssh://'.length).replace(/\/$/, '') : text;
  const at = isUri ? rest.indexOf('@') : rest.lastIndexOf('@');
  const named = at < 0 ? null : rest.slice(0, at);
  if (named === '') return null;
  const user = named !== null && isUri ? decoded(named.replace(/;.*$/s, '')) : named;
  const found = /^(?:\[([^\]]+)\]|([^:/[]+))(?::([^:]*))?$/.exec(rest.slice(at + 1));
  const host = found?.[1] ?? found?.[2];
  if (host === undefined || user === '' || /^-|[\s'"`$\\;&<>|(){}]/.test(host)) return null;
  const port = (found?.[3] ?? '') === '' ? null : portNumber(found?.[3] ?? '');
  if (port === null && (found?.[3] ?? '') !== '') return null;
  return { host, user, port };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
