import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import { shifted, withoutFuture } from '../core/memory.ts';
import type { Memory } from '../core/types.ts';
import type { Config, Contact } from '../interface/config.ts';
import { packagePath } from '../package.ts';
import { localWire } from '../remote/local.ts';
import type { PingOfPort } from '../remote/arrival.ts';
import type { HostPort } from '../remote/knownHosts.ts';
import { pings } from '../remote/ping.ts';
import type { HostOutputs, Hosts, Listings } from '../remote/port.ts';
import type { Reach } from '../remote/reach.ts';
import { shellHosts } from '../remote/shellHosts.ts';
import type { Wire } from '../remote/wire.ts';
import { clockProblem, clockSetBy } from '../store/clockSet.ts';
import { controlPath, keepState, recallState, statePlaces } from '../store/keeper.ts';
import type { LockPlaces } from '../store/lock.ts';
import { NewerState } from '../store/state.ts';
import { exits } from './exits.ts';
import { Failure, type CommonOptions, type Io } from './context.ts';

/** The real hosts of a configuration. */
export async function openHosts(
  config: Config,
  { env, clock }: Pick<Io, 'env' | 'clock'>,
  signal: AbortSignal,
): Promise<Hosts & Listings & HostOutputs> {
  const [getmex, launch, stop, sweep, logs] = await Promise.all(
    ['getmex', 'launch', 'stop', 'sweep', 'logs'].map((name) =>
      readFile(packagePath(`workerscripts/${name}`), 'utf8'),
    ),
  );
  const reachOf = lazyReaches(config, env);
  return shellHosts(
    config,
    {
      // A copy: the ping package changes the environment of this process.
      wires: { ssh: lazySsh(config, env, reachOf), local: localWire({ ...env }) },
      through: async (host) => firstHop(await reachOf(host)),
      scripts: {
        getmex: getmex as string,
        launch: launch as string,
        stop: stop as string,
        sweep: sweep as string,
        logs: logs as string,
      },
      ownProbe: await ownProbe(config),
      async pilotBundles(component, host) {
        const { preparedPilot } = await import('../pilot/pilots.ts');
        const { script, files } = await preparedPilot(config, component, host);
        return [script, ...files];
      },
      now: clock.now,
    },
    signal,
  );
}

/** Begins to load what `openHosts` will need, while something else is waited for. */
export function loadAhead({ hosts }: Config): void {
  // What is wrong with it will be told by whoever needs it.
  if (hosts.some(({ via }) => via === 'ssh')) import('../remote/trust.ts').catch(() => {});
}

/** By its address and port: hosts may name one jump host in different words. */
function firstHop({ jump }: Reach): string | null {
  if (jump === null) return null;
  return firstHop(jump) ?? `${jump.user}@${jump.address}:${jump.port}`;
}

/** What is remembered from earlier passes. */
export async function recall(
  config: Config,
  clock: Clock,
  readOnly: boolean,
  { retry, only }: Pick<CommonOptions, 'retry' | 'only'> = {},
): Promise<{ memory: Memory; problems: Message[] }> {
  const places = statePlaces(config.logs, homedir());
  // Together, before anything is waited for: a disk that takes seconds is no clock that was set.
  const nowMs = clock.now();
  const boot = clock.boot();
  const read = await recallState(places, nowMs, readOnly).catch((error: Error) => {
    const problem =
      error instanceof NewerState ? error.problem : message('state-unreadable', { error: error.message });
    throw new Failure(exits.internal, problem);
  });
  const { namespace } = read;
  if (namespace !== null && namespace !== config.namespace) {
    throw new Failure(
      exits.config,
      message('state-of-other-namespace', {
        file: places.main,
        found: namespace,
        wanted: config.namespace,
      }),
    );
  }
  const setMs = clockSetBy(read, nowMs, boot);
  const kept = setMs === 0 ? read.memory : shifted(read.memory, setMs);
  const memory = withoutFuture(kept, nowMs, nowMs + config.timeouts.passMs);
  return {
    memory: forgetting({ retry, only })(memory),
    problems: [...read.problems, ...clockProblem(setMs)],
  };
}

/** What an operator wants forgotten before it is planned. */
export function forgetting({
  retry,
  only,
}: {
  readonly retry?: boolean | undefined;
  readonly only?: readonly string[] | undefined;
}): (memory: Memory) => Memory {
  return (memory) => (retry ? withoutFailures(memory, only) : memory);
}

/**
 * What `--retry` forgets: that components failed, that hosts were unfit for them, and what vanished and may yet appear; those of `--only` where it is
 * given.
 */
function withoutFailures(memory: Memory, only: readonly string[] | undefined): Memory {
  const isKept = (component: string): boolean => only !== undefined && !only.includes(component);
  return {
    ...memory,
    launches: memory.launches.filter(({ component, stage }) => stage !== 'vanished' || isKept(component)),
    setbacks: memory.setbacks.filter(({ component }) => isKept(component)),
    unfit: memory.unfit.filter(({ component }) => isKept(component)),
  };
}

/** Keeps what is known. Returns what went wrong, null if nothing did. */
export function keep(config: Config, memory: Memory, clock: Clock): Promise<Message | null> {
  const places = statePlaces(config.logs, homedir());
  return keepState(places, memory, config.namespace, clock.now(), clock.boot());
}

export function lockPlaces({ file, logs }: Config): LockPlaces {
  return { named: join(logs, 'lock'), guard: file, byPath: controlPath(file, homedir(), 'lock') };
}

/** `20261121T031500-1f9a3c5e`: sorts by time, is a safe file name, and is never given twice. */
export function newLaunchId(nowMs: number): string {
  const time = new Date(nowMs).toISOString().replaceAll(/[-:]|\.\d+Z/g, '');
  return `${time}-${randomBytes(6).toString('hex')}`;
}

type ReachOf = (host: Contact) => Promise<Reach>;

/** The ssh config is read when the first host needs it, once. */
function lazyReaches(config: Config, env: NodeJS.ProcessEnv): ReachOf {
  let reading: Promise<(host: Contact) => Reach> | null = null;
  return async (host) => {
    reading ??= import('../remote/trust.ts').then(({ readReaches }) => readReaches(config, env));
    return (await reading)(host);
  };
}

function pingOf({ method, timeoutMs }: Config['ping'], place: HostPort): PingOfPort | null {
  if (method === 'none') return null;
  return method === 'tcp'
    ? { kind: 'port', port: place.port, timeoutMs }
    : { kind: 'program', ask: () => pings.icmp(place, timeoutMs) };
}

/** ssh is loaded when the first host needs it. */
function lazySsh(config: Config, env: NodeJS.ProcessEnv, reachOf: ReachOf): Wire {
  let wire: Promise<Wire> | null = null;
  return {
    async connect(host, signal) {
      wire ??= import('../remote/trust.ts').then(({ trustedSsh }) =>
        trustedSsh(config, env, reachOf, (place) => pingOf(config.ping, place)),
      );
      return (await wire).connect(host, signal);
    },
    close() {
      wire?.then(
        (opened) => opened.close?.(),
        () => {},
      );
    },
  };
}

async function ownProbe({ scripts }: Config): Promise<string | null> {
  if (scripts.probe === null || scripts.where === 'remote') return null;
  const path = join(scripts.folder, scripts.probe);
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new Failure(
      exits.config,
      message('probe-unreadable', { file: path, error: (error as Error).message }),
    );
  }
}
