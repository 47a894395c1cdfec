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
  if (warnings === 0) return ok('config', 'no errors, no warnings');
  return warning(
    'config',
    `${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`,
    `muster check -c ${shellWord(file)}`,
  );
}

export function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return ok('node', version);
  return error('node', `${version} is too old`, 'muster needs node 20.19 or later');
}

/** This very user, with this very program, to an address that always answers. */
async function pingFinding({ ping, hosts }: Config): Promise<Finding> {
  if (ping.method !== 'icmp' || hosts.every(({ via }) => via === 'local'))
    return ok('ping', 'no ping program is needed');
  const answer = await pings.icmp({ host: '127.0.0.1', port: 22 }, Math.max(1000, ping.timeoutMs));
  return answer === null
    ? ok('ping', 'works for this user')
    : error('ping', `${answer.reason} (asked 127.0.0.1)`, answer.remedy);
}

/** Whom it would call is nobody's concern when all is only looked at: it is not run. */
function notifyFindings({ monitor: { notify } }: Config): Finding[] {
  if (notify === null) return [];
  const { file } = notify;
  try {
    accessSync(file, constants.X_OK);
    if (!statSync(file).isFile()) throw new Error('is no file');
    return [ok('notify', `${file} can be run`)];
  } catch {
    const remedy = `ls -l ${shellWord(file)}, and chmod +x if it is there`;
    return [warning('notify', `${file}, the program of monitor.notify, cannot be run by this user`, remedy)];
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
  const remedy = `df -h ${shellWord(folder)}; df -i ${shellWord(folder)}, and make room`;
  if (freeMiB < 100 || (inodes > 0 && ffree < 1000))
    findings.push(warning('disk', `${freeMiB} MiB and ${ffree} files free for ${logs}`, remedy));
  else findings.push(ok('disk', `${freeMiB} MiB free for ${logs}`));
  return findings;
}

/** One that is there and is not ours to write; what is not there is made by the first pass. */
function fileFinding(path: string): Finding[] {
  if (!existsSync(path)) return [];
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return [];
  } catch {
    const { uid } = statSync(path);
    return [
      error(
        'logs',
        `${path} may not be written by this user; it belongs to user id ${uid}`,
        `run muster always as one user, or chown ${process.getuid?.() ?? ''} ${shellWord(path)}`,
      ),
    ];
  }
}

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
    if ('fault' in locked)
      return error(
        'lock',
        locked.fault,
        'without a lock there is no pass: install flock (Debian: apt-get install util-linux)',
      );
    if (locked.unlockable.length > 0)
      return error('lock', `files in ${folder} cannot be locked`, 'set "logs" to a folder of a local disk');
    return ok('logs', folder === logs ? 'can be written and locked' : 'is made by the first pass');
  } catch (fault) {
    return error(
      'logs',
      `${folder} cannot be written: ${(fault as Error).message}`,
      `chown ${process.getuid?.() ?? ''} ${shellWord(folder)}, make room, or set "logs" to another folder`,
    );
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
  const problems = [...new Set((none ? [none] : found).flatMap((one) => one.problems))].join('; ');
  if (!none)
    return problems === '' ? ok('keys', 'there are some that cron can use') : warning('keys', problems);
  return (installed ? error : warning)(
    'keys',
    `under cron, which has no ssh agent, ${problems}`,
    'give cron a key of its own without passphrase, and name it in ssh.identityFile',
  );
}
