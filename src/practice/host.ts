import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

import { message, type Message } from '../core/catalogue/catalogue.ts';
import { firstProcess } from './isolation.ts';
import { PracticeError } from './practiceError.ts';
import {
  childrenOf,
  endAll,
  isRunning,
  knownProcess,
  marker,
  pidsMarked,
  type KnownProcess,
} from './processes.ts';
import { writePsShim } from './psShim.ts';
import { writeSettings } from './settings.ts';

/** A practice host to be. */
export interface HostPlan {
  readonly name: string;
  readonly port: number;
  /** The one login name. */
  readonly user: string;
  /** Absolute path: key, home, settings and log are in it. */
  readonly folder: string;
}

export interface StartedHost extends HostPlan {
  readonly isolated: boolean;
  /** Its end is the end of the host: the first process of its namespace, or the server. */
  readonly process: KnownProcess;
}

export interface StartOptions {
  /** As in `authorized_keys`. */
  readonly authorizedKey: string;
  /** How to start a process namespace; null where there is none to be had. */
  readonly unshare: readonly string[] | null;
  readonly keep: boolean;
  /** `Interface.json`, for what is said of it. */
  readonly file: string;
}

/** Starts the ssh server of one practice host; done when its port accepts. */
export async function startHost(plan: HostPlan, options: StartOptions): Promise<StartedHost> {
  const { unshare, keep, authorizedKey } = options;
  const isolated = unshare !== null;
  if (!isolated) writePsShim(plan.folder);
  writeSettings(plan.folder, { port: plan.port, user: plan.user, authorizedKey, isolated, kept: keep });

  const server = [process.execPath, ...process.execArgv, serverFile(), plan.folder];
  const [program = '', ...words] = isolated
    ? [...unshare, '/bin/sh', '-c', firstProcess, plan.name, ...server]
    : server;
  const log = openSync(join(plan.folder, 'server.log'), 'w');
  const child = spawn(program, words, { stdio: [keep ? 'ignore' : 'pipe', 'pipe', log], detached: keep });
  closeSync(log);
  child.stdin?.on('error', () => {});

  const answer = await firstLine(child);
  const first = (isolated ? childrenOf(child.pid ?? 0) : [child.pid ?? 0]).map(knownProcess)[0] ?? null;
  if (answer !== 'ready' || first === null) {
    child.kill('SIGKILL');
    throw new PracticeError(whyNot(plan, answer, options.file));
  }
  // Left by a server that was killed; with the port ours it is no running fleet's.
  await endAll(() => pidsMarked(marker(plan.folder)));
  if (keep) {
    child.stdout?.destroy();
    child.unref();
  }
  return { ...plan, isolated, process: first };
}

/** Ends a host and all that runs on it; done when nothing is left. */
export async function endHost({ folder, isolated, process }: StartedHost): Promise<void> {
  await endAll(() => (isRunning(process) ? [process.pid] : []));
  if (!isolated) await endAll(() => pidsMarked(marker(folder)));
}

/** Beside this file, built or not; where it is not built, `process.execArgv` holds what makes node run it. */
function serverFile(): string {
  return join(import.meta.dirname, `server${extname(import.meta.filename)}`);
}

const readyTimeoutMs = 20_000;

/** The first line a server prints; what happened instead, if none comes. */
function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(`no answer within ${readyTimeoutMs / 1000} s`), readyTimeoutMs);
    const done = (line: string): void => {
      clearTimeout(timer);
      resolve(line);
    };
    child.once('error', (error) => done(error.message));
    child.once('close', (code) => done(`it ended with ${code}`));
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\n')) done(text.slice(0, text.indexOf('\n')));
    });
  });
}

function whyNot({ name: host, port, folder }: HostPlan, answer: string, file: string): Message {
  if (answer === 'failed EADDRINUSE') return message('practice-port-taken', { host, port, file });
  if (answer === 'failed EACCES') return message('practice-port-privileged', { host, port, file });
  const log = readFileSync(join(folder, 'server.log'), 'utf8').trim().split('\n');
  return message('practice-host-not-up', { host, answer, printed: log.slice(-5).join('\n') });
}
