import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pLimit, { type LimitFunction } from 'p-limit';
import { causeOf } from '../core/catalogue/cause.ts';
import { message, shortened, type Message } from '../core/catalogue/catalogue.ts';
import { countInstances } from '../core/count.ts';
import type { HostName, Unknown, Vitals } from '../core/types.ts';
import type { Config, ConfigComponent, ConfigHost } from '../interface/config.ts';
import { Gone } from './dialogue.ts';
import { readBundle, stageCommand, type Bundle } from './bundle.ts';
import { launchScript, parseLaunch, sweepScript, type LaunchAnswer } from './launch.ts';
import { openOutputs } from './outputs.ts';
import type { HostOutputs, Hosts, LaunchOrder, Listed, Listings, StopOrder } from './port.ts';
import { parsePlainListing, parseProbe, probeScript } from './probe.ts';
import { parsePilots } from './pilotLines.ts';
import { shellQuote } from './quote.ts';
import { reasonOf } from './collect.ts';
import { parseStops, stopScript, type StopAnswer } from './stop.ts';
import { maxAnswerBytes, maxOutputBytes } from './wire.ts';
import type { Limits, Line, RunResult, Wire } from './wire.ts';

export interface ShellTools {
  /** The jump host that the way to a host goes through first; null for straight there. */
  through(host: ConfigHost): Promise<string | null>;
  readonly wires: Readonly<Record<'ssh' | 'local', Wire>>;
  /** The texts of muster's own scripts. */
  readonly scripts: Readonly<Record<'getmex' | 'launch' | 'stop' | 'sweep' | 'logs', string>>;
  /** The text of the probe named in `scripts.probe`, where it lies on this machine. */
  readonly ownProbe: string | null;
  /** The submitter that is generated for a component and a kind of host, and behind it the files it stages. */
  pilotBundles(component: ConfigComponent, host: ConfigHost): Promise<readonly Bundle[]>;
  /** The coordinator's clock. */
  now(): number;
}

/** Hosts with a login shell and a process listing, one connection each for the whole pass. */
export function shellHosts(
  config: Config,
  tools: ShellTools,
  signal: AbortSignal,
): Hosts & Listings & HostOutputs {
  const root = `.muster/${config.namespace}`;
  const rooms = new Map<HostName, HostRoom>();
  let bundle: Promise<Bundle> | null = null;
  const limits = (timeoutMs: number, maxBytes = maxAnswerBytes): Limits => ({ timeoutMs, signal, maxBytes });

  async function list(host: ConfigHost): Promise<Listed> {
    const room = rooms.get(host.name);
    if (room && room.line.lost === null) return probe(room);
    if (signal.aborted) return withoutListing(silent(reasonOf(signal)));
    const connected = await tools.wires[host.via].connect(host, signal);
    if (!connected.ok) {
      const { absent, reason } = connected;
      return withoutListing({ ...silent(reason), ...(absent && { kind: 'down' }) });
    }
    const opened: HostRoom = {
      line: connected.line,
      channels: pLimit(channelsPerHost),
      aheadMs: null,
      vitals: null,
      staged: new Map(),
    };
    rooms.set(host.name, opened);
    return probe(opened);
  }

  /** A fault of ours with one host must not end the pass for all of them. */
  function listOrFault(host: ConfigHost): Promise<Listed> {
    return list(host).catch((error: Error) => withoutListing(silent(internalFault(error))));
  }

  async function probe(room: HostRoom): Promise<Listed> {
    const nonce = newNonce();
    const own = config.scripts.probe;
    const result = await room.line.run(
      // No `exec` before it: restricted shells refuse that.
      'sh -s',
      own !== null && config.scripts.where === 'remote'
        ? // Not as the command line: a login shell need not read quotes as sh does (fish knows \' inside them).
          `exec ${shellQuote(join(config.scripts.folder, own))} </dev/null\n`
        : (tools.ownProbe ?? probeScript(tools.scripts.getmex, root, nonce)),
      limits(config.timeouts.probeMs, maxOutputBytes),
    );
    if (result.kind === 'broken')
      return withoutListing(silent(message('probe-unanswered', causeOf(result.reason))));
    const said = stderrOf(result);
    const read =
      own === null ? parseProbe(result.stdout, nonce, said) : parsePlainListing(result.stdout, said);
    if (!read.ok) return withoutListing(silent(read.reason));
    room.vitals = read.vitals;
    const { clockMs } = read.vitals;
    room.aheadMs = clockMs === null ? null : clockMs - tools.now();
    const { vitals, processes, leftOut, pilotLines } = read;
    const instances = countInstances(processes, config.components);
    const times = { aheadMs: room.aheadMs ?? 0, bootedMs: bootedMs(vitals, tools.now()) };
    const pilots = pilotLines && { pilots: parsePilots(pilotLines, times, processes) };
    return {
      sighting: { kind: 'seen', vitals, instances, ...pilots },
      listing: { processes, leftOut },
    };
  }

  async function launch({
    id,
    component,
    host,
    env,
    untilMs,
  }: LaunchOrder): Promise<LaunchAnswer & { printed: string }> {
    const room = rooms.get(host.name);
    if (!room) return refused(message('launch-unsent', causeOf(noConnection)));
    const ready = component.pilot === null ? await folderOn(room) : await pilotOn(room, component, host);
    if ('why' in ready) return { ...refused(ready.why), ...(ready.ours && { ours: true }) };
    const nonce = newNonce();
    const script = launchScript(tools.scripts.launch, {
      nonce,
      root,
      launchId: id,
      deadlineS: room.aheadMs === null ? null : Math.floor((untilMs + room.aheadMs) / 1000),
      folder: ready.folder,
      uses: ready.uses,
      submitter: component.submitter,
      args: component.args,
      env: {
        ...env,
        ...component.env,
        MUSTER_COMPONENT: component.id,
        MUSTER_PIPE: component.pipe,
        MUSTER_TYPE: component.type,
        MUSTER_HOST: host.name,
        MUSTER_KEY: component.key,
        MUSTER_LAUNCH_ID: id,
        MUSTER_NAMESPACE: config.namespace,
      },
    });
    const run = () => room.line.run('sh -s', script, limits(config.timeouts.launchMs));
    return parseLaunch(await room.channels(run), nonce);
  }

  async function stop({
    host,
    targets,
    spare,
    seenAtMs,
    seenUpS,
    untilMs,
  }: StopOrder): Promise<StopAnswer[]> {
    const room = rooms.get(host.name);
    const all = (answer: StopAnswer): StopAnswer[] => targets.map(() => answer);
    if (!room) return all({ outcome: 'refused', detail: message('stop-unsent', causeOf(noConnection)) });
    const known = targets.flatMap(({ component, pid, elapsedS }) =>
      elapsedS === null ? [] : [{ pid, elapsedS, key: component.key }],
    );
    if (seenAtMs === null || known.length < targets.length)
      return all({ outcome: 'refused', detail: message('start-time-unknown') });
    const nonce = newNonce();
    const graceMs = config.timeouts.stopMs;
    const script = stopScript(tools.scripts.stop, {
      nonce,
      deadlineS: room.aheadMs === null ? null : Math.floor((untilMs + room.aheadMs) / 1000),
      graceS: Math.ceil(graceMs / 1000),
      seenS: Math.floor(seenAtMs / 1000),
      upS: seenUpS === null ? null : Math.floor(seenUpS),
      targets: known,
      spare,
    });
    const answerMs = graceMs + afterKillMs + config.timeouts.probeMs;
    const run = () => room.line.run('sh -s', script, limits(answerMs));
    return parseStops(
      await room.channels(run),
      nonce,
      known.map(({ pid }) => pid),
    );
  }

  /** Where the submitter is on a host, staged first where need be. */
  async function folderOn(room: HostRoom): Promise<Ready> {
    if (config.scripts.where === 'remote') return { folder: config.scripts.folder, uses: [] };
    const { folder } = config.scripts;
    return staged(room, async () => [await (bundle ??= readBundle(folder))]);
  }

  /** The same for a generated submitter, which comes with the files of the control VM that it stages. */
  function pilotOn(room: HostRoom, component: ConfigComponent, host: ConfigHost): Promise<Ready> {
    return staged(room, () => tools.pilotBundles(component, host));
  }

  /** Brings bundles to a host, each once, however many launches wait for it. The submitter is in the first. */
  async function staged(room: HostRoom, read: () => Promise<readonly Bundle[]>): Promise<Ready> {
    let bundles: readonly Bundle[];
    try {
      bundles = await read();
    } catch (error) {
      return { why: message('scripts-unreadable', { error: (error as Error).message }), ours: true };
    }
    for (const one of bundles) {
      const why = await stage(room, one);
      if (why !== null) return { why, ours: false };
    }
    const [folder = '', ...uses] = bundles.map(({ name }) => name);
    return { folder, uses };
  }

  function stage(room: HostRoom, { name, archive }: Bundle): Promise<Message | null> {
    if (room.vitals?.bundles.includes(name)) return Promise.resolve(null);
    const staging =
      room.staged.get(name) ??
      room.line
        .run(stageCommand(root, name, newNonce()), archive, limits(config.timeouts.launchMs))
        .then(stagingFault);
    room.staged.set(name, staging);
    return staging;
  }

  async function tidy(host: ConfigHost): Promise<void> {
    const room = rooms.get(host.name);
    const { sweptMs, clockMs } = room?.vitals ?? {};
    if (!room || (sweptMs && clockMs && clockMs - sweptMs < dayMs)) return;
    const words = { root, bundle: (await bundle?.catch(() => null))?.name ?? 'none', keepDays: keepDays };
    await room.line.run('sh -s', sweepScript(tools.scripts.sweep, words), limits(config.timeouts.probeMs));
  }

  return {
    through: async (host) => (host.via === 'ssh' ? tools.through(host).catch(() => null) : null),
    sight: async (host) => (await listOrFault(host)).sighting,
    list: listOrFault,
    launch: (order) =>
      launch(order).catch((error: Error) => ({
        outcome: 'unknown',
        detail: message('launch-interrupted', causeOf(internalFault(error))),
        printed: '',
      })),
    stop: (order) =>
      stop(order).catch((error: Error) =>
        order.targets.map(() => ({
          outcome: 'unknown' as const,
          detail: message('stop-interrupted', causeOf(internalFault(error))),
        })),
      ),
    tidy: (host) => tidy(host).catch(() => {}),
    async outputs({ name }) {
      const room = rooms.get(name);
      if (!room) throw new Gone(noConnection);
      const words = { text: tools.scripts.logs, root, silenceMs: config.timeouts.probeMs };
      return openOutputs(room.line, words);
    },
    leave({ name }) {
      rooms.get(name)?.line.close();
      rooms.delete(name);
    },
    close() {
      for (const { line } of rooms.values()) line.close();
      for (const wire of Object.values(tools.wires)) wire.close?.();
    },
  };
}

/** What stands between muster and one host during a pass. */
interface HostRoom {
  readonly line: Line;
  readonly channels: LimitFunction;
  vitals: Vitals | null;
  /**
   * By how much its clock is ahead of ours, rather too little: it was read before its answer was here. null where the
   * host does not tell it.
   */
  aheadMs: number | null;
  /** By bundle that was brought in this pass: null, once settled, when it is there; else why not. */
  readonly staged: Map<string, Promise<Message | null>>;
}

/** The bundle or folder where a submitter is, and the other bundles it uses; or why it cannot be run. */
type Ready =
  | { readonly folder: string; readonly uses: readonly string[] }
  | { readonly why: Message; readonly ours: boolean };

/** sshd lets a connection have ten sessions at once (MaxSessions); the next would be refused. */
const channelsPerHost = 8;

/** How long the script waits for what it has killed. */
const afterKillMs = 5000;

const dayMs = 24 * 60 * 60 * 1000;

/** How long the output of a launch and an unused bundle stay on a host. */
const keepDays = 14;

/** Tells our answer from anything else a host prints, and one question from the next. */
function newNonce(): string {
  return randomBytes(8).toString('hex');
}

/** When a host was booted, by our clock; null where it does not tell. */
function bootedMs({ uptimeS }: Vitals, nowMs: number): number | null {
  return uptimeS === null ? null : nowMs - uptimeS * 1000;
}

const noConnection = message('no-connection');

function internalFault(error: Error): Message {
  return message('internal-fault', { error: error.message });
}

function silent(reason: Message): Unknown {
  return { kind: 'silent', reason: shortened(reason, 1000) };
}

function withoutListing(sighting: Unknown): Listed {
  return { sighting, listing: null };
}

function refused(detail: Message): LaunchAnswer & { outcome: 'refused'; printed: string } {
  return { outcome: 'refused', detail, printed: '' };
}

function stagingFault(result: RunResult): Message | null {
  if (result.kind === 'exited' && result.code === 0) return null;
  const why =
    result.kind === 'broken'
      ? result.reason
      : message('command-exit', { exit: String(result.code), stderr: stderrOf(result) });
  return message('staging-failed', causeOf(why));
}

function stderrOf({ stderr }: RunResult): string {
  return stderr.toString('utf8').trim().slice(0, 300);
}
