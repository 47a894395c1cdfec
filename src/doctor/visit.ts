import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { message } from '../core/catalogue/catalogue.ts';
import { causeOf, causeWithRemedyOf } from '../core/catalogue/cause.ts';
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
    findings.push(error('muster', message('internal-fault', { error: (fault as Error).message })));
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
    findings.push(error('login', first.reason));
    return null;
  }
  if (host.via === 'ssh') findings.push(ok('login', message('login-works', { as: first.as ?? null })));
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
    findings.push(error('sh', message('sh-broken', insteadOf(result))));
    return null;
  }
  const { facts } = answer;
  findings.push(ok('sh', message('sh-works')));
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
    const of = { ...causeOf(read.reason), printed: firstPrintedLine(probed.stderr.toString('utf8')) };
    findings.push(error('listing', message('listing-failed', of)));
  } else {
    findings.push(listingFinding(read.processes, Number(only(facts, 'started')), words.nonce));
    findings.push(limitFinding(facts, read.processes.length));
  }
  const seconds = only(facts, 'clock');
  if (!/^\d{1,12}$/.test(seconds)) {
    findings.push(warning('clock', message('host-clock-unknown')));
    return { facts, clock: null };
  }
  return { facts, clock: clockDifference(Number(seconds) * 1000, askedMs, answeredMs) };

  function listingFinding(
    processes: readonly { pid: number; command: string; elapsedS: number | null }[],
    started: number,
    word: string,
  ): Finding {
    const ours = processes.find(({ pid }) => pid === started);
    if (started > 0 && ours === undefined) return error('listing', message('listing-lacks-process'));
    if (ours !== undefined && !ours.command.includes(padOf(word)))
      return error('listing', message('listing-cuts-lines'));
    if (
      config.components.some(({ lifetime }) => lifetime === 'long') &&
      processes.length > 0 &&
      processes.every(({ elapsedS }) => elapsedS === null)
    )
      return warning('listing', message('listing-lacks-times'));
    return ok('listing', message('listing-complete'));
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
  if (result.kind === 'broken') return [error('shell', message('shell-hangs', causeOf(result.reason)))];
  const findings: Finding[] = [];
  const printed = firstPrintedLine(`${result.stdout.toString('utf8')}\n${result.stderr.toString('utf8')}`);
  if (printed !== null) findings.push(warning('shell', message('shell-prints', { printed })));
  if (tookMs > longLoginMs)
    findings.push(warning('shell', message('shell-slow', { overSeconds: longLoginMs / 1000 })));
  if (result.code !== 0) findings.push(error('shell', message('shell-refuses', { exit: result.code })));
  return findings.length > 0 ? findings : [ok('shell', message('shell-quiet'))];
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
        ? ok('cron login', message('cron-login-works'))
        : {
            check: 'cron login',
            level: tools.underCron,
            ...message('cron-login-needs-agent', causeOf(connected.reason)),
          },
    );
  }
  if (connected?.ok !== true)
    connected = await (host.via === 'ssh' ? tools.ssh : wires.local).connect(host, signal);
  if (!connected.ok)
    return [
      ...findings,
      error('outliving', message('second-login-failed', causeWithRemedyOf(connected.reason))),
    ];
  const result = await withLine(connected, (line) =>
    line.run('sh -s', againScript(scripts.doctor, words, { pid, made: only(facts, 'made') }), limits(tools)),
  );
  const answer = parseDoctor(result.stdout, words.nonce);
  if (!answer.ok) return [...findings, error('outliving', message('second-look-failed', insteadOf(result)))];
  return [...findings, outlivingFinding(only(answer.facts, 'alive') === 'yes', facts)];
}

function limits({ config, signal }: VisitTools, maxBytes = maxAnswerBytes): Limits {
  return { timeoutMs: config.timeouts.probeMs, signal, maxBytes };
}

/** What came in place of an answer. */
function insteadOf(result: RunResult) {
  if (result.kind === 'broken') return { ...causeOf(result.reason), printed: null, exit: null };
  const printed = firstPrintedLine(`${result.stderr.toString('utf8')}\n${result.stdout.toString('utf8')}`);
  return { cause: null, causeCode: null, printed, exit: result.code };
}
