import pLimit, { type LimitFunction } from 'p-limit';
import { causeOf } from './core/catalogue/cause.ts';
import { message, shortened, type Message } from './core/catalogue/catalogue.ts';
import { endOfPilot, type PilotReport } from './core/pilotReport.ts';
import { endOf, exportsFor } from './core/pilots.ts';
import { remember } from './core/memory.ts';
import { failedThere, type Failure } from './core/setbacks.ts';
import type { HostName, Memory, OpenLaunch, Outcome, OutcomeKind, Sightings, Start } from './core/types.ts';
import type { Config, ConfigComponent, ConfigHost } from './interface/config.ts';
import type { PassPorts } from './pass.ts';
import type { LaunchAnswer } from './remote/launch.ts';
import type { Hosts, LaunchOrder } from './remote/port.ts';

/** A launch of this pass; `done` while its submitter has ended well and its host was not asked again yet. */
export interface Launched extends Omit<Outcome, 'outcome'> {
  readonly outcome: OutcomeKind | 'done';
  /** What the submitter printed last. */
  readonly printed: string;
  /** Refused by the host because it came after its deadline, by the host's clock. */
  readonly late: boolean;
  /** Refused because of a fault on this side. */
  readonly ours: boolean;
}

/** What is known at some moment of a pass, and how to keep it. */
export interface Known {
  readonly memory: Memory;
  readonly sightings: Sightings;
  save(memory: Memory): Promise<void>;
}

/**
 * Looks at hosts, at most `atOnce` at a time of those that are reached directly, and of those behind each jump host:
 * what waits for one jump host keeps nobody else waiting.
 */
export async function sightAll(
  hosts: readonly ConfigHost[],
  atOnce: number,
  { hosts: port, progress }: { hosts: Pick<Hosts, 'sight' | 'through'> } & Pick<PassPorts, 'progress'>,
): Promise<Sightings> {
  const lanes = new Map<string | null, LimitFunction>();
  progress({ step: 'asking', hosts: hosts.map(({ name }) => name) });
  const sighted = hosts.map(async (host) => {
    const through = await port.through(host);
    const lane = lanes.get(through) ?? pLimit(atOnce);
    lanes.set(through, lane);
    return lane(async () => {
      const sighting = await port.sight(host);
      progress({ step: 'sighted', host: host.name, sighting });
      return [host.name, sighting] as const;
    });
  });
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
  const orders = ordersFor(config, starts, known.memory, ports);
  const open = orders.map((order) => openLaunch(order, known.sightings));
  const memory = { ...known.memory, launches: [...known.memory.launches, ...open] };
  await known.save(memory);
  ports.progress({ step: 'launching', hosts: orders.map(({ host }) => host.name) });
  const limit = pLimit(config.fanoutHosts);
  const launched = await Promise.all(
    orders.map((order) =>
      limit(async () => {
        const launch = launchedAs(order, await ports.hosts.launch(order));
        ports.progress({ step: 'launched', host: launch.host, outcome: launch.outcome });
        return launch;
      }),
    ),
  );
  const unanswered = new Set(idsOf(launched, 'unknown'));
  // What was not answered may still be on its way, and the host would carry it out until the deadline.
  const answered = open.map((launch): OpenLaunch => {
    const sentAtMs = unanswered.has(launch.id) ? Math.max(launch.sentAtMs, ports.now()) : ports.now();
    return { ...launch, stage: 'sent', sentAtMs };
  });
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
  if (failed.size === 0)
    return { memory: setBack(sent, launched, ports), sightings: known.sightings, launched: [...launched] };

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
      return { ...launch, outcome: 'unknown', ...wrapped('launch-failed-unseen', launch) };
    const pilot = endOf({ id: launch.launchId, host: launch.host }, memory);
    if (pilot !== null) return { ...launch, detail: endDetail(pilot) };
    if (fates.get(launch.launchId) === 'appeared')
      return { ...launch, outcome: 'confirmed', ...wrapped('launch-failed-yet-there', launch) };
    return launch;
  });
  // Kept for `settle`, which takes a launch that is no longer open for one whose instance was seen.
  const lost = sent.launches.filter(({ id }) =>
    ['rebooted', 'ended', 'overdue'].includes(fates.get(id) ?? ''),
  );
  const open = { ...memory, launches: [...memory.launches, ...lost] };
  return {
    memory: setBack(without(open, new Set(idsOf(judged, 'failed'))), judged, ports),
    sightings: new Map([...known.sightings, ...again]),
    launched: judged,
  };
}

/** What failed or was refused backs off from that host, unless the fault was on our side. */
function setBack(memory: Memory, launched: readonly Launched[], ports: PassPorts): Memory {
  const ours = (launch: Launched): boolean =>
    launch.ours || ports.signal.aborted || (launch.late && isHeldUp(ports));
  const bad = launched.filter(
    (launch) =>
      (launch.outcome === 'failed' && !hasToldItself(launch, memory)) ||
      (launch.outcome === 'refused' && !ours(launch)),
  );
  return failedThere(memory, bad.map(failureOf), ports.now());
}

/** How a pilot ended, with the end of what was printed; that an unfit host printed something explains nothing. */
export function endDetail(pilot: PilotReport): Message {
  return endOfPilot(pilot, { printed: pilot.tail.join('\n') });
}

/** Whether its pilot told how it ended, which has been learnt from then. */
export function hasToldItself(
  { launchId, host }: Pick<Outcome, 'launchId' | 'host'>,
  memory: Memory,
): boolean {
  return endOf({ id: launchId, host }, memory) !== null;
}

/** Whether this pass should have ended by now: it was stopped for a while, and what it saw is long past. */
export function isHeldUp({ now, endsAtMs }: Pick<PassPorts, 'now' | 'endsAtMs'>): boolean {
  return now() >= endsAtMs;
}

/** A launch that did not bring anything up, as it is remembered. */
export function failureOf({
  component,
  host,
  detail,
}: Pick<Launched, 'component' | 'host' | 'detail'>): Failure {
  return { component, host, why: shortened(detail ?? message('launch-expired'), longestWhy) };
}

/** Characters of what a host says that are remembered. */
const longestWhy = 300;

function ordersFor(
  config: Config,
  starts: readonly Start[],
  memory: Memory,
  ports: PassPorts,
): LaunchOrder[] {
  const components = new Map(config.components.map((component) => [component.id, component]));
  const hosts = new Map(config.hosts.map((host) => [host.name, host]));
  return starts.map((start) => {
    // What is decided is configured.
    const component = components.get(start.component) as ConfigComponent;
    const host = hosts.get(start.host) as ConfigHost;
    const env = component.after.length === 0 ? {} : exportsFor(component.after, config, memory, ports.now());
    return { id: ports.newLaunchId(), component, host, env, untilMs: ports.endsAtMs };
  });
}

/**
 * Until its answer is here, a launch may be carried out at any moment before the host's fence closes; if this process
 * is killed, its grace must count from then.
 */
function openLaunch({ id, component, host, untilMs }: LaunchOrder, sightings: Sightings): OpenLaunch {
  const sighting = sightings.get(host.name);
  const seen = sighting?.kind === 'seen' ? sighting : null;
  return {
    id,
    component: component.id,
    host: host.name,
    sentAtMs: untilMs,
    bootId: seen?.vitals.bootId ?? null,
    accounted: seen?.instances.get(component.id)?.flatMap(({ pids }) => pids) ?? [],
    stage: 'ordered',
  };
}

function launchedAs(
  { id, component, host }: LaunchOrder,
  { printed, ...answer }: LaunchAnswer & { printed: string },
): Launched {
  const { late = false, ours = false } = answer.outcome === 'refused' ? answer : {};
  const launch = { launchId: id, component: component.id, host: host.name, printed, late, ours };
  return answer.outcome === 'done'
    ? { ...launch, outcome: 'done' }
    : { ...launch, outcome: answer.outcome, detail: answer.detail };
}

/** What a launch that failed has as its detail once its host was asked again. */
function wrapped(
  code: 'launch-failed-unseen' | 'launch-failed-yet-there',
  { detail }: Launched,
): Pick<Launched, 'detail'> {
  return detail === undefined ? {} : { detail: message(code, causeOf(detail)) };
}

function without(memory: Memory, ids: ReadonlySet<string>): Memory {
  return { ...memory, launches: memory.launches.filter(({ id }) => !ids.has(id)) };
}

export function idsOf(launched: readonly Launched[], outcome: Launched['outcome']): string[] {
  return launched.filter((launch) => launch.outcome === outcome).map(({ launchId }) => launchId);
}

export function hostsOf(config: Config, launched: readonly Launched[]): ConfigHost[] {
  const names = new Set<HostName>(launched.map(({ host }) => host));
  return config.hosts.filter(({ name }) => names.has(name));
}
