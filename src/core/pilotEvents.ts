import type { Message } from './catalogue/catalogue.ts';
import { goneSince } from './gone.ts';
import { endOfPilot, isOver, type PilotReport } from './pilotReport.ts';
import { endedSince } from './pilots.ts';
import type { ComponentId, HostName, Memory, Wanted } from './types.ts';

/** What happened to a pilot between two looks, as far as nothing else tells it. */
export interface PilotEvent {
  readonly component: ComponentId;
  readonly host: HostName;
  readonly launchId: string;
  readonly outcome: 'ready' | 'ended' | 'failed' | 'unfit' | 'stopped';
  /** How it ended. */
  readonly detail?: Message;
  /** What it used, in words. */
  readonly usage?: string;
  /** The last lines of what it printed. */
  readonly printed?: readonly string[];
}

/** What was told of otherwise, in this pass. */
export interface ToldOtherwise {
  /** Launches whose outcome is told with how their pilots ended. */
  readonly launches: ReadonlySet<string>;
  /** Whether muster has ended it. */
  isStopped(host: HostName, pilot: PilotReport): boolean;
}

/**
 * Pilots that ended, and components that became ready. An instance that was there at the look before is told as gone,
 * with how it ended, see `goneSince`: that is no event of its own.
 */
export function pilotEvents(
  before: Memory,
  after: Memory,
  { backoff }: Pick<Wanted, 'backoff'>,
  told: ToldOtherwise,
  nowMs: number,
): PilotEvent[] {
  const over = endedSince(before, after, backoff, nowMs);
  const gone = new Set(
    over.length === 0 ? [] : goneSince(before, after).flatMap(({ end }) => end?.launchId ?? []),
  );
  const ends = over.flatMap(({ host, pilot }): PilotEvent[] => {
    const { component, launchId, tail, usage } = pilot;
    if (gone.has(launchId) || told.launches.has(launchId) || told.isStopped(host, pilot)) return [];
    const detail = endOfPilot(pilot);
    const outcome = pilot.phase as PilotEvent['outcome'];
    const more = { ...(usage !== null && { usage }), ...(tail.length > 0 && { printed: tail }) };
    return [{ component, host, launchId, outcome, detail, ...more }];
  });
  return [...readySince(before, after), ...ends];
}

/** Those that have reported themselves ready, on hosts that were looked at before. */
function readySince(before: Memory, after: Memory): PilotEvent[] {
  return [...after.hosts].flatMap(([host, { pilots = [] }]) => {
    const then = before.hosts.get(host);
    const ready = pilots.filter((pilot) => pilot.readyMs !== null && !isOver(pilot));
    if (then === undefined || ready.length === 0) return [];
    const known = new Map((then.pilots ?? []).map(({ launchId, readyMs }) => [launchId, readyMs]));
    return ready
      .filter(({ launchId, startedMs }) => {
        const earlier = known.get(launchId);
        // Of one that was not known: what is as old as that was ready before somebody lost the state.
        return earlier === null || (earlier === undefined && startedMs > then.seenAtMs);
      })
      .map(({ component, launchId }) => ({ component, host, launchId, outcome: 'ready' }));
  });
}
