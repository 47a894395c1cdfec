import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { constants } from 'node:os';

import type { Connection, ServerChannel } from 'ssh2';

/** What a command finds on the practice host. */
export interface Surroundings {
  readonly home: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** How long after the command's exit its last output may still come in. */
const lastOutputMs = 200;

/**
 * Runs one command as sshd does: `/bin/sh -c COMMAND` in the home, in a session of its own, its exit status sent as
 * soon as it exits, and left alone when the client goes away. Unlike sshd it closes the channel soon after the exit,
 * also if a process left behind still holds the output open, so that a plain `ssh HOST 'job &'` comes back.
 */
export function runCommand(
  command: string,
  channel: ServerChannel,
  connection: Connection,
  at: Surroundings,
): void {
  const child = spawn('/bin/sh', ['-c', command], {
    cwd: at.home,
    env: at.env,
    detached: true,
    stdio: 'pipe',
  });
  // A client or a child that goes away makes these fail at any time; what follows from it is handled below.
  for (const stream of [channel, channel.stderr, child.stdin, child.stdout, child.stderr]) {
    stream.on('error', () => {});
  }
  channel.pipe(child.stdin);
  child.stdout.pipe(channel, { end: false });
  child.stderr.pipe(channel.stderr, { end: false });

  child.once('error', (error) => {
    channel.stderr.write(`the practice host cannot run a command: ${error.message}\n`);
    channel.exit(126);
    channel.end();
  });
  child.once('exit', (code, signal) => {
    sendExit(channel, code, signal);
    closeOutputSoon(child, channel);
  });
  child.once('close', () => channel.end());
  channel.once('close', () => hangUp(child));
  connection.once('close', () => hangUp(child));
}

/** The signals SSH has names for (RFC 4254, 6.10) that end a process. */
const namedSignals = /^SIG(ABRT|ALRM|FPE|HUP|ILL|INT|KILL|PIPE|QUIT|SEGV|TERM|USR1|USR2)$/;

function sendExit(channel: ServerChannel, code: number | null, signal: NodeJS.Signals | null): void {
  if (signal === null) channel.exit(code ?? 0);
  else if (namedSignals.test(signal)) channel.exit(signal.slice('SIG'.length));
  else channel.exit(128 + constants.signals[signal]);
}

/** Output that waits for a slow client is not cut off. */
function closeOutputSoon(child: ChildProcessWithoutNullStreams, channel: ServerChannel): void {
  setTimeout(() => {
    if (channel.writableNeedDrain || channel.stderr.writableNeedDrain) closeOutputSoon(child, channel);
    else hangUp(child);
  }, lastOutputMs);
}

/** Lets go of the command's pipes, not of the command. */
function hangUp(child: ChildProcessWithoutNullStreams): void {
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
}
