import type { RolledComponent, Rollup } from './rollup.ts';

/** What of a pass, and of what happened in it, goes into an hour. */
export type Rollable = RollablePass | RollableEvent;

export interface RollablePass {
  readonly kind: 'pass';
  /** ISO 8601, UTC, always of the same length. */
  readonly at: string;
  readonly pass: string | null;
  readonly tookMs: number | null;
  readonly hosts: { readonly seen: number; readonly of: number };
  readonly held: number;
  readonly problems: readonly unknown[];
  readonly components: Readonly<Record<string, RollableTally>>;
}

interface RollableTally {
  readonly wanted: number;
  readonly running: number;
  /** null in records of before that was written. */
  readonly missing: number | null;
}

export type RollableEvent =
  | {
      readonly kind: 'launch';
      readonly launchId: string;
      readonly component: string;
      readonly outcome: string;
    }
  | (Ended & { readonly kind: 'gone' })
  | (Ended & { readonly kind: 'stopped'; readonly outcome: string });

interface Ended {
  readonly at: string;
  readonly pass: string | null;
  readonly component: string;
  readonly host: string;
  readonly pid: number | null;
}

/**
 * An hour (or a day), of all that was written in it. Neither the order nor what stands there twice changes it.
 *
 * @param at its begin, ISO 8601.
 */
export function rollupOf(kind: Rollup['kind'], at: string, entries: Iterable<Rollable>): Rollup {
  const once = new Map([...entries].map((entry) => [keyOf(entry), entry]));
  const all = [...once.values()];
  const passes = all.filter((entry) => entry.kind === 'pass').toSorted(byTime);
  const components = new Map<string, RolledComponent>();
  for (const name of new Set(passes.flatMap((pass) => Object.keys(pass.components)))) {
    const tallies = passes.flatMap((pass) =>
      Object.hasOwn(pass.components, name) ? (pass.components[name] ?? []) : [],
    );
    const running = tallies.map((tally) => tally.running);
    components.set(name, {
      ...nothingOf,
      wanted: tallies.at(-1)?.wanted ?? 0,
      running: mean(running),
      least: least(running),
      short: tallies.filter(isShort).length,
    });
  }
  const count = (name: string, what: 'started' | 'failed' | 'gone'): void => {
    const own = components.get(name) ?? nothingOf;
    components.set(name, { ...own, [what]: own[what] + 1 });
  };
  const outcomes = new Map<string, number>();
  let [gone, stopped] = [0, 0];
  for (const entry of all) {
    if (entry.kind === 'launch') {
      outcomes.set(entry.outcome, (outcomes.get(entry.outcome) ?? 0) + 1);
      if (entry.outcome === 'confirmed') count(entry.component, 'started');
      else if (failures.has(entry.outcome)) count(entry.component, 'failed');
    } else if (entry.kind === 'gone') {
      gone++;
      count(entry.component, 'gone');
    } else if (entry.kind === 'stopped' && ends.has(entry.outcome)) stopped++;
  }
  const took = passes.flatMap(({ tookMs }) => (tookMs === null ? [] : Math.round(tookMs)));
  const seen = passes.map(({ hosts }) => hosts.seen);
  return {
    kind,
    at,
    passes: passes.length,
    held: passes.filter(({ held }) => held > 0).length,
    troubled: passes.filter(({ problems }) => problems.length > 0).length,
    tookMs: { mean: Math.round(mean(took)), most: most(took) },
    hosts: { of: passes.at(-1)?.hosts.of ?? 0, seen: mean(seen), least: least(seen) },
    outcomes: sorted(outcomes),
    gone,
    stopped,
    components: sorted(components),
  };
}

/** A day, of its hours: what is counted is the same as if all its passes were counted, what is a mean nearly. */
export function dayOf(at: string, rollups: readonly Rollup[]): Rollup {
  const all = latest(rollups);
  const passed = all.filter(({ passes }) => passes > 0);
  const sum = (count: (hour: Rollup) => number): number =>
    all.reduce((total, hour) => total + count(hour), 0);
  const timed = passed.filter(({ tookMs }) => tookMs.most > 0);
  const components = new Map<string, RolledComponent>();
  for (const name of new Set(all.flatMap((hour) => Object.keys(hour.components)))) {
    const having = all.flatMap((hour) => {
      const own = Object.hasOwn(hour.components, name) ? hour.components[name] : undefined;
      return own === undefined ? [] : [{ own, passes: hour.passes }];
    });
    const looked = having.filter(({ passes }) => passes > 0);
    const total = (what: 'short' | 'started' | 'failed' | 'gone'): number =>
      having.reduce((sum, { own }) => sum + own[what], 0);
    components.set(name, {
      wanted: (looked.at(-1) ?? having.at(-1))?.own.wanted ?? 0,
      running: weighted(looked.map(({ own, passes }) => [own.running, passes])),
      least: least(looked.map(({ own }) => own.least)),
      short: total('short'),
      started: total('started'),
      failed: total('failed'),
      gone: total('gone'),
    });
  }
  const outcomes = new Map<string, number>();
  for (const [outcome, count] of all.flatMap((hour) => Object.entries(hour.outcomes)))
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + count);
  return {
    kind: 'day',
    at,
    passes: sum(({ passes }) => passes),
    held: sum(({ held }) => held),
    troubled: sum(({ troubled }) => troubled),
    tookMs: {
      mean: Math.round(weighted(timed.map(({ tookMs, passes }) => [tookMs.mean, passes]))),
      most: most(timed.map(({ tookMs }) => tookMs.most)),
    },
    hosts: {
      of: passed.at(-1)?.hosts.of ?? 0,
      seen: weighted(passed.map(({ hosts, passes }) => [hosts.seen, passes])),
      least: least(passed.map(({ hosts }) => hosts.least)),
    },
    outcomes: sorted(outcomes),
    gone: sum(({ gone }) => gone),
    stopped: sum(({ stopped }) => stopped),
    components: sorted(components),
  };
}

/**
 * One for each hour, ascending. Of several for the same the one of the most passes is the truest, for one can be
 * written anew when some of its passes are lost already; and of those the last.
 */
export function latest<T extends Pick<Rollup, 'at' | 'passes'>>(rollups: readonly T[]): T[] {
  const byTimes = new Map<string, T>();
  for (const rollup of rollups) {
    const other = byTimes.get(rollup.at);
    if (other === undefined || rollup.passes >= other.passes) byTimes.set(rollup.at, rollup);
  }
  return [...byTimes.values()].toSorted((one, other) => compare(one.at, other.at));
}

const nothingOf: RolledComponent = {
  wanted: 0,
  running: 0,
  least: 0,
  short: 0,
  started: 0,
  failed: 0,
  gone: 0,
};

const failures: ReadonlySet<string> = new Set(['failed', 'vanished', 'refused']);

/** How a stop ended, where the instance is no more. */
const ends: ReadonlySet<string> = new Set(['stopped', 'killed', 'gone']);

/** What is the same for an entry that stands there twice. */
function keyOf(entry: Rollable): string {
  switch (entry.kind) {
    case 'pass':
      return JSON.stringify(['pass', entry.pass, entry.at]);
    case 'launch':
      return JSON.stringify(['launch', entry.launchId]);
    default:
      return JSON.stringify([entry.kind, entry.at, entry.pass, entry.component, entry.host, entry.pid]);
  }
}

/** Whether a pass found it short. */
export function isShort({ wanted, running, missing }: RollableTally): boolean {
  return missing === null ? running < wanted : missing > 0;
}

function byTime(one: RollablePass, other: RollablePass): number {
  return compare(one.at, other.at) || compare(one.pass ?? '', other.pass ?? '');
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function sorted<T>(byName: ReadonlyMap<string, T>): Record<string, T> {
  return Object.fromEntries([...byName].toSorted(([one], [other]) => compare(one, other)));
}

function mean(values: readonly number[]): number {
  return weighted(values.map((value) => [value, 1]));
}

/** With two digits behind the point: that rounds to nothing outside of what the mean is of. 0 of none. */
function weighted(values: readonly (readonly [value: number, weight: number])[]): number {
  const weight = values.reduce((sum, [, own]) => sum + own, 0);
  const sum = values.reduce((sum, [value, own]) => sum + value * own, 0);
  return weight === 0 ? 0 : Math.round((sum / weight) * 100) / 100;
}

function least(values: readonly number[]): number {
  return values.reduce((one, other) => Math.min(one, other), values[0] ?? 0);
}

function most(values: readonly number[]): number {
  return values.reduce((one, other) => Math.max(one, other), values[0] ?? 0);
}
