import type { EventEmitter } from 'node:events';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { NodeSSH } from 'node-ssh';
import type { Config as NodeSshConfig } from 'node-ssh';
import type { Contact } from '../interface/config.ts';
import { reasonOf } from './collect.ts';
import { watchInflow, type Inflow } from './inflow.ts';
import { forwarded, JumpHosts, lostThrough, type Gate, type GateOpened } from './jumpHosts.ts';
import type { Reach } from './reach.ts';
import { lineOver } from './sshLine.ts';
import type { Connected, Wire } from './wire.ts';

/** What decides whether a host's key is accepted; also says why not. */
export interface HostKeyCheck {
  /** Host key algorithms to offer, those of keys already known first, so that a known key is the one presented. */
  readonly algorithms: readonly string[];
  /** null accepts the key. */
  refuse(key: Buffer): Promise<{ reason: string; remedy?: string } | null>;
}

export interface Credentials {
  readonly ok: true;
  readonly hostKey: HostKeyCheck;
  /** ssh2's authentication methods, in order. */
  readonly methods: readonly object[];
  /** What an operator calls each of them. */
  readonly names: readonly string[];
  /** The user and what is offered, for who reads that none of it was accepted. */
  readonly tried: string;
}

export interface SshTrust {
  reach(host: Contact): Promise<Reach>;
  credentials(reach: Reach): Promise<Credentials | Refused>;
}

type Client = NonNullable<NodeSSH['connection']>;
export type Refused = Extract<Connected, { ok: false }>;
type LoggedIn =
  | {
      readonly ok: true;
      readonly client: Client;
      readonly stream: Duplex;
      readonly inflow: LateInflow;
      /** The user, and what was taken to let us in. */
      readonly as: string;
    }
  | Refused;

export interface SshWire extends Wire {
  reach(host: Contact): Promise<Reach>;
  /**
   * A connection to the ssh port of a host, through jump hosts where there are any, as it is before anything is said.
   * It counts as a start until `use` is done with it.
   */
  knock<T>(reach: Reach, signal: AbortSignal, use: (stream: Duplex) => Promise<T>): Promise<T | Refused>;
}

/** Hosts over ssh, by node-ssh: this is the only file that knows it. */
export function sshWire(trust: SshTrust, perJump: number): SshWire {
  const jumps = new JumpHosts(perJump, openGate);

  /** Logs in, through jump hosts where there are any. */
  async function logIn(reach: Reach, signal: AbortSignal): Promise<LoggedIn> {
    if (reach.problem !== null) return { ok: false, ...reach.problem };
    if (signal.aborted) return { ok: false, reason: reasonOf(signal) };
    const credentials = await trust.credentials(reach);
    if (!credentials.ok) return credentials;
    if (reach.jump === null) return logInOver(socketTo(reach), reach, credentials, signal);
    const { name } = reach.jump;
    const { opened, starts } = jumps.door(reach.jump, signal);
    const through = await opened;
    if (!through.ok) return { ...through, reason: lostThrough(name, through.reason) };
    return starts(async () => {
      const { gate } = through;
      const startedMs = performance.now();
      const opening = await forwarded(gate, reach, signal);
      if (!opening.ok) return opening;
      const leftMs = Math.max(1, reach.connectTimeoutMs - (performance.now() - startedMs));
      return logInOver(opening.stream, reach, credentials, signal, { gate, leftMs });
    });
  }

  async function openGate(jump: Reach, signal: AbortSignal): Promise<GateOpened> {
    const login = await logIn(jump, signal);
    if (login.ok) return { ok: true, gate: gateOver(login) };
    // A jump host that is not there tells nothing of the hosts behind it.
    const { absent: _, ...why } = login;
    return why;
  }

  return {
    async connect(host, signal) {
      const reach = await trust.reach(host);
      const login = await logIn(reach, signal);
      if (!login.ok) return login;
      const { line, drop } = lineOver(login.client, login.stream, login.inflow, reach.environment);
      login.inflow.onTooMuch(drop);
      if (reach.jump !== null) {
        const { name } = reach.jump;
        const through = await jumps.door(reach.jump, signal).opened;
        if (through.ok) through.gate.onLost((reason) => drop(lostThrough(name, reason)));
      }
      return { ok: true, line, as: login.as };
    },
    reach: (host) => trust.reach(host),
    async knock(reach, signal, use) {
      if (reach.problem !== null) return { ok: false, ...reach.problem };
      if (signal.aborted) return { ok: false, reason: reasonOf(signal) };
      if (reach.jump === null) return use(socketTo(reach));
      const { opened, starts } = jumps.door(reach.jump, signal);
      const through = await opened;
      if (!through.ok) return { ...through, reason: lostThrough(reach.jump.name, through.reason) };
      return starts(async () => {
        const opening = await forwarded(through.gate, reach, signal);
        if (!opening.ok) return opening;
        const used = use(opening.stream);
        opening.stream.on('data', ({ length }: Buffer) => through.gate.asked(length));
        return used;
      });
    },
    close: () => jumps.close(),
  };
}

/** Ours, for ssh2 does not destroy one that either side has half closed. */
function socketTo({ address, port, family, bindAddress, keepAlive }: Reach): Duplex {
  const socket = connect({
    host: address,
    port,
    family,
    ...(bindAddress !== null && { localAddress: bindAddress }),
  });
  socket.setKeepAlive(keepAlive.tcp);
  return socket;
}

/** @param through the gate it leads through, whose loss is a reason of its own; and what is left of the time. */
function logInOver(
  stream: Duplex,
  reach: Reach,
  { hostKey, methods, names, tried }: Credentials,
  signal: AbortSignal,
  through?: { readonly gate: Gate; readonly leftMs: number },
): Promise<LoggedIn> {
  const timeoutMs = through?.leftMs ?? reach.connectTimeoutMs;
  let refused: { reason: string; remedy?: string } | null = null;
  let offered = 0;
  const ssh = new NodeSSH();
  return new Promise((resolve) => {
    const config = {
      sock: stream,
      username: reach.user,
      readyTimeout: timeoutMs,
      keepaliveInterval: reach.keepAlive.intervalMs,
      keepaliveCountMax: reach.keepAlive.countMax,
      // Compression would make much of little.
      algorithms: { ...reach.algorithms, serverHostKey: [...hostKey.algorithms], compress: ['none'] },
      authHandler: () => methods[offered++] ?? false,
      hostVerifier: (key: Buffer, answer: (accepted: boolean) => void) => {
        hostKey
          .refuse(key)
          .then((refusal) => {
            refused = refusal;
            answer(refusal === null);
          })
          .catch((error: Error) => settle({ ok: false, reason: `ssh failed: ${error.message}` }));
      },
    } as unknown as NodeSshConfig;
    const abort = (): void => settle({ ok: false, reason: reasonOf(signal) });
    // ssh2's own time-out ends with the handshake; a server that stalls after it is ours to notice.
    const timer = setTimeout(() => settle(late(reach.connectTimeoutMs)), timeoutMs);
    signal.addEventListener('abort', abort, { once: true });
    const stopListening = through?.gate.onLost((reason) =>
      settle({ ok: false, reason: lostThrough(reach.jump?.name ?? '', reason) }),
    );
    const connecting = ssh.connect(config);
    const client = ssh.connection as Client;
    // Without a listener of its own an error after "ready" (a reset, say) would end the whole pass.
    client.on('error', () => {});
    hearChannels(client);
    const inflow = lateInflow(stream, (reason) => settle({ ok: false, reason }));
    // Only now, for a listener sets the stream going.
    if (through) stream.on('data', ({ length }: Buffer) => through.gate.asked(length));
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
        settle({ ok: true, client, stream, inflow, as: `${reach.user} with ${names[offered - 1]}` });
      },
      (error: Error) =>
        settle(refused ? { ok: false, ...refused } : { ok: false, reason: explain(error, reach, tried) }),
    );
  });
}

/** The inflow of a connection from its beginning on, whoever has it by then. */
interface LateInflow extends Inflow {
  onTooMuch(listener: (reason: string) => void): void;
}

function lateInflow(stream: Duplex, first: (reason: string) => void): LateInflow {
  let tooMuch = first;
  const inflow = watchInflow(stream, (reason) => tooMuch(`${reason}, and is not listened to any longer`));
  return {
    ...inflow,
    onTooMuch(listener) {
      tooMuch = listener;
    },
  };
}

function gateOver({ client, stream, inflow }: Extract<LoggedIn, { ok: true }>): Gate {
  let lost: string | null = null;
  const listeners = new Set<(reason: string) => void>();
  const drop = (reason: string): void => {
    if (lost !== null) return;
    lost = reason;
    for (const listener of listeners) listener(reason);
    stream.destroy();
  };
  // Before ssh2's own listener closes what was forwarded: that the jump host is lost is the reason to be told.
  for (const event of ['end', 'close'] as const)
    stream.prependListener(event, () => drop('the connection was closed'));
  client.on('error', (error: Error) => drop(`the connection failed: ${error.message}`));
  client.on('end', () => drop('the connection was closed'));
  client.on('close', () => drop('the connection was closed'));
  inflow.onTooMuch(drop);
  return {
    get lost() {
      return lost;
    },
    onLost(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    forward(host, port, done) {
      inflow.asked(aroundForwarding);
      try {
        client.forwardOut('127.0.0.1', 0, host, port, (error, channel) => {
          if (error) return done({ ok: false, ...refusalOf(error) });
          done({ ok: true, stream: channel });
        });
      } catch (error) {
        done({ ok: false, reason: (error as Error).message, isTheirs: false });
      }
    },
    asked: (bytes) => inflow.asked(bytes),
    close() {
      client.end();
      // A host that does not answer the goodbye must not hold the process.
      setTimeout(() => stream.destroy(), 500).unref();
    },
  };
}

/** What a jump host may say about one host behind it, beside what comes from there. */
const aroundForwarding = 16 * 1024;

/** RFC 4254, 5.1: the server tried, and could not connect. */
const connectFailed = 2;

function refusalOf(error: Error & { reason?: number | string }): { reason: string; isTheirs: boolean } {
  const reason = error.message.replace(/^\(SSH\) Channel open failure: /, '');
  return { reason, isTheirs: error.reason === connectFailed };
}

/**
 * ssh2 hands a channel out when its command has begun. What a host sends on it before that may make it fail, and an
 * error that nobody hears would end the whole pass.
 */
function hearChannels(client: Client): void {
  const channels = (client as unknown as { _chanMgr: ChannelManager })._chanMgr;
  const update = channels.update.bind(channels);
  channels.update = (id, channel) => {
    for (const emitter of [channel, channel.stderr]) emitter.on('error', () => {});
    update(id, channel);
  };
}

/** ssh2's own register of channels. */
interface ChannelManager {
  update(id: number, channel: EventEmitter & { stderr: EventEmitter }): void;
}

function late(timeoutMs: number): Refused {
  return { ok: false, reason: `ssh did not come up within ${timeoutMs / 1000} s` };
}

/** ssh2's errors in an operator's words. */
function explain(
  error: Error & { code?: string; level?: string },
  { address, port, bindAddress }: Reach,
  tried: string,
): string {
  if (error.level === 'client-authentication') return `the host accepted none of our keys: ${tried}`;
  if (error.level === 'client-timeout') return 'ssh did not come up in time';
  if (error.code === 'ECONNREFUSED') return `connection refused at port ${port}: no ssh server there`;
  if (error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN') return `the name ${address} does not resolve`;
  if (error.code === 'EHOSTUNREACH' || error.code === 'ENETUNREACH') return 'no route to the host';
  if (error.message === 'Connection lost before handshake')
    return `ssh failed: ${error.message}: its sshd has too many logins begun (MaxStartups) or shuts us out, its log tells`;
  if (error.code === 'EADDRNOTAVAIL' && bindAddress !== null)
    return `BindAddress ${bindAddress} of the ssh config is no address of this machine`;
  return `ssh failed: ${error.message}`;
}
