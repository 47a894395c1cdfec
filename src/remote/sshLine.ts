import type { Duplex, Readable, Writable } from 'node:stream';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import { collect, notSent, reasonOf, type Running } from './collect.ts';
import type { Inflow } from './inflow.ts';
import { talkOver } from './sshTalk.ts';
import type { Line, RunResult } from './wire.ts';

/** An ssh connection that is logged in, as far as commands over it go. */
export interface Session {
  on(event: 'error' | 'end' | 'close', listener: (error?: Error) => void): unknown;
  exec(
    command: string,
    options: { env: NodeJS.ProcessEnv },
    begun: (error: Error | undefined, channel: ExecChannel) => void,
  ): unknown;
  end(): unknown;
}

export type ExecChannel = Readable & Writable & { readonly stderr: Readable };

/** What a host's login shell runs over one connection; `drop` ends it, saying why. */
export function lineOver(
  client: Session,
  socket: Duplex,
  inflow: Inflow,
  env: Readonly<Record<string, string>>,
): { line: Line; drop: (reason: Message) => void } {
  let lost: Message | null = null;
  const listeners = new Set<(reason: Message) => void>();
  const drop = (reason: Message): void => {
    if (lost !== null) return;
    lost = reason;
    for (const listener of listeners) listener(lost);
    socket.destroy();
  };
  client.on('error', (error) => drop(message('connection-failed', { error: String(error?.message) })));
  client.on('end', () => drop(message('connection-closed')));
  client.on('close', () => drop(message('connection-closed')));
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
    talk: (command, listener) => talkOver(client, command, listener, { lost, env, drop, asked, listeners }),
    run(command, stdin, limits) {
      if (lost !== null) return Promise.resolve(notSent(lost));
      if (limits.signal.aborted) return Promise.resolve(notSent(reasonOf(limits.signal)));
      const startedMs = performance.now();
      return new Promise((resolve) => {
        let settled = false;
        const settle = (result: RunResult): void => {
          stopWaiting();
          if (settled) return;
          settled = true;
          resolve(result);
        };
        // Until something of stdin has been sent, nothing runs.
        const onLost = (reason: Message): void => settle(notSent(reason));
        const onAbort = (): void => settle(notSent(reasonOf(limits.signal)));
        const timer = setTimeout(
          () => settle(notSent(message('command-not-taken', { seconds: limits.timeoutMs / 1000 }))),
          limits.timeoutMs,
        );
        const stopWaiting = (): void => {
          clearTimeout(timer);
          listeners.delete(onLost);
          limits.signal.removeEventListener('abort', onAbort);
        };
        listeners.add(onLost);
        limits.signal.addEventListener('abort', onAbort, { once: true });
        const say = (channel: ExecChannel): void => {
          if (settled) return void channel.destroy();
          stopWaiting();
          const running = runningOn(channel, { asked, listeners, drop });
          void collect(running, limits, performance.now() - startedMs).then(settle);
          channel.end(stdin);
        };
        const begun: Parameters<Session['exec']>[2] = (error, channel) => {
          if (error) settle(notSent(message('command-refused', { error: error.message })));
          else say(channel);
        };
        try {
          client.exec(command, { env: { ...env } }, begun);
        } catch (error) {
          settle(notSent(message('connection-failed', { error: (error as Error).message })));
        }
      });
    },
  };
  return { line, drop };
}

/** A command on its channel, for who collects what it prints. */
function runningOn(
  channel: ExecChannel,
  {
    asked,
    listeners,
    drop,
  }: { asked(chunk: Buffer): void; listeners: Set<(reason: Message) => void>; drop(reason: Message): void },
): Running {
  const outputs = [channel, channel.stderr];
  let onDrop: ((reason: Message) => void) | undefined;
  for (const output of outputs) output.on('data', asked);
  return {
    stdout: channel,
    stderr: channel.stderr,
    onExit: (listener) =>
      channel.on('exit', (code: number | null) => listener(typeof code === 'number' ? code : null)),
    onClose: (listener) => channel.on('close', listener),
    onError(listener) {
      onDrop = listener;
      listeners.add(onDrop);
    },
    abandon(flood) {
      if (onDrop) listeners.delete(onDrop);
      for (const output of outputs) output.off('data', asked);
      channel.destroy();
      // It need not stop when the channel is closed, and every packet of it costs time.
      if (flood !== null) drop(flood);
    },
  };
}
