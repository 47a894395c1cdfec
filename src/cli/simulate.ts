import { message, type Message } from '../core/catalogue/catalogue.ts';
import type { Clock } from '../clock.ts';
import { emptyMemory, type Memory } from '../core/types.ts';
import type { Config } from '../interface/config.ts';
import { expandRange, foldRange, mostHosts } from '../interface/ranges.ts';
import { simulationReportOf, type SimulationReport } from '../report/simulationDocument.ts';
import { simulationText, simulationTrouble } from '../report/simulationText.ts';
import { simulate as simulated, type Rehearsal, type Simulated } from '../simulate/simulate.ts';
import { withCounts, withHosts } from '../simulate/larger.ts';
import { historyIn } from '../store/history.ts';
import { lastPasses } from '../store/lastPasses.ts';
import {
  Failure,
  invalid,
  loadConfig,
  print,
  printJson,
  stdoutStyle,
  useless,
  type CommonOptions,
  type Io,
} from './context.ts';
import { exits, type Exit } from './exits.ts';
import { happeningsOf, longestMs, requireAnswering, type HappeningOptions } from './simulateOptions.ts';
import { drawnLine } from './simulateProgress.ts';
import { recall } from './world.ts';

export interface SimulateOptions extends Omit<CommonOptions, 'hosts'>, HappeningOptions {
  /** How many there are to be. */
  readonly hosts?: number;
  readonly counts?: number;
  readonly hours?: number;
  /** Milliseconds. */
  readonly every: number;
  readonly seed: number | string;
  readonly fromState?: boolean;
}

/** `muster simulate`: what passes would come to, from the configuration alone. Asks no host and writes nothing. */
export async function simulate(options: SimulateOptions, io: Io): Promise<Exit> {
  const { json, quiet, verbose } = options;
  const { hosts: _, ...common } = options;
  const listed = await loadConfig(common, io);
  const config = sized(listed, options);
  const lastsMs = lastsOf(options);
  const happenings = happeningsOf(config, listed, options, lastsMs);
  const { memory, lost, startMs, isWhole, problems } =
    options.fromState === true ? await asItIs(config, listed, io.clock) : nothingYet;
  requireAnswering(happenings, lost);
  const seed = Number(options.seed);
  const everyMs = everyOf(options);
  const rehearsal = { config, memory, lost, happenings, seed, startMs, everyMs, lastsMs };
  const came = await watched(rehearsal, options, io);
  const from = options.fromState === true ? 'state' : 'nothing';
  const counts = options.counts ?? 1;
  const { debugMode } = config;
  const listedHosts = listed.hosts.length;
  const setting = { from, seed, everyMs, lastsMs, listedHosts, counts, debugMode, lost } as const;
  const report = simulationReportOf(config, setting, came, problems);
  const style = stdoutStyle(io);
  if (json) printJson(io, report);
  else if (quiet) print(io, simulationTrouble(report, style));
  else print(io, simulationText(report, style, verbose === true));
  // What was made of half a memory shows no more than how it would go on from there.
  return isWhole ? exitOf(report) : exits.internal;
}

async function watched(rehearsal: Rehearsal, options: SimulateOptions, io: Io): Promise<Simulated> {
  using line = drawnLine(io, options);
  return await simulated(rehearsal, { passed: line.passed });
}

/** @throws Failure where that is more than can be simulated. */
function sized(config: Config, { hosts = config.hosts.length, counts = 1 }: SimulateOptions): Config {
  if (hosts > mostHosts)
    throw new Failure(
      exits.usage,
      message('too-large-to-simulate', { what: 'hosts', wanted: hosts, most: mostHosts }),
    );
  if (hosts > 0 && config.hosts.length === 0)
    throw useless('--hosts', '"available" has no host that could be repeated');
  const wanted = config.components.reduce((sum, { on, count }) => sum + (on ? count * counts : 0), 0);
  if (wanted > mostInstances)
    throw new Failure(
      exits.usage,
      message('too-large-to-simulate', { what: 'instances', wanted, most: mostInstances }),
    );
  return withCounts(withHosts(config, hosts), counts);
}

/** More would take more memory than node gives by itself. */
const mostInstances = 1_000_000;

function everyOf({ every }: SimulateOptions): number {
  if (every >= leastEveryMs && every <= dayMs) return every;
  throw invalid('--every', `${every / 1000}s`, 'a duration from 10s to 1d');
}

const leastEveryMs = 10_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Where something dies again and again nothing settles. */
function lastsOf({ hours, die }: SimulateOptions): number | null {
  if (hours === undefined) return die === undefined ? null : dayMs;
  if (hours * hourMs <= longestMs) return hours * hourMs;
  throw new Failure(
    exits.usage,
    message('too-large-to-simulate', { what: 'hours', wanted: hours, most: longestMs / hourMs }),
  );
}

/** A time that is nobody's, the same in every simulation. */
const nothingYet: Beginning = { memory: emptyMemory, lost: [], startMs: 0, isWhole: true, problems: [] };

interface Beginning {
  readonly memory: Memory;
  readonly lost: readonly string[];
  readonly startMs: number;
  /** Whether all that passes left could be read. */
  readonly isWhole: boolean;
  readonly problems: readonly Message[];
}

/** The fleet as the last pass left it: what is known, and which hosts did not answer. Reads only. */
async function asItIs(config: Config, listed: Config, clock: Clock): Promise<Beginning> {
  const { memory, problems } = await recall(config, clock, true);
  const { last } = await lastPasses(historyIn(config.logs), Infinity);
  const unknown = (last?.unknown ?? []).flatMap(({ hosts }) => {
    const range = expandRange(hosts);
    return range.ok ? range.names : [];
  });
  const gone = new Set(unknown);
  const lost = config.hosts.filter(({ name }) => gone.has(name)).map(({ name }) => name);
  const isNew = last === null && memory.hosts.size === 0 && problems.length === 0;
  const none = isNew ? [message('simulated-fleet-empty', { logs: config.logs })] : [];
  return {
    memory,
    lost,
    startMs: clock.now(),
    isWhole: problems.length === 0,
    problems: [...problems, ...none, ...strangers(config, listed, memory)],
  };
}

/** What is remembered and not simulated. */
function strangers({ hosts, components }: Config, listed: Config, memory: Memory): Message[] {
  const known = new Set<string>(components.map(({ id }) => id));
  const simulated = new Set(hosts.map(({ name }) => name));
  const inFile = new Set(listed.hosts.map(({ name }) => name));
  const unnamed = new Set<string>();
  const unlisted: string[] = [];
  const beyond: string[] = [];
  for (const [host, { instances }] of memory.hosts) {
    for (const id of instances.keys()) if (!known.has(id)) unnamed.add(id);
    if (!simulated.has(host) && instances.size > 0) (inFile.has(host) ? beyond : unlisted).push(host);
  }
  return [
    ...(unnamed.size > 0
      ? [leftOut(`of ${[...unnamed].join(', ')}`, 'Interface.json no longer names it')]
      : []),
    ...(unlisted.length > 0
      ? [leftOut(`on ${foldRange(unlisted)}`, 'Interface.json no longer lists it')]
      : []),
    ...(beyond.length > 0
      ? [leftOut(`on ${foldRange(beyond)}`, `--hosts ${hosts.length} leaves it out`)]
      : []),
  ];
}

function exitOf({ brownout, components }: SimulationReport): Exit {
  if (brownout.held) return exits.held;
  return components.some(({ missing }) => missing > 0) ? exits.short : exits.ok;
}

function leftOut(what: string, why: string): Message {
  return message('left-out-of-simulation', { what, why });
}
