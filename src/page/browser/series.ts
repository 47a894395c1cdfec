import type { Series } from '../data.ts';
import { unpacked } from '../runs.ts';
import { clockText, many, number } from './words.ts';

/** A line of a chart: as long as the times it belongs to, null where nothing is known. */
export type Line = readonly (number | null)[];

export interface StrengthLines {
  readonly wanted: Line;
  readonly running: Line;
  /** 1 where it was found short, 0 where not. What is presumed or pending is not running, and not missing either. */
  readonly short: Line;
  /** What runs where it was short, what is wanted where it was not: between this and what is wanted is what was the matter. */
  readonly lacking: Line;
}

/** Of one component, or of all together. Where one of them has a gap and another has not, the others count. */
export function strengthLines(series: Series, component: string): StrengthLines {
  if (component === '') return allTogether(series);
  const { wanted = [], running = [], short = [] } = series.components[component] ?? {};
  const lines = {
    wanted: lineOf(wanted, series),
    running: lineOf(running, series),
    short: lineOf(short, series),
  };
  const lacking = lines.wanted.map((count, at) =>
    lines.short[at] === 1 && count !== null ? Math.min(count, lines.running[at] ?? count) : count,
  );
  return { ...lines, lacking };
}

/** Short where one of them was: what another has too many makes up for nothing. */
function allTogether(series: Series): StrengthLines {
  const all = Object.values(series.components);
  const wanted = sumOf(
    all.map((each) => each.wanted),
    series,
  );
  const running = sumOf(
    all.map((each) => each.running),
    series,
  );
  const howMany = sumOf(
    all.map((each) => each.short),
    series,
  );
  const lacking = [...wanted];
  for (const [id, each] of Object.entries(series.components)) {
    if (!each.short.some((value, at) => at % 2 === 0 && value === 1)) continue;
    const own = strengthLines(series, id);
    for (const [at, least] of own.lacking.entries())
      lacking[at] = lacking[at] == null ? null : (lacking[at] ?? 0) - ((own.wanted[at] ?? 0) - (least ?? 0));
  }
  const short = howMany.map((count) => (count === null ? null : Math.min(1, count)));
  return { wanted, running, short, lacking };
}

function sumOf(lines: readonly (readonly (number | null)[])[], series: Series): Line {
  const sum: (number | null)[] = series.times.map(() => null);
  for (const runs of lines) {
    let at = 0;
    for (let pair = 0; pair + 1 < runs.length; pair += 2) {
      const value = runs[pair] ?? null;
      const end = Math.min(sum.length, at + (runs[pair + 1] ?? 0));
      if (value === null) at = end;
      else for (; at < end; at++) sum[at] = (sum[at] ?? 0) + value;
    }
  }
  return sum;
}

export function lineOf(runs: Series['launched'], series: Series): Line {
  return fitted(unpacked(runs), series);
}

function fitted(values: readonly (number | null)[], { times }: Series): Line {
  return values.length === times.length ? values : times.map((_, at) => values[at] ?? null);
}

/** The components that were short most, the worst first: of each how many were missing on the average. */
export function shortest(series: Series, most: number): string[] {
  return Object.keys(series.components)
    .map((component) => {
      const { wanted, lacking } = strengthLines(series, component);
      const gaps = wanted.map((count, at) => (count ?? 0) - (lacking[at] ?? count ?? 0));
      return { component, missing: gaps.reduce((sum, gap) => sum + gap, 0) };
    })
    .filter(({ missing }) => missing > 0)
    .toSorted((a, b) => b.missing - a.missing)
    .slice(0, most)
    .map(({ component }) => component);
}

/** A sentence that says of a line what one sees at a glance: `running: least 3 (at 03:15), most 12, last 12`. */
export function lineSummary(
  label: string,
  line: Line,
  times: readonly number[],
  { nowMs, text = number }: { readonly nowMs: number; readonly text?: (value: number) => string },
): string {
  let least = -1;
  let most = -1;
  let last = -1;
  for (const [at, value] of line.entries()) {
    if (value === null) continue;
    if (least < 0 || value < (line[least] ?? 0)) least = at;
    if (most < 0 || value > (line[most] ?? 0)) most = at;
    last = at;
  }
  if (last < 0) return `${label}: nothing is known`;
  const said = (at: number): string => text(line[at] ?? 0);
  if (line[least] === line[most]) return `${label}: ${said(last)} throughout`;
  const when = (at: number): string => clockText((times[at] ?? 0) * 1000, nowMs, false);
  return `${label}: least ${said(least)} (at ${when(least)}), most ${said(most)} (at ${when(most)}), last ${said(last)}`;
}

/** `2 of 288 passes`, `no pass`: at how many of those that are known it was short. */
export function shortTimes(short: Line, per: 'pass' | 'hour'): string {
  const known = short.filter((value) => value !== null).length;
  const times = short.filter((value) => value === 1).length;
  if (times === 0) return `no ${per}`;
  return `${number(times)} of ${per === 'pass' ? many(known, 'pass', 'passes') : many(known, 'hour')}`;
}

const daySeconds = 86_400;

/**
 * From when to when a chart goes, in seconds: always a day, or 30 of them, up to the time of the page, so that what began lately
 * does not look as if it were all there is.
 */
export function timeSpan(span: 'day' | 'month', atMs: number, times: readonly number[]): [number, number] {
  // The middle of this hour may be still to come.
  const to = Math.max(Math.floor(atMs / 1000), times.at(-1) ?? 0);
  return [to - (span === 'day' ? 1 : 30) * daySeconds, to];
}

/** `launched: 12 in all`. */
export function totalSummary(label: string, line: Line): string {
  return `${label}: ${number(line.reduce<number>((sum, value) => sum + (value ?? 0), 0))} in all`;
}
