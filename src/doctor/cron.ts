import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import { message } from '../core/catalogue/catalogue.ts';
import type { Config } from '../interface/config.ts';
import { packageVersion } from '../package.ts';
import { shellQuote } from '../remote/quote.ts';
import { shellWord } from '../remote/shellWord.ts';
import { canBeTried, musterCall, parseCrontab, type CronLine, type MusterCall } from './crontab.ts';
import { error, ok, warning, type Finding } from './finding.ts';
import { timerFindings } from './timer.ts';

/** What starts the passes: a line for cron or a systemd timer, and whether it would do so. */
export interface CronFound {
  readonly findings: readonly Finding[];
  /** Whether anything starts a pass. */
  readonly installed: boolean;
  /** What a pass would have as environment. */
  readonly env: NodeJS.ProcessEnv;
}

export async function cronFound(config: Config): Promise<CronFound> {
  const [lines, timers] = await Promise.all([linesFor(config), timerFindings(config)]);
  const [line] = lines;
  if (line === undefined) {
    if (timers.length > 0) return { findings: timers, installed: true, env: cronEnv({}) };
    const command = `muster run --cron -c ${shellWord(config.file)}`;
    const nothing = warning('cron', message('nothing-starts-passes', { command }));
    return { findings: [nothing], installed: false, env: cronEnv({}) };
  }
  const places = lines.map(({ from }) => placeOf(from));
  const several = places.length > 1 ? [warning('cron', message('cron-lines-several', { places }))] : [];
  const findings = [...timers, ...several, daemonFinding(), ...(await lineFindings(line, config))];
  return { findings, installed: true, env: cronEnv(line.from.env) };
}

interface Found {
  readonly from: CronLine;
  readonly call: MusterCall;
}

async function linesFor({ file }: Config): Promise<Found[]> {
  const own = await run('crontab', ['-l'], process.env);
  const systemFiles = ['/etc/crontab', ...namesIn('/etc/cron.d').map((name) => join('/etc/cron.d', name))];
  const all = [
    ...parseCrontab(own.code === 0 ? own.stdout : '', 'crontab -l', false),
    ...systemFiles.flatMap((path) => parseCrontab(textOf(path), path, true)),
  ];
  return all.flatMap((from) => {
    const call = musterCall(from, file, homedir());
    return call === null ? [] : [{ from, call }];
  });
}

/** cron's own environment, and what the crontab adds to it. */
function cronEnv(added: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const name = ownName();
  return { HOME: homedir(), LOGNAME: name, USER: name, SHELL: '/bin/sh', PATH: '/usr/bin:/bin', ...added };
}

async function lineFindings({ from, call }: Found, config: Config): Promise<Finding[]> {
  const place = placeOf(from);
  const findings: Finding[] = [];
  const { user } = from;
  const own = ownName();
  if (user !== null && user !== own) {
    const command = `sudo -u ${user} muster doctor -c ${shellWord(config.file)}`;
    findings.push(warning('cron', message('cron-user-differs', { place, user, own, command })));
  }
  const env = cronEnv(from.env);
  findings.push(await commandFinding(call, place, env));
  findings.push(...(await programFindings(config, env)));
  const { mails } = call;
  if (mails !== 'news') findings.push(warning('cron', message('cron-mails-too-much', { place, mails })));
  findings.push(mailFinding(from));
  return findings;
}

/** The program of the line, started as cron would start it, and asked for its version. */
async function commandFinding(call: MusterCall, place: string, env: NodeJS.ProcessEnv): Promise<Finding> {
  if (!canBeTried(call)) return warning('cron command', message('cron-command-untried', { place }));
  const step = `${call.folder === null ? '' : `cd ${call.folder} && `}${call.program} --version`;
  const { code, stdout, stderr } = await run(env['SHELL'] ?? '/bin/sh', ['-c', step], env);
  const version = stdout.trim();
  if (code !== 0 || !/^\d+\.\d+\.\d+/.test(version)) {
    const [said] = (stderr.trim() || stdout.trim()).split('\n');
    const of = { place, path: env['PATH'] ?? '', error: said || null, exit: code };
    return error('cron command', message('cron-command-broken', of));
  }
  const own = packageVersion();
  if (version !== own)
    return warning('cron command', message('cron-command-other-version', { place, version, own }));
  return ok('cron command', message('cron-command-works', { place, version }));
}

/** What muster itself calls, under the PATH of cron. */
async function programFindings({ ping, hosts }: Config, env: NodeJS.ProcessEnv): Promise<Finding[]> {
  const pinged = ping.method === 'icmp' && hosts.some(({ via }) => via === 'ssh');
  const wanted = ['flock', ...(pinged ? ['ping'] : [])];
  const there = await Promise.all(
    wanted.map((name) =>
      run('/bin/sh', ['-c', `command -v ${shellQuote(name)}`], env).then(({ code }) => code === 0),
    ),
  );
  const lacking = wanted.filter((_, index) => !there[index]);
  if (lacking.length === 0) return [ok('cron path', message('cron-path-complete', { programs: wanted }))];
  const of = { programs: lacking, path: env['PATH'] ?? '' };
  return [error('cron path', message('cron-path-incomplete', of))];
}

function mailFinding({ env }: CronLine): Finding {
  if (env['MAILTO'] === '') return warning('cron mail', message('cron-mail-off'));
  const mailers = ['/usr/sbin/sendmail', '/usr/lib/sendmail', '/usr/bin/sendmail'];
  if (!mailers.some((path) => existsSync(path))) return warning('cron mail', message('cron-mailer-missing'));
  return ok('cron mail', message('cron-mail-works', { to: env['MAILTO'] ?? ownName() }));
}

function daemonFinding(): Finding {
  const running = namesIn('/proc').some(
    (pid) =>
      /^\d+$/.test(pid) && /^(cron|crond|fcron|dcron|bcron-sched)$/.test(textOf(`/proc/${pid}/comm`).trim()),
  );
  if (running) return ok('cron daemon', message('cron-daemon-runs'));
  const installed = ['/usr/sbin/cron', '/usr/sbin/crond', '/sbin/crond', '/usr/bin/crond'].some((path) =>
    existsSync(path),
  );
  return error('cron daemon', message(installed ? 'cron-daemon-stopped' : 'cron-daemon-missing'));
}

function placeOf({ where, line }: CronLine): string {
  return `${where} line ${line}`;
}

export interface RanHere {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program of this machine: how it ended, whatever that was. */
export function run(file: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<RanHere> {
  return new Promise((resolve) => {
    const child = execFile(
      file,
      [...args],
      { env, timeout: 10_000, killSignal: 'SIGKILL', cwd: '/' },
      (fault, stdout, stderr) => {
        const code = fault === null ? 0 : typeof fault.code === 'number' ? fault.code : null;
        resolve({
          code,
          stdout,
          stderr: stderr === '' && fault !== null && code === null ? fault.message : stderr,
        });
      },
    );
    child.stdin?.end();
  });
}

export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

export function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function ownName(): string {
  try {
    return userInfo().username;
  } catch {
    return process.env['LOGNAME'] ?? 'root';
  }
}
