import { NodeSSH } from 'node-ssh';
import type { Config as NodeSshConfig } from 'node-ssh';
import type { Contact } from '../interface/config.ts';
import { collect, notSent, reasonOf } from './collect.ts';
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
      const config = {
        host: host.address,
        port: host.port,
        username,
        readyTimeout: trust.connectTimeoutMs,
        algorithms: { serverHostKey: [...check.algorithms] },
        authHandler: [...methods],
        hostVerifier: (key: Buffer, answer: (accepted: boolean) => void) => {
          check.refuse(key).then(
            (refusal) => {
              refused = refusal;
              answer(refusal === null);
            },
            () => answer(false),
          );
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
        let settled = false;
        function settle(result: Connected): void {
          clearTimeout(timer);
          signal.removeEventListener('abort', abort);
          if (settled) return;
          settled = true;
          if (!result.ok) client.destroy();
          resolve(result);
        }
        connecting.then(
          () => settle({ ok: true, line: lineOver(client) }),
          (error: Error) =>
            settle(refused ? { ok: false, ...refused } : { ok: false, reason: explain(error, host, tried) }),
        );
      });
    },
  };
}

function lineOver(client: Client): Line {
  let lost: string | null = null;
  const listeners = new Set<(reason: string) => void>();
  const drop = (reason: string): void => {
    lost ??= reason;
    for (const listener of listeners) listener(lost);
  };
  client.on('error', (error: Error) => drop(`the connection failed: ${error.message}`));
  client.on('close', () => drop('the connection was closed'));
  return {
    get lost() {
      return lost;
    },
    close() {
      client.end();
      // A host that does not answer the goodbye must not hold the process.
      setTimeout(() => client.destroy(), 500).unref();
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
        const timer = setTimeout(() => settle(notSent('no channel within the time-out')), limits.timeoutMs);
        listeners.add(onLost);
        limits.signal.addEventListener('abort', onAbort, { once: true });
        client.exec(command, (error, channel) => {
          if (error) return settle(notSent(`the host refused the command: ${error.message}`));
          if (settled) return channel.destroy();
          clearTimeout(timer);
          listeners.delete(onLost);
          limits.signal.removeEventListener('abort', onAbort);
          let onDrop: ((reason: string) => void) | undefined;
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
              abandon() {
                if (onDrop) listeners.delete(onDrop);
                channel.destroy();
              },
            },
            limits,
            performance.now() - startedMs,
          ).then(settle);
          channel.end(stdin);
        });
      });
    },
  };
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
