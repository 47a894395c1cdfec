import * as fc from 'fast-check';
import { emptyMemory, type ComponentId } from '../../src/core/types.ts';
import type { Config } from '../../src/interface/config.ts';
import { loadText } from '../../src/interface/load.ts';
import { nothingHappens, type Happenings, type Outage } from '../../src/simulate/happenings.ts';
import type { Rehearsal } from '../../src/simulate/simulate.ts';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

/** A configuration of these types in the pipe `p`, with muster's own defaults for what is not given. */
export function configOf(types: readonly object[], own: Record<string, unknown> = {}): Config {
  const raw = { hotlimit: 2, available: ['h[1-6]'], pipes: [{ pipe: 'p', types }], ...own };
  const loaded = loadText(JSON.stringify(raw), '/srv/Interface.json', {
    home: '/root',
    look: () => ({ kind: 'missing' }),
  });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.errors));
  return loaded.config;
}

export function type(name: string, own: Record<string, unknown> = {}): Record<string, unknown> {
  return { name, count: 1, on: true, hot: false, submitter: 'start.sh', key: `key-${name}`, ...own };
}

export function rehearsalOf(config: Config, own: Partial<Rehearsal> = {}): Rehearsal {
  const plain = { memory: emptyMemory, lost: [], happenings: nothingHappens, seed: 1, startMs: 0 };
  return { config, ...plain, everyMs: 5 * minuteMs, lastsMs: null, ...own };
}

/** Small fleets in which much goes wrong for three hours. */
export function rehearsals({ withChance = true } = {}): fc.Arbitrary<Rehearsal> {
  const types = fc.tuple(...names.map(typeNamed)).map((list) => list.filter((one) => one !== null));
  const config = fc
    .record({
      types,
      safety: fc.record({
        lostAfter: fc.constantFrom('1m', '15m', '40m'),
        startGrace: fc.constantFrom('30s', '2m'),
        brownout: fc.constantFrom(0.2, 0.5, 1),
      }),
      hotlimits: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 2, maxLength: 6 }),
      launchesPerPass: fc.constantFrom(2, 100),
      settle: fc.constantFrom('1s', '90s'),
    })
    .map(({ types, safety, hotlimits, launchesPerPass, settle }) =>
      configOf(types, {
        safety,
        available: hotlimits.map((hotlimit, index) => ({ host: `h${index + 1}`, hotlimit })),
        pools: { pool: 3 },
        fanout: { launchesPerPass },
        timeouts: { settle },
      }),
    );
  return config.chain((config) =>
    fc.record({
      config: fc.constant(config),
      memory: fc.constant(emptyMemory),
      lost: fc.constant([]),
      happenings: happenings(config, withChance),
      seed: fc.integer({ min: 1, max: 1000 }),
      startMs: fc.constant(0),
      everyMs: fc.constantFrom(minuteMs, 5 * minuteMs, 7 * minuteMs + 1),
      lastsMs: withChance ? fc.constant(3 * hourMs) : fc.constant(null),
    }),
  );
}

const names = ['a', 'b', 'c', 'd'];

function typeNamed(name: string): fc.Arbitrary<Record<string, unknown> | null> {
  return fc.option(
    fc
      .record({
        count: fc.integer({ min: 0, max: 5 }),
        hot: fc.integer({ min: 0, max: 2 }),
        priority: fc.integer({ min: 0, max: 1 }),
        lostAfter: fc.constantFrom(undefined, '5m', 'never'),
        maxPerHost: fc.constantFrom(undefined, 1),
        pool: fc.constantFrom(undefined, 'pool'),
        placement: fc.constantFrom('spread', 'fill'),
        surplus: fc.constantFrom('keep', 'stop'),
      })
      .map((own) => type(name, own)),
    { freq: 6 },
  );
}

function happenings({ hosts, components }: Config, withChance: boolean): fc.Arbitrary<Happenings> {
  const someHosts = fc.subarray(
    hosts.map(({ name }) => name),
    { minLength: 1 },
  );
  const outage: fc.Arbitrary<Outage> = fc
    .record({
      kind: fc.constantFrom('power' as const, 'network' as const),
      hosts: someHosts,
      fromMs: fc.integer({ min: 0, max: 2 * hourMs }),
      forMs: fc.oneof(fc.integer({ min: 1, max: hourMs }), fc.constant(Infinity)),
    })
    .map(({ forMs, ...outage }) => ({ ...outage, untilMs: outage.fromMs + forMs }));
  const component = fc.constantFrom<ComponentId>('p/none', ...components.map(({ id }) => id));
  const none = fc.constant([]);
  const failing = fc.array(
    fc.record({
      component,
      hosts: fc.oneof(
        fc.constant('all' as const),
        someHosts.map((list) => new Set(list)),
      ),
    }),
    { maxLength: 2 },
  );
  const deaths = fc.array(fc.record({ component, perHour: fc.constantFrom(1, 12) }), { maxLength: 2 });
  return fc.record({
    outages: fc.array(outage, { maxLength: 4 }),
    deaths: withChance ? deaths : none,
    failing: withChance ? failing : none,
  });
}
