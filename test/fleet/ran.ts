import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** How a command ended and what it said. `code` is null when a signal ended it. */
export type Ran = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly wallMs: number;
};

export type RunOptions = {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
  /** After this the command is killed: `signal` is then SIGKILL. Default 60 s. */
  readonly timeoutMs?: number;
};

/** Runs `command` and returns how it ended; a non-zero exit is a value. Throws only if it cannot be started. */
export async function run(command: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return ended(start(command, options), options.timeoutMs);
}

/** As `run`, for what must work: throws with everything the command said if it did not exit 0. */
export async function mustRun(command: readonly string[], options: RunOptions = {}): Promise<string> {
  const ran = await run(command, options);
  if (ran.code === 0) return ran.stdout;
  throw new Error(`${command.join(' ')} ended with ${ran.code ?? ran.signal}: ${ran.stderr}${ran.stdout}`);
}

/** Starts `command` (its pid is the child's pid) with piped output; `options.input`, or nothing, on its stdin. */
export function start(command: readonly string[], options: RunOptions = {}): ChildProcess {
  const [program = '', ...args] = command;
  const spawnOptions: SpawnOptions = {
    stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  };
  if (options.cwd !== undefined) spawnOptions.cwd = options.cwd;
  if (options.env !== undefined) spawnOptions.env = options.env;
  const child = spawn(program, args, spawnOptions);
  // A command may end without reading its stdin; how it ended is told by its exit.
  child.stdin?.on('error', () => {});
  child.stdin?.end(options.input);
  return child;
}

/** Waits for a child of `start`. What it left behind may hold its output open: 0.2 s are given to that. */
export async function ended(child: ChildProcess, timeoutMs = 60_000): Promise<Ran> {
  const began = performance.now();
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk));
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  const closed = new Promise((resolve) => child.once('close', resolve));
  try {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  } finally {
    clearTimeout(timer);
  }
  const wallMs = performance.now() - began;
  await Promise.race([closed, sleep(200, undefined, { ref: false })]);
  child.stdout?.destroy();
  child.stderr?.destroy();
  return {
    code: child.exitCode,
    signal: child.signalCode,
    stdout: textOf(stdout),
    stderr: textOf(stderr),
    wallMs,
  };
}

function textOf(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString();
}
