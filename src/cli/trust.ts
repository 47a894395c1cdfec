import { message } from '../core/catalogue/catalogue.ts';
import pLimit from 'p-limit';
import type { Config } from '../interface/config.ts';
import { expandRange, foldRange } from '../interface/ranges.ts';
import { knownName } from '../remote/knownHosts.ts';
import type { Reach } from '../remote/reach.ts';
import type { HostKeys } from '../remote/trustHosts.ts';
import { formatVersion } from '../report/document.ts';
import { harmless } from '../report/harmless.ts';
import {
  silentLines,
  trustedHost,
  trustSummary,
  trustText,
  type TrustedHost,
  type TrustReport,
} from '../report/trustReport.ts';
import {
  Failure,
  invalid,
  loadConfig,
  namedHosts,
  print,
  printJson,
  say,
  stdoutStyle,
  suggestions,
  type CommonOptions,
  type Io,
} from './context.ts';
import { passSignal } from './deadline.ts';
import { exits, type Exit } from './exits.ts';
import { askedOf } from './progress.ts';

export interface TrustOptions extends CommonOptions {
  /** Record new keys without asking. */
  readonly yes?: boolean;
  /** Names and ranges of hosts whose changed keys are meant to have changed. */
  readonly replace?: string;
}

/** `muster trust`: shows the keys of all hosts beside those on file, and records what is missing after a yes. */
export async function trust(options: TrustOptions, io: Io): Promise<Exit> {
  const config = await loadConfig(options);
  const named = options.hosts === undefined ? config.hosts : namedHosts(config, options.hosts);
  // ssh takes its time to load; whoever mistyped a name need not wait for it.
  const [{ trustedSsh }, { Recording }] = await Promise.all([
    import('../remote/trust.ts'),
    import('./trustAnswers.ts'),
  ]);
  const { reach } = await trustedSsh(config, io.env);
  const reaches = await Promise.all(named.filter(({ via }) => via === 'ssh').map((host) => reach(host)));
  const levels = levelsOf(reaches);
  const replaced = replacedNames(
    options,
    config,
    levels.flat().map(({ name }) => name),
  );
  const style = stdoutStyle(io);
  const recording = new Recording({ ...options, file: config.file, replaced }, io);
  const hosts: TrustedHost[] = [];
  // Only through jump hosts whose keys are known can those behind them be asked.
  for (const level of levels) {
    const found = await keysOf(level, config, options, io);
    if (!options.json) print(io, options.quiet ? silentLines(found, style) : trustText(found, style));
    const recorded = await recording.record(found);
    hosts.push(...found.map((one) => trustedHost(one, recorded.get(one) ?? 0)));
  }
  const { problems } = recording;
  const report: TrustReport = { formatVersion, command: 'trust', config: config.file, hosts, problems };
  if (options.json) printJson(io, report);
  else {
    say(
      io,
      problems.map(({ text }) => `muster: ${harmless(text)}`),
    );
    if (!options.quiet) print(io, [trustSummary(hosts, style)]);
  }
  if (problems.length > 0) return exits.internal;
  return hosts.every(({ state, recorded }) => state === 'known' || recorded > 0) ? exits.ok : exits.short;
}

/** Asks all hosts of a level at once; with what is known by now, so that jump hosts recorded before are passed. */
async function keysOf(
  level: readonly Reach[],
  config: Config,
  options: TrustOptions,
  io: Io,
): Promise<HostKeys[]> {
  using deadline = passSignal(config.timeouts.passMs, false);
  using progress = askedOf(level.length, io, options);
  const [{ trustedSsh }, { lookAtKeys }] = await Promise.all([
    import('../remote/trust.ts'),
    import('../remote/overSsh.ts'),
  ]);
  const wire = await trustedSsh({ ...config, ssh: { ...config.ssh, hostKeys: 'strict' } }, io.env);
  const limit = pLimit(config.fanoutHosts);
  try {
    return await Promise.all(
      level.map((reach) =>
        limit(() => lookAtKeys(reach, wire, deadline.signal).finally(() => progress.asked())),
      ),
    );
  } finally {
    wire.close?.();
  }
}

/** The hosts and the jump hosts that lead to them, each once; those that are needed for others first. */
function levelsOf(reaches: readonly Reach[]): Reach[][] {
  const listed = new Set(reaches.map(keyName));
  const levels: Reach[][] = [];
  const add = (reach: Reach): void => void (levels[depthOf(reach)] ??= []).push(reach);
  for (const { jump } of reaches) {
    for (let hop = jump; hop !== null; hop = hop.jump) {
      if (listed.has(keyName(hop))) continue;
      listed.add(keyName(hop));
      add(hop);
    }
  }
  for (const reach of reaches) add(reach);
  return levels.filter((level) => level !== undefined);
}

function depthOf({ jump }: Reach): number {
  return jump === null ? 0 : 1 + depthOf(jump);
}

function keyName({ hostKey: { place, recordIn } }: Reach): string {
  return JSON.stringify([knownName(place), recordIn]);
}

function replacedNames(
  { replace }: TrustOptions,
  { file }: Config,
  asked: readonly string[],
): ReadonlySet<string> {
  if (replace === undefined) return new Set();
  const range = expandRange(replace);
  if (!range.ok) throw invalid('--replace', replace, `names and ranges (${range.reason.text})`);
  const strangers = range.names.filter((name) => !asked.includes(name));
  if (strangers.length > 0)
    throw new Failure(
      exits.usage,
      message('hosts-unknown', {
        hosts: foldRange(strangers),
        count: strangers.length,
        file: `${file} that are looked at (-w)`,
        option: '--replace',
      }),
      ...suggestions(strangers, asked),
    );
  return new Set(range.names);
}
