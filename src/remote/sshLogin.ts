import { createRequire } from 'node:module';
import type { Duplex } from 'node:stream';
import { NodeSSH } from 'node-ssh';
import type { Config as NodeSshConfig } from 'node-ssh';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import { reasonOf } from './collect.ts';
import { watchInflow, type Inflow } from './inflow.ts';
import { jumpFailure } from './jumpFailure.ts';
import type { Gate } from './jumpHosts.ts';
import type { Reach } from './reach.ts';
import type { WireAlgorithms } from './reachAlgorithms.ts';
import { explain, type ConnectionError, type Tried } from './sshErrors.ts';
import { hearChannels, takeShortcuts } from './sshShortcuts.ts';
import type { Refused } from './wire.ts';

/** What decides whether a host's key is accepted; also says why not. */
export interface HostKeyCheck {
  /** Host key algorithms to offer, those of keys already known first, so that a known key is the one presented. */
  readonly algorithms: readonly string[];
  /** null accepts the key. */
  refuse(key: Buffer): Promise<Message | null>;
}

export interface Credentials {
  readonly ok: true;
  readonly hostKey: HostKeyCheck;
  /** ssh2's authentication methods, in order. */
  readonly methods: readonly object[];
  /** The user, and what an operator calls each of them. */
  readonly tried: Tried;
}

type Client = NonNullable<NodeSSH['connection']>;
/** A connection that is logged in; or why there is none. */
export type LoggedIn =
  | {
      readonly ok: true;
      readonly client: Client;
      readonly stream: Duplex;
      readonly inflow: LateInflow;
      /** The user, and what was taken to let us in. */
      readonly as: string;
    }
  | Refused;

/** Without what the OpenSSL of this node does not have: ssh2 takes no list with a name it does not know. */
function supportedOf({ cipher, hmac, kex }: WireAlgorithms): WireAlgorithms {
  return { cipher: among('CIPHER', cipher), hmac: among('MAC', hmac), kex: among('KEX', kex) };
}

function among(kind: string, names: readonly string[]): string[] {
  return names.filter((name) => supported[`SUPPORTED_${kind}`]?.includes(name));
}

const supported = createRequire(import.meta.url)('ssh2/lib/protocol/constants.js') as Readonly<
  Record<string, readonly string[]>
>;

/** How long a login may take, and what ends it early. */
export interface LoginLimits {
  readonly signal: AbortSignal;
  /** When it must be over, as `performance.now` tells it. */
  readonly endsAtMs: number;
  /** What the connection leads through, whose loss is a reason of its own; null for straight there. */
  readonly gate: Gate | null;
}

/** Logs in over a connection that stands, by node-ssh: this is the only file that knows it. */
export function logInOver(
  stream: Duplex,
  reach: Reach,
  { hostKey, methods, tried }: Credentials,
  { signal, endsAtMs, gate }: LoginLimits,
): Promise<LoggedIn> {
  if (signal.aborted) {
    stream.destroy();
    return Promise.resolve({ ok: false, reason: reasonOf(signal) });
  }
  if (stream.destroyed) {
    const why = stream.errored ?? new Error('Connection lost before handshake');
    return Promise.resolve({ ok: false, reason: explain(why, reach, tried) });
  }
  const algorithms = supportedOf(reach.algorithms);
  // ssh2 would take none for "as it likes".
  const lacking = (['cipher', 'hmac', 'kex'] as const).find((kind) => algorithms[kind].length === 0);
  if (lacking !== undefined) {
    stream.destroy();
    const reason = message('ssh-algorithms-unavailable', { algorithms: reach.algorithms[lacking] });
    return Promise.resolve({ ok: false, reason });
  }
  const leftMs = Math.max(1, endsAtMs - performance.now());
  let refused: Message | null = null;
  let offered = 0;
  /** Set once sshd has accepted a key and asks for more. */
  let further: { readonly key: string; readonly methods: readonly string[] } | null = null;
  const ssh = new NodeSSH();
  return new Promise((resolve) => {
    const config = {
      sock: stream,
      username: reach.user,
      readyTimeout: leftMs,
      keepaliveInterval: reach.keepAlive.intervalMs,
      keepaliveCountMax: reach.keepAlive.countMax,
      // Compression would make much of little.
      algorithms: {
        ...algorithms,
        serverHostKey: [...hostKey.algorithms],
        compress: ['none'],
      },
      authHandler: (left: readonly string[] | null, isPartial: boolean | null) => {
        if (isPartial)
          further = { key: tried.offered[offered - 1] ?? '', methods: (left ?? []).slice(0, mostMethods) };
        return methods[offered++] ?? false;
      },
      hostVerifier: (key: Buffer, answer: (accepted: boolean) => void) => {
        hostKey
          .refuse(key)
          .then((refusal) => {
            refused = refusal;
            answer(refusal === null);
          })
          .catch(({ message: error }: Error) =>
            settle({ ok: false, reason: message('ssh-failed', { error }) }),
          );
      },
    } as unknown as NodeSshConfig;
    const abort = (): void => settle({ ok: false, reason: reasonOf(signal) });
    // ssh2's own time-out ends with the handshake; a server that stalls after it is ours to notice.
    const timer = setTimeout(() => settle(late(reach.connectTimeoutMs)), leftMs);
    signal.addEventListener('abort', abort, { once: true });
    const stopListening = gate?.onLost((reason) =>
      settle({ ok: false, reason: jumpFailure(reach.jump?.name ?? '', reason) }),
    );
    const connecting = ssh.connect(config);
    const client = ssh.connection as Client;
    // Without a listener of its own an error after "ready" (a reset, say) would end the whole pass.
    client.on('error', () => {});
    takeShortcuts(client, methods[0]);
    hearChannels(client);
    const inflow = lateInflow(stream, (reason) => settle({ ok: false, reason }));
    // Only now, for a listener sets the stream going.
    if (gate) stream.on('data', ({ length }: Buffer) => gate.asked(length));
    let settled = false;
    function settle(result: LoggedIn): void {
      clearTimeout(timer);
      stopListening?.();
      signal.removeEventListener('abort', abort);
      if (settled) return;
      settled = true;
      if (!result.ok) stream.destroy();
      resolve(result);
    }
    connecting.then(
      () => {
        inflow.admitted();
        settle({
          ok: true,
          client,
          stream,
          inflow,
          as: `${reach.user} with ${tried.offered[offered - 1]}`,
        });
      },
      (error: ConnectionError) =>
        settle({
          ok: false,
          reason:
            refused ??
            (further !== null && error.level === 'client-authentication'
              ? message('second-factor-required', { user: reach.user, ...further })
              : explain(error, reach, tried)),
        }),
    );
  });
}

/** Methods that sshd names after an accepted key; OpenSSH has five. */
const mostMethods = 5;

/** The inflow of a connection from its beginning on, whoever has it by then. */
export interface LateInflow extends Inflow {
  onTooMuch(listener: (reason: Message) => void): void;
}

function lateInflow(stream: Duplex, first: (reason: Message) => void): LateInflow {
  let tooMuch = first;
  const inflow = watchInflow(stream, (reason) => tooMuch(reason));
  return {
    ...inflow,
    onTooMuch(listener) {
      tooMuch = listener;
    },
  };
}

function late(timeoutMs: number): Refused {
  return { ok: false, reason: message('connect-timeout', { seconds: timeoutMs / 1000 }) };
}
