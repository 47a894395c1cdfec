import { message, type Message } from '../core/catalogue/catalogue.ts';
import type { Finding } from './config.ts';
import type { Document, JSONPath } from './document.ts';
import { nearest } from './nearest.ts';
import { entries, field, list, typesOf } from './parts.ts';
import { pilotOnly } from './pilotSchema.ts';
import { requirementOf } from './requirements.ts';
import { placeProblem } from './scopes.ts';
import { quoted, shown } from './wording.ts';

type Check = (document: Document) => Generator<Finding>;

/** The errors around pilots that a JSON Schema cannot express; see `crossChecks.ts`. */
export const pilotChecks: readonly Check[] = [
  startedByOne,
  namesOfPilots,
  environments,
  files,
  settings,
  order,
];

/** A type is what a submitter starts or what a pilot brings up, and has the keys of that alone. */
function* startedByOne(document: Document): Generator<Finding> {
  for (const { type, path } of typesOf(document.value)) {
    const hasPilot = field(type, 'pilot') !== undefined;
    if (!hasPilot) {
      for (const key of pilotOnly.filter((key) => field(type, key) !== undefined))
        yield document.at([...path, key], message('key-needs-pilot', { key }));
      if (field(type, 'ready') === 'reported')
        yield document.at([...path, 'ready'], message('ready-needs-pilot'));
      continue;
    }
    if (field(type, 'submitter') !== undefined)
      yield document.at([...path, 'submitter'], message('submitter-and-pilot'));
    if (field(type, 'args') !== undefined) yield document.at([...path, 'args'], message('args-with-pilot'));
  }
}

function* namesOfPilots(document: Document): Generator<Finding> {
  for (const { type, path } of typesOf(document.value)) {
    for (const [key, holder] of [
      ['pilot', 'pilots'],
      ['environment', 'environments'],
    ] as const) {
      const name = field(type, key);
      const known = entries(field(document.value, holder)).map(([known]) => known);
      if (typeof name === 'string' && !known.includes(name))
        yield document.at([...path, key], unknownName(name, holder, known));
    }
  }
}

function unknownName(name: string, holder: string, names: readonly string[]): Message {
  const known = names.slice(0, 20).map(quoted);
  return message('name-unknown', { found: shown(name), holder, known, near: quotedNearest(name, names) });
}

function quotedNearest(name: string, known: readonly string[]): string | null {
  const near = nearest(name, known);
  return near === null ? null : quoted(near);
}

/** Which keys each type of environment takes, beside `type` and comments. */
const keysOfEnvironment: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['none', []],
  ['path', ['mode', 'path', 'setup']],
  ['venv', ['mode', 'python', 'requirements', 'setup']],
  ['conda', ['mode', 'python', 'requirements', 'setup']],
  ['shell', ['mode', 'setup']],
]);

function* environments(document: Document): Generator<Finding> {
  for (const [name, environment] of entries(field(document.value, 'environments'))) {
    const path = ['environments', name];
    const type = field(environment, 'type');
    const taken = keysOfEnvironment.get(type);
    if (taken === undefined) continue;
    for (const key of ['mode', 'python', 'path', 'requirements', 'setup'])
      if (field(environment, key) !== undefined && !taken.includes(key))
        yield document.at(
          [...path, key],
          message('environment-key-not-taken', { type: quoted(String(type)), key, taken }),
        );
    const mode = field(environment, 'mode');
    if (type === 'path' && mode !== undefined && mode !== 'use')
      yield document.at([...path, 'mode'], message('environment-mode-not-use', { found: shown(mode) }));
    for (const [of, key] of [
      ['path', 'path'],
      ['shell', 'setup'],
    ] as const)
      if (type === of && field(environment, key) === undefined)
        yield document.at(path, message('environment-key-missing', { type: quoted(of), key }));
    for (const [index, text] of list(environment, 'requirements').entries()) {
      const requirement = typeof text === 'string' ? requirementOf(text) : null;
      const scope = String(text).startsWith('/') || /^[a-z]+:\/\//.test(String(text)) ? '' : 'client://';
      const problem =
        requirement === null || requirement.kind === 'spec' ? null : placeProblem(`${scope}${String(text)}`);
      if (problem !== null)
        yield document.at(
          [...path, 'requirements', index],
          message('place-invalid', { found: shown(text), problem }),
        );
    }
  }
}

/** What each scope of a source can be done with. */
const actionsOf = {
  client: ['transfer', 'unpack'],
  https: ['download', 'unpack'],
  host: ['copy', 'link', 'move', 'unpack'],
} as const;

function* files(document: Document): Generator<Finding> {
  for (const { type, path } of typesOf(document.value)) {
    for (const key of ['stage', 'collect'])
      for (const [index, entry] of list(type, key).entries()) {
        const at: JSONPath = [...path, key, index];
        for (const end of ['source', 'target']) {
          const text = field(entry, end);
          const problem = typeof text === 'string' ? placeProblem(text) : null;
          if (problem !== null)
            yield document.at([...at, end], message('place-invalid', { found: shown(text), problem }));
        }
        const wrong = key === 'stage' ? actionProblem(entry) : null;
        if (wrong !== null) yield document.at([...at, 'action'], wrong);
        if (key === 'collect' && String(field(entry, 'target')).startsWith('pilot:'))
          yield document.at([...at, 'target'], message('collect-into-sandbox'));
      }
  }
}

function actionProblem(entry: unknown): Message | null {
  const action = field(entry, 'action');
  const source = field(entry, 'source');
  if (typeof action !== 'string' || typeof source !== 'string') return null;
  const from = source.startsWith('client:') ? 'client' : source.startsWith('https:') ? 'https' : 'host';
  const allowed: readonly string[] = actionsOf[from];
  if (allowed.includes(action) || !everyAction.has(action)) return null;
  return message('action-not-possible', { found: shown(action), source: from, allowed: allowed.map(quoted) });
}

const everyAction: ReadonlySet<string> = new Set(Object.values(actionsOf).flat());

function* settings(document: Document): Generator<Finding> {
  for (const { type, path } of typesOf(document.value)) {
    const given = field(type, 'settings');
    const file = field(given, 'file');
    if (typeof file === 'string') {
      const problem = placeProblem(`pilot://${file}`) ?? (file.endsWith('/') ? 'names-nothing' : null);
      if (problem !== null)
        yield document.at(
          [...path, 'settings', 'file'],
          message('place-invalid', { found: shown(file), problem }),
        );
    }
    const format = field(given, 'format') ?? 'env';
    for (const [name] of entries(field(given, 'values')))
      if (format === 'env' && /[.-]/.test(name))
        yield document.at(
          [...path, 'settings', 'values', name],
          message('setting-name-invalid', { name: quoted(name) }),
        );
  }
}

/** What waits for what: for components that are there, and not in a circle. */
function* order(document: Document): Generator<Finding> {
  const waits = new Map<string, { readonly after: readonly unknown[]; readonly path: JSONPath }>();
  for (const { pipe, type, path } of typesOf(document.value))
    waits.set(`${String(pipe)}/${String(field(type, 'name'))}`, { after: list(type, 'after'), path });
  const inCircles = circular(waits);
  for (const [id, { after, path }] of waits) {
    for (const [index, other] of after.entries()) {
      const at: JSONPath = [...path, 'after', index];
      if (other === id) {
        yield document.at(at, message('after-itself', { component: quoted(id) }));
      } else if (typeof other === 'string' && !waits.has(other)) {
        const near = quotedNearest(other, [...waits.keys()]);
        yield document.at(at, message('after-unknown', { found: shown(other), near }));
      }
    }
    const circle = inCircles.has(id) ? circleFrom(id, waits) : null;
    if (circle === null) continue;
    for (const one of circle) inCircles.delete(one);
    yield document.at(
      [...path, 'after'],
      message('after-circle', { components: [...circle, id].map(quoted) }),
    );
  }
}

type Waits = ReadonlyMap<string, { readonly after: readonly unknown[] }>;

/** Those that may be part of a circle: what is left when whatever waits for nothing that is left is taken away. */
function circular(waits: Waits): Set<string> {
  const left = new Set(waits.keys());
  const waiting = new Map<string, string[]>();
  const open = new Map<string, number>();
  for (const [id, { after }] of waits) {
    const others = after.filter((other) => other !== id && waits.has(String(other))).map(String);
    open.set(id, others.length);
    for (const other of others) {
      const list = waiting.get(other) ?? [];
      list.push(id);
      waiting.set(other, list);
    }
  }
  const free = [...left].filter((id) => open.get(id) === 0);
  for (const id of free) {
    left.delete(id);
    for (const other of waiting.get(id) ?? []) {
      open.set(other, (open.get(other) ?? 0) - 1);
      if (open.get(other) === 0) free.push(other);
    }
  }
  // Nobody mends more at once, and each is looked for.
  return new Set([...left].slice(0, mostInCircles));
}

const mostInCircles = 100;

/** The shortest way along `after` from a component back to it; null where there is none. One that names itself is told elsewhere. */
function circleFrom(start: string, waits: Waits): readonly string[] | null {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const id of queue) {
    for (const next of waits.get(id)?.after ?? []) {
      if (typeof next !== 'string' || next === id) continue;
      if (next === start) return wayTo(id, cameFrom, start);
      if (cameFrom.has(next) || !waits.has(next)) continue;
      cameFrom.set(next, id);
      queue.push(next);
    }
  }
  return null;
}

function wayTo(end: string, cameFrom: ReadonlyMap<string, string>, start: string): readonly string[] {
  const way = [end];
  for (let at = end; at !== start;) {
    at = cameFrom.get(at) ?? start;
    way.unshift(at);
  }
  return way;
}
