import { message } from '../core/catalogue/catalogue.ts';
import type { Finding } from './config.ts';
import type { Document, JSONPath } from './document.ts';
import { firstOf } from './findings.ts';
import { hostRange, hostSelector } from './kinds.ts';
import { asObject, field, list, typesOf } from './parts.ts';
import { pilotChecks } from './pilotChecks.ts';
import { expandRange, mostHosts } from './ranges.ts';
import { quoted, shown } from './wording.ts';

/**
 * The errors that a JSON Schema cannot express. The document may break the schema elsewhere, so that all
 * errors can be told at once; what has not the right shape is passed over here.
 */
export function crossFindings(document: Document): Finding[] {
  return [hosts, components, selectors, ...pilotChecks].flatMap((check) => firstOf(check(document)));
}

/** More types than this are no plan of a person, and each is compared with every other. */
const mostComponents = 2000;

/** Names of hosts that all `hosts` of types may stand for together: each is held in memory. */
const mostSelected = 5_000_000;

/** What is so much of that nothing else is looked at. */
export function sizeFindings(document: Document): Finding[] {
  const pipes = list(document.value, 'pipes');
  const lists: readonly (readonly [What, found: number, most: number, path: JSONPath])[] = [
    ['hosts', list(document.value, 'available').length, mostHosts, ['available']],
    ['pipes', pipes.length, mostComponents, ['pipes']],
    ['types', sum(pipes.map((pipe) => list(pipe, 'types').length)), mostComponents, ['pipes']],
  ];
  return lists.flatMap(([what, found, most, path]) =>
    found > most
      ? [document.at(path, message('too-many-listed', { what, found, most, upToEntry: null }))]
      : [],
  );
}

type What = 'hosts' | 'pipes' | 'types';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

function* hosts(document: Document): Generator<Finding> {
  let total = 0;
  const entries = list(document.value, 'available');
  for (const [index, entry] of entries.entries()) {
    const at = ['available', index];
    const [host, path] = typeof entry === 'string' ? [entry, at] : [field(entry, 'host'), [...at, 'host']];
    const range = fits(host, hostRange) ? expandRange(host.trim()) : null;
    total += range?.ok === true ? range.names.length : 1;
    if (range?.ok === false) {
      yield document.at(path, range.reason);
    } else if (/[[,]/.test(String(host)) && range !== null && field(entry, 'address') !== undefined) {
      yield document.at([...at, 'address'], message('address-of-range'));
    }
    if (field(entry, 'via') === 'local' && field(entry, 'jump') !== undefined) {
      yield document.at([...at, 'jump'], message('jump-with-local'));
    }
    if (total > mostHosts) {
      const upToEntry = index < entries.length - 1 ? index : null;
      const of = { what: 'hosts', found: total, most: mostHosts, upToEntry } as const;
      yield document.at(['available'], message('too-many-listed', of));
      return;
    }
  }
}

function* components(document: Document): Generator<Finding> {
  const pools = new Set(Object.keys(asObject(field(document.value, 'pools'))));
  pools.delete('//');
  const first = new Map<string, JSONPath>();
  for (const { pipe, type, path } of typesOf(document.value)) {
    const component = `${String(pipe)}/${String(field(type, 'name'))}`;
    const place = [...path, 'name'];
    const earlier = first.get(component);
    if (earlier === undefined) {
      first.set(component, place);
    } else if (typeof pipe === 'string' && typeof field(type, 'name') === 'string') {
      const firstLine = document.lineOf(earlier);
      yield document.at(place, message('component-repeated', { component: quoted(component), firstLine }));
    }
    const pool = field(type, 'pool');
    if (typeof pool === 'string' && !pools.has(pool)) {
      const known = [...pools].slice(0, 20).map(quoted);
      const of = { found: shown(pool), holder: 'pools', known, near: null };
      yield document.at([...path, 'pool'], message('name-unknown', of));
    }
  }
}

function* selectors(document: Document): Generator<Finding> {
  const selected = new Set<string>();
  let total = 0;
  let inAll: ReadonlyMap<string, number> | null = null;
  for (const { type, path } of typesOf(document.value)) {
    const hosts = field(type, 'hosts');
    // Types with the same selection share it; only the first is looked at, and counts.
    const key = JSON.stringify(hosts) ?? '';
    if (hosts === undefined || selected.has(key)) continue;
    selected.add(key);
    inAll ??= hostsByTag(document);
    let anyChosen = false;
    for (const [index, selector] of [hosts].flat().entries()) {
      const fitting = fits(selector, hostSelector) ? selector.trim() : '!@';
      const text = fitting.replace(/^!/, '');
      anyChosen ||= text === fitting;
      const range = text.startsWith('@') ? null : expandRange(text);
      total += range?.ok === true ? range.names.length : (inAll.get(text) ?? 0);
      const place = [...path, 'hosts', ...(Array.isArray(hosts) ? [index] : [])];
      if (range?.ok === false) {
        yield document.at(place, range.reason);
      }
      if (total > mostSelected) {
        yield document.at(place, message('selections-too-large', { most: mostSelected }));
        return;
      }
    }
    total += anyChosen ? 0 : (inAll.get('') ?? 0);
  }
}

/** How many hosts each `@tag` stands for, and under the empty text how many there are. */
function hostsByTag(document: Document): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const entry of list(document.value, 'available')) {
    const host = typeof entry === 'string' ? entry : field(entry, 'host');
    const range = fits(host, hostRange) ? expandRange(host.trim()) : null;
    const found = range?.ok === true ? range.names.length : 1;
    for (const name of ['', ...list(entry, 'tags').map((tag) => `@${String(tag)}`)]) {
      counts.set(name, (counts.get(name) ?? 0) + found);
    }
    if ((counts.get('') ?? 0) > mostHosts) break;
  }
  return counts;
}

/** Whether the schema takes the text, so that nothing is told twice. */
const fits = (text: unknown, kind: typeof hostRange | typeof hostSelector): text is string =>
  typeof text === 'string' && text.length <= kind.maxLength && new RegExp(kind.pattern, 'u').test(text);
