import type { Series } from '../data.ts';
import { unpacked } from '../runs.ts';
import { clockText, number } from './words.ts';

/** A line of a chart: as long as the times it belongs to, null where nothing is known. */
export type Line = readonly (number | null)[];

/** Wanted and running of one component, or of all together. Where one of them has a gap and another has not, the others count. */
export function strengthLines(series: Series, component: string): { wanted: Line; running: Line } {
  if (component !== '') {
    const { wanted = [], running = [] } = series.components[component] ?? {};
    return { wanted: fitted(unpacked(wanted), series), running: fitted(unpacked(running), series) };
  }
  const all = Object.values(series.components);
  return {
    wanted: sumOf(
      all.map(({ wanted }) => wanted),
      series,
    ),
    running: sumOf(
      all.map(({ running }) => running),
      series,
    ),
  };
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
      const { wanted, running } = strengthLines(series, component);
      const gaps = wanted.map((count, at) => Math.max(0, (count ?? 0) - (running[at] ?? count ?? 0)));
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

/** `launched: 12 in all`. */
export function totalSummary(label: string, line: Line): string {
  return `${label}: ${number(line.reduce<number>((sum, value) => sum + (value ?? 0), 0))} in all`;
}
