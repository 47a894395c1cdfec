import type { EventEmitter } from 'node:events';
import { connect, type Socket } from 'node:net';
import { NodeSSH } from 'node-ssh';
import type { Config as NodeSshConfig } from 'node-ssh';
import type { Contact } from '../interface/config.ts';
import { collect, notSent, reasonOf } from './collect.ts';
import { watchInflow, type Inflow } from './inflow.ts';
import type { Connected, Line, RunResult, Wire } from './wire.ts';

/** What decides whether a host's key is accepted; also says why not. */
export interface HostKeyCheck {
  /** Host key algorithms to offer, those of keys already known first, so that a known key is the one presented. */
  readonly algorithms: readonly string[];
  /** null accepts the key. */
  refuse(key: Buffer): Promise<{ reason: string; remedy?: string } | null>;
}

export interface SshTrust {
  readonly connectTimeoutMs: number;
  hostKeyCheck(host: Contact): HostKeyCheck;
  /** ssh2's authentication methods for a host, in order; empty where there is none. */
  authentication(host: Contact): { username: string; methods: readonly object[]; tried: string };
}

type Client = NonNullable<NodeSSH['connection']>;

/** Hosts over ssh, by node-ssh: this is the only file that knows it. */
export function sshWire(trust: SshTrust): Wire {
  return {
    async connect(host, signal) {
      if (signal.aborted) return { ok: false, reason: reasonOf(signal) };
      const check = trust.hostKeyCheck(host);
      const { username, methods, tried } = trust.authentication(host);
      if (methods.length === 0) return { ok: false, reason: tried };
      let refused: { reason: string; remedy?: string } | null = null;
      const ssh = new NodeSSH();
      // Ours, for ssh2 does not destroy one that either side has half closed.
      const socket = connect({ host: host.address, port: host.port });
      const config = {
        sock: socket,
        username,
        readyTimeout: trust.connectTimeoutMs,
        algorithms: { ...affordable, serverHostKey: [...check.algorithms] },
        authHandler: [...methods],
        hostVerifier: (key: Buffer, answer: (accepted: boolean) => void) => {
          check
            .refuse(key)
            .then((refusal) => {
              refused = refusal;
              answer(refusal === null);
            })
            .catch((error: Error) => socket.destroy(error));
        },
      } as unknown as NodeSshConfig;
      return new Promise((resolve) => {
        const abort = (): void => settle({ ok: false, reason: reasonOf(signal) });
        // ssh2's own time-out ends with the handshake; a server that stalls after it is ours to notice.
        const timer = setTimeout(() => settle(late(trust.connectTimeoutMs)), trust.connectTimeoutMs);
        signal.addEventListener('abort', abort, { once: true });
        const connecting = ssh.connect(config);
        const client = ssh.connection as Client;
        // Without a listener of its own an error after "ready" (a reset, say) would end the whole pass.
        client.on('error', () => {});
        hearChannels(client);
        let flooded = (reason: string): void => settle({ ok: false, reason });
        const inflow = watchInflow(socket, (reason) =>
          flooded(`${reason}, and is not listened to any longer`),
        );
        let settled = false;
        function settle(result: Connected): void {
          clearTimeout(timer);
          signal.removeEventListener('abort', abort);
          if (settled) return;
          settled = true;
          if (!result.ok) socket.destroy();
          resolve(result);
        }
        connecting.then(
          () => {
            if (settled) return;
            inflow.admitted();
            const { line, drop } = lineOver(client, socket, inflow);
            flooded = drop;
            settle({ ok: true, line });
          },
          (error: Error) =>
            settle(refused ? { ok: false, ...refused } : { ok: false, reason: explain(error, host, tried) }),
        );
      });
    },
  };
}

/**
 * What a host may choose of at the beginning, where ssh2 offers more than one can afford: a group for the key exchange
 * that OpenSSL checks for half a minute, all hosts waiting; and compression, which makes much of little.
 */
const affordable = {
  kex: { remove: ['diffie-hellman-group-exchange-sha256'] },
  compress: ['none'],
};

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

function lineOver(
  client: Client,
  socket: Socket,
  inflow: Inflow,
): { line: Line; drop: (reason: string) => void } {
  let lost: string | null = null;
  const listeners = new Set<(reason: string) => void>();
  const drop = (reason: string): void => {
    if (lost !== null) return;
    lost = reason;
    for (const listener of listeners) listener(lost);
    socket.destroy();
  };
  client.on('error', (error: Error) => drop(`the connection failed: ${error.message}`));
  client.on('end', () => drop('the connection was closed'));
  client.on('close', () => drop('the connection was closed'));
  const asked = ({ length }: Buffer): void => inflow.asked(length);
  const line: Line = {
    get lost() {
      return lost;
    },
    close() {
      client.end();
      // A host that does not answer the goodbye must not hold the process.
      setTimeout(() => socket.destroy(), 500).unref();
    },
    run(command, stdin, limits) {
      if (lost !== null) return Promise.resolve(notSent(lost));
      if (limits.signal.aborted) return Promise.resolve(notSent(reasonOf(limits.signal)));
      const startedMs = performance.now();
      return new Promise((resolve) => {
        let settled = false;
        const settle = (result: RunResult): void => {
          clearTimeout(timer);
          listeners.delete(onLost);
          limits.signal.removeEventListener('abort', onAbort);
          if (settled) return;
          settled = true;
          resolve(result);
        };
        // Until the channel stands nothing of stdin has been sent, and without it nothing runs.
        const onLost = (reason: string): void => settle(notSent(reason));
        const onAbort = (): void => settle(notSent(reasonOf(limits.signal)));
        const timer = setTimeout(
          () => settle(notSent(`the command was not taken within ${limits.timeoutMs / 1000} s`)),
          limits.timeoutMs,
        );
        listeners.add(onLost);
        limits.signal.addEventListener('abort', onAbort, { once: true });
        const begun: Parameters<Client['exec']>[1] = (error, channel) => {
          if (error) return settle(notSent(`the host refused the command: ${error.message}`));
          if (settled) return channel.destroy();
          clearTimeout(timer);
          listeners.delete(onLost);
          limits.signal.removeEventListener('abort', onAbort);
          let onDrop: ((reason: string) => void) | undefined;
          const outputs = [channel, channel.stderr];
          for (const output of outputs) output.on('data', asked);
          void collect(
            {
              stdout: channel,
              stderr: channel.stderr,
              onExit: (listener) =>
                channel.on('exit', (code: number | null) => listener(typeof code === 'number' ? code : null)),
              onClose: (listener) => channel.on('close', listener),
              onError(listener) {
                onDrop = (reason) => listener(new Error(reason));
                listeners.add(onDrop);
              },
              abandon(flood) {
                if (onDrop) listeners.delete(onDrop);
                for (const output of outputs) output.off('data', asked);
                channel.destroy();
                // It need not stop when the channel is closed, and every packet of it costs time.
                if (flood !== null) drop(flood);
              },
            },
            limits,
            performance.now() - startedMs,
          ).then(settle);
          channel.end(stdin);
        };
        try {
          client.exec(command, begun);
        } catch (error) {
          settle(notSent(`the connection failed: ${(error as Error).message}`));
        }
      });
    },
  };
  return { line, drop };
}

function late(timeoutMs: number): Connected {
  return { ok: false, reason: `ssh did not come up within ${timeoutMs / 1000} s` };
}

/** ssh2's errors in an operator's words. */
function explain(error: Error & { code?: string; level?: string }, host: Contact, tried: string): string {
  if (error.level === 'client-authentication') return `the host accepted none of our keys: ${tried}`;
  if (error.level === 'client-timeout') return 'ssh did not come up in time';
  if (error.code === 'ECONNREFUSED') return `connection refused at port ${host.port}: no ssh server there`;
  if (error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN')
    return `the name ${host.address} does not resolve`;
  if (error.code === 'EHOSTUNREACH' || error.code === 'ENETUNREACH') return 'no route to the host';
  return `ssh failed: ${error.message}`;
}
