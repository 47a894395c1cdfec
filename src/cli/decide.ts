import { userInfo } from 'node:os';
import type { Message } from '../core/catalogue/catalogue.ts';
import { decided, matterOf } from '../core/decisions.ts';
import type { Decision, Memory, Said } from '../core/types.ts';
import type { Config } from '../interface/config.ts';
import { nothingDone } from '../report/failureLines.ts';
import { decisionReport, formatVersion } from '../report/document.ts';
import { shellWord } from '../remote/shellWord.ts';
import { takeLock } from '../store/lock.ts';
import type { Log } from '../store/log.ts';
import { openRecords } from '../store/records.ts';
import { Failure, invalid, type Io } from './context.ts';
import { exits } from './exits.ts';
import { Busy, type PassOptions } from './lockedPass.ts';
import { keep, lockPlaces, recall } from './world.ts';

/* What the verbs that decide something have in common. */

export interface DecideOptions extends PassOptions {
  readonly reason?: string;
  /** For how long, in milliseconds. */
  readonly for?: number;
  readonly dryRun?: boolean;
}

/** Who says it, when, why, and until when. */
export function said(io: Pick<Io, 'env'>, options: DecideOptions, nowMs: number): Said {
  if (options.for === 0) throw invalid('--for', '0', 'a duration such as 2h');
  if ((options.reason?.length ?? 0) > longestReason)
    throw invalid('--reason', 'a longer text', `a text of at most ${longestReason} characters`);
  return {
    by: operator(io.env),
    atMs: nowMs,
    why: options.reason?.trim() || null,
    untilMs: options.for === undefined ? null : nowMs + options.for,
  };
}

/** It is written down once for each host it is said of. */
const longestReason = 1000;

/** Behind sudo it is who called sudo. */
function operator(env: NodeJS.ProcessEnv): string {
  if (env['SUDO_USER']) return env['SUDO_USER'].slice(0, 100);
  try {
    return userInfo().username;
  } catch {
    return env['LOGNAME'] ?? env['USER'] ?? `user ${process.getuid?.() ?? '?'}`;
  }
}

/** The memory with these decisions, each written to the log. */
export function withDecisions(
  memory: Memory,
  decisions: readonly Decision[],
  log: Log,
  verb: string,
): Memory {
  for (const decision of decisions) logDecision(log, verb, decision);
  return { ...memory, decisions: decided(memory.decisions, decisions) };
}

export function logDecision(log: Log, verb: string, decision: Decision): void {
  const { why, until, ...told } = decisionReport(decision);
  log.write('info', 'operator', { verb, ...told, reason: why, until });
}

/** What a change of the decisions came to. */
export interface Changed {
  readonly config: string;
  readonly at: string;
  /** Before, and what holds now. */
  readonly before: readonly Decision[];
  readonly decisions: readonly Decision[];
  readonly problems: readonly Message[];
}

/**
 * Changes what operators have decided, while no pass runs: one that does would write its own memory over it.
 *
 * @throws Failure if a pass does not end in time: then nothing was decided.
 */
export async function changeDecisions(
  config: Config,
  verb: string,
  options: DecideOptions,
  io: Io,
  change: (memory: Memory, log: Log, nowMs: number) => Memory,
): Promise<Changed> {
  const { clock } = io;
  const lock = options.dryRun
    ? null
    : await takeLock(lockPlaces(config), `muster ${verb}`, options.wait ?? 0);
  if (lock?.kind === 'busy') throw new Busy(lock.owner);
  if (lock?.kind === 'fault') throw new Failure(exits.internal, lock.reason, nothingDone);
  try {
    const { memory, problems } = await recall(config, clock, options.dryRun === true);
    const nowMs = clock.now();
    const log = options.dryRun ? null : openRecords(config.logs, config.retentionMs, 'info', nowMs);
    const after = change(memory, log ?? silent, nowMs);
    const fault = log === null ? null : await keep(config, after, clock);
    // Once more: what was taken back must not come again from the state before, when this one breaks.
    if (log !== null && after.decisions.length < memory.decisions.length) await keep(config, after, clock);
    const faults = (await log?.close()) ?? [];
    return {
      config: config.file,
      at: new Date(nowMs).toISOString(),
      before: memory.decisions,
      decisions: after.decisions,
      problems: [...problems, ...(fault === null ? [] : [fault]), ...faults],
    };
  } finally {
    if (lock?.kind === 'held') lock.release();
  }
}

const silent: Log = { write() {} };

/** What such a verb prints with `--json`. */
export function changedDocument(command: string, { config, at, decisions, problems }: Changed): object {
  return { formatVersion, command, config, at, problems, decisions: decisions.map(decisionReport) };
}

/** Without the decisions on these matters; that they were taken back, and by whom, is written to the log. */
export function withoutMatters(
  memory: Memory,
  matters: ReadonlySet<string>,
  log: Log,
  verb: string,
  { env }: Pick<Io, 'env'>,
): Memory {
  const gone = memory.decisions.filter((decision) => matters.has(matterOf(decision)));
  const by = operator(env);
  for (const decision of gone) logDecision(log, verb, { ...decision, by, why: null, untilMs: null });
  return { ...memory, decisions: memory.decisions.filter((decision) => !gone.includes(decision)) };
}

/** ` -c FILE` for a command to be typed next; nothing where the file is found without. */
export function fileOption({ config }: Pick<DecideOptions, 'config'>): string {
  return config === 'Interface.json' ? '' : ` -c ${shellWord(config)}`;
}

/** The configuration with nothing to start: for verbs that only stop. */
export function startingNothing(config: Config): Config {
  return {
    ...config,
    components: config.components.map((component) => ({ ...component, on: false, surplus: 'keep' as const })),
  };
}
