import { message, type Message } from '../core/catalogue/catalogue.ts';
import type { Clock } from '../clock.ts';
import type { Component, ComponentId } from '../core/types.ts';
import type { Config, ConfigHost, Finding, Loaded } from '../interface/config.ts';
import { loadInterface } from '../interface/load.ts';
import { nearest } from '../interface/nearest.ts';
import { expandRange, foldRange } from '../interface/ranges.ts';
import { nothingDone } from '../report/failureLines.ts';
import { harmless, harmlessJson } from '../report/harmless.ts';
import { styleFor, type Style } from '../report/style.ts';
import { fitted } from '../report/width.ts';
import { exits, type Exit } from './exits.ts';

/** What a verb has of the world it was called from. */
export interface Io {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly clock: Clock;
  /** Ends the process with this text after so long, whatever hangs, unless it is disposed of before. */
  lastResort(afterMs: number, text: string): Disposable;
}

/** Options that most verbs share. */
export interface CommonOptions {
  readonly config: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  /** `-w`: names and ranges, separated by commas. */
  readonly hosts?: string;
  readonly only?: string[];
  /** Try at once what backs off. */
  readonly retry?: boolean;
}

/** A verb cannot go on. stderr gets the lines of `failureLines`. */
export class Failure extends Error {
  readonly exit: Exit;
  readonly problems: readonly Message[];
  readonly hints: readonly string[];

  constructor(exit: Exit, problems: Message | readonly Message[], ...hints: string[]) {
    const all = 'code' in problems ? [problems] : problems;
    super(all.map(({ text }) => text).join('\n'));
    this.exit = exit;
    this.problems = all;
    this.hints = hints;
  }
}

/** The value of an option or argument is not one that it takes. */
export function invalid(option: string, found: string, wanted: string): Failure {
  return new Failure(exits.usage, message('option-invalid', { option, found, wanted }));
}

/** Options or arguments that cannot be used together. */
export function conflict(options: readonly string[], why: string): Failure {
  return new Failure(exits.usage, message('options-conflict', { options, why }));
}

/** An option or argument that has no meaning here. */
export function useless(option: string, why: string): Failure {
  return new Failure(exits.usage, message('option-useless', { option, why }));
}

/** stdout is data. */
export function print(io: Io, lines: readonly string[]): void {
  write(io.stdout, io, lines);
}

/** stderr is talk. */
export function say(io: Io, lines: readonly string[]): void {
  write(io.stderr, io, lines);
}

/** On a terminal no line is wider than that. */
function write(stream: NodeJS.WriteStream, { env }: Io, lines: readonly string[]): void {
  const { columns } = styleFor(stream, env);
  const all = lines.flatMap((line) => fitted(line, columns));
  if (all.length > 0) stream.write(`${all.join('\n')}\n`);
}

export function printJson(io: Io, document: object): void {
  io.stdout.write(`${harmlessJson(JSON.stringify(document, null, 2))}\n`);
}

/** For one document after the other. */
export function printJsonLine(io: Io, document: object): void {
  io.stdout.write(`${harmlessJson(JSON.stringify(document))}\n`);
}

export function stdoutStyle(io: Io): Style {
  return styleFor(io.stdout, io.env);
}

/**
 * Loads `Interface.json` for a verb that needs all of it.
 *
 * @param warn where the warnings go: whoever plans must know that a submitter is missing.
 * @throws Failure with every error of the file.
 */
export async function loadConfig(options: CommonOptions, warn?: Io): Promise<Config> {
  return configOf(await loadInterface(options.config), options, warn);
}

/**
 * The same for a verb that starts something, or says what would be: what pilots are made of is looked at too, for a
 * host is no place to find out that a command is missing.
 *
 * @throws Failure with every error of the file and of what it names.
 */
export async function loadToLaunch(options: CommonOptions, warn?: Io): Promise<Config> {
  return configOf(await loadWithPilots(options.config), options, warn);
}

/** `Interface.json` with what is wrong with its pilots. */
export async function loadWithPilots(file: string): Promise<Loaded> {
  const loaded = await loadInterface(file);
  if (!loaded.ok || loaded.config.components.every(({ pilot }) => pilot === null)) return loaded;
  // Loaded where there are pilots alone.
  const { pilotFindings } = await import('../pilot/pilots.ts');
  const { errors, warnings } = await pilotFindings(loaded.config, loaded.document);
  const all = [...loaded.warnings, ...warnings];
  return errors.length > 0 ? { ok: false, errors, warnings: all } : { ...loaded, warnings: all };
}

function configOf(loaded: Loaded, options: CommonOptions, warn?: Io): Config {
  if (loaded.ok) {
    if (warn && !options.quiet && !options.json)
      say(
        warn,
        loaded.warnings.map((warning) => findingText(options.config, 'warning', warning)),
      );
    return loaded.config;
  }
  throw new Failure(exits.config, configErrors(options.config, loaded.errors), nothingDone);
}

/** The errors of a file as the problems of a Failure: each text begins with its place. */
export function configErrors(file: string, errors: readonly Finding[]): Message[] {
  return errors.map((error) => ({ ...error, text: findingText(file, 'error', error) }));
}

/** `Interface.json:12:7: error: pipes[0].types[1].count: found ...` */
export function findingText(file: string, kind: string, { line, column, path, text }: Finding): string {
  const place = [harmless(file), ...[line, column].filter((part) => part !== null)].join(':');
  return `${place}: ${kind}: ${harmless(path === '' ? text : `${path}: ${text}`)}`;
}

/**
 * The config as planning is to see it when `-w` or `--only` narrow a command: other hosts get nothing new, other
 * components are left as they are. All hosts are still asked, for only then are the counts true.
 *
 * @throws Failure for names that `Interface.json` does not have.
 */
export function narrowed(config: Config, { hosts, only }: CommonOptions): Config {
  if (hosts === undefined && only === undefined) return config;
  const kept = hosts === undefined ? null : new Set(namedHosts(config, hosts).map(({ name }) => name));
  const unknown = only?.filter((id) => !config.components.some((component) => component.id === id)) ?? [];
  if (unknown.length > 0) {
    throw new Failure(
      exits.usage,
      message('component-unknown', { components: unknown, file: config.file }),
      ...suggestions(
        unknown,
        config.components.map(({ id }) => id),
      ),
    );
  }
  return {
    ...config,
    within: { components: only === undefined ? null : new Set(only as ComponentId[]), hosts: kept },
    components: config.components.map((component) => ({
      ...component,
      on: component.on && (only === undefined || only.includes(component.id)),
      eligible:
        kept === null
          ? component.eligible
          : component.eligible === 'all'
            ? kept
            : new Set([...component.eligible].filter((name) => kept.has(name))),
    })),
  };
}

/** @throws Failure for a component that `Interface.json` does not have. */
export function componentNamed<C extends Component>(
  { components, file }: { components: readonly C[]; file: string },
  name: string,
): C {
  const found = components.find(({ id }) => id === name);
  if (found) return found;
  const known = components.map(({ id }) => id);
  throw new Failure(
    exits.usage,
    message('component-unknown', { components: [name], file }),
    ...suggestions([name], known),
  );
}

/**
 * What may have been meant, as the lines of a Failure: the nearest known names to those given, or what is known, if
 * that is not much.
 */
export function suggestions(given: readonly string[], known: readonly string[]): string[] {
  if (known.length === 0) return [];
  const near = given.length > mostMeant ? [] : given.map((name) => meant(name, known));
  const [only = []] = near;
  if (given.length === 1 && only.length > 0) return [`did you mean ${only.join(' or ')}?`];
  // The same for two of them is a guess.
  const each = near.flatMap((names, index) =>
    names.length > 0 ? [`${names.join(' or ')} for ${given[index]}`] : [],
  );
  if (each.length > 0 && new Set(near.flat()).size === near.flat().length)
    return [`did you mean ${each.join(', and ')}?`];
  return known.length <= mostNamed ? [`known are: ${known.join(', ')}`] : [];
}

/** The known names that may have been meant: `bundler` is `pipe0/bundler`, `n-03` is `n-03.example.org`. */
function meant(name: string, known: readonly string[]): string[] {
  const whole = known.filter((one) => one.endsWith(`/${name}`) || one.startsWith(`${name}.`));
  if (name !== '' && whole.length > 0) return whole.length <= mostMeant ? whole : [];
  const near = nearest(name, known);
  if (near !== null || name.includes('/') || name.length < 3) return near === null ? [] : [near];
  const types = known.flatMap((one) => (one.includes('/') ? one.slice(one.indexOf('/') + 1) : []));
  const type = nearest(name, types);
  return type === null ? [] : meant(type, known).filter((one) => one.endsWith(`/${type}`));
}

const mostNamed = 20;
const mostMeant = 5;

/**
 * The hosts that a text names, in the order of the file.
 *
 * @param where the text stood, for what is said of it; null for an argument.
 */
export function namedHosts(config: Config, text: string, where: string | null = '-w'): readonly ConfigHost[] {
  const range = expandRange(text);
  if (!range.ok)
    throw invalid(where ?? 'hosts', text, `names and ranges such as n-[01-04],m7 (${range.reason.text})`);
  const names = new Set(range.names);
  const found = config.hosts.filter(({ name }) => names.has(name));
  for (const { name } of found) names.delete(name);
  if (names.size > 0) {
    const strangers = names.size <= mostMeant ? [...names].join(', ') : foldRange([...names]);
    throw new Failure(
      exits.usage,
      message('hosts-unknown', { hosts: strangers, count: names.size, file: config.file, option: where }),
      ...suggestions(
        [...names],
        config.hosts.map(({ name }) => name),
      ),
    );
  }
  return found;
}
