import type { Message } from '../core/catalogue/catalogue.ts';
import { resolve } from 'node:path';
import type { Look } from '../core/news.ts';
import { alertsGleaned } from '../interface/alertsGleaned.ts';
import type { Config } from '../interface/config.ts';
import { heartbeatTo, type Answer, type Heartbeat } from '../monitor/healthcheck.ts';
import { notify } from '../monitor/notify.ts';
import { withFaults, type Fault } from '../monitor/tellNews.ts';
import type { Report } from '../report/document.ts';
import { failureLines } from '../report/failureLines.ts';
import { harmless, harmlessLine } from '../report/harmless.ts';
import { summaryLine } from '../report/lines.ts';
import { troubleText } from '../report/planText.ts';
import { busyAsItMayBe, lookOf, lookOfFailure } from '../report/problems.ts';
import { styleFor } from '../report/style.ts';
import { writeAfter } from '../store/afterFile.ts';
import { Failure, say, type Io } from './context.ts';
import { exits, type Exit } from './exits.ts';
import { Busy } from './lockedPass.ts';
import { failureOf } from './reportFailure.ts';
import type { RunOptions } from './run.ts';

/** How a pass of `run` came out. */
export type Taken = TakenReport | TakenFailure;

interface Common {
  readonly exit: Exit;
  /** null where nobody is told of the begin of passes, or this one did not come so far. */
  readonly heartbeat: Heartbeat | null;
}

export interface TakenReport extends Common {
  readonly kind: 'report';
  readonly config: Config;
  readonly report: Report;
  readonly debugMode: boolean;
  /** What went wrong with what it leaves to be looked at; the report has it too. */
  readonly unshown: readonly Message[];
}

/** It could not begin, or broke off. */
export interface TakenFailure extends Common {
  readonly kind: 'failure';
  /** null where the configuration is what is wrong. */
  readonly config: Config | null;
  readonly error: unknown;
  /** One that muster has words for; anything else is thrown on once others were told. */
  readonly isFailure: boolean;
  readonly problems: readonly Message[];
  readonly hints: readonly string[];
}

export function takenFailure(
  config: Config | null,
  error: unknown,
  { hosts, only }: RunOptions,
  heartbeat: Taken['heartbeat'],
): TakenFailure {
  const isFailure = error instanceof Failure;
  // Nobody is told of what was narrowed, and `main` says it.
  if (!isFailure && (hosts !== undefined || only !== undefined)) throw error;
  const { exit, problems, hints } = failureOf(error);
  return { kind: 'failure', config, error, isFailure, problems, hints, exit, heartbeat };
}

/** The exit code when others were told. @throws what muster has no words for. */
export function exitWith(taken: Taken, faults: readonly unknown[]): Exit {
  if (taken.kind === 'failure' && !taken.isFailure) throw taken.error;
  return taken.exit === exits.ok && faults.length > 0 ? exits.internal : taken.exit;
}

/** Tells that a pass has begun, where anybody wants to know. */
export function beginHeartbeat(address: string | null): Heartbeat | null {
  const heartbeat = address === null ? null : heartbeatTo(address);
  heartbeat?.begin();
  return heartbeat;
}

/**
 * Tells of a whole pass: the program of `monitor.notify` first, then the dead-man's switch of `monitor.healthcheck`, which so hears also
 * that the program failed. No lock is held, and neither can take longer than its time.
 *
 * @returns what went wrong, for operators.
 */
export async function tellOthers(taken: Taken, options: RunOptions, io: Io): Promise<readonly Fault[]> {
  const file = resolve(io.cwd, options.config);
  const { healthcheck, notify: program } = taken.config?.monitor ?? (await alertsGleaned(file));
  const { heartbeat } = taken;
  // The program is to hear that the address is wrong, also where the server answers slower than the pass takes.
  const answers = heartbeat === null ? [] : [await heartbeat.begun(program !== null)];
  const faults: Fault[] = [...refused(answers)];
  if (program !== null) {
    const nowMs = io.clock.now();
    const told = await notify({
      program,
      look: withFaults(lookAt(taken, nowMs), faults),
      exit: exitNow(taken, faults),
      file,
      logs: taken.config?.logs ?? null,
      env: io.env,
      nowMs,
    });
    faults.push(...told);
  }
  // The pass that runs tells of itself.
  const isBusy = taken.kind === 'failure' && taken.error instanceof Busy;
  if (healthcheck !== null && !isBusy) {
    const lines = [...bodyLines(taken), ...faults.map(({ problem }) => harmless(problem.text))];
    const answer = await (heartbeat ?? heartbeatTo(healthcheck)).end(exitNow(taken, faults), lines);
    // Once is enough.
    if (refused(answers).length === 0) faults.push(...refused([answer]));
    answers.push(answer);
  }
  if (options.verbose && !options.cron) {
    const missed = answers.flatMap((answer) => (answer.kind === 'missed' ? [answer.reason.text] : []));
    say(
      io,
      [...new Set(missed)].map((text) => `muster: ${harmless(text)}`),
    );
  }
  return faults;
}

/**
 * Keeps what went wrong after a whole pass, or that nothing did: what should wake an operator may be what is broken, and the next look
 * is seen elsewhere. Only who heard of it on stderr or by mail knows of it otherwise.
 */
export async function keepForNextLook(taken: Taken, faults: readonly Fault[], nowMs: number): Promise<void> {
  // The pass that runs keeps its own.
  if (taken.config === null || (taken.kind === 'failure' && taken.error instanceof Busy)) return;
  const [at, unshown] =
    taken.kind === 'report' ? [taken.report.at, taken.unshown] : [new Date(nowMs).toISOString(), []];
  await writeAfter(taken.config.logs, {
    at,
    problems: [...unshown, ...faults.map(({ problem }) => problem)],
  });
}

function refused(answers: readonly Answer[]): Fault[] {
  return answers.flatMap((answer) =>
    answer.kind === 'refused' ? [{ about: 'monitor.healthcheck', problem: answer.reason }] : [],
  );
}

function exitNow({ exit }: Taken, faults: readonly Fault[]): Exit {
  return exit === exits.ok && faults.length > 0 ? exits.internal : exit;
}

/** The line that sums up, and what is the matter, as `run -q` says it. */
function bodyLines(taken: Taken): string[] {
  if (taken.kind === 'failure') return failureLines(taken).map(harmless);
  const plain = styleFor({}, {});
  const summary = summaryLine(taken.report, plain);
  return [summary, ...troubleText(taken.report, plain).slice(0, -1)].map(harmlessLine);
}

/** What a pass found, or that it could not begin and so knows of nothing else. */
export function lookAt(taken: Taken, nowMs: number): Look {
  if (taken.kind === 'report') return lookOf(taken.report, taken.debugMode);
  const { error, exit, config } = taken;
  if (error instanceof Busy) {
    const { owner } = error;
    const passMs = config?.timeouts.passMs ?? 0;
    // Who has just taken the lock has not written its name yet; one that never does is told by how long that lasts.
    if (owner === null) return lookOfFailure('busy', taken, { patienceMs: passMs });
    const heldMs = nowMs - Date.parse(owner.since);
    return heldMs > passMs ? lookOfFailure('busy', taken, { cause: owner.since }) : busyAsItMayBe;
  }
  return lookOfFailure(exit === exits.config ? 'config' : 'pass', taken);
}
