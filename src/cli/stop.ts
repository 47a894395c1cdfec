import { noTally, strength } from '../core/census.ts';
import type { Census, ComponentId, Decision, HostName } from '../core/types.ts';
import { Failure, loadConfig, namedHosts, type Io } from './context.ts';
import { componentNamed, said } from './decide.ts';
import { exits, type Exit } from './exits.ts';
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
    throw new Failure(exits.usage, '-n counts on one host or in all: name one host, or none');
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
      concerns: (action) => action.component === id && (hosts === null || on.has(action.host)),
      components: [id],
    },
    options,
    io,
  );
}

function thereAre(id: ComponentId, host: HostName | null, { totals, hosts }: Census): number {
  const there = host === null ? totals : hosts.find((one) => one.names.includes(host))?.components;
  return strength(there?.get(id) ?? noTally);
}
