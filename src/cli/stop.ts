import { noTally, strength } from '../core/census.ts';
import type { Census, ComponentId, Decision, HostCensus, HostName } from '../core/types.ts';
import { componentNamed, conflict, loadConfig, namedHosts, type Io } from './context.ts';
import { said } from './decide.ts';
import type { Exit } from './exits.ts';
import type { PauseOptions } from './pause.ts';
import { stopDecided } from './stopDecided.ts';

export interface StopOptions extends PauseOptions {
  /** `-n`: so many fewer than there are. */
  readonly number?: number;
}

/** `muster stop`: ends instances of a component, and keeps passes from starting them again. */
export async function stop(component: string, options: StopOptions, io: Io): Promise<Exit> {
  const config = await loadConfig(options);
  const { id } = componentNamed(config, component);
  const hosts =
    options.host === undefined ? null : namedHosts(config, options.host, '--host').map(({ name }) => name);
  const { number = null } = options;
  if (number !== null && hosts !== null && hosts.length > 1)
    throw conflict(['-n', 'several hosts'], '-n counts on one host or in all: name one host, or none');
  const on = new Set(hosts);
  return stopDecided(
    config,
    {
      command: 'stop',
      decide: ({ atMs, census }) =>
        (hosts ?? [null]).map((host): Decision => ({
          kind: 'pause',
          ...said(io, options, atMs),
          component: id,
          host,
          limit: number === null ? 0 : Math.max(0, thereAre(id, host, census) - number),
          stop: true,
        })),
      concerns: (action, names) =>
        action.component === id && (hosts === null || names.some((name) => on.has(name))),
      // Of what is seen, so many: what is presumed may be gone, and what is pending is not there yet.
      atOnce: (decisions, { hosts: all, totals }) =>
        decisions.map((decision) => {
          if (number === null || decision.kind !== 'pause' || decision.component !== id) return decision;
          if (decision.host !== (hosts?.[0] ?? null)) return decision;
          const there = decision.host === null ? totals : tallies(decision.host, all);
          return { ...decision, limit: Math.max(0, (there?.get(id) ?? noTally).running - number) };
        }),
      components: [id],
      hosts,
    },
    options,
    io,
  );
}

function thereAre(id: ComponentId, host: HostName | null, { totals, hosts }: Census): number {
  const there = host === null ? totals : tallies(host, hosts);
  return strength(there?.get(id) ?? noTally);
}

function tallies(host: HostName, hosts: Census['hosts']): HostCensus['components'] | undefined {
  // A further name stands in the list too, with nothing of its own.
  return (
    hosts.find((one) => one.names.length > 1 && one.names.includes(host)) ??
    hosts.find((one) => one.host === host)
  )?.components;
}
