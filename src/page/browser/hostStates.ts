import type { PageData, PageHost } from '../data.ts';
import { isNamed, wordsOf } from './hostNames.ts';

/** The gravest that is true of a host is its state. */
export const hostStates = [
  'down',
  'silent',
  'quarantined',
  'drained',
  'twice',
  'backing off',
  'full',
  'free',
] as const;
export type HostState = (typeof hostStates)[number];

/** A mark tells a state where its colour does not. */
export const stateMarks: Readonly<Record<HostState, string>> = {
  down: '×',
  silent: '?',
  quarantined: 'Q',
  drained: 'D',
  twice: '=',
  'backing off': 'B',
  full: 'F',
  free: '·',
};

export const stateHints: Readonly<Record<HostState, string>> = {
  down: 'unknown: does not answer the ping',
  silent: 'unknown: answers the ping, but cannot be looked into',
  quarantined: 'left alone for a while, because launches fail there that work elsewhere',
  drained: 'an operator keeps new launches away',
  twice: 'another name of a machine that is listed already',
  'backing off': 'a component failed there and waits for its next try',
  full: 'all its hot slots are taken',
  free: 'has room',
};

export function stateOf(host: PageHost): HostState {
  if (host.sighting !== 'seen') return host.sighting;
  if (host.quarantine !== undefined) return 'quarantined';
  if (host.drain !== undefined) return 'drained';
  if (host.sameAs !== undefined) return 'twice';
  if (host.backoff !== undefined && host.backoff.length > 0) return 'backing off';
  return host.hotlimit > 0 && host.hot >= host.hotlimit ? 'full' : 'free';
}

/** What a tile shows. */
export const hostModes = ['hot', 'load', 'memory'] as const;
export type HostMode = (typeof hostModes)[number];

export interface Measure {
  readonly text: string;
  /** From 0 to 1, of what there is; null where it is not known. */
  readonly level: number | null;
  /** As a screen reader is to say it. */
  readonly said: string;
}

/** Of a host, as a tile shows it. */
export function measureOf(host: PageHost, mode: HostMode): Measure {
  const { cores, load1, memoryKiB, memoryAvailableKiB } = host.vitals ?? {};
  if (mode === 'load') {
    if (!cores || load1 === null || load1 === undefined) return unknown('load');
    const perCore = load1 / cores;
    return {
      text: perCore.toFixed(2),
      level: Math.min(1, perCore),
      said: `load ${perCore.toFixed(2)} per core`,
    };
  }
  if (mode === 'memory') {
    if (!memoryKiB || memoryAvailableKiB === null || memoryAvailableKiB === undefined)
      return unknown('memory');
    const used = Math.min(1, Math.max(0, 1 - memoryAvailableKiB / memoryKiB));
    const percent = `${Math.round(used * 100)}%`;
    return { text: percent, level: used, said: `memory ${percent} used` };
  }
  const { hot, hotlimit } = host;
  return {
    text: `${hot}/${hotlimit}`,
    level: hotlimit === 0 ? null : Math.min(1, hot / hotlimit),
    said: `${hot} of ${hotlimit} hot slots taken`,
  };
}

function unknown(what: string): Measure {
  return { text: '–', level: null, said: `${what} not known` };
}

export interface HostFilter {
  readonly hq: string;
  readonly states: readonly HostState[];
  /** A component, empty for any. */
  readonly on: string;
}

/** The indices of hosts that a filter lets through. */
export function hostsAsked(
  { hosts, components }: Pick<PageData, 'hosts' | 'components'>,
  { hq, states, on }: HostFilter,
): number[] {
  const words = wordsOf(hq);
  const asked = on === '' ? -1 : components.findIndex(({ component }) => component === on);
  return hosts.flatMap((host, index) => {
    if (states.length > 0 && !states.includes(stateOf(host))) return [];
    if (on !== '' && !hasComponent(host, asked, on)) return [];
    return words.length === 0 || isFound(host, words) ? [index] : [];
  });
}

function isFound(host: PageHost, words: ReturnType<typeof wordsOf>): boolean {
  const { reason, drain = '', quarantine, tags = [] } = host;
  const whys = [reason, quarantine?.why].flatMap((why) => (why === undefined ? [] : [why.text]));
  const text = [host.host, stateOf(host), drain, ...whys, ...tags].join(' ').toLowerCase();
  return words.every(({ word, names }) => text.includes(word) || isNamed(host.host, names));
}

function hasComponent({ runs = [], others = {} }: PageHost, asked: number, name: string): boolean {
  return Object.hasOwn(others, name) || runs.some((value, at) => at % 2 === 0 && value === asked);
}

/** Pairs of a component's index and a count, as `runs` and `pending` hold them. */
export function pairsOf(flat: readonly number[] = []): (readonly [index: number, count: number])[] {
  return Array.from({ length: Math.floor(flat.length / 2) }, (_, at) => [
    flat[2 * at] ?? 0,
    flat[2 * at + 1] ?? 0,
  ]);
}

/** What the names of hosts begin with before they are numbered: `rack7-node` of `rack7-node12.example.org`. */
export function groupOf(host: string): string {
  const short = /^[\d.:]+$/.test(host) ? host : (host.split('.')[0] ?? host);
  const group = /^[\d.]+$/.test(short) ? short.replace(/\.\d+$/, '') : short.replace(/[-_]?\d+[a-z]?$/, '');
  return group === '' ? host : group;
}
