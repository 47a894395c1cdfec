import { strength } from '../core/census.ts';
import { goneSince } from '../core/gone.ts';
import { missing } from '../core/plan.ts';
import type { Census, ComponentId, HostCensus, HostName, Memory } from '../core/types.ts';
import type { Config } from '../interface/config.ts';
import type { SimulatedPass } from './pass.ts';
import type { PassTold } from './told.ts';

/** What was known when a pass began. */
export interface Before {
  readonly memory: Memory;
  /** Of the pass before; null for the first. */
  readonly census: Census | null;
}

/** What a pass found and did, as far as it is news after the one before. */
export function passTold(
  config: Config,
  before: Before,
  { found, result }: SimulatedPass,
  when: Pick<PassTold, 'afterMs' | 'pass'>,
): PassTold {
  const { census } = result;
  const earlier = before.census?.hosts ?? [];
  const presumed: { host: HostName; instances: number }[] = [];
  const givenUp: typeof presumed = [];
  const seenAgain: HostName[] = [];
  for (const [index, host] of found.census.hosts.entries()) {
    const then = earlier[index];
    const wasSeen = then === undefined || then.sighting.kind === 'seen';
    if (host.sighting.kind === 'seen') {
      if (!wasSeen) seenAgain.push(host.host);
      continue;
    }
    const instances = instancesOn(host);
    const less = then === undefined ? 0 : instancesOn(then) - instances;
    if (wasSeen) presumed.push({ host: host.host, instances });
    if (less > 0) givenUp.push({ host: host.host, instances: less });
  }
  const waitedFor = before.census === null ? [] : waiting(before.census);
  return {
    kind: 'pass',
    ...when,
    started: counted(result.outcomes.filter(({ outcome }) => outcome === 'confirmed')),
    failed: counted(result.outcomes.filter(({ outcome }) => outcome !== 'confirmed')),
    stopped: counted(result.stops.filter(({ outcome }) => ['stopped', 'killed', 'gone'].includes(outcome))),
    ended: counted(goneSince(before.memory, found.memory).filter(({ rebooted }) => !rebooted)),
    presumed: onHosts(presumed),
    givenUp: onHosts(givenUp),
    seenAgain,
    quarantined: census.hosts.flatMap(({ host, quarantine }, index) =>
      quarantine !== null && (earlier[index]?.quarantine ?? null) === null ? [host] : [],
    ),
    backsOff: waiting(census).filter((component) => !waitedFor.includes(component)),
    brownout: brownoutChange(before.census, census),
    missing: missingOf(config, census),
  };
}

/** Whether there is anything to be said of a pass. */
export function isNews(pass: PassTold): boolean {
  const { started, failed, stopped, ended, presumed, givenUp, seenAgain, quarantined, backsOff } = pass;
  return (
    [started, failed, stopped, ended].some(({ size }) => size > 0) ||
    [presumed.hosts, givenUp.hosts, seenAgain, quarantined, backsOff].some(({ length }) => length > 0) ||
    pass.brownout !== null
  );
}

export function missingOf({ components }: Config, census: Census): number {
  return components.reduce((sum, component) => sum + missing(component, census), 0);
}

function counted(items: readonly { readonly component: ComponentId }[]): Map<ComponentId, number> {
  const counts = new Map<ComponentId, number>();
  for (const { component } of items) counts.set(component, (counts.get(component) ?? 0) + 1);
  return counts;
}

function instancesOn({ components }: HostCensus): number {
  let count = 0;
  for (const tally of components.values()) count += strength(tally);
  return count;
}

function onHosts(list: readonly { host: HostName; instances: number }[]): PassTold['presumed'] {
  return {
    hosts: list.map(({ host }) => host),
    instances: list.reduce((sum, { instances }) => sum + instances, 0),
  };
}

/** Components that wait wherever they are tried. */
function waiting({ backoffs, atMs }: Census): ComponentId[] {
  return [...backoffs].filter(([, { untilMs }]) => untilMs > atMs).map(([component]) => component);
}

function brownoutChange(before: Census | null, now: Census): PassTold['brownout'] {
  if (now.brownout.held === (before?.brownout.held ?? false)) return null;
  return now.brownout.held ? 'begins' : 'ends';
}
