import type { ComponentId } from '../core/types.ts';
import type { ConfigComponent, ConfigHost } from './config.ts';
import { defaults } from './defaults.ts';
import { durationMs } from './durations.ts';
import { trimmed, type Warn } from './hosts.ts';
import { pilotKey, pilotSettings } from './pilotConfig.ts';
import type { RawInterface, RawPipe, RawType } from './schema.ts';
import { hostSelector } from './selectors.ts';

/** The types of all pipes, in file order, with every default filled in and `hosts` resolved to names. `folder` is that of the file. */
export function configComponents(
  raw: RawInterface,
  hosts: readonly ConfigHost[],
  folder: string,
  warn: Warn,
): ConfigComponent[] {
  const select = hostSelector(hosts);
  return raw.pipes.flatMap((pipe, pipeIndex) =>
    pipe.types.map((type, typeIndex) => {
      const path = ['pipes', pipeIndex, 'types', typeIndex];
      const eligible = type.hosts === undefined ? 'all' : select(type.hosts, [...path, 'hosts'], warn);
      const submitter =
        type.submitter === undefined ? pilotScript : trimmed(type.submitter, [...path, 'submitter'], warn);
      return { ...configComponent(raw, pipe, type, folder), submitter, eligible };
    }),
  );
}

/** What the script of a pilot is called in its folder on the host. */
const pilotScript = 'pilot';

function configComponent(
  raw: RawInterface,
  pipe: RawPipe,
  type: RawType,
  folder: string,
): Omit<ConfigComponent, 'submitter' | 'eligible'> {
  const lostAfter = type.lostAfter ?? raw.safety?.lostAfter ?? defaults.safety.lostAfter;
  const id: ComponentId = `${pipe.pipe}/${type.name}`;
  const pilot = pilotSettings(raw, type, folder);
  return {
    id,
    pipe: pipe.pipe,
    type: type.name,
    description: type.description ?? null,
    key: type.key ?? pilotKey(raw.namespace ?? defaults.namespace, id),
    count: type.count,
    on: type.on,
    hot: Number(type.hot),
    priority: type.priority ?? defaults.priority,
    maxPerHost: type.maxPerHost ?? Infinity,
    pool: type.pool ?? null,
    placement: type.placement ?? raw.placement ?? defaults.placement,
    lifetime: type.lifetime ?? defaults.lifetime,
    surplus: type.surplus ?? defaults.surplus,
    lostAfterMs: lostAfter === 'never' ? Infinity : durationMs(lostAfter),
    args: type.args ?? [],
    env: withoutComment(type.env ?? {}),
    after: (type.after ?? []) as readonly ComponentId[],
    readiness: type.pilot === undefined ? 'running' : (type.ready ?? 'reported'),
    requirements: pilot === null ? '' : JSON.stringify([pilot.requires, [...pilot.lists]]),
    pilot,
  };
}

function withoutComment(env: NonNullable<RawType['env']>): Record<string, string> {
  const entries = Object.entries(env).flatMap(([name, value]) =>
    name !== '//' && typeof value === 'string' ? [[name, value] as const] : [],
  );
  return Object.fromEntries(entries);
}
