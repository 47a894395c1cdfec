import type { Presence, Rollup } from '../../src/core/rollup.ts';
import type { Shown } from '../../src/monitor/show.ts';
import type { Past } from '../../src/page/pageData.ts';
import type { ComponentReport, HostReport } from '../../src/report/document.ts';
import type { HistoryEntry } from '../../src/store/historyRecord.ts';
import { vitals as vitalsOf } from '../core/worlds.ts';
import { someMessage } from '../harness/messages.ts';
import { configOf, small, smallType } from '../interface/samples.ts';
import {
  at,
  backoff,
  blocked,
  component,
  quarantine,
  report,
  seenHost,
  unknownHost,
} from '../report/reports.ts';
import { eventEntry, passEntry } from '../store/entries.ts';

export interface Size {
  readonly hosts: number;
  readonly components: number;
  /** Of hours, that the history has. */
  readonly days: number;
  readonly events: number;
}

export const largest: Size = { hosts: 2000, components: 100, days: 30, events: 1000 };

const atMs = Date.parse(at);
const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000];

/** What a pass over a fleet of this size found: a bit of every trouble. */
export function shownOf({ hosts: hostCount, components: componentCount }: Size): Shown {
  const random = numbers(7);
  const names = Array.from({ length: hostCount }, (_, n) => `lta-vm-${String(n + 1).padStart(4, '0')}`);
  const each = Math.max(1, Math.floor((hostCount * 3) / componentCount));
  const ids = idsOf(componentCount);
  const config = configOf({
    ...small,
    hotlimit: 4,
    available: names.map((host) => ({ host, tags: ['rack-a', 'gpu'] })),
    pipes: [
      {
        pipe: 'pipe0',
        types: ids.map((id) => {
          const name = id.split('/')[1];
          const description = `what ${name} is for, in a sentence as an operator writes it`;
          return { ...smallType, name, key: `key-of-${name}`, count: each, description };
        }),
      },
    ],
  });
  const hosts = names.map((host, n): HostReport => {
    const components: Record<string, number> = {};
    for (let slot = 0; slot < 3; slot++) {
      const id = ids[(n * 3 + slot) % ids.length] ?? '';
      components[id] = (components[id] ?? 0) + 1;
    }
    const common = { hot: 3, hotlimit: 4, components };
    if (n % 40 === 7) return unknownHost(host, `ssh: connect to host ${host} port 22: timed out`, common);
    if (n % 97 === 11) return unknownHost(host, 'no answer to a ping', { ...common, sighting: 'down' });
    return seenHost(host, {
      ...common,
      vitals: {
        ...vitals,
        load1: Math.round(random() * 800) / 100,
        memoryAvailableKiB: Math.round(random() * 64e6),
      },
      ...(n % 61 === 3 && { drain: 'disk is replaced on Monday' }),
      ...(n % 151 === 5 && { quarantine: quarantine('exit 1') }),
      ...(n % 53 === 9 && { backoff: { [ids[0] ?? '']: backoff('exit 127') } }),
    });
  });
  const components = ids.map((id, n): ComponentReport =>
    n % 10 === 4
      ? component(id, each, { running: each - 2, presumed: 1, missing: 1 })
      : component(id, each, n % 10 === 5 ? { running: each - 1, pending: 1 } : {}),
  );
  const unknown = hosts.filter(({ sighting }) => sighting !== 'seen').length;
  const short = components.filter(({ missing }) => missing > 0);
  const found = report({
    at,
    config: config.file,
    hosts,
    components,
    brownout: { held: false, unknown, of: hostCount },
    summary: {
      start: 0,
      stop: 0,
      blocked: short.length,
      held: 0,
      unknownHosts: unknown,
      short: short.length,
      missing: short.length,
    },
    actions: short.map(({ component: id }) => blocked(id as never, 1, ['hot-limit-reached', 12])),
    outcomes: [],
  });
  return { config, report: found, tookMs: 4200 };
}

const vitals = {
  ...vitalsOf('b'),
  uptimeS: 8_640_000,
  cores: 16,
  memoryKiB: 64_000_000,
  diskAvailableKiB: 900_000_000,
  gpus: 4,
};

/** A day of passes every five minutes, the hours before, and the newest events. */
export function pastOf({
  components,
  days,
  events,
  hosts,
}: Size): Past & { readonly rolled: readonly Rollup[] } {
  const random = numbers(11);
  const ids = idsOf(components);
  const wanted = Math.max(1, Math.floor((hosts * 3) / components));
  // What is not met now and then, and by how much.
  const running = (): number => (random() < 0.2 ? wanted - 1 - Math.floor(random() * 3) : wanted);
  const passes = Array.from({ length: 288 }, (_, n) => {
    const tallies = ids.map((id) => {
      const there = running();
      return [id, { wanted, running: there, presumed: 0, pending: 0, missing: wanted - there }] as const;
    });
    return passEntry(new Date(atMs - (287 - n) * 5 * minuteMs).toISOString(), {
      pass: `pass-${n}`,
      tookMs: 3000 + Math.floor(random() * 4000),
      hosts: { of: hosts, seen: hosts - Math.floor(random() * 60) },
      outcomes: { confirmed: Math.floor(random() * 4), failed: random() < 0.1 ? 1 : 0 },
      components: Object.fromEntries(tallies),
    });
  });
  const rolled = Array.from({ length: days * 24 }, (_, n): Rollup => {
    const components = ids.map((id) => {
      if (random() < 0.5)
        return [
          id,
          { wanted, running: wanted, least: wanted, short: 0, started: 0, failed: 0, gone: 0 },
        ] as const;
      const mean = wanted - Math.round(random() * 20) / 10;
      return [
        id,
        { wanted, running: mean, least: wanted - 3, short: 3, started: 1, failed: 0, gone: 1 },
      ] as const;
    });
    return {
      kind: 'hour',
      at: new Date(Math.floor(atMs / hourMs) * hourMs - (days * 24 - n) * hourMs).toISOString(),
      passes: 12,
      held: 0,
      troubled: 0,
      tookMs: { mean: 4000 + Math.floor(random() * 900), most: 9000 },
      hosts: { of: hosts, seen: hosts - Math.round(random() * 500) / 10, least: hosts - 60 },
      outcomes: { confirmed: 12, failed: 1 },
      gone: 3,
      stopped: 0,
      components: Object.fromEntries(components),
    };
  });
  const timesMs = passes.slice(-20).map(({ at }) => Date.parse(at));
  const hours = rolled.map((hour) => presenceOf(hour, ids));
  const told = eventsOf(events, ids, hosts);
  return { passes, last: null, timesMs, rolled, hours, events: told, missing: [], after: null };
}

/** An hour as the page takes it. */
export function presenceOf({ components, ...hour }: Rollup, ids: readonly string[]): Presence {
  return {
    ...hour,
    wanted: ids.map((id) => components[id]?.wanted ?? null),
    running: ids.map((id) => components[id]?.running ?? null),
    short: ids.map((id) => components[id]?.short ?? null),
  };
}

function eventsOf(count: number, ids: readonly string[], hosts: number): HistoryEntry[] {
  return Array.from({ length: count }, (_, n): HistoryEntry => {
    const host = `lta-vm-${String((n % hosts) + 1).padStart(4, '0')}`;
    const when = new Date(atMs - (n * 7 * dayMs) / count).toISOString();
    const on = { component: ids[n % ids.length] ?? '', host };
    if (n % 50 === 3) return eventEntry('rebooted', when, { host });
    if (n % 50 === 9)
      return eventEntry('operator', when, { verb: 'drain', by: 'ada', host, reason: 'new disk' });
    if (n % 3 === 1)
      return eventEntry('gone', when, {
        ...on,
        pid: n,
        livedMs: hourMs,
        atMostMs: 2 * hourMs,
        rebooted: false,
      });
    const launch = { ...on, launchId: `l-${n}` };
    return n % 9 === 2
      ? eventEntry('launch', when, { ...launch, outcome: 'failed', detail: notFound })
      : eventEntry('launch', when, { ...launch, outcome: 'confirmed' });
  });
}

const notFound = someMessage('the submitter ended with exit 127: python3: command not found');

function idsOf(count: number): string[] {
  return Array.from({ length: count }, (_, n) => `pipe0/component-${String(n).padStart(2, '0')}`);
}

/** The same numbers between 0 and 1 in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
