import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { remember, type LaunchFate } from './core/memory.ts';
import type { HostName, Memory, OpenLaunch, Outcome, OutcomeKind, Sightings, Start } from './core/types.ts';
import type { Config, ConfigComponent, ConfigHost } from './interface/config.ts';
import type { PassPorts } from './pass.ts';
import { reasonOf } from './remote/collect.ts';
import { withOutput, type LaunchAnswer } from './remote/launch.ts';
import type { LaunchOrder } from './remote/port.ts';

/** A launch of this pass; `done` while its submitter has ended well and its host was not asked again yet. */
export interface Launched extends Omit<Outcome, 'outcome'> {
  readonly outcome: OutcomeKind | 'done';
  /** What the submitter printed last. */
  readonly printed: string;
}

/** What is known at some moment of a pass, and how to keep it. */
interface Known {
  readonly memory: Memory;
  readonly sightings: Sightings;
  save(memory: Memory): Promise<void>;
}

/** Looks at hosts, at most `atOnce` at a time. */
export async function sightAll(
  hosts: readonly ConfigHost[],
  atOnce: number,
  { hosts: port, progress }: Pick<PassPorts, 'hosts' | 'progress'>,
): Promise<Sightings> {
  const limit = pLimit(atOnce);
  const sighted = hosts.map((host) =>
    limit(async () => {
      const sighting = await port.sight(host);
      progress({ step: 'sighted', host: host.name, sighting });
      return [host.name, sighting] as const;
    }),
  );
  return new Map(await Promise.all(sighted));
}

/**
 * Launches what was decided. Each launch is written down before anything of it is sent, so that a crash at any
 * moment leaves it pending, never forgotten.
 */
export async function launchWave(
  config: Config,
  starts: readonly Start[],
  known: Known,
  ports: PassPorts,
): Promise<Omit<Known, 'save'> & { launched: Launched[] }> {
  const orders = ordersFor(config, starts, ports);
  // Until its answer is here, a launch may be sent at any moment before the deadline of the pass; if this process
  // is killed, its grace must count from then.
  const lastMs = ports.now() + config.timeouts.passMs;
  const open = orders.map((order) => openLaunch(order, known.sightings, lastMs));
  const memory = { ...known.memory, launches: [...known.memory.launches, ...open] };
  await known.save(memory);
  ports.progress({ step: 'launching', launches: orders.length });
  const limit = pLimit(config.fanoutHosts);
  const launched = await Promise.all(
    orders.map((order) => limit(async () => launchedAs(order, await ports.hosts.launch(order)))),
  );
  const answered = open.map((launch) => ({ ...launch, sentAtMs: ports.now() }));
  for (const launch of launched) ports.log.write('info', 'launched', launch);
  const since = { ...memory, launches: [...known.memory.launches, ...answered] };
  return lookWhereItFailed(config, launched, { ...known, memory: since }, ports);
}

/**
 * A submitter may start its component and fail after that. So before another host is tried, the host is asked once
 * more: if one more instance is there, that is what counts; if it cannot tell, nobody knows.
 */
async function lookWhereItFailed(
  config: Config,
  launched: readonly Launched[],
  known: Known,
  ports: PassPorts,
): Promise<Omit<Known, 'save'> & { launched: Launched[] }> {
  const refused = new Set(idsOf(launched, 'refused'));
  const failed = new Set(idsOf(launched, 'failed'));
  const sent = without(known.memory, refused);
  if (failed.size === 0) return { memory: sent, sightings: known.sightings, launched: [...launched] };

  const again = await sightAll(
    hostsOf(
      config,
      launched.filter(({ launchId }) => failed.has(launchId)),
    ),
    config.fanoutHosts,
    ports,
  );
  // A new instance is more likely that of a launch that did not fail.
  const inOrder = sent.launches.toSorted((a, b) => Number(failed.has(a.id)) - Number(failed.has(b.id)));
  const { memory, fates } = remember({ ...sent, launches: inOrder }, config, again, ports.now());
  const judged = launched.map((launch): Launched => {
    if (!failed.has(launch.launchId)) return launch;
    if (again.get(launch.host)?.kind !== 'seen')
      return {
        ...launch,
        outcome: 'unknown',
        detail: `${launch.detail}; the host could not be asked what runs there since`,
      };
    if (fates.get(launch.launchId) === 'appeared')
      return { ...launch, outcome: 'confirmed', detail: `${launch.detail}; yet one more instance is there` };
    return launch;
  });
  // Kept for `settle`, which takes a launch that is no longer open for one whose instance was seen.
  const lost = sent.launches.filter(({ id }) => ['rebooted', 'overdue'].includes(fates.get(id) ?? ''));
  return {
    memory: without({ ...memory, launches: [...memory.launches, ...lost] }, new Set(idsOf(judged, 'failed'))),
    sightings: new Map([...known.sightings, ...again]),
    launched: judged,
  };
}

/**
 * Looks once more at the hosts launched on, `settle` after the last launch, and says what became of each launch.
 *
 * A launch that vanished stays open until its grace is over: a component that is slow to come up may yet appear, and
 * must not be there twice.
 */
export async function settle(
  config: Config,
  launched: readonly Launched[],
  known: Known,
  ports: PassPorts,
): Promise<Omit<Known, 'save'> & { outcomes: Outcome[] }> {
  const waiting = launched.filter(({ outcome }) => outcome === 'done' || outcome === 'unknown');
  const hosts = hostsOf(config, waiting);
  if (hosts.length > 0) {
    await known.save(known.memory);
    ports.progress({ step: 'settling', hosts: hosts.length });
    await sleep(config.timeouts.settleMs, undefined, { signal: ports.signal }).catch(() => {});
  }
  // A host that was not asked for want of time is no news of that host.
  const again = ports.signal.aborted ? new Map() : await sightAll(hosts, config.fanoutHosts, ports);
  const { memory, fates } = remember(known.memory, config, again, ports.now());
  const outcomes = launched.map((launch) => settled(launch, again, fates.get(launch.launchId), ports.signal));
  for (const outcome of outcomes) {
    ports.log.write(outcome.outcome === 'confirmed' ? 'info' : 'warn', 'outcome', outcome);
  }
  await Promise.all(hosts.map((host) => ports.hosts.tidy(host)));
  const vanished = new Set(
    outcomes.flatMap(({ outcome, launchId }) => (outcome === 'vanished' ? [launchId] : [])),
  );
  const launches = memory.launches.map((open) =>
    vanished.has(open.id) ? { ...open, vanished: true } : open,
  );
  return {
    memory: { ...memory, launches },
    sightings: new Map([...known.sightings, ...again]),
    outcomes,
  };
}

function settled(
  { printed, ...launch }: Launched,
  again: Sightings,
  fate: LaunchFate | undefined,
  signal: AbortSignal,
): Outcome {
  const { outcome } = launch;
  if (outcome !== 'done' && outcome !== 'unknown') return { ...launch, outcome };
  const sighting = again.get(launch.host);
  // Without a fate its instance was seen earlier in this pass.
  if (fate === undefined || fate === 'appeared') return { ...launch, outcome: 'confirmed' };
  if (sighting?.kind !== 'seen') {
    const why = `the host could not be asked afterwards: ${sighting?.reason ?? reasonOf(signal)}`;
    return { ...launch, outcome: 'unknown', detail: launch.detail ?? why };
  }
  if (fate === 'rebooted') return { ...launch, outcome: 'vanished', detail: 'the host rebooted' };
  if (outcome === 'unknown') return { ...launch, outcome };
  const detail = withOutput('the submitter ended well, but no new instance is there', printed);
  return { ...launch, outcome: 'vanished', detail };
}

function ordersFor(config: Config, starts: readonly Start[], ports: PassPorts): LaunchOrder[] {
  const components = new Map(config.components.map((component) => [component.id, component]));
  const hosts = new Map(config.hosts.map((host) => [host.name, host]));
  return starts.map(({ component, host }) => ({
    id: ports.newLaunchId(),
    component: components.get(component) as ConfigComponent,
    host: hosts.get(host) as ConfigHost,
  }));
}

function openLaunch(
  { id, component, host }: LaunchOrder,
  sightings: Sightings,
  sentAtMs: number,
): OpenLaunch {
  const sighting = sightings.get(host.name);
  const seen = sighting?.kind === 'seen' ? sighting : null;
  return {
    id,
    component: component.id,
    host: host.name,
    sentAtMs,
    bootId: seen?.vitals.bootId ?? null,
    accounted: seen?.instances.get(component.id)?.flatMap(({ pids }) => pids) ?? [],
    vanished: false,
  };
}

function launchedAs(
  { id, component, host }: LaunchOrder,
  answer: LaunchAnswer & { printed: string },
): Launched {
  return { launchId: id, component: component.id, host: host.name, ...answer };
}

function without(memory: Memory, ids: ReadonlySet<string>): Memory {
  return { ...memory, launches: memory.launches.filter(({ id }) => !ids.has(id)) };
}

function idsOf(launched: readonly Launched[], outcome: Launched['outcome']): string[] {
  return launched.filter((launch) => launch.outcome === outcome).map(({ launchId }) => launchId);
}

function hostsOf(config: Config, launched: readonly Launched[]): ConfigHost[] {
  const names = new Set<HostName>(launched.map(({ host }) => host));
  return config.hosts.filter(({ name }) => names.has(name));
}
