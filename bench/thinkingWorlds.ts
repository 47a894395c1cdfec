import { message } from '../src/core/catalogue/catalogue.ts';
import { machineOf } from '../src/core/machines.ts';
import type { Attempt } from '../src/core/room.ts';
import { emptyMemory } from '../src/core/types.ts';
import type {
  ComponentId,
  HeldInstance,
  HostMemory,
  Instance,
  Memory,
  OpenLaunch,
  Setback,
  Sighting,
  Sightings,
  Vitals,
} from '../src/core/types.ts';
import type { Config } from '../src/interface/config.ts';
import { someMessage } from '../test/harness/messages.ts';
import { configOf, small, smallType } from '../test/interface/samples.ts';

const submitterFailed = message('submitter-failed', { exit: '127', printed: 'python3: command not found' });

export const nowMs = Date.UTC(2026, 10, 21, 3, 15);
const minuteMs = 60_000;

export interface Size {
  readonly hosts: number;
  readonly components: number;
}

/** What a pass has before it thinks. */
export interface ThinkingWorld {
  readonly config: Config;
  readonly before: Memory;
  readonly seen: Sightings;
  /** Launches that are over when it plans again. */
  readonly attempts: readonly Attempt[];
}

/** What a fleet of any size can be like. */
export const worlds = {
  /** Everything wanted is there. */
  converged: (size) => world(size, { perHost: 4, wanted: 1 }),
  /** Nothing is there: three instances for each host are to be placed. */
  'everything missing': (size) => world(size, { perHost: 0, wanted: 3 / 4 }),
  /** The same, host after host in the order of the file. */
  'everything missing, fill': (size) => world(size, { perHost: 0, wanted: 3 / 4, placement: 'fill' }),
  /** Ten times as much is wanted of every component as there is room for, so that each has its reasons by host. */
  'all blocked': (size) => world(size, { perHost: 4, wanted: 10, hot: 'all' }),
  /** Nine of ten hosts did not answer, and the brownout guard is off. */
  'mostly unknown': (size) => world(size, { perHost: 4, wanted: 1.2, unknown: 0.9 }),
  /** Half of the hosts refused a launch, and it is planned again. */
  'after failures': (size) => afterFailures(world(size, { perHost: 0, wanted: 3 / 4 })),
} as const satisfies Readonly<Record<string, (size: Size) => ThinkingWorld>>;

export type WorldName = keyof typeof worlds;

interface Kind {
  /** Instances on each host. */
  readonly perHost: number;
  /** Count of each component, as a share of four instances for each host. */
  readonly wanted: number;
  readonly placement?: 'fill';
  readonly hot?: 'all';
  /** Share of the hosts. */
  readonly unknown?: number;
}

function world(size: Size, kind: Kind): ThinkingWorld {
  const config = configured(size, kind);
  const ids = config.components.map(({ id }) => id);
  const hosts = config.hosts.map(({ name }, index) => ({ name, index, vitals: vitalsOf(index) }));
  const unknown = kind.unknown ?? 0.02;
  const sighting = ({ index, vitals }: (typeof hosts)[number]): Sighting =>
    index % 100 < unknown * 100
      ? {
          kind: index % 2 === 0 ? 'silent' : 'down',
          reason: someMessage(`no answer from 192.0.2.${index % 250} within 10 s`),
        }
      : { kind: 'seen', vitals, instances: new Map(instancesOn(index, ids, kind.perHost)) };
  const before = kind.perHost === 0 ? emptyMemory : memoryOf(hosts, ids, kind.perHost);
  const seen = new Map(hosts.map((host) => [host.name, sighting(host)]));
  return { config, before, seen, attempts: [] };
}

/** As the file says it: tags, drains, pools, weights and limits of a few. */
function configured({ hosts, components }: Size, { wanted, placement, hot }: Kind): Config {
  const half = hosts >> 1;
  const drained = Math.ceil(hosts / 100);
  const config = configOf({
    ...small,
    hotlimit: 4,
    ...(placement && { placement }),
    pools: { tape: hosts },
    available: [
      { host: rangeOf(1, half), tags: ['east'] },
      { host: rangeOf(half + 1, hosts - drained), tags: ['west'] },
      { host: rangeOf(hosts - drained + 1, hosts), drain: 'disk being replaced' },
    ],
    pipes: [
      {
        pipe: 'pipe0',
        types: Array.from({ length: components }, (_, index) => ({
          ...smallType,
          name: `type-${padded(index)}`,
          key: `pipe0.type-${padded(index)}.`,
          count: Math.round(((4 * hosts) / components) * wanted),
          hot: hot === 'all' || index % 2 === 0,
          priority: index % 3,
          ...(index % 10 === 3 && { hosts: '@east' }),
          ...(index % 10 === 5 && { maxPerHost: 2 }),
          ...(index % 20 === 7 && { pool: 'tape' }),
        })),
      },
    ],
  });
  return { ...config, launchesPerPass: 1e9, brownout: 1 };
}

function memoryOf(
  hosts: readonly { name: string; index: number; vitals: Vitals }[],
  ids: readonly ComponentId[],
  perHost: number,
): Memory {
  const held = hosts.map(({ name, index, vitals }) => {
    const instances = instancesOn(index, ids, perHost).map(
      ([id, list]) => [id, list.map((one): HeldInstance => ({ ...one, sinceMs: nowMs - 3600_000 }))] as const,
    );
    const machine = machineOf(vitals);
    const memory: HostMemory = {
      seenAtMs: nowMs - 5 * minuteMs,
      bootId: vitals.bootId,
      machine,
      instances: new Map(instances),
    };
    return [name, memory] as const;
  });
  const some = hosts.filter(({ index }) => index % 50 === 7);
  const launches = some.map(({ name, index, vitals }): OpenLaunch => ({
    id: `launch-${index}`,
    component: componentAt(index, 0, ids),
    host: name,
    sentAtMs: nowMs - minuteMs,
    bootId: vitals.bootId,
    accounted: [100],
    stage: 'sent',
  }));
  const setbacks = some.map(({ name, index }): Setback => ({
    component: componentAt(index, 9, ids),
    host: name,
    failures: 3,
    lastAtMs: nowMs - minuteMs,
    why: submitterFailed,
  }));
  return { ...emptyMemory, hosts: new Map(held), launches, setbacks };
}

/** Failed, refused and gone well on half of the hosts, and what is remembered of it. */
function afterFailures({ config, before, seen }: ThinkingWorld): ThinkingWorld {
  const ids = config.components.map(({ id }) => id);
  const hosts = config.hosts.filter((_, index) => index % 2 === 1);
  const outcomes = ['failed', 'refused', 'done'] as const;
  const attempts = hosts.map(({ name }, index): Attempt => ({
    component: componentAt(index, 0, ids),
    host: name,
    outcome: outcomes[index % 3] ?? 'done',
  }));
  const setbacks = attempts
    .filter(({ outcome }) => outcome !== 'done')
    .map(({ component, host }): Setback => ({
      component,
      host,
      failures: 1,
      lastAtMs: nowMs,
      why: submitterFailed,
    }));
  const launches = attempts
    .filter(({ outcome }) => outcome === 'done')
    .map(({ component, host }, index): OpenLaunch => ({
      id: `launch-${index}`,
      component,
      host,
      sentAtMs: nowMs,
      bootId: null,
      accounted: [],
      stage: 'sent',
    }));
  return { config, before: { ...before, setbacks, launches }, seen, attempts };
}

function instancesOn(
  host: number,
  ids: readonly ComponentId[],
  perHost: number,
): (readonly [ComponentId, Instance[]])[] {
  return Array.from({ length: perHost }, (_, slot) => {
    const pid = 100 + slot;
    return [componentAt(host, slot, ids), [{ pid, elapsedS: 3600, pids: [pid, pid + 50] }]] as const;
  });
}

function componentAt(host: number, slot: number, ids: readonly ComponentId[]): ComponentId {
  return ids[(host * 4 + slot) % ids.length] as ComponentId;
}

function vitalsOf(index: number): Vitals {
  return {
    user: 'ops',
    home: '/home/ops',
    firstProcess: 17,
    hostname: `n-${padded(index + 1)}`,
    bootId: `4be7f2a4-5f4c-4e0a-9d1e-${String(index).padStart(12, '0')}`,
    clockMs: nowMs,
    uptimeS: 8_640_000,
    cores: 16,
    load1: (index % 90) / 10,
    memoryKiB: 64_000_000,
    memoryAvailableKiB: 1_000 * (index % 64_000),
    diskAvailableKiB: 900_000_000,
    gpus: null,
    bundles: ['0123456789abcdef'],
    sweptMs: null,
  };
}

function padded(number: number): string {
  return String(number).padStart(6, '0');
}

function rangeOf(from: number, to: number): string {
  return `n-[${padded(from)}-${padded(to)}].example.org`;
}
