import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import { collect, notSent, reasonOf } from './collect.ts';
import type { Wire } from './wire.ts';

/**
 * This machine itself, for hosts with `via: "local"`.
 *
 * @param env what commands get as environment: muster's own as it was when it started.
 */
export function localWire(env: NodeJS.ProcessEnv): Wire {
  const home = env['HOME'] ?? '/';
  const notStarted = ({ message: error }: Error): Message => message('shell-not-started', { home, error });
  return {
    async connect(_host, signal) {
      if (signal.aborted) return { ok: false, reason: reasonOf(signal) };
      return {
        ok: true,
        line: {
          lost: null,
          close() {},
          talk(command, listener) {
            const child = spawn('/bin/sh', ['-c', command], { cwd: home, env, detached: true });
            let over = false;
            const ended = (reason: Message): void => {
              if (!over) listener.over(reason);
              over = true;
            };
            child.on('error', (error) => ended(notStarted(error)));
            child.on('close', () => ended(message('command-ended')));
            child.stdin.on('error', () => {});
            child.stderr.resume();
            child.stdout.on('data', (chunk: Buffer) => over || listener.heard(chunk));
            return {
              say: (text) => void child.stdin.write(text),
              end() {
                over = true;
                // Its input ends, and by that whatever listens there.
                for (const pipe of child.stdio) pipe?.destroy();
                child.unref();
              },
            };
          },
          async run(command, stdin, limits) {
            if (limits.signal.aborted) return notSent(reasonOf(limits.signal));
            // A session of its own: what it starts must outlive the terminal muster was called from.
            const child = spawn('/bin/sh', ['-c', command], { cwd: home, env, detached: true });
            if (child.pid === undefined) {
              const [fault] = (await once(child, 'error')) as [Error];
              return notSent(notStarted(fault));
            }
            // A command that does not read its input is no fault of the connection.
            child.stdin.on('error', () => {});
            child.stdin.end(stdin);
            return collect(
              {
                stdout: child.stdout,
                stderr: child.stderr,
                onExit: (listener) => child.on('exit', listener),
                onClose: (listener) => child.on('close', listener),
                onError: (listener) =>
                  child.on('error', ({ message: error }) => listener(message('command-failed', { error }))),
                abandon() {
                  for (const pipe of child.stdio) pipe?.destroy();
                  child.unref();
                },
              },
              limits,
            );
          },
        },
      };
    },
  };
}
