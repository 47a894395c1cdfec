import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import ssh2, { type ConnectConfig } from 'ssh2';
import type { Contact } from '../interface/config.ts';
import { reasonOf } from './collect.ts';
import { watchInflow } from './inflow.ts';
import { affordable } from './ssh.ts';

/** The host keys a host showed, as raw blobs; or why none could be asked for. */
export type OfferedKeys =
  { readonly ok: true; readonly keys: readonly Buffer[] } | { readonly ok: false; readonly reason: string };

/** One question each: a host shows one key at a time, of the first of these kinds that it has. */
const everyKind: readonly (readonly string[])[] = [
  ['ssh-ed25519'],
  ['ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521'],
  ['rsa-sha2-512', 'rsa-sha2-256'],
];

export interface Asking {
  /** For each connection. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** How the host is reached; a socket of our own where it is not given. */
  readonly dial?: (host: Contact) => Duplex;
}

/**
 * Asks a host for its host keys, of every kind there is. Nothing but the key exchange takes place: each connection is
 * dropped once the host has proved that it holds the key it shows, before anybody logs in.
 */
export async function offeredKeys(host: Contact, asking: Asking): Promise<OfferedKeys> {
  const keys: Buffer[] = [];
  for (const algorithms of everyKind) {
    const shown = await shownKey(host, algorithms, asking);
    if (shown.kind === 'failed') return { ok: false, reason: shown.reason };
    if (shown.kind === 'key') keys.push(shown.key);
  }
  return keys.length > 0
    ? { ok: true, keys }
    : { ok: false, reason: 'the host has no key of a kind that can be used: ed25519, ecdsa or rsa' };
}

type Shown =
  | { readonly kind: 'key'; readonly key: Buffer }
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly reason: string };

/** The key a host shows when these algorithms are what we want, the first of them most. */
export function shownKey(
  host: Contact,
  algorithms: readonly string[],
  { timeoutMs, signal, dial = ownSocket }: Asking,
): Promise<Shown> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve({ kind: 'failed', reason: reasonOf(signal) });
    const sock = dial(host);
    const client = new ssh2.Client();
    let key: Buffer | null = null;
    let over = false;
    const settle = (shown: Shown): void => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      sock.destroy();
      resolve(shown);
    };
    const failed = (reason: string): void => settle({ kind: 'failed', reason });
    const abort = (): void => failed(reasonOf(signal));
    const timer = setTimeout(
      () => failed(`no host key was shown at port ${host.port} within ${timeoutMs / 1000} s`),
      timeoutMs,
    );
    signal.addEventListener('abort', abort, { once: true });
    watchInflow(sock, (reason) => failed(`${reason}, and is not listened to any longer`));
    // After the handshake the host has signed with the key; only then it is the host's own.
    client.on('handshake', () =>
      key === null ? failed('the host showed no key') : settle({ kind: 'key', key }),
    );
    client.on('error', (error: Error & { code?: string }) => {
      if (/no matching host key format/.test(error.message)) settle({ kind: 'none' });
      else failed(explain(error, host));
    });
    client.on('close', () => failed('the connection was closed before a host key was shown'));
    const config: ConnectConfig = {
      sock: sock as NonNullable<ConnectConfig['sock']>,
      username: 'muster',
      readyTimeout: 0,
      algorithms: { ...affordable, serverHostKey: [...algorithms] } as NonNullable<
        ConnectConfig['algorithms']
      >,
      authHandler: () => false,
      hostVerifier: (offered: Buffer) => {
        key = Buffer.from(offered);
        return true;
      },
    };
    try {
      client.connect(config);
    } catch (error) {
      failed((error as Error).message);
    }
  });
}

function ownSocket({ address, port }: Contact): Duplex {
  return connect({ host: address, port });
}

function explain({ code, message }: Error & { code?: string }, { address, port }: Contact): string {
  if (code === 'ECONNREFUSED') return `connection refused at port ${port}: no ssh server there`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `the name ${address} does not resolve`;
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return 'no route to the host';
  return `ssh failed: ${message}`;
}
