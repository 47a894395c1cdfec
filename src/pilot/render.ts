import { createHash } from 'node:crypto';
import type { ConfigComponent } from '../interface/config.ts';
import type { PilotEnvironment, StagedFile } from '../interface/pilotConfig.ts';
import type { Place } from '../interface/scopes.ts';
import { shellQuote } from '../remote/quote.ts';
import { layersOf } from './layers.ts';
import type { Command } from './toolbox.ts';

/** What a script is made of beside the component. */
export interface Parts {
  readonly namespace: string;
  /** Of the hosts it is for; null for those of no kind. */
  readonly kind: string | null;
  /** In order. */
  readonly commands: readonly Command[];
  /** What all pilots have in common, see `runtimeText`. */
  readonly runtime: string;
  /** What is brought to the host of each `client://` path. */
  readonly files: ReadonlyMap<string, BroughtFile>;
}

export interface BroughtFile {
  /** Name of the bundle, which holds that file alone. */
  readonly bundle: string;
  /** The file's name in it. */
  readonly name: string;
  /** Of its content, in hexadecimal digits. */
  readonly sha256: string;
}

/**
 * The script of a pilot: the same input gives the same bytes. Everything that is from `Interface.json` is quoted for
 * the shell, or is of a kind that needs none. See ARCHITECTURE.md for its parts and what they call each other.
 *
 * @throws Error for a component without a pilot, and for a file that was not read
 */
export function renderPilot(component: ConfigComponent, parts: Parts): string {
  const { kind, commands, runtime } = parts;
  const bodies = commands.flatMap((command) => layersOf(command).map(({ text }) => text));
  return [
    '#!/bin/sh',
    `# Brings up ${component.id} on a host${kind === null ? '' : ` of the kind ${kind}`}: it prepares the host, runs the component, and cleans up.`,
    '# muster made it of Interface.json and the toolbox (muster pilot render): what is changed here is lost.',
    '#',
    '# Not every list of commands asks for everything that is told here, functions are called by names that are handed on, and',
    '# values are as they are in Interface.json, whatever they look like:',
    `# shellcheck disable=${unsaid.replaceAll(' ', ',')}`,
    '',
    dataOf(component, parts),
    '',
    `${runtime}\n`,
    ...bodies.map((text) => `${withoutFirstLine(text).trim()}\n`),
    '# Read to its end before anything runs: one that is cut off does nothing.',
    '{ muster_main "$@"; }',
    '',
  ].join('\n');
}

/** What shellcheck would say of any values: unused, never called, and of quotes, backslashes, `$`, `~` and `{` within quotes. */
const unsaid =
  'SC2034 SC2317 SC1003 SC1015 SC1016 SC1078 SC1079 SC1110 SC1111 SC1112 SC2016 SC2088 SC2089 SC2090';

function dataOf(component: ConfigComponent, parts: Parts): string {
  const { pilot } = component;
  if (pilot === null) throw new Error(`${component.id} has no pilot`);
  const { environment, settings, tunnel, requires } = pilot;
  const place = placer(component, parts);
  const variables = {
    muster_component: component.id,
    muster_pipe: component.pipe,
    muster_type: component.type,
    muster_namespace: parts.namespace,
    muster_key: component.key,
    muster_kind: parts.kind ?? '',
    muster_pilot_name: pilot.name,
    muster_grace: String(pilot.graceS),
    muster_run_line: pilot.run,
    muster_env_name: environment?.name ?? '',
    muster_env_type: environment?.type ?? 'none',
    muster_env_mode: environment?.mode ?? '',
    muster_env_python: environment?.python ?? '',
    muster_env_path: environment?.path ?? '',
    muster_env_hash: environment === null ? '' : nameHash(environment),
    muster_env_definition: environment === null ? '' : definitionHash(environment, parts),
    muster_settings_file: settings?.file ?? '',
    muster_settings_format: settings?.format ?? '',
    muster_tunnel_via: tunnel?.via ?? '',
    muster_tunnel_port: tunnel?.port == null ? '' : String(tunnel.port),
    muster_tunnel_hostkey: tunnel?.hostKey ?? '',
  };
  return [
    ...Object.entries(variables).map(([name, value]) => `${name}=${shellQuote(value)}`),
    `muster_tunnel_identity=${homePath(tunnel?.identityFile ?? '')}`,
    '',
    calls('muster_commands', parts.commands.map(commandWords)),
    calls('muster_requires', [
      ...requires.commands.map((name) => ['command', shellQuote(name)]),
      ...requires.paths.map((path) => ['path', shellQuote(path)]),
      ...limit('disk', requires.diskKiB),
      ...limit('memory', requires.memoryKiB),
      ...limit('cores', requires.cores),
    ]),
    calls(
      'muster_stages',
      pilot.stage.map((file) => fileWords(file, place, parts)),
    ),
    calls(
      'muster_collects',
      pilot.collect.map((file) => fileWords(file, place, parts)),
    ),
    calls(
      'muster_env_requirements',
      (environment?.requirements ?? []).map((one) =>
        one.kind === 'spec' ? ['spec', shellQuote(one.text)] : [one.kind, place(one.place)],
      ),
    ),
    calls('muster_env_setup', (environment?.setup ?? []).map(quotedLine)),
    calls('muster_pre_exec', pilot.preExec.map(quotedLine)),
    calls('muster_tests', pilot.tests.map(quotedLine)),
    calls('muster_settings', Object.entries(settings?.values ?? {}).map(quotedPair)),
    calls('muster_tunnels', Object.entries(tunnel?.to ?? {}).map(quotedPair)),
    body(
      'muster_component_env',
      Object.entries(component.env).map(([name, value]) => `export ${name}=${shellQuote(value)}`),
    ),
  ].join('\n');
}

/** Nothing where no limit is set. */
const limit = (name: string, value: number | null): string[][] =>
  value === null ? [] : [[name, String(value)]];

/** A function that calls what it is handed once for each row, and stops at the first that fails. */
const calls = (name: string, rows: readonly (readonly string[])[]): string =>
  body(
    name,
    rows.map((row) => `"$@" ${row.join(' ')} || return`),
  );

const body = (name: string, lines: readonly string[]): string =>
  [`${name}() {`, ...(lines.length > 0 ? lines : [':']).map((line) => `  ${line}`), '}'].join('\n');

const quotedLine = (line: string): string[] => [shellQuote(line)];

const quotedPair = ([name, value]: readonly [string, string]): string[] => [
  shellQuote(name),
  shellQuote(value),
];

/** `none` where there is no limit. */
const commandWords = (command: Command): string[] => [
  command.stage,
  command.name,
  command.function,
  command.timeoutS === null ? 'none' : String(command.timeoutS),
  command.failure,
  command.foreground ? 'yes' : 'no',
];

type PlaceWord = (place: Place) => string;

function fileWords(file: StagedFile, place: PlaceWord, { files }: Parts): string[] {
  const brought = file.source.scope === 'client' ? files.get(file.source.path) : undefined;
  return [
    file.action,
    place(file.source),
    place(file.target),
    shellQuote(file.sha256 ?? brought?.sha256 ?? ''),
  ];
}

/** How places are written in the script, where `muster_root` and `muster_sandbox` are set before they are asked for. */
function placer({ pipe }: ConfigComponent, { files }: Parts): PlaceWord {
  return (place) => {
    switch (place.scope) {
      case 'https':
        return shellQuote(place.address);
      case 'absolute':
        return shellQuote(place.path);
      case 'pilot':
        return place.path === '' ? '"$muster_sandbox"' : `"$muster_sandbox"/${shellQuote(place.path)}`;
      case 'host':
        return `"$muster_root"/${shellQuote(`shared/${place.path}`)}`;
      case 'pipe':
        return `"$muster_root"/${shellQuote(`pipes/${folderName(pipe)}/${place.path}`)}`;
      case 'client': {
        const brought = files.get(place.path);
        if (brought === undefined) throw new Error(`client://${place.path} was not read`);
        return `"$muster_root"/${shellQuote(`bundles/${brought.bundle}/${brought.name}`)}`;
      }
    }
  };
}

/** A pipe may be called as no folder can be. */
const folderName = (pipe: string): string => (/^\.+$/.test(pipe) ? pipe.replaceAll('.', '%2e') : pipe);

const homePath = (path: string): string =>
  path.startsWith('~/') ? `"$HOME"/${shellQuote(path.slice(2))}` : shellQuote(path);

/** Names the folder of an environment: one that is defined in other words is another one. */
function nameHash({ type, python, path, requirements, setup }: PilotEnvironment): string {
  return hash([type, python, path, requirements.map(requirementText), setup]).slice(0, 12);
}

const requirementText = (one: PilotEnvironment['requirements'][number]): string =>
  one.kind === 'spec' || one.place.scope === 'https'
    ? JSON.stringify(one)
    : `${one.kind} ${one.place.scope}:${one.place.path}`;

/** Changes also when a file does that is installed. */
function definitionHash(environment: PilotEnvironment, { files }: Parts): string {
  const contents = environment.requirements.map((one) =>
    one.kind !== 'spec' && one.place.scope === 'client' ? files.get(one.place.path)?.sha256 : null,
  );
  return hash([nameHash(environment), contents]).slice(0, 32);
}

const hash = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

const withoutFirstLine = (text: string): string =>
  text.startsWith('#!') ? text.slice(text.indexOf('\n') + 1) : text;
