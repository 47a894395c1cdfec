import { defaults } from './defaults.ts';
import { durationMs } from './durations.ts';
import { requirementOf, type Requirement } from './requirements.ts';
import type { RawEnvironment, RawInterface, RawPilot, RawType } from './schema.ts';
import { placeOf, type Place } from './scopes.ts';
import { sizeKiB } from './sizes.ts';

/** How a pilot brings a component up: everything that its script is made of beside the toolbox. */
export interface PilotSettings {
  /** The entry of `pilots`. */
  readonly name: string;
  /** Commands in order by kind of host; `default` is always there, and holds for kinds without a list. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly environment: PilotEnvironment | null;
  readonly run: string;
  readonly requires: {
    readonly commands: readonly string[];
    readonly paths: readonly string[];
    readonly diskKiB: number | null;
    readonly memoryKiB: number | null;
    readonly cores: number | null;
  };
  readonly stage: readonly StagedFile[];
  readonly collect: readonly StagedFile[];
  readonly preExec: readonly string[];
  readonly tests: readonly string[];
  readonly settings: {
    /** Below the sandbox. */
    readonly file: string;
    readonly format: 'env' | 'ini' | 'json';
    readonly values: Readonly<Record<string, string>>;
  } | null;
  readonly tunnel: {
    readonly via: string;
    readonly port: number | null;
    /** On the host; may begin with `~/`. */
    readonly identityFile: string | null;
    readonly hostKey: string | null;
    /** Name to `host:port`. */
    readonly to: Readonly<Record<string, string>>;
  } | null;
  /** Between TERM and KILL, in whole seconds. */
  readonly graceS: number;
  /** Absolute path of the folder of `Interface.json`, where `client://` is. */
  readonly folder: string;
}

export interface PilotEnvironment {
  readonly name: string;
  readonly type: 'none' | 'path' | 'venv' | 'conda' | 'shell';
  readonly mode: 'create' | 'use' | 'recreate' | 'update' | 'private';
  readonly python: string;
  /** Of the type `path`; null for others. */
  readonly path: string | null;
  readonly requirements: readonly Requirement[];
  readonly setup: readonly string[];
}

export interface StagedFile {
  readonly action: 'transfer' | 'copy' | 'link' | 'move' | 'download' | 'unpack';
  readonly source: Place;
  readonly target: Place;
  readonly sha256: string | null;
}

/** The pilot of a type of a checked file; null where a submitter starts it. `folder` is that of the file, absolute. */
export function pilotSettings(raw: RawInterface, type: RawType, folder: string): PilotSettings | null {
  if (type.pilot === undefined) return null;
  const { requires = {}, settings, tunnel } = type;
  return {
    name: type.pilot,
    lists: commandLists(objectAt(raw.pilots, type.pilot)),
    environment: type.environment === undefined ? null : environment(type.environment, raw.environments),
    run: type.run ?? '',
    requires: {
      commands: requires.commands ?? [],
      paths: requires.paths ?? [],
      diskKiB: requires.disk === undefined ? null : sizeKiB(requires.disk),
      memoryKiB: requires.memory === undefined ? null : sizeKiB(requires.memory),
      cores: requires.cores ?? null,
    },
    stage: (type.stage ?? []).map(staged),
    collect: (type.collect ?? []).map((entry) => ({
      action: entry.action ?? defaults.collectAction,
      source: placeOf(entry.source),
      target: intoFolder(placeOf(entry.target), placeOf(entry.source)),
      sha256: null,
    })),
    preExec: type.preExec ?? [],
    tests: type.tests ?? [],
    settings:
      settings === undefined
        ? null
        : {
            file: settings.file,
            format: settings.format ?? defaults.settingsFormat,
            values: texts(settings.values),
          },
    tunnel:
      tunnel === undefined
        ? null
        : {
            via: tunnel.via,
            port: tunnel.port ?? null,
            identityFile: tunnel.identityFile ?? null,
            hostKey: tunnel.hostKey ?? null,
            to: texts(tunnel.to),
          },
    graceS: Math.ceil(durationMs(type.grace ?? defaults.grace) / 1000),
    folder,
  };
}

/**
 * The mark by which a pilot is counted: the last word of its command line. In ASCII alone, for listings show other letters
 * as they please.
 */
export const pilotKey = (namespace: string, component: string): string =>
  `muster-pilot:${namespace}:${component.replaceAll(/[^ -~]|%/gu, encodeURIComponent)}:`;

function environment(name: string, all: RawInterface['environments']): PilotEnvironment | null {
  const raw = objectAt<RawEnvironment>(all, name);
  if (raw === undefined) return null;
  return {
    name,
    type: raw.type,
    // What is there already is used as it is.
    mode: raw.mode ?? (raw.type === 'path' ? 'use' : defaults.environment.mode),
    python: raw.python ?? defaults.environment.python,
    path: raw.path ?? null,
    requirements: (raw.requirements ?? []).map(requirementOf),
    setup: raw.setup ?? [],
  };
}

function staged(entry: NonNullable<RawType['stage']>[number]): StagedFile {
  const source = placeOf(entry.source);
  const action = entry.action ?? usualAction(source);
  const target = placeOf(entry.target);
  return {
    action,
    source,
    target: action === 'unpack' ? target : intoFolder(target, source),
    sha256: entry.sha256 ?? null,
  };
}

const usualAction = ({ scope }: Place): StagedFile['action'] =>
  scope === 'client' ? 'transfer' : scope === 'https' ? 'download' : 'copy';

/** A target that is a folder, with the name of what goes there. */
function intoFolder(target: Place, source: Place): Place {
  if (target.scope === 'https' || !(target.path.endsWith('/') || target.path === '')) return target;
  const from = source.scope === 'https' ? source.address.replace(/[?#].*$/, '') : source.path;
  return { ...target, path: target.path + (from.split('/').findLast((part) => part !== '') ?? '') };
}

function commandLists(pilot: RawPilot | undefined): ReadonlyMap<string, readonly string[]> {
  const lists = Object.entries(pilot ?? {}).flatMap(([kind, commands]) =>
    Array.isArray(commands) ? [[kind, commands as readonly string[]] as const] : [],
  );
  return new Map(lists);
}

/** An entry of an object that beside its comment holds only such. */
function objectAt<T extends object>(
  holder: { readonly [name: string]: unknown } | undefined,
  name: string,
): T | undefined {
  const found = holder !== undefined && Object.hasOwn(holder, name) ? holder[name] : undefined;
  return typeof found === 'object' && found !== null ? (found as T) : undefined;
}

function texts(holder: { readonly [name: string]: unknown }): Record<string, string> {
  return Object.fromEntries(
    Object.entries(holder).flatMap(([name, value]) =>
      name !== '//' && typeof value === 'string' ? [[name, value] as const] : [],
    ),
  );
}
