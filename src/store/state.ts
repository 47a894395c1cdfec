import type { Boot } from '../clock.ts';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import type { FileFault } from '../core/catalogue/passCodes.ts';
import { emptyMemory } from '../core/types.ts';
import type {
  ComponentId,
  HeldInstance,
  HostMemory,
  LaunchStage,
  Memory,
  OpenLaunch,
  OpenStop,
  Setback,
} from '../core/types.ts';
import { decodeDecision, encodeDecision } from './decisionsFile.ts';
import { decodePilot, decodeUnfit, encodePilot, encodeUnfit } from './pilotsFile.ts';
import { iso, list, messageIn, record, text, textOrNull, time, whole, type Raw } from './raw.ts';
import { previousPath, readStateText, replaceState, setAside } from './stateFile.ts';

/** The version of `state.json` this muster writes, and the only one it reads. Fields may be added within a version. */
export const stateVersion = 1;

export interface StateRead {
  readonly memory: Memory;
  /** What was wrong with the file; it was set aside then, unless `readOnly`. */
  readonly problem: Message | null;
  /** The namespace the file belongs to; null where there is no file or it is broken. */
  readonly namespace: string | null;
  /** When it was written; null as for `namespace`. */
  readonly writtenAtMs: number | null;
  /** Of the machine that wrote it, at that time; null where that is not known. */
  readonly boot: Boot | null;
}

/**
 * Reads what the last pass left. What is broken is set aside, never overwritten; the state before it is believed then,
 * and without one nothing is remembered.
 *
 * That is never worse than to remember nothing: an older state knows every launch that is open in the newer
 * (`replaceState`), and an instance that has exited since counts at most until `lostAfter` has passed from now on.
 *
 * @param readOnly for commands that only look: a broken file stays where it is.
 * @throws the file system's error where there is a file that this user may not read; NewerState
 */
export async function readState(path: string, nowMs: number, readOnly: boolean): Promise<StateRead> {
  const found = await look(path);
  if ('known' in found) return { ...found.known, problem: null };
  if (found.what === null) return nothing(null);
  const previous = await previousPath(path);
  const before = await look(previous);
  const instead = 'known' in before ? before : null;
  const params = {
    ...found.what,
    previous: instead && previous,
    previousAt: instead && iso(instead.known.writtenAtMs),
  };
  const known = instead && withoutLostTime(instead.known, nowMs);
  const moved =
    found.what.fault === 'folder' || readOnly
      ? { error: null }
      : await setAside(path, nowMs, known && stateText(known));
  const problem =
    'aside' in moved
      ? message('state-set-aside', { ...params, ...moved })
      : message('state-unusable', { ...params, ...moved });
  return known ? { ...known, problem } : nothing(problem);
}

/**
 * A later pass, whose state is lost, may have seen the hosts until just now. So the time since the older state was written
 * does not count toward their `lostAfter`.
 */
function withoutLostTime(known: Known, nowMs: number): Known {
  const lostMs = Math.max(0, nowMs - known.writtenAtMs);
  const hosts = [...known.memory.hosts].map(
    ([name, held]) =>
      [name, { ...held, lostAfterFromMs: (held.lostAfterFromMs ?? held.seenAtMs) + lostMs }] as const,
  );
  return { ...known, memory: { ...known.memory, hosts: new Map(hosts) } };
}

/** A state that a newer muster wrote. It is left alone: to forget what it tells of could start it twice. */
export class NewerState extends Error {
  readonly problem: Message;

  constructor(path: string, version: number) {
    const problem = message('state-newer', { path, version, reads: stateVersion });
    super(problem.text);
    this.problem = problem;
  }
}

type Known = ReturnType<typeof decode>;

/** What is known from a file; or what is wrong with it, null where there is none. */
async function look(path: string): Promise<{ readonly known: Known } | { readonly what: FileFault | null }> {
  const found = await readStateText(path);
  if (found.kind === 'nothing') return { what: null };
  if (found.kind === 'other') return found;
  try {
    const raw = JSON.parse(found.text) as unknown;
    const version = versionOf(raw);
    if (version > stateVersion) throw new NewerState(path, version);
    return { known: decode(raw) };
  } catch (error) {
    if (error instanceof NewerState) throw error;
    return { what: { path, fault: 'broken', detail: (error as Error).message } };
  }
}

function versionOf(raw: unknown): number {
  const version = record(raw, 'the file')['version'];
  return Number.isSafeInteger(version) ? (version as number) : 0;
}

function nothing(problem: Message | null): StateRead {
  return { memory: emptyMemory, problem, namespace: null, writtenAtMs: null, boot: null };
}

/** @throws the file system's error; the old state is untouched then. */
export async function writeState(
  path: string,
  memory: Memory,
  namespace: string,
  nowMs: number,
  boot: Boot | null = null,
): Promise<void> {
  const { launches, stops, decisions } = memory;
  const text = stateText({ memory, namespace, writtenAtMs: nowMs, boot });
  await replaceState(path, text, launches.length + stops.length + decisions.length > 0);
}

function stateText(known: Known): string {
  return `${JSON.stringify(encode(known), null, 1)}\n`;
}

function encode({ memory, namespace, writtenAtMs, boot }: Known): unknown {
  const hosts = [...memory.hosts].map(
    ([host, { seenAtMs, lostAfterFromMs, bootId, machine, instances, pilots }]) => [
      host,
      {
        seenAt: iso(seenAtMs),
        ...(lostAfterFromMs !== undefined && { lostAfterFrom: iso(lostAfterFromMs) }),
        bootId,
        machine,
        instances: encodeInstances(instances),
        ...(pilots?.length && { pilots: pilots.map(encodePilot) }),
      },
    ],
  );
  return {
    version: stateVersion,
    namespace,
    writtenAt: iso(writtenAtMs),
    boot,
    hosts: Object.fromEntries(hosts),
    launches: memory.launches.map(({ sentAtMs, ...launch }) => ({ ...launch, sentAt: iso(sentAtMs) })),
    setbacks: memory.setbacks.map(({ lastAtMs, ...setback }) => ({ ...setback, lastAt: iso(lastAtMs) })),
    stops: memory.stops.map(({ orderedAtMs, ...stop }) => ({ ...stop, orderedAt: iso(orderedAtMs) })),
    decisions: memory.decisions.map(encodeDecision),
    unfit: memory.unfit.map(encodeUnfit),
  };
}

function encodeInstances(instances: HostMemory['instances']): unknown {
  const entries = [...instances].map(([component, list]) => [
    component,
    list.map(({ sinceMs, ...instance }) => ({ ...instance, since: iso(sinceMs) })),
  ]);
  return Object.fromEntries(entries);
}

function decode(raw: unknown): Omit<StateRead, 'problem'> & { namespace: string; writtenAtMs: number } {
  const state = record(raw, 'the file');
  if (state['version'] !== stateVersion)
    throw new Error(`version ${JSON.stringify(state['version'])} where ${stateVersion} is expected`);
  const hosts = Object.entries(record(state['hosts'], 'hosts')).map(([host, held]): [string, HostMemory] => [
    host,
    decodeHost(record(held, `hosts.${host}`), host),
  ]);
  const launches = list(state['launches'], 'launches').map((item) => decodeLaunch(record(item, 'a launch')));
  const setbacks = list(state['setbacks'], 'setbacks').map((item) =>
    decodeSetback(record(item, 'a setback')),
  );
  // Not there before a muster that stops anything has written it.
  const stops = list(state['stops'] ?? [], 'stops').map((item) => decodeStop(record(item, 'a stop')));
  const decisions = list(state['decisions'] ?? [], 'decisions').map((item) =>
    decodeDecision(record(item, 'a decision')),
  );
  // Nor these before a muster that knows of pilots has.
  const unfit = list(state['unfit'] ?? [], 'unfit').map((item) => decodeUnfit(record(item, 'an unfit host')));
  return {
    memory: { hosts: new Map(hosts), launches, setbacks, stops, decisions, unfit },
    namespace: text(state['namespace'], 'namespace'),
    writtenAtMs: time(state['writtenAt'], 'writtenAt'),
    boot: (state['boot'] ?? null) === null ? null : decodeBoot(record(state['boot'], 'boot')),
  };
}

function decodeBoot(boot: Raw): Boot {
  return { id: text(boot['id'], 'boot.id'), uptimeMs: whole(boot['uptimeMs'], 'boot.uptimeMs') };
}

function decodeHost(held: Raw, host: string): HostMemory {
  const instances = Object.entries(record(held['instances'], `instances of ${host}`)).map(
    ([component, items]): [ComponentId, HeldInstance[]] => [
      component as ComponentId,
      list(items, component).map((item) => decodeInstance(record(item, `an instance of ${component}`))),
    ],
  );
  return {
    seenAtMs: time(held['seenAt'], `hosts.${host}.seenAt`),
    ...(held['lostAfterFrom'] !== undefined && {
      lostAfterFromMs: time(held['lostAfterFrom'], `hosts.${host}.lostAfterFrom`),
    }),
    bootId: textOrNull(held['bootId'], `hosts.${host}.bootId`),
    machine: textOrNull(held['machine'], `hosts.${host}.machine`),
    instances: new Map(instances),
    ...(held['pilots'] !== undefined && {
      pilots: list(held['pilots'], 'pilots').map((item) => decodePilot(record(item, 'a pilot'))),
    }),
  };
}

function decodeInstance(item: Raw): HeldInstance {
  return {
    pid: whole(item['pid'], 'pid'),
    elapsedS: item['elapsedS'] === null ? null : whole(item['elapsedS'], 'elapsedS'),
    pids: list(item['pids'], 'pids').map((pid) => whole(pid, 'pids')),
    sinceMs: time(item['since'], 'since'),
  };
}

function decodeLaunch(item: Raw): OpenLaunch {
  return {
    id: text(item['id'], 'launch id'),
    component: text(item['component'], 'component') as ComponentId,
    host: text(item['host'], 'host'),
    sentAtMs: time(item['sentAt'], 'sentAt'),
    bootId: textOrNull(item['bootId'], 'bootId'),
    accounted: list(item['accounted'], 'accounted').map((pid) => whole(pid, 'accounted')),
    stage: stage(item['stage']),
  };
}

function decodeSetback(item: Raw): Setback {
  return {
    component: text(item['component'], 'component') as ComponentId,
    host: textOrNull(item['host'], 'host'),
    failures: whole(item['failures'], 'failures'),
    lastAtMs: time(item['lastAt'], 'lastAt'),
    why: messageIn(item['why'], 'why'),
    ...(item['lastHost'] !== undefined && { lastHost: text(item['lastHost'], 'lastHost') }),
  };
}

function decodeStop(item: Raw): OpenStop {
  return {
    component: text(item['component'], 'component') as ComponentId,
    host: text(item['host'], 'host'),
    pids: list(item['pids'], 'pids').map((pid) => whole(pid, 'pids')),
    orderedAtMs: time(item['orderedAt'], 'orderedAt'),
  };
}

function stage(value: unknown): LaunchStage {
  if (value === 'ordered' || value === 'sent' || value === 'vanished') return value;
  throw new Error('stage is none of ordered, sent, vanished');
}
