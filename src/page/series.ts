import type { Presence } from '../core/rollup.ts';
import { isShort } from '../core/rollupOf.ts';
import type { PassEntry, PassTally } from '../store/historyRecord.ts';
import type { ComponentSeries, Series } from './data.ts';
import { packed, type Runs } from './runs.ts';

/**
 * The passes of a day.
 *
 * @param passes ascending
 * @param everyMs how often they come: where none came for much longer there is a gap, which a chart does not bridge.
 */
export function daySeries(
  passes: readonly PassEntry[],
  ids: readonly string[],
  everyMs: number | null,
): Series {
  const points = passes.map((pass): Point => ({
    atS: Math.floor(Date.parse(pass.at) / 1000),
    ...pass.hosts,
    ...launchesOf(pass.outcomes),
    tookMs: pass.tookMs,
    ...talliesOf(pass.components, ids),
  }));
  return seriesOf(oneASecond(points), ids, everyMs === null ? Infinity : (2.5 * everyMs) / 1000);
}

/**
 * The hours of a month.
 *
 * @param hours ascending, of the components with these ids
 * @param passes of the last day, ascending: those of hours that are not rolled up yet are.
 */
export function monthSeries(
  hours: readonly Presence[],
  passes: readonly PassEntry[],
  ids: readonly string[],
): Series {
  const rolled = hours.map(
    ({ at, hosts: { of, seen }, outcomes, tookMs, wanted, running, short }): Point => ({
      atS: Math.floor(Date.parse(at) / 1000) + hourS / 2,
      of,
      seen,
      ...launchesOf(outcomes),
      tookMs: tookMs.mean,
      wanted,
      running,
      short: short.map((passes) => (passes === null ? null : Number(passes > 0))),
    }),
  );
  const known = new Set(rolled.map(({ atS }) => atS));
  const open = new Map<number, PassEntry[]>();
  for (const pass of passes) {
    const atS = middleOfHour(Date.parse(pass.at) / 1000);
    open.set(atS, [...(open.get(atS) ?? []), pass]);
  }
  const rest = [...open].filter(([atS]) => !known.has(atS)).map(([atS, those]) => hourOf(atS, those, ids));
  return seriesOf(
    [...rolled, ...rest].toSorted((a, b) => a.atS - b.atS),
    ids,
    1.5 * hourS,
  );
}

/** What there was at a time. */
interface Point {
  readonly atS: number;
  readonly of: number;
  readonly seen: number;
  readonly launched: number;
  readonly failed: number;
  readonly tookMs: number | null;
  /** Of each component, in the order the series are made in; null of one that was not there yet. */
  readonly wanted: readonly (number | null)[];
  readonly running: readonly (number | null)[];
  readonly short: readonly (number | null)[];
}

function talliesOf(
  components: Readonly<Record<string, PassTally>>,
  ids: readonly string[],
): Pick<Point, 'wanted' | 'running' | 'short'> {
  const wanted: (number | null)[] = [];
  const running: (number | null)[] = [];
  const short: (number | null)[] = [];
  for (const id of ids) {
    const tally = components[id];
    wanted.push(tally?.wanted ?? null);
    running.push(tally?.running ?? null);
    short.push(tally === undefined ? null : Number(isShort(tally)));
  }
  return { wanted, running, short };
}

const hourS = 3600;

function middleOfHour(atS: number): number {
  return Math.floor(atS / hourS) * hourS + hourS / 2;
}

function launchesOf(outcomes: Readonly<Record<string, number>>): Pick<Point, 'launched' | 'failed'> {
  const { confirmed = 0, failed = 0, vanished = 0, refused = 0 } = outcomes;
  return { launched: confirmed, failed: failed + vanished + refused };
}

function hourOf(atS: number, passes: readonly PassEntry[], ids: readonly string[]): Point {
  const sum = (of: (pass: PassEntry) => number): number => passes.reduce((all, pass) => all + of(pass), 0);
  const timed = passes.flatMap(({ tookMs }) => tookMs ?? []);
  const tallies = ids.map((id) => passes.flatMap((pass) => pass.components[id] ?? []));
  return {
    atS,
    of: passes.at(-1)?.hosts.of ?? 0,
    seen: sum(({ hosts }) => hosts.seen) / passes.length,
    launched: sum(({ outcomes }) => launchesOf(outcomes).launched),
    failed: sum(({ outcomes }) => launchesOf(outcomes).failed),
    tookMs: timed.length === 0 ? null : timed.reduce((all, ms) => all + ms, 0) / timed.length,
    wanted: tallies.map((own) => own.at(-1)?.wanted ?? null),
    running: tallies.map((own) =>
      own.length === 0 ? null : own.reduce((all, { running }) => all + running, 0) / own.length,
    ),
    short: tallies.map((own) => (own.length === 0 ? null : Number(own.some(isShort)))),
  };
}

/** A chart has one value at a time; a restart may make several passes within a second. */
function oneASecond(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const before = kept.at(-1);
    if (before === undefined || before.atS < point.atS) kept.push(point);
    else
      kept[kept.length - 1] = {
        ...point,
        atS: before.atS,
        launched: before.launched + point.launched,
        failed: before.failed + point.failed,
      };
  }
  return kept;
}

/** @param longestS more than that between two points is a gap. */
function seriesOf(points: readonly Point[], ids: readonly string[], longestS: number): Series {
  const times: number[] = [];
  /** null is a gap. */
  const shown: (Point | null)[] = [];
  for (const [index, point] of points.entries()) {
    const sinceS = point.atS - (points[index - 1]?.atS ?? point.atS);
    if (sinceS > longestS) {
      times.push(point.atS - Math.ceil(sinceS / 2));
      shown.push(null);
    }
    times.push(point.atS);
    shown.push(point);
  }
  const runs = (of: (point: Point) => number | null | undefined): Runs =>
    packed(shown.map((point) => (point === null ? null : rounded(of(point) ?? null))));
  const components = ids.map((id, index): [string, ComponentSeries] => [
    id,
    {
      wanted: runs(({ wanted }) => wanted[index]),
      running: runs(({ running }) => running[index]),
      short: runs(({ short }) => short[index]),
    },
  ]);
  return {
    times,
    hosts: { of: runs(({ of }) => of), seen: runs(({ seen }) => seen) },
    launched: runs(({ launched }) => launched),
    failed: runs(({ failed }) => failed),
    tookMs: runs(({ tookMs }) => (tookMs === null ? null : Math.round(tookMs))),
    components: Object.fromEntries(components),
  };
}

/** A tenth of an instance is more than a chart shows. */
function rounded(value: number | null): number | null {
  return value === null || Number.isInteger(value) ? value : Math.round(value * 10) / 10;
}
