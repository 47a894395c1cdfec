import { message } from '../core/catalogue/catalogue.ts';
import type { Decision } from '../core/types.ts';
import type { Config, ConfigHost } from '../interface/config.ts';
import { expandRange, foldRange } from '../interface/ranges.ts';
import { Failure, loadConfig, namedHosts, say, type Io } from './context.ts';
import { changeDecisions, said, withDecisions, withoutMatters, type DecideOptions } from './decide.ts';
import { exits, type Exit } from './exits.ts';
import { told } from './pause.ts';
import { stopDecided } from './stopDecided.ts';

export interface DrainOptions extends DecideOptions {
  /** Also stop what runs there. */
  readonly stop?: boolean;
}

/** `muster drain`: keeps new launches away from hosts; with `--stop`, ends what runs there. */
export async function drain(names: string, options: DrainOptions, io: Io): Promise<Exit> {
  const config = await loadConfig(options);
  const hosts = namedHosts(config, names, 'drain');
  const decisionsAt = (nowMs: number): Decision[] =>
    hosts.map(({ name }) => ({
      kind: 'drain',
      ...said(io, options, nowMs),
      host: name,
      stop: options.stop === true,
    }));
  if (!options.stop) {
    const changed = await changeDecisions(config, 'drain', options, io, (memory, log, nowMs) =>
      withDecisions(memory, decisionsAt(nowMs), log, 'drain'),
    );
    return told('drain', changed, options, io);
  }
  const on = new Set(hosts.map(({ name }) => name));
  return stopDecided(
    config,
    {
      command: 'drain',
      decide: ({ atMs }) => decisionsAt(atMs),
      concerns: (_, all) => all.some((name) => on.has(name)),
      components: null,
      hosts: [...on],
    },
    options,
    io,
  );
}

/** `muster undrain`: takes back what `drain` has said of hosts. */
export async function undrain(names: string, options: DecideOptions, io: Io): Promise<Exit> {
  const config = await loadConfig(options);
  const changed = await changeDecisions(config, 'undrain', options, io, (memory, log) => {
    const drained = memory.decisions.flatMap((one) => (one.kind === 'drain' ? [one.host] : []));
    const hosts = hostsOrDrained(config, names, drained);
    const matters = hosts.filter((host) => drained.includes(host)).map((host) => `drain ${host}`);
    if (matters.length === 0) throw notDrained(config, hosts);
    return withoutMatters(memory, new Set(matters), log, 'undrain', io);
  });
  const range = expandRange(names);
  const named = new Set(range.ok ? range.names : []);
  const drained = new Set(changed.before.flatMap((one) => (one.kind === 'drain' ? [one.host] : [])));
  const others = [...named].filter((name) => !drained.has(name));
  if (!options.quiet && others.length > 0) say(io, [`Nobody has drained ${foldRange(others)}.`]);
  const still = config.hosts.filter(({ name, drain: why }) => why !== null && named.has(name));
  if (!options.quiet && still.length > 0)
    say(io, [`${listed(still)} stay drained by "drain" in ${config.file}.`]);
  return told('undrain', changed, options, io);
}

/** A host that was taken out of the file may still be in what was decided. */
function hostsOrDrained(config: Config, names: string, drained: readonly string[]): string[] {
  const range = expandRange(names);
  if (!range.ok) return namedHosts(config, names, 'undrain').map(({ name }) => name);
  const known = new Set(drained);
  const others = range.names.filter((name) => !known.has(name));
  const listed = others.length === 0 ? [] : namedHosts(config, others.join(','), 'undrain');
  return [...range.names.filter((name) => known.has(name)), ...listed.map(({ name }) => name)];
}

function notDrained(config: Config, hosts: readonly string[]): Failure {
  const byFile = config.hosts.filter(({ name, drain: why }) => why !== null && hosts.includes(name));
  return byFile.length > 0
    ? new Failure(
        exits.usage,
        message('drained-by-file', { hosts: byFile.map(({ name }) => name), file: config.file }),
      )
    : new Failure(exits.usage, message('not-drained', { hosts }));
}

const listed = (hosts: readonly ConfigHost[]): string => hosts.map(({ name }) => name).join(', ');
