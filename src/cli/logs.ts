import { once, setMaxListeners } from 'node:events';
import pLimit from 'p-limit';
import type { Config, ConfigHost } from '../interface/config.ts';
import { follow, readOnce, type Asked, type Machines, type Read } from '../outputs/follow.ts';
import type { Sink, Source } from '../outputs/hostReader.ts';
import type { OutputLine } from '../outputs/lineSplitter.ts';
import { Turns } from '../outputs/turns.ts';
import { harmless } from '../report/harmless.ts';
import { hostColours, outputLineJson, outputLineText } from '../report/outputText.ts';
import { styleFor } from '../report/style.ts';
import {
  componentNamed,
  conflict,
  invalid,
  loadConfig,
  namedHosts,
  say,
  stdoutStyle,
  type CommonOptions,
  type Io,
} from './context.ts';
import { exits, type Exit } from './exits.ts';
import { openHosts } from './world.ts';

export interface LogsOptions extends CommonOptions {
  readonly follow?: boolean;
  /** How many lines of each instance. */
  readonly lines?: number;
  readonly launch?: string;
}

/** `muster logs`: what the instances of a component print. */
export async function logs(
  component: string,
  names: string | undefined,
  options: LogsOptions,
  io: Io,
): Promise<Exit> {
  const config = await loadConfig(options);
  const asked = askedOf(config, component, options);
  const chosen = hostsOf(config, names, options);
  using end = endOfReading(io);
  const hosts = await openHosts(config, io, end.signal);
  const ports = { hosts, signal: end.signal };
  const machines: Machines = new Map();
  const limit = pLimit(config.fanoutHosts);
  const printer = printerOn(io, options, chosen);
  try {
    if (options.follow) {
      const sighting = {
        ...ports,
        hosts: { ...hosts, sight: (host: ConfigHost) => limit(hosts.sight, host) },
      };
      const sinks = chosen.map((host) => printer.sink(host, printer.write, (tell) => tell()));
      await Promise.all(
        chosen.map((host, index) => follow(host, asked, sinks[index] as Sink, machines, sighting)),
      );
      return exits.ok;
    }
    const turns = new Turns(chosen.length, printer.write);
    const read = await Promise.all(
      chosen.map((host, index) =>
        limit(async () => {
          const sink = printer.sink(
            host,
            (text) => turns.write(index, text),
            (tell) => turns.say(index, tell),
          );
          const came = await readOnce(host, asked, sink, machines, ports);
          await turns.end(index);
          return came;
        }),
      ),
    );
    return exitOf(read);
  } finally {
    hosts.close();
  }
}

function exitOf(read: readonly Read[]): Exit {
  return read.includes('not reached') || !read.includes('read') ? exits.short : exits.ok;
}

function askedOf(config: Config, component: string, { launch, lines }: LogsOptions): Asked {
  const { id } = componentNamed(config, component);
  if (launch !== undefined && !/^[A-Za-z0-9-]{1,64}$/.test(launch))
    throw invalid(
      '--launch',
      launch,
      'an id such as 20261121T031500-1f9a3c5e, as muster history --launches -v shows it,',
    );
  return { component: id, launch: launch ?? null, lastLines: lines ?? 10 };
}

function hostsOf(config: Config, names: string | undefined, { hosts }: LogsOptions): readonly ConfigHost[] {
  if (names !== undefined && hosts !== undefined) throw conflict(['hosts', '-w'], 'name the hosts once');
  if (names !== undefined) return namedHosts(config, names, null);
  return hosts === undefined ? config.hosts : namedHosts(config, hosts);
}

/** Ctrl-C, TERM, and a reader that has seen enough end it all the same: quietly. */
function endOfReading({ stdout }: Io): Disposable & { readonly signal: AbortSignal } {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  const end = (): void => controller.abort(new Error('it was ended'));
  process.on('SIGINT', end).on('SIGTERM', end);
  stdout.on('error', end);
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      process.off('SIGINT', end).off('SIGTERM', end);
      stdout.off('error', end);
    },
  };
}

interface Printer {
  write(text: string): Promise<void>;
  /** `talk` is given what there is to say beside the lines, to say it when its turn has come. */
  sink(host: ConfigHost, write: (text: string) => Promise<void>, talk: (tell: () => void) => void): Sink;
}

function printerOn(io: Io, { json, quiet, verbose }: LogsOptions, chosen: readonly ConfigHost[]): Printer {
  const names = chosen.map(({ name }) => name);
  const colours = hostColours(stdoutStyle(io), names);
  const talk = hostColours(styleFor(io.stderr, io.env), names);
  const width = Math.max(...names.map(({ length }) => length));
  let room: Promise<unknown> | null = null;
  return {
    async write(text) {
      if (!io.stdout.destroyed && !io.stdout.write(text)) {
        // Whoever reads is slower than the hosts: of none is more asked for until there is room, or nobody reads.
        room ??= once(io.stdout, 'drain').catch(() => {});
      }
      await room;
      room = null;
    },
    sink({ name }, write, inTurn) {
      const pids = new Set<number>();
      const colour = colours.get(name) ?? String;
      return {
        lines(source: Source, lines: readonly OutputLine[]) {
          if (source.pid !== null) pids.add(source.pid);
          const label = { host: name, withPid: pids.size > 1, width, colour };
          const atMs = io.clock.now();
          const texts = lines.map((line) =>
            json ? outputLineJson(atMs, name, source, line) : outputLineText(label, source, line),
          );
          return write(`${texts.join('\n')}\n`);
        },
        say(kind, pid, { text }) {
          if (pid !== null) pids.add(pid);
          if ((quiet && kind !== 'problem') || (!verbose && kind === 'detail')) return;
          const who = pid === null ? name : `${name} ${pid}`;
          const line = `${(talk.get(name) ?? String)(`${who}:`)} ${harmless(text)}`;
          inTurn(() => say(io, [line]));
        },
      };
    },
  };
}
