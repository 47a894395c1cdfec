import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config, ConfigHost } from '../interface/config.ts';
import { againScript, lookScript, padOf, parseDoctor, type DoctorWords } from '../remote/doctorScript.ts';
import { firstPrintedLine } from '../remote/firstPrintedLine.ts';
import { parseProbe, probeScript } from '../remote/probe.ts';
import type { Reach } from '../remote/reach.ts';
import {
  maxAnswerBytes,
  maxOutputBytes,
  type Connected,
  type Limits,
  type Line,
  type RunResult,
  type Wire,
} from '../remote/wire.ts';
import { clockDifference, type ClockDifference } from './clocks.ts';
import { doorFindings, type Door } from './door.ts';
import { error, ok, warning, type Finding } from './finding.ts';
import { hostFindings, limitFinding, only, outlivingFinding, type Facts } from './hostFindings.ts';

export interface VisitTools extends Door {
  readonly config: Config;
  /** How a host is reached, with its own rule for new keys. */
  reach(host: ConfigHost): Promise<Reach>;
  readonly wires: {
    readonly local: Wire;
    /** ssh with what cron has; null where that is the same. */
    readonly cron: Wire | null;
  };
  /** How bad it is when cron cannot log in: nothing may be started by cron yet. */
  readonly underCron: 'error' | 'warning';
  /** The texts of muster's own scripts. */
  readonly scripts: Readonly<Record<'doctor' | 'getmex', string>>;
  now(): number;
}

export interface Visit {
  readonly host: string;
  readonly findings: readonly Finding[];
  readonly clock: ClockDifference | null;
}

/** Everything that is to be checked of one host, from its name to a process that outlives the login. Never throws. */
export async function visit(host: ConfigHost, tools: VisitTools): Promise<Visit> {
  const findings: Finding[] = [];
  try {
    const clock = await lookAround(host, tools, findings);
    return { host: host.name, findings, clock };
  } catch (fault) {
    findings.push(error('muster', `internal fault: ${(fault as Error).message}`));
    return { host: host.name, findings, clock: null };
  }
}

/** Adds what it finds; what comes after a step that failed cannot be looked at. */
async function lookAround(
  host: ConfigHost,
  tools: VisitTools,
  findings: Finding[],
): Promise<ClockDifference | null> {
  const { config, wires, signal } = tools;
  if (host.via === 'ssh') {
    const reach = await tools.reach(host);
    findings.push(...(await doorFindings(reach, tools)));
    if (findings.some(({ check, level }) => level === 'error' && check !== 'ping')) return null;
  }
  // A key that is not on file is no error where new ones are accepted, and there is no way in without it.
  if (findings.some(({ check, level }) => check === 'host key' && level !== 'ok')) return null;
  const wire = host.via === 'ssh' ? tools.ssh : wires.local;
  const first = await wire.connect(host, signal);
  if (!first.ok) {
    findings.push(error('login', first.reason, first.remedy));
    return null;
  }
  if (host.via === 'ssh') findings.push(ok('login', first.as === undefined ? 'let us in' : `as ${first.as}`));
  const words: DoctorWords = {
    nonce: randomBytes(8).toString('hex'),
    root: `.muster/${config.namespace}`,
    folder: config.scripts.where === 'remote' ? config.scripts.folder : null,
    // Pilots bring themselves.
    submitters: [
      ...new Set(config.components.filter(({ pilot }) => pilot === null).map(({ submitter }) => submitter)),
    ],
  };
  const looked = await withLine(first, (line) => atHome(line, tools, words, findings));
  if (looked === null) return null;
  const { facts, clock } = looked;
  const pid = Number(only(facts, 'started'));
  if (pid > 0) {
    // As long as a pass gives what it launched.
    await sleep(config.timeouts.settleMs);
    findings.push(...(await comeBack(host, tools, words, facts, pid)));
  }
  return clock;
}

async function withLine<T>(
  connected: Connected & { ok: true },
  work: (line: Line) => Promise<T>,
): Promise<T> {
  try {
    return await work(connected.line);
  } finally {
    connected.line.close();
  }
}

/** What can be seen over one connection. null where nothing can be run there. */
async function atHome(
  line: Line,
  tools: VisitTools,
  words: DoctorWords,
  findings: Finding[],
): Promise<{ facts: Facts; clock: ClockDifference | null } | null> {
  const { config, scripts } = tools;
  findings.push(...(await shellFindings(line, tools)));

  const look = lookScript(scripts.doctor, words);
  const askedMs = tools.now();
  const result = await line.run('sh -s', look, limits(tools));
  const answeredMs = tools.now();
  const answer = parseDoctor(result.stdout, words.nonce);
  if (!answer.ok) {
    findings.push(
      error(
        'sh',
        `a script for sh was not carried out: ${insteadOf(result)}`,
        'sh must be a POSIX shell, first on the PATH of a login',
      ),
    );
    return null;
  }
  const { facts } = answer;
  findings.push(ok('sh', 'runs what it is given'));
  findings.push(...hostFindings(facts, { brought: words.folder === null, root: words.root }));

  const nonce = randomBytes(8).toString('hex');
  const probed = await line.run(
    'sh -s',
    probeScript(scripts.getmex, words.root, nonce),
    limits(tools, maxOutputBytes),
  );
  const read =
    probed.kind === 'broken'
      ? { ok: false as const, reason: probed.reason }
      : parseProbe(probed.stdout, nonce);
  if (!read.ok) {
    findings.push(
      error(
        'listing',
        `${read.reason}${said(probed)}`,
        'ps must list the processes of the user: install procps',
      ),
    );
  } else {
    findings.push(listingFinding(read.processes, Number(only(facts, 'started')), words.nonce));
    findings.push(limitFinding(facts, read.processes.length));
  }
  const seconds = only(facts, 'clock');
  if (!/^\d{1,12}$/.test(seconds)) {
    findings.push(
      warning(
        'clock',
        'the host does not tell its clock: launches that come too late are not refused',
        'date +%s must print the time',
      ),
    );
    return { facts, clock: null };
  }
  return { facts, clock: clockDifference(Number(seconds) * 1000, askedMs, answeredMs) };

  function listingFinding(
    processes: readonly { pid: number; command: string; elapsedS: number | null }[],
    started: number,
    word: string,
  ): Finding {
    const ours = processes.find(({ pid }) => pid === started);
    if (started > 0 && ours === undefined)
      return error(
        'listing',
        'a process that was just started is not in it',
        'ps must list the processes of the user',
      );
    if (ours !== undefined && !ours.command.includes(padOf(word)))
      return error(
        'listing',
        'it cuts command lines off: a key further to the right is not found',
        'install procps, whose ps has no such limit',
      );
    if (
      config.components.some(({ lifetime }) => lifetime === 'long') &&
      processes.length > 0 &&
      processes.every(({ elapsedS }) => elapsedS === null)
    )
      return warning(
        'listing',
        'it does not tell how long a process runs: what ended young is told by muster’s own notes only',
      );
    return ok('listing', 'whole command lines, and how long each runs');
  }
}

/** A login that takes longer keeps every pass waiting. */
const longLoginMs = 2000;

/** What the login shell does before it does what it is told. */
async function shellFindings(line: Line, tools: VisitTools): Promise<Finding[]> {
  const startedMs = performance.now();
  // Every shell knows this.
  const result = await line.run('exit 0', '', limits(tools));
  const tookMs = performance.now() - startedMs;
  if (result.kind === 'broken')
    return [
      error(
        'shell',
        `the login shell did not end: ${result.reason}`,
        'what the login shell reads must not wait for anything',
      ),
    ];
  const findings: Finding[] = [];
  const printed = firstPrintedLine(`${result.stdout.toString('utf8')}\n${result.stderr.toString('utf8')}`);
  if (printed !== null)
    findings.push(
      warning(
        'shell',
        `prints at every login, beginning with "${printed}"; muster passes over it`,
        'print only at a terminal: [ -t 1 ] && ... in what the login shell reads',
      ),
    );
  if (tookMs > longLoginMs)
    findings.push(
      warning(
        'shell',
        `the login shell takes more than ${longLoginMs / 1000} s to begin`,
        'look at what the login shell reads (.bashrc, .profile)',
      ),
    );
  if (result.code !== 0)
    findings.push(
      error(
        'shell',
        `the login shell does not do what it is told: it ended with ${result.code}`,
        'the user needs a login shell, not nologin',
      ),
    );
  return findings.length > 0 ? findings : [ok('shell', 'begins at once, and prints nothing')];
}

/** Over another connection, as cron would make it: does what was left behind still live? */
async function comeBack(
  host: ConfigHost,
  tools: VisitTools,
  words: DoctorWords,
  facts: Facts,
  pid: number,
): Promise<Finding[]> {
  const { wires, signal, scripts } = tools;
  const findings: Finding[] = [];
  let connected: Connected | null = null;
  if (host.via === 'ssh' && wires.cron !== null) {
    connected = await wires.cron.connect(host, signal);
    findings.push(
      connected.ok
        ? ok('cron login', 'works without an ssh agent')
        : {
            check: 'cron login',
            level: tools.underCron,
            found: `works only with the ssh agent of this session, which cron does not have: ${connected.reason}`,
            remedy: 'give cron a key of its own without passphrase, and name it in ssh.identityFile',
          },
    );
  }
  if (connected?.ok !== true)
    connected = await (host.via === 'ssh' ? tools.ssh : wires.local).connect(host, signal);
  if (!connected.ok)
    return [...findings, error('outliving', `no second login: ${connected.reason}`, connected.remedy)];
  const result = await withLine(connected, (line) =>
    line.run('sh -s', againScript(scripts.doctor, words, { pid, made: only(facts, 'made') }), limits(tools)),
  );
  const answer = parseDoctor(result.stdout, words.nonce);
  if (!answer.ok) return [...findings, error('outliving', `the second look failed: ${insteadOf(result)}`)];
  return [...findings, outlivingFinding(only(answer.facts, 'alive') === 'yes', facts)];
}

function limits({ config, signal }: VisitTools, maxBytes = maxAnswerBytes): Limits {
  return { timeoutMs: config.timeouts.probeMs, signal, maxBytes };
}

function insteadOf(result: RunResult): string {
  if (result.kind === 'broken') return result.reason;
  const printed = firstPrintedLine(`${result.stderr.toString('utf8')}\n${result.stdout.toString('utf8')}`);
  return printed === null ? `it printed nothing, and ended with ${result.code}` : `it printed "${printed}"`;
}

function said({ stderr }: RunResult): string {
  const printed = firstPrintedLine(stderr.toString('utf8'));
  return printed === null ? '' : ` (${printed})`;
}
