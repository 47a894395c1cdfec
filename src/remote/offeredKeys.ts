import type { Duplex } from 'node:stream';
import ssh2, { type ConnectConfig } from 'ssh2';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import { reasonOf } from './collect.ts';
import { watchInflow } from './inflow.ts';
import type { Reach } from './reach.ts';
import type { SshWire } from './ssh.ts';
import { explain } from './sshErrors.ts';

/** The host keys a host showed, as raw blobs; or why none could be asked for. */
export type OfferedKeys =
  { readonly ok: true; readonly keys: readonly Buffer[] } | { readonly ok: false; readonly reason: Message };

/** One question each: a host shows one key at a time, of the first of these kinds that it has. */
const everyKind: readonly (readonly string[])[] = [
  ['ssh-ed25519'],
  ['ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521'],
  ['rsa-sha2-512', 'rsa-sha2-256'],
];

/**
 * Asks a host for its host keys, of every kind there is. Nothing but the key exchange takes place: each connection is
 * dropped once the host has proved that it holds the key it shows, before anybody logs in.
 */
export async function offeredKeys(reach: Reach, wire: SshWire, signal: AbortSignal): Promise<OfferedKeys> {
  const keys: Buffer[] = [];
  for (const algorithms of everyKind) {
    const shown = await shownKey(reach, algorithms, wire, signal);
    if (!shown.ok) return { ok: false, reason: shown.reason };
    if (shown.key !== null) keys.push(shown.key);
  }
  return keys.length > 0 ? { ok: true, keys } : { ok: false, reason: message('host-key-unsupported') };
}

/** `key` is null where the host has none of the kinds asked for. */
export type Shown =
  { readonly ok: true; readonly key: Buffer | null } | { readonly ok: false; readonly reason: Message };

/** The key a host shows when these algorithms are what we want, the first of them most. */
export function shownKey(
  reach: Reach,
  algorithms: readonly string[],
  wire: SshWire,
  signal: AbortSignal,
): Promise<Shown> {
  return wire.knock(reach, signal, (stream) => keyShownOver(stream, reach, algorithms, signal));
}

function keyShownOver(
  stream: Duplex,
  reach: Reach,
  algorithms: readonly string[],
  signal: AbortSignal,
): Promise<Shown> {
  return new Promise((resolve) => {
    const client = new ssh2.Client();
    let key: Buffer | null = null;
    let over = false;
    const settle = (shown: Shown): void => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      stream.destroy();
      resolve(shown);
    };
    const failed = (reason: Message): void => settle({ ok: false, reason });
    const abort = (): void => failed(reasonOf(signal));
    const { connectTimeoutMs, port } = reach;
    const unshown = message('host-key-unshown', { port, seconds: null });
    const timer = setTimeout(
      () => failed(message('host-key-unshown', { port, seconds: connectTimeoutMs / 1000 })),
      connectTimeoutMs,
    );
    signal.addEventListener('abort', abort, { once: true });
    watchInflow(stream, failed);
    // After the handshake the host has signed with the key; only then it is the host's own.
    client.on('handshake', () => (key === null ? failed(unshown) : settle({ ok: true, key })));
    client.on('error', (error: Error & { code?: string }) => {
      if (/no matching host key format/.test(error.message)) settle({ ok: true, key: null });
      else failed(explain(error, reach));
    });
    client.on('close', () => failed(unshown));
    const wanted = { ...reach.algorithms, serverHostKey: [...algorithms], compress: ['none'] };
    try {
      client.connect({
        sock: stream as NonNullable<ConnectConfig['sock']>,
        username: 'muster',
        readyTimeout: 0,
        algorithms: wanted as unknown as NonNullable<ConnectConfig['algorithms']>,
        authHandler: () => false,
        hostVerifier: (offered: Buffer) => {
          key = Buffer.from(offered);
          return true;
        },
      });
    } catch (error) {
      failed(message('ssh-failed', { error: (error as Error).message }));
    }
  });
}
