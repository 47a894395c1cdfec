import type { Message } from '../core/catalogue/catalogue.ts';
import type { Config } from '../interface/config.ts';
import type { HostReport, Report } from '../report/document.ts';
import { harmlessLine } from '../report/harmless.ts';
import type { PageHost, PagePilot, PageWait } from './data.ts';
import type { PilotDocument } from '../report/pilotDocument.ts';
import { plain, plainMessage } from './plain.ts';

/** The hosts as the page shows them, in the order of the file; what is usual is left out. */
export function pageHosts({ hosts: configured }: Config, { components, hosts }: Report): PageHost[] {
  const tags = new Map(configured.map((host) => [host.name, host.tags]));
  const indexes = new Map(components.map(({ component }, index) => [component as string, index]));
  return hosts.map((host) => ({
    host: host.host,
    sighting: host.sighting,
    ...(host.reason !== undefined && { reason: plainMessage(host.reason, host.host) }),
    hot: host.hot,
    hotlimit: host.hotlimit,
    ...(host.drain !== undefined && { drain: plain(host.drain) }),
    ...(host.quarantine && {
      quarantine: { why: plainMessage(host.quarantine.why), until: host.quarantine.until },
    }),
    ...(host.sameAs !== undefined && { sameAs: plain(host.sameAs) }),
    ...listed('tags', tags.get(host.host) ?? []),
    ...listed('runs', pairs(host.components, indexes)),
    ...listed('pending', pairs(host.pending ?? {}, indexes)),
    ...othersOf(host, indexes),
    ...listed('backoff', waits(host.backoff, indexes)),
    ...listed('unfit', waits(host.unfit, indexes)),
    ...listed(
      'pilots',
      (host.pilots ?? []).flatMap((pilot) => pagePilot(pilot, indexes)),
    ),
    ...vitalsOf(host),
  }));
}

function listed<Name extends string, T>(
  name: Name,
  values: readonly T[],
): Partial<Record<Name, readonly T[]>> {
  return values.length === 0 ? {} : ({ [name]: values } as Record<Name, readonly T[]>);
}

function waits(
  all: Readonly<Record<string, { readonly until: string; readonly why: Message }>> = {},
  indexes: ReadonlyMap<string, number>,
): PageWait[] {
  return Object.entries(all).flatMap(([id, { until, why }]) => {
    const index = indexes.get(id);
    return index === undefined ? [] : [[index, until, plainMessage(why)] as const];
  });
}

function pagePilot(pilot: PilotDocument, indexes: ReadonlyMap<string, number>): PagePilot[] {
  const { phase, step, since, end, ready, warnings = [], tail = [] } = pilot;
  const component = indexes.get(pilot.component);
  if (component === undefined) return [];
  const lines = [...warnings.map(({ command, text }) => `${command} warned: ${text}`), ...tail];
  return [
    {
      component,
      phase,
      step: plain(step),
      since,
      ...(end !== undefined && { end: plainMessage(end) }),
      ...(ready !== undefined && { ready }),
      ...listed(
        'lines',
        lines.map((line) => plain(harmlessLine(line), 200)),
      ),
    },
  ];
}

function pairs(counts: Readonly<Record<string, number>>, indexes: ReadonlyMap<string, number>): number[] {
  const found: number[] = [];
  for (const [id, count] of Object.entries(counts)) {
    const index = indexes.get(id);
    if (index !== undefined && count !== 0) found.push(index, count);
  }
  return found;
}

function othersOf(
  { components }: HostReport,
  indexes: ReadonlyMap<string, number>,
): Pick<PageHost, 'others'> {
  const others = Object.entries(components).flatMap(([id, count]) =>
    indexes.has(id) || count === 0 ? [] : [[plain(id), count] as const],
  );
  return others.length === 0 ? {} : { others: Object.fromEntries(others) };
}

const shownVitals = [
  'cores',
  'load1',
  'memoryKiB',
  'memoryAvailableKiB',
  'diskAvailableKiB',
  'uptimeS',
  'gpus',
] as const;

function vitalsOf({ vitals }: HostReport): Pick<PageHost, 'vitals'> {
  if (vitals === undefined) return {};
  const shown: Partial<Record<(typeof shownVitals)[number], number>> = {};
  for (const name of shownVitals) {
    const value = vitals[name];
    if (value !== null) shown[name] = value;
  }
  return { vitals: shown };
}
