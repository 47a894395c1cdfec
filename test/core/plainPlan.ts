import { pauseOf, wantedCount } from '../../src/core/decisions.ts';
import type { Attempt } from '../../src/core/room.ts';
import type { Census, Component, HostCensus, Tally, Wanted } from '../../src/core/types.ts';

/**
 * SPEC §6 as plainly as it can be written, with no thought of what it costs: for each instance that is missing, every host is looked at
 * anew, and everything that was started is counted anew. What `planStarts` decides must be this.
 *
 * @returns a line for each decision: `start p/a on h1`, or `blocked p/a 2: hot-limit-reached h1 h2; ...`.
 */
export function plainStarts(wanted: Wanted, census: Census, attempts: readonly Attempt[]): string[] {
  const lines: string[] = [];
  const started: { readonly component: Component; readonly host: HostCensus }[] = [];
  const turns = wanted.components.toSorted((a, b) => b.priority - a.priority);
  for (const component of turns) {
    let missing = wantedCount(component, census.decisions) - strengthOf(census.totals.get(component.id));
    if (missing > 0 && census.brownout.held) {
      lines.push(`held ${component.id} ${missing}`);
      continue;
    }
    for (; missing > 0; missing--) {
      const everywhere = againstAll(component);
      const free = census.hosts.filter((host) => against(component, host) === null);
      const [best] = free.toSorted((a, b) => compared(component, a, b));
      if (everywhere !== null || best === undefined) {
        lines.push(`blocked ${component.id} ${missing}: ${everywhere ?? reasons(component)}`);
        break;
      }
      lines.push(`start ${component.id} on ${best.host}`);
      started.push({ component, host: best });
    }
  }
  return lines;

  function againstAll({ id, pool, after }: Component): string | null {
    const unready = after.filter((other) => !isReady(other));
    if (unready.length > 0) return `waiting-for-components ${unready.join(' ')}`;
    if ((census.backoffs.get(id)?.untilMs ?? 0) > census.atMs) return 'backing-off';
    if (pool !== null) {
      const members = wanted.components.filter((other) => other.pool === pool);
      const there = sum(members.map((other) => strengthOf(census.totals.get(other.id))));
      const now = started.filter(({ component }) => component.pool === pool).length;
      if (there + now >= (wanted.pools.get(pool) ?? 0)) return 'pool-limit-reached';
    }
    return attempts.length + started.length >= wanted.launchesPerPass ? 'launches-per-pass-reached' : null;
  }

  function against(component: Component, host: HostCensus): string | null {
    const { id, eligible, maxPerHost, hot } = component;
    const { sighting, names } = host;
    if (sighting.kind !== 'seen') return `host-${sighting.kind}`;
    if (host.drain !== null) return 'host-drained';
    if (sighting.sameAs !== undefined) return 'host-alias';
    if (eligible !== 'all' && !names.some((name) => eligible.has(name))) return 'host-not-named';
    if (host.unfit.has(id)) return 'host-unfit';
    const pause = pauseOf(census.decisions, id, names);
    if (pause !== null && ownOn(component, host) >= pause.limit) return 'paused-there';
    if (host.quarantine !== null) return 'quarantined';
    const failed = attempts.some(
      (attempt) =>
        attempt.component === id &&
        attempt.host === host.host &&
        (attempt.outcome === 'failed' || attempt.outcome === 'refused'),
    );
    if (failed) return 'failed-in-this-pass';
    if ((host.backoffs.get(id)?.untilMs ?? 0) > census.atMs) return 'backing-off-there';
    if (ownOn(component, host) >= maxPerHost) return 'max-per-host-reached';
    if (hot > 0 && hotOn(host) + hot > host.hotLimit) return 'hot-limit-reached';
    const tried = attempts.filter((attempt) => attempt.host === host.host).length;
    return tried + startedOn(host).length >= wanted.launchesPerHost ? 'launches-per-host-reached' : null;
  }

  function isReady(id: string): boolean {
    const component = wanted.components.find((one) => one.id === id);
    if (component === undefined) return false;
    const count = wantedCount(component, census.decisions);
    return count > 0 && (census.ready.get(component.id) ?? 0) >= count;
  }

  /** Below 0 where the first is chosen before the second. */
  function compared(component: Component, a: HostCensus, b: HostCensus): number {
    // What is equal stays in the order of the list.
    if (component.placement === 'fill') return 0;
    return (
      hotOn(a) - hotOn(b) || ownOn(component, a) - ownOn(component, b) || instancesOn(a) - instancesOn(b)
    );
  }

  function reasons(component: Component): string {
    const told = [...new Set(census.hosts.map((host) => against(component, host)))].map((reason) => ({
      reason,
      names: census.hosts.filter((host) => against(component, host) === reason).map(({ host }) => host),
    }));
    return told
      .toSorted((a, b) => b.names.length - a.names.length)
      .map(({ reason, names }) => `${reason} ${names.join(' ')}`)
      .join('; ');
  }

  function startedOn(host: HostCensus): Component[] {
    return started.flatMap((start) => (start.host === host ? [start.component] : []));
  }

  function hotOn(host: HostCensus): number {
    return host.hot + sum(startedOn(host).map(({ hot }) => hot));
  }

  function ownOn(component: Component, host: HostCensus): number {
    return (
      strengthOf(host.components.get(component.id)) +
      startedOn(host).filter((one) => one === component).length
    );
  }

  function instancesOn(host: HostCensus): number {
    return sum([...host.components.values()].map(strengthOf)) + startedOn(host).length;
  }
}

function strengthOf(tally: Tally | undefined): number {
  return tally === undefined ? 0 : tally.running + tally.presumed + tally.pending;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
