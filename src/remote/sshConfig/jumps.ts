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

/**
 * The chain that a ProxyCommand stands for which does nothing else, as it was written before there was ProxyJump:
 * `ssh -q -W %h:%p ops@gateway`. null for every other command.
 */
export function jumpOfCommand(command: string): string | null {
  const [program = '', ...words] = command.trim().split(/[ \t]+/);
  if (!/^(\/usr(\/local)?\/bin\/)?ssh$/.test(program)) return null;
  const said: Record<string, string> = {};
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (['-q', '-a', '-x', '-T'].includes(word)) continue;
    const name = ['-W', '-l', '-p'].includes(word) ? word : 'host';
    const value = name === 'host' ? word : words.shift();
    if (value === undefined || said[name] !== undefined) return null;
    said[name] = value;
  }
  const { '-W': forward = '', '-l': user, '-p': port, host = '' } = said;
  if (!/^(%h:%p|\[%h\]:%p|'\[%h\]:%p'|"\[?%h\]?:%p")$/.test(forward) || /%|^-/.test(host + (user ?? '')))
    return null;
  const chain = `${user === undefined ? '' : `${user}@`}${host}${port === undefined ? '' : `:${port}`}`;
  const twice = (user !== undefined && host.includes('@')) || host.includes(',') || host.includes(':');
  return twice || parseJumps(chain)?.length !== 1 ? null : chain;
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
