import { message, type Message } from '../core/catalogue/catalogue.ts';
import type { ConfigHost } from './config.ts';
import { defaults } from './defaults.ts';
import type { JSONPath } from './document.ts';
import { expandRange } from './ranges.ts';
import type { RawHost, RawInterface } from './schema.ts';
import { shown } from './wording.ts';

/** Tells of something that is not wrong enough to stop for. */
export type Warn = (path: JSONPath, what: Message) => void;

/** `available` with its ranges expanded, in file order, each host once: its first entry counts. */
export function configHosts(raw: RawInterface, warn: Warn): ConfigHost[] {
  const hosts = new Map<string, ConfigHost>();
  for (const [index, entry] of raw.available.entries()) {
    const path: JSONPath = typeof entry === 'string' ? ['available', index] : ['available', index, 'host'];
    const settings = typeof entry === 'string' ? { host: entry } : entry;
    const repeated: string[] = [];
    for (const name of namesOf(trimmed(settings.host, path, warn))) {
      if (hosts.has(name)) {
        repeated.push(name);
      } else {
        hosts.set(name, configHost(name, settings, raw));
      }
    }
    if (repeated.length > 0) {
      warn(path, message('host-repeated', { host: repeated[0] ?? '', more: repeated.length - 1 }));
    }
  }
  return [...hosts.values()];
}

function configHost(name: string, settings: Exclude<RawHost, string>, raw: RawInterface): ConfigHost {
  return {
    name,
    address: settings.address ?? null,
    via: settings.via ?? defaults.via,
    user: settings.user ?? raw.ssh?.user ?? null,
    port: settings.port ?? raw.ssh?.port ?? null,
    jump: settings.jump ?? null,
    hotLimit: settings.hotlimit ?? raw.hotlimit,
    tags: settings.tags ?? [],
    drain: settings.drain ?? null,
    kind: settings.kind ?? null,
  };
}

/** The names of a range that has been checked already. */
export function namesOf(range: string): readonly string[] {
  const expanded = expandRange(range);
  if (!expanded.ok) {
    throw new Error(expanded.reason.text);
  }
  return expanded.names;
}

/** The text without white space at its ends, with a warning if there was some. */
export function trimmed(text: string, path: JSONPath, warn: Warn): string {
  const trim = text.trim();
  if (trim !== text) {
    warn(path, message('white-space-ignored', { found: shown(text) }));
  }
  return trim;
}
