import { dirname, join } from 'node:path';
import type { Config, ConfigComponent, ConfigHost, Finding } from './config.ts';
import type { Document, JSONPath } from './document.ts';
import { keyCanAppear } from './keyCanAppear.ts';
import { mostFindings } from './findings.ts';
import type { RawInterface } from './schema.ts';
import { pilotWarnings } from './pilotLint.ts';
import { quoted } from './wording.ts';

/** What a file of the control VM is like. `text` is null where it is no text or too long to be a script. */
export type Script =
  | { readonly kind: 'missing' | 'folder' | 'no file' | 'unreadable' }
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
  return warnings.slice(0, mostFindings + 1).map(({ path, message }) => document.at(path, message));
}

/** A key like "s" is on many a command line: what runs would be counted as plenty, and nothing started. */
function shortKeys(placed: readonly Placed[]): Warning[] {
  return placed
    .filter(({ component: { key } }) => key.trim().length < shortestKey)
    .map(({ component: { id, key }, path }) => ({
      path: [...path, 'key'],
      message: `the key of ${id} (${quoted(key)}) is so short that other processes may hold it and be counted; choose at least ${shortestKey} characters`,
    }));
}

const shortestKey = 3;

interface Warning {
  readonly path: JSONPath;
  readonly message: string;
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
    const named = others.slice(0, 3).map(({ component: { id, key } }) => `${id} (${quoted(key)})`);
    if (others.length > 0) {
      const more = others.length > 3 ? ` and ${others.length - 3} more` : '';
      const message = `the key of ${component.id} (${quoted(component.key)}) is contained in that of ${named.join(', ')}${more}: their processes count as ${component.id} too`;
      yield { path: [...path, 'key'], message };
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
      message: `there is no folder ${folder}; the submitters are looked for there`,
    };
    return;
  }
  const seen = new Map<string, Script>();
  const lookOnce = (name: string): Script => {
    const script = seen.get(name) ?? look(join(folder, name));
    seen.set(name, script);
    return script;
  };
  const probeTrouble = probe === null ? null : trouble(lookOnce(probe));
  if (probe !== null && probeTrouble !== null && probeTrouble !== notExecutable) {
    yield { path: ['scripts', 'probe'], message: `the probe ${join(folder, probe)} ${probeTrouble}` };
  }
  for (const { component, path } of placed) {
    const script = lookOnce(component.submitter);
    const wrong = trouble(script);
    if (wrong !== null) {
      yield {
        path: [...path, 'submitter'],
        message: `the submitter ${join(folder, component.submitter)} ${wrong}`,
      };
    } else if (
      script.kind === 'file' &&
      script.text !== null &&
      !keyCanAppear(component, config.namespace, script.text)
    ) {
      const message = `${quoted(component.key)} is found neither in ${component.submitter} nor in its name, \`args\` or \`env\`: if no process ever shows it, muster starts ${component.id} again and again`;
      yield { path: [...path, 'key'], message };
    }
  }
}

const notExecutable = 'is not executable; chmod +x it';

function trouble(script: Script): string | null {
  switch (script.kind) {
    case 'file':
      if (script.text?.trim() === '') {
        return 'is empty';
      }
      return script.executable ? null : notExecutable;
    case 'missing':
      return 'is missing';
    case 'folder':
      return 'is a folder';
    case 'no file':
      return 'is not a regular file';
    case 'unreadable':
      return 'cannot be read by this user';
  }
}

function* monitored({ monitor: { textfile, notify } }: Config, look: Look): Generator<Warning> {
  if (textfile !== null && look(dirname(textfile)).kind !== 'folder')
    yield {
      path: ['monitor', 'textfile'],
      message: `there is no folder ${dirname(textfile)}; node_exporter is told it with --collector.textfile.directory`,
    };
  const wrong = notify === null ? null : trouble(look(notify.file));
  if (notify !== null && wrong !== null)
    yield { path: ['monitor', 'notify'], message: `the program ${notify.file} ${wrong}` };
}

function* hotJobs({ components, hosts }: Config): Generator<Warning> {
  const wanted = sum(components.map(({ on, count, hot }) => (on ? count * hot : 0)));
  const room = sum(hosts.map(({ drain, hotLimit }) => (drain === null ? hotLimit : 0)));
  if (wanted > room) {
    const message = `the hot jobs wanted take ${wanted} hot slots, but the hosts have ${room} (those with \`drain\` left out)`;
    yield { path: ['hotlimit'], message };
  }
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
      const message =
        limits.size > 0
          ? `${component.id} is wanted ${count} times, but the hosts it may be started on can hold ${room}`
          : `${component.id} is wanted ${count} times, but there is no host it may be started on`;
      yield { path: [...path, 'count'], message };
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
    if (wanted > limit) {
      yield {
        path: ['pools', pool],
        message: `${wanted} instances are wanted of the types in this pool, which allows ${limit}`,
      };
    }
  }
}

/** One machine under two names: the second gets nothing. */
function* sameMachines({ hosts }: Config): Generator<Warning> {
  const first = new Map<string, string>();
  for (const { name, via, address, port, user, jump } of hosts) {
    const machine =
      via === 'local' ? via : JSON.stringify([(address ?? name).toLowerCase(), port, user, jump]);
    const earlier = first.get(machine);
    if (earlier !== undefined) {
      const message = `${name} and ${earlier} are the same machine: it is counted once, under the first name that is seen; list it once`;
      yield { path: ['available'], message };
    }
    first.set(machine, earlier ?? name);
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
