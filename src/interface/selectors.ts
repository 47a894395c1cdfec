import { message } from '../core/catalogue/catalogue.ts';
import type { ConfigHost } from './config.ts';
import type { JSONPath } from './document.ts';
import { namesOf, trimmed, type Warn } from './hosts.ts';
import { foldRange } from './ranges.ts';

/** The `hosts` of a type, and where it stands, to the names of hosts it may be started on. */
export type Select = (
  selectors: string | readonly string[],
  path: JSONPath,
  warn: Warn,
) => ReadonlySet<string>;

/**
 * Resolves names, ranges and tags: the union of those without `!`, or all hosts if there are none, less those
 * with it. What names no listed host is warned of. Types often share a selection, so each is resolved once.
 */
export function hostSelector(hosts: readonly ConfigHost[]): Select {
  const all = new Set(hosts.map(({ name }) => name));
  const named = lookup(hosts, all);
  const resolved = new Map<string, ReadonlySet<string>>();
  return (selectors, path, warn) => {
    const key = JSON.stringify(selectors);
    const eligible = resolved.get(key) ?? select(selectors, path, warn, all, named);
    resolved.set(key, eligible);
    return eligible;
  };
}

type Lookup = (selector: string, path: JSONPath, warn: Warn) => readonly string[];

function select(
  selectors: string | readonly string[],
  path: JSONPath,
  warn: Warn,
  all: ReadonlySet<string>,
  named: Lookup,
): ReadonlySet<string> {
  const chosen = new Set<string>();
  const excluded = new Set<string>();
  let anyChosen = false;
  for (const [index, text] of [selectors].flat().entries()) {
    const place = typeof selectors === 'string' ? path : [...path, index];
    const selector = trimmed(text, place, warn);
    const into = selector.startsWith('!') ? excluded : chosen;
    anyChosen ||= into === chosen;
    for (const name of named(selector.replace(/^!/, ''), place, warn)) {
      into.add(name);
    }
  }
  const eligible = anyChosen ? chosen : new Set(all);
  for (const name of excluded) {
    eligible.delete(name);
  }
  return eligible;
}

function lookup(hosts: readonly ConfigHost[], all: ReadonlySet<string>): Lookup {
  const tagged = new Map<string, string[]>();
  for (const { name, tags } of hosts) {
    for (const tag of tags) {
      const names = tagged.get(tag) ?? [];
      names.push(name);
      tagged.set(tag, names);
    }
  }
  return (selector, path, warn) => {
    if (selector.startsWith('@')) {
      const names = tagged.get(selector.slice(1));
      if (names === undefined) {
        warn(path, message('tag-unknown', { tag: selector.slice(1) }));
      }
      return names ?? [];
    }
    const names = namesOf(selector);
    const unknown = names.filter((name) => !all.has(name));
    if (unknown.length > 0) {
      const fold = foldRange(unknown);
      const hosts = fold.length <= 200 ? fold : `${fold.slice(0, 200)}…`;
      warn(path, message('hosts-unlisted', { hosts }));
    }
    return unknown.length === 0 ? names : names.filter((name) => all.has(name));
  };
}
