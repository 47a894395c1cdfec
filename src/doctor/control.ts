import { randomBytes } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  openSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { statfs } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { message } from '../core/catalogue/catalogue.ts';
import { causeOf, causeWithRemedyOf } from '../core/catalogue/cause.ts';
import type { Config } from '../interface/config.ts';
import { identityReader } from '../remote/identities.ts';
import { pings } from '../remote/ping.ts';
import { readReaches } from '../remote/reach.ts';
import { shellWord } from '../remote/shellWord.ts';
import { flock } from '../store/flock.ts';
import { historyFolder, historyName } from '../store/historyFiles.ts';
import { markName } from '../store/historyMark.ts';
import { logName } from '../store/log.ts';
import type { CronFound } from './cron.ts';
import { error, ok, warning, type Finding } from './finding.ts';

/** What muster needs of this machine, but for cron and the clock. */
export async function controlFindings(
  config: Config,
  warnings: number,
  { nowMs, cron }: { nowMs: number; cron: CronFound },
): Promise<Finding[]> {
  return [
    configFinding(config, warnings),
    nodeFinding(process.versions.node),
    await pingFinding(config),
    ...(await logsFindings(config, nowMs)),
    ...notifyFindings(config),
    ...(config.hosts.every(({ via }) => via === 'local') ? [] : [await keysFinding(config, cron)]),
  ];
}

function configFinding({ file }: Config, warnings: number): Finding {
  if (warnings === 0) return ok('config', message('config-without-warnings'));
  const command = `muster check -c ${shellWord(file)}`;
  return warning('config', message('config-has-warnings', { count: warnings, command }));
}

export function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return ok('node', message('node-supported', { version }));
  return error('node', message('node-too-old', { version }));
}

/** This very user, with this very program, to an address that always answers. */
async function pingFinding({ ping, hosts }: Config): Promise<Finding> {
  if (ping.method !== 'icmp' || hosts.every(({ via }) => via === 'local'))
    return ok('ping', message('ping-unneeded'));
  const answer = await pings.icmp({ host: '127.0.0.1', port: 22 }, Math.max(1000, ping.timeoutMs));
  return answer === null
    ? ok('ping', message('ping-works'))
    : error('ping', message('ping-broken', causeWithRemedyOf(answer.reason)));
}

/** Whom it would call is nobody's concern when all is only looked at: it is not run. */
function notifyFindings({ monitor: { notify } }: Config): Finding[] {
  if (notify === null) return [];
  const { file } = notify;
  try {
    accessSync(file, constants.X_OK);
    if (!statSync(file).isFile()) throw new Error('is no file');
    return [ok('notify', message('notify-runnable', { file }))];
  } catch {
    return [warning('notify', message('notify-not-runnable', { file, word: shellWord(file) }))];
  }
}

async function logsFindings({ logs }: Config, nowMs: number): Promise<Finding[]> {
  const control = join(homedir(), '.muster', 'control');
  const files = ['state.json', 'state.json.previous', 'lock', logName(nowMs)].map((name) => join(logs, name));
  const past = historyFolder(logs);
  const kinds = (['passes', 'hours', 'days', 'decisions'] as const).map((kind) => historyName(kind, nowMs));
  const history = [past, ...[...kinds, markName].map((name) => join(past, name))];
  const findings = [...files, ...history, control].flatMap(fileFinding);
  const folder = existingFolder(logs);
  findings.push(await tryFinding(logs, folder));
  const { bavail, bsize, ffree, files: inodes } = await statfs(folder);
  const freeMiB = Math.floor((bavail * bsize) / 1024 / 1024);
  const free = { freeMiB, folder: logs };
  if (freeMiB < 100 || (inodes > 0 && ffree < 1000)) {
    const full = { ...free, freeFiles: ffree, word: shellWord(folder) };
    findings.push(warning('disk', message('logs-disk-full', full)));
  } else {
    findings.push(ok('disk', message('logs-disk-free', free)));
  }
  return findings;
}

/** One that is there and is not ours to write; what is not there is made by the first pass. */
function fileFinding(path: string): Finding[] {
  if (!existsSync(path)) return [];
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return [];
  } catch {
    const owner = statSync(path).uid;
    const command = owner === process.getuid?.() ? `chmod u+rw ${shellWord(path)}` : chown(path);
    const of = { file: path, owner, command };
    return [error('logs', message('logs-file-foreign', of))];
  }
}

const chown = (path: string): string => `chown ${process.getuid?.() ?? ''} ${shellWord(path)}`;

function existingFolder(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : existingFolder(dirname(path));
}

/** Writes a file beside the logs, locks it as a pass locks, and removes it. */
async function tryFinding(logs: string, folder: string): Promise<Finding> {
  const path = join(folder, `.muster-doctor-${randomBytes(4).toString('hex')}`);
  let fd: number | null = null;
  try {
    fd = openSync(path, 'wx', 0o600);
    writeSync(fd, 'x'.repeat(4096));
    fsyncSync(fd);
    const locked = await flock([fd]);
    if ('fault' in locked) return error('lock', message('lock-broken', causeOf(locked.fault)));
    if (locked.unlockable.length > 0) return error('lock', message('lock-unsupported', { folder }));
    return ok('logs', message('logs-writable', { exists: folder === logs }));
  } catch (fault) {
    const of = { folder, error: (fault as Error).message, command: chown(folder) };
    return error('logs', message('logs-folder-unwritable', of));
  } finally {
    if (fd !== null) {
      closeSync(fd);
      unlinkSync(path);
    }
  }
}

/** Whether there is anything to authenticate with where cron starts the pass. */
async function keysFinding(config: Config, { env, installed }: CronFound): Promise<Finding> {
  const reachOf = await readReaches(config, env);
  const identitiesOf = identityReader();
  const reaches = config.hosts.filter(({ via }) => via === 'ssh').map(reachOf);
  const found = await Promise.all(reaches.map(({ identities }) => identitiesOf(identities)));
  const none = found.find(({ methods }) => methods.length === 0);
  const all = (none ? [none] : found).flatMap((one) => one.problems);
  const problems = [...new Set(all.map(({ text }) => text))];
  if (none) return (installed ? error : warning)('keys', message('keys-missing-for-cron', { problems }));
  return problems.length === 0
    ? ok('keys', message('keys-usable'))
    : warning('keys', message('keys-partly-usable', { problems }));
}
