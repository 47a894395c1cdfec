import type { Rollup } from '../core/rollup.ts';
import type { PassEntry } from '../store/historyRecord.ts';
import type { Series } from './data.ts';
import { packed } from './runs.ts';

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
    components: pass.components,
  }));
  return seriesOf(oneASecond(points), ids, everyMs === null ? Infinity : (2.5 * everyMs) / 1000);
}

/**
 * The hours of a month.
 *
 * @param hours ascending
 * @param passes of the last day, ascending: those of hours that are not rolled up yet are.
 */
export function monthSeries(
  hours: readonly Rollup[],
  passes: readonly PassEntry[],
  ids: readonly string[],
): Series {
  const rolled = hours.map((hour): Point => ({
    atS: Math.floor(Date.parse(hour.at) / 1000) + hourS / 2,
    of: hour.hosts.of,
    seen: hour.hosts.seen,
    ...launchesOf(hour.outcomes),
    tookMs: hour.tookMs.mean,
    components: hour.components,
  }));
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

interface Point {
  readonly atS: number;
  readonly of: number;
  readonly seen: number;
  readonly launched: number;
  readonly failed: number;
  readonly tookMs: number | null;
  readonly components: Readonly<Record<string, { readonly wanted: number; readonly running: number }>>;
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
  const components = ids.flatMap((id) => {
    const tallies = passes.flatMap((pass) => pass.components[id] ?? []);
    const last = tallies.at(-1);
    if (last === undefined) return [];
    const running = tallies.reduce((all, tally) => all + tally.running, 0) / tallies.length;
    return [[id, { wanted: last.wanted, running }] as const];
  });
  return {
    atS,
    of: passes.at(-1)?.hosts.of ?? 0,
    seen: sum(({ hosts }) => hosts.seen) / passes.length,
    launched: sum(({ outcomes }) => launchesOf(outcomes).launched),
    failed: sum(({ outcomes }) => launchesOf(outcomes).failed),
    tookMs: timed.length === 0 ? null : timed.reduce((all, ms) => all + ms, 0) / timed.length,
    components: Object.fromEntries(components),
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
  const shown = points.flatMap((point, index): (Point | { atS: number })[] => {
    const sinceS = point.atS - (points[index - 1]?.atS ?? point.atS);
    return sinceS > longestS ? [{ atS: point.atS - Math.ceil(sinceS / 2) }, point] : [point];
  });
  const runs = (of: (point: Point) => number | null | undefined): (number | null)[] =>
    shown.map((point) => ('of' in point ? rounded(of(point) ?? null) : null));
  const components = ids.map((id) => {
    const wanted = packed(runs((point) => point.components[id]?.wanted));
    return [id, { wanted, running: packed(runs((point) => point.components[id]?.running)) }] as const;
  });
  return {
    times: shown.map(({ atS }) => atS),
    hosts: { of: packed(runs(({ of }) => of)), seen: packed(runs(({ seen }) => seen)) },
    launched: packed(runs(({ launched }) => launched)),
    failed: packed(runs(({ failed }) => failed)),
    tookMs: packed(runs(({ tookMs }) => (tookMs === null ? null : Math.round(tookMs)))),
    components: Object.fromEntries(components),
  };
}

/** A tenth of an instance is more than a chart shows. */
function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10) / 10;
}
