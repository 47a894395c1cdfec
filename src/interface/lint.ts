import { dirname, join } from 'node:path';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import type { ScriptProblem } from '../core/catalogue/configCodes.ts';
import type { Config, ConfigComponent, ConfigHost, Finding } from './config.ts';
import type { Document, JSONPath } from './document.ts';
import { keyCanAppear } from './keyCanAppear.ts';
import { mostFindings } from './findings.ts';
import type { RawInterface } from './schema.ts';
import { pilotWarnings } from './pilotLint.ts';
import { quoted } from './wording.ts';

/** What a file of the control VM is like. `text` is null where it is no text or too long to be a script. */
export type Script =
  | { readonly kind: 'missing' | 'folder' | 'not-a-file' | 'unreadable' }
  | { readonly kind: 'file'; readonly executable: boolean; readonly text: string | null };

/** The port to the control VM's files: an absolute path to what is there. Never throws. */
export type Look = (path: string) => Script;

/**
 * The warnings of SPEC §3: what the file may say, but its writer can hardly have meant. `raw` is what `config`
 * was made from; it has the same order, so that each component can be found in the text.
 */
export function lint(config: Config, raw: RawInterface, look: Look, document: Document): Finding[] {
  const paths = raw.pipes.flatMap((pipe, pipeIndex) =>
    pipe.types.map((_, typeIndex): JSONPath => ['pipes', pipeIndex, 'types', typeIndex]),
  );
  const placed = config.components.map((component, index) => ({ component, path: paths[index] ?? [] }));
  const warnings = [
    ...containedKeys(placed),
    ...shortKeys(placed),
    ...(config.scripts.where === 'local' ? scripts(config, config.scripts, placed, look) : []),
    ...hotJobs(config),
    ...capacity(config, placed),
    ...pools(config),
    ...sameMachines(config),
    ...monitored(config, look),
    ...pilotWarnings(config, placed),
  ];
  return warnings.slice(0, mostFindings + 1).map(({ path, what }) => document.at(path, what));
}

/** A key like "s" is on many a command line: what runs would be counted as plenty, and nothing started. */
function shortKeys(placed: readonly Placed[]): Warning[] {
  return placed
    .filter(({ component: { key } }) => key.trim().length < shortestKey)
    .map(({ component: { id, key }, path }) => ({
      path: [...path, 'key'],
      what: message('key-short', { component: id, key: quoted(key), least: shortestKey }),
    }));
}

const shortestKey = 3;

export interface Warning {
  readonly path: JSONPath;
  readonly what: Message;
}

interface Placed {
  readonly component: ConfigComponent;
  readonly path: JSONPath;
}

function* containedKeys(placed: readonly Placed[]): Generator<Warning> {
  const told = new Set<string>();
  for (const { component, path } of placed) {
    if (told.has(component.key)) continue;
    const others = placed.filter(
      (other) => other.component !== component && other.component.key.includes(component.key),
    );
    if (others.length > 0) {
      const named = others.slice(0, 3).map(({ component: { id, key } }) => `${id} (${quoted(key)})`);
      const of = { component: component.id, key: quoted(component.key), others: named };
      yield {
        path: [...path, 'key'],
        what: message('key-contained', { ...of, more: others.length - named.length }),
      };
    }
    told.add(component.key);
  }
}

function* scripts(
  config: Config,
  { folder, probe }: { folder: string; probe: string | null },
  all: readonly Placed[],
  look: Look,
): Generator<Warning> {
  // A pilot brings itself.
  const placed = all.filter(({ component: { pilot } }) => pilot === null);
  if (placed.length === 0 && all.length > 0 && probe === null) return;
  if (look(folder).kind !== 'folder') {
    yield {
      path: ['scripts', 'local'],
      what: message('scripts-folder-missing', { folder }),
    };
    return;
  }
  const seen = new Map<string, Script>();
  const lookOnce = (name: string): Script => {
    const script = seen.get(name) ?? look(join(folder, name));
    seen.set(name, script);
    return script;
  };
  const wrongProbe = probe === null ? null : problemOf(lookOnce(probe));
  if (probe !== null && wrongProbe !== null && wrongProbe !== 'not-executable') {
    yield { path: ['scripts', 'probe'], what: unusable('probe', join(folder, probe), wrongProbe) };
  }
  for (const { component, path } of placed) {
    const script = lookOnce(component.submitter);
    const problem = problemOf(script);
    if (problem !== null) {
      const file = join(folder, component.submitter);
      yield { path: [...path, 'submitter'], what: unusable('submitter', file, problem) };
    } else if (
      script.kind === 'file' &&
      script.text !== null &&
      !keyCanAppear(component, config.namespace, script.text)
    ) {
      const { id, key, submitter } = component;
      const of = { component: id, key: quoted(key), submitter };
      yield { path: [...path, 'key'], what: message('key-never-shown', of) };
    }
  }
}

const unusable = (role: 'submitter' | 'probe' | 'program', file: string, problem: ScriptProblem): Message =>
  message('script-unusable', { role, file, problem });

function problemOf(script: Script): ScriptProblem | null {
  if (script.kind !== 'file') return script.kind;
  if (script.text?.trim() === '') return 'empty';
  return script.executable ? null : 'not-executable';
}

function* monitored({ monitor: { textfile, notify } }: Config, look: Look): Generator<Warning> {
  if (textfile !== null && look(dirname(textfile)).kind !== 'folder')
    yield {
      path: ['monitor', 'textfile'],
      what: message('textfile-folder-missing', { folder: dirname(textfile) }),
    };
  const problem = notify === null ? null : problemOf(look(notify.file));
  if (notify !== null && problem !== null)
    yield { path: ['monitor', 'notify'], what: unusable('program', notify.file, problem) };
}

function* hotJobs({ components, hosts }: Config): Generator<Warning> {
  const wanted = sum(components.map(({ on, count, hot }) => (on ? count * hot : 0)));
  const slots = sum(hosts.map(({ drain, hotLimit }) => (drain === null ? hotLimit : 0)));
  if (wanted > slots) yield { path: ['hotlimit'], what: message('hot-slots-short', { wanted, slots }) };
}

function* capacity({ hosts }: Config, placed: readonly Placed[]): Generator<Warning> {
  const open = hosts.filter(({ drain }) => drain === null);
  // Types often share a selection, and hosts a hot limit: so not every type looks at every host.
  const byHotLimit = new Map<ConfigComponent['eligible'], ReadonlyMap<number, number>>();
  for (const { component, path } of placed) {
    const { eligible, count, on, hot, maxPerHost } = component;
    const limits = byHotLimit.get(eligible) ?? hotLimits(open, eligible);
    byHotLimit.set(eligible, limits);
    let room = 0;
    for (const [hotLimit, hosts] of limits) {
      room += hosts * Math.min(maxPerHost, hot === 0 ? Infinity : Math.floor(hotLimit / hot));
    }
    if (on && room < count) {
      const slots = limits.size > 0 ? room : null;
      const what = message('hosts-short', { component: component.id, count, slots });
      yield { path: [...path, 'count'], what };
    }
  }
}

/** How many of these hosts have each hot limit. */
function hotLimits(
  open: readonly ConfigHost[],
  eligible: ConfigComponent['eligible'],
): ReadonlyMap<number, number> {
  const limits = new Map<number, number>();
  for (const { name, hotLimit } of open) {
    if (eligible === 'all' || eligible.has(name)) limits.set(hotLimit, (limits.get(hotLimit) ?? 0) + 1);
  }
  return limits;
}

function* pools({ pools, components }: Config): Generator<Warning> {
  const counts = new Map<string, number>();
  for (const { on, pool, count } of components) {
    if (on && pool !== null) counts.set(pool, (counts.get(pool) ?? 0) + count);
  }
  for (const [pool, limit] of pools) {
    const wanted = counts.get(pool) ?? 0;
    if (wanted > limit) yield { path: ['pools', pool], what: message('pool-short', { wanted, limit }) };
  }
}

/** One machine under two names: the second gets nothing. */
function* sameMachines({ hosts }: Config): Generator<Warning> {
  const first = new Map<string, string>();
  for (const { name, via, address, port, user, jump } of hosts) {
    const machine =
      via === 'local' ? via : JSON.stringify([(address ?? name).toLowerCase(), port, user, jump]);
    const earlier = first.get(machine);
    if (earlier !== undefined)
      yield { path: ['available'], what: message('machine-repeated', { host: name, first: earlier }) };
    first.set(machine, earlier ?? name);
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
