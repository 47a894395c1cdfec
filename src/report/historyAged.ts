import type { Rollup } from '../core/rollup.ts';
import { dayBegin, dayName, hourMs } from '../store/historyFiles.ts';
import type { History, Period } from '../store/history.ts';
import type { OperatorEntry } from '../store/historyRecord.ts';
import { isAsked, type HistoryFilter } from './historyRows.ts';

/** What is left of days of which the passes are not kept any more. */
export interface Aged {
  /** The newest first. */
  readonly entries: readonly (Rollup | OperatorEntry)[];
  /** Days and hours that are left out, for they do not tell of hosts; since when those are told. */
  readonly withoutHosts: number;
}

/** @param isFine whether hours are wanted where there are some; else days. */
export async function agedEntries(
  past: History,
  { sinceMs, untilMs }: Period,
  filter: HistoryFilter,
  isFine: boolean,
): Promise<Aged> {
  const kept = new Set(await past.keptDays());
  const isLeft = ({ at }: { at: string }): boolean => !kept.has(dayName(Date.parse(at)));
  const begun = (beginOf: (atMs: number) => number): Period => ({
    sinceMs: Number.isFinite(sinceMs) ? beginOf(sinceMs) : sinceMs,
    untilMs,
  });
  const hours = isFine
    ? (
        await past.rollups(
          'hour',
          begun((atMs) => Math.floor(atMs / hourMs) * hourMs),
        )
      ).filter(isLeft)
    : [];
  const inHours = new Set(hours.map(({ at }) => dayName(Date.parse(at))));
  const days = (await past.rollups('day', begun(dayBegin))).filter(
    (day) => isLeft(day) && !inHours.has(dayName(Date.parse(day.at))),
  );
  const asked = [...hours, ...days].filter((rollup) => isTold(rollup, filter));
  const decisions = (await past.decisions({ sinceMs, untilMs })).filter(
    (entry) => isLeft(entry) && isAsked(entry, filter),
  );
  const rollups = filter.host === null ? asked : [];
  return {
    entries: [...rollups, ...decisions].toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at)),
    withoutHosts: asked.length - rollups.length,
  };
}

function isTold(
  { components, outcomes, gone, stopped }: Rollup,
  { component, kinds }: HistoryFilter,
): boolean {
  const own = component === null ? undefined : components[component];
  if (component !== null && (own === undefined || !Object.hasOwn(components, component))) return false;
  if (kinds !== 'launches') return true;
  if (own !== undefined) return own.started + own.failed + own.gone > 0;
  return gone + stopped > 0 || Object.values(outcomes).some((count) => count > 0);
}
