import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import type { Config } from '../interface/config.ts';
import { afterProblems } from '../report/afterText.ts';
import { checkStates } from '../report/bareAnswer.ts';
import { checkMkLines } from '../report/checkMkText.ts';
import { staleMessage, type Checked, type PassTimes } from '../report/checks.ts';
import { narrowedTo } from '../report/document.ts';
import { nagiosResult } from '../report/nagiosText.ts';
import { readAfter } from '../store/afterFile.ts';
import { statePlaces } from '../store/keeper.ts';
import { conflict, loadConfig, namedHosts, narrowed, type CommonOptions, type Io } from './context.ts';
import { exits, type Exit } from './exits.ts';
import { answerOf, askerOf, bareAnswer, noAnswer, type Answer, type Asker } from './monitoring.ts';
import { passTimes } from './passTimes.ts';
import { PassView } from './passView.ts';
import { lookWith } from './plan.ts';
import { isSupervised, supervised } from './supervised.ts';
import type { StatusOptions } from './status.ts';

export interface CheckOptions extends CommonOptions {
  readonly nagios?: boolean;
  /** What the services are called; true where that is left to muster. */
  readonly checkMk?: string | true;
  /** How long it may take, in milliseconds. */
  readonly timeout?: number;
}

/** Nagios and Icinga give a plugin 60 s, and the process needs some to begin and to end. */
const usualTimeoutMs = 50_000;

/**
 * `muster status --nagios` and `--check-mk`: what runs where now and whether passes still come, in the way monitoring systems
 * ask for it. What goes wrong here is thrown, and told in the same way by whoever caught it.
 */
export async function checkStatus(options: StatusOptions, io: Io): Promise<Exit> {
  refuseOthers(options);
  const asker = askerOf(options);
  // A timer for longer would end at once.
  const limitMs = Math.min(options.timeout ?? usualTimeoutMs, 2 ** 31 - 1);
  if (!isSupervised(io)) return supervised(asker, limitMs, io);
  const over = new AbortController();
  const late = new Promise<null>((resolve) =>
    over.signal.addEventListener('abort', () => resolve(null), { once: true }),
  );
  const timer = setTimeout(() => over.abort(new Error('the time of this check was over')), limitMs);
  try {
    const steps = new PassView(Infinity);
    const known: { passes: PassTimes | null } = { passes: null };
    const work = check(options, io, over.signal, steps, known);
    const checked = await Promise.race([work, late]);
    if (checked === null) work.catch(() => {});
    const answer =
      checked === null
        ? lateAnswer(asker, limitMs, steps, known.passes)
        : answerTo(asker, checked, options.quiet === true);
    io.stdout.write(answer.text);
    return answer.exit;
  } finally {
    clearTimeout(timer);
  }
}

/** @throws Failure for options that say how people or scripts are to be told. */
function refuseOthers(options: StatusOptions): void {
  const asked = options.nagios ? '--nagios' : '--check-mk';
  const others = {
    '--check-mk': options.nagios && options.checkMk !== undefined,
    '--json': options.json,
    '--watch': options.watch !== undefined,
    '--sort': options.sort !== undefined,
    '--state': options.state !== undefined,
    '--short': options.short,
    '-v': options.verbose,
    '-q': options.checkMk !== undefined && options.quiet,
  };
  const given = Object.entries(others).flatMap(([option, is]) => (is ? [option] : []));
  if (given.length > 0)
    throw conflict([asked, ...given], `the monitoring system defines what ${asked} prints`);
}

async function check(
  options: StatusOptions,
  io: Io,
  signal: AbortSignal,
  steps: PassView,
  known: { passes: PassTimes | null },
): Promise<Checked> {
  const config = await loadConfig(options);
  const passes = await passesOf(config, io);
  known.passes = passes;
  const ports = { signal, progress: (step: Parameters<PassView['show']>[0]) => void steps.show(step) };
  // Its own end comes in the words of whoever asks.
  const own = { ...io, lastResort: () => ({ [Symbol.dispose]() {} }) };
  // Refuses names that are not there. The plan, which knows why a component is short, is made for all there is.
  narrowed(config, options);
  const named =
    options.hosts === undefined ? null : namedHosts(config, options.hosts).map(({ name }) => name);
  const report = narrowedTo(
    { components: options.only ?? null, hosts: named },
    await lookWith(config, { command: 'plan', planned: config }, options, own, ports),
  );
  const after = afterProblems(await readAfter(config.logs), report.at);
  return { report, passes, debugMode: config.debugMode, after };
}

function answerTo(asker: Asker, checked: Checked, quiet: boolean): Answer {
  if (asker.kind === 'check-mk') return answerOf(checkMkLines(checked, asker.name), exits.ok);
  const { state, lines } = nagiosResult(checked, quiet);
  return answerOf(lines, state);
}

/** That passes stopped coming is known without the hosts, and must not get lost among those that hang. */
function lateAnswer(asker: Asker, limitMs: number, steps: PassView, passes: PassTimes | null): Answer {
  const told = steps.told();
  const why = `no answer within ${limitMs / 1000} s (--timeout)${told === '' ? '' : `: ${told}`}`;
  const stale = passes === null ? null : staleMessage(passes);
  return stale === null ? noAnswer(asker, [why]) : bareAnswer(asker, checkStates.critical, [stale.text, why]);
}

/** Whoever has made a pass has left a state. */
async function passesOf(config: Config, { clock }: Io): Promise<PassTimes> {
  const passes = await passTimes(config, clock.now());
  if (passes.kind === 'known') return passes;
  const { main, standIn } = statePlaces(config.logs, homedir());
  return (await isThere(main)) || (await isThere(standIn)) ? passes : { kind: 'never' };
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
