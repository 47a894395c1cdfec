import { readFile, rename } from 'node:fs/promises';
import type { Boot } from '../clock.ts';
import { emptyMemory } from '../core/types.ts';
import type {
  ComponentId,
  HeldInstance,
  HostMemory,
  LaunchStage,
  Memory,
  OpenLaunch,
  Setback,
} from '../core/types.ts';
import { replaceFile } from './files.ts';

/** The version of `state.json` this muster writes, and the only one it reads. */
export const stateVersion = 1;

export interface StateRead {
  readonly memory: Memory;
  /** What was wrong with the file; it was set aside then, unless `readOnly`. */
  readonly problem: string | null;
  /** The namespace the file belongs to; null where there is no file or it is broken. */
  readonly namespace: string | null;
  /** When it was written; null as for `namespace`. */
  readonly writtenAtMs: number | null;
  /** Of the machine that wrote it, at that time; null where that is not known. */
  readonly boot: Boot | null;
}

/**
 * Reads what the last pass left. A broken file is set aside, never overwritten, and nothing is remembered then.
 *
 * @param readOnly for commands that only look: a broken file stays where it is.
 * @throws the file system's error where there is a file that this user may not read
 */
export async function readState(path: string, nowMs: number, readOnly: boolean): Promise<StateRead> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    // What is there and cannot be read is not nothing: it may tell of jobs on hosts that are unknown now.
    if (['EACCES', 'EPERM', 'EIO'].includes(code)) throw error;
    const problem = code === 'ENOENT' || code === 'ENOTDIR' ? null : `${path} cannot be read: ${message}`;
    return { memory: emptyMemory, problem, namespace: null, writtenAtMs: null, boot: null };
  }
  try {
    return { ...decode(JSON.parse(text)), problem: null };
  } catch (error) {
    const why = `${path} is broken (${(error as Error).message})`;
    const problem = readOnly
      ? `${why}; what it held is not known`
      : `${why}; ${await setAside(path, nowMs)}; this pass knows only what it sees`;
    return { memory: emptyMemory, problem, namespace: null, writtenAtMs: null, boot: null };
  }
}

/** @throws the file system's error; the old state is untouched then. */
export async function writeState(
  path: string,
  memory: Memory,
  namespace: string,
  nowMs: number,
  boot: Boot | null = null,
): Promise<void> {
  await replaceFile(path, `${JSON.stringify(encode(memory, namespace, nowMs, boot), null, 1)}\n`);
}

async function setAside(path: string, nowMs: number): Promise<string> {
  const aside = `${path}.broken-${new Date(nowMs).toISOString().replaceAll(/[:.]/g, '-')}`;
  try {
    await rename(path, aside);
    return `it was set aside as ${aside}`;
  } catch (error) {
    return `it could not be set aside: ${(error as Error).message}`;
  }
}

function encode(memory: Memory, namespace: string, nowMs: number, boot: Boot | null): unknown {
  const hosts = [...memory.hosts].map(([host, { seenAtMs, bootId, machine, instances }]) => [
    host,
    { seenAt: iso(seenAtMs), bootId, machine, instances: encodeInstances(instances) },
  ]);
  return {
    version: stateVersion,
    namespace,
    writtenAt: iso(nowMs),
    boot,
    hosts: Object.fromEntries(hosts),
    launches: memory.launches.map(({ sentAtMs, ...launch }) => ({ ...launch, sentAt: iso(sentAtMs) })),
    setbacks: memory.setbacks.map(({ lastAtMs, ...setback }) => ({ ...setback, lastAt: iso(lastAtMs) })),
  };
}

function encodeInstances(instances: HostMemory['instances']): unknown {
  const entries = [...instances].map(([component, list]) => [
    component,
    list.map(({ sinceMs, ...instance }) => ({ ...instance, since: iso(sinceMs) })),
  ]);
  return Object.fromEntries(entries);
}

function decode(raw: unknown): Omit<StateRead, 'problem'> {
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
  return {
    memory: { hosts: new Map(hosts), launches, setbacks },
    namespace: text(state['namespace'], 'namespace'),
    writtenAtMs: time(state['writtenAt'], 'writtenAt'),
    boot: state['boot'] === null ? null : decodeBoot(record(state['boot'], 'boot')),
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
    bootId: textOrNull(held['bootId'], `hosts.${host}.bootId`),
    machine: textOrNull(held['machine'], `hosts.${host}.machine`),
    instances: new Map(instances),
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
    why: text(item['why'], 'why'),
    elsewhere: flag(item['elsewhere'], 'elsewhere'),
  };
}

function stage(value: unknown): LaunchStage {
  if (value === 'ordered' || value === 'sent' || value === 'vanished') return value;
  throw new Error('stage is none of ordered, sent, vanished');
}

type Raw = Readonly<Record<string, unknown>>;

function record(value: unknown, what: string): Raw {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Raw;
  throw new Error(`${what} is not an object`);
}

function list(value: unknown, what: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new Error(`${what} is not a list`);
}

function text(value: unknown, what: string): string {
  if (typeof value === 'string') return value;
  throw new Error(`${what} is not a text`);
}

function textOrNull(value: unknown, what: string): string | null {
  return value === null ? null : text(value, what);
}

function whole(value: unknown, what: string): number {
  if (Number.isSafeInteger(value)) return value as number;
  throw new Error(`${what} is not a whole number`);
}

function flag(value: unknown, what: string): boolean {
  if (typeof value === 'boolean') return value;
  throw new Error(`${what} is not a boolean`);
}

function time(value: unknown, what: string): number {
  const ms = Date.parse(text(value, what));
  if (Number.isFinite(ms)) return ms;
  throw new Error(`${what} is not a time`);
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
