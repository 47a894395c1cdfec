import pLimit from 'p-limit';
import { causeOf } from './core/catalogue/cause.ts';
import { message, type Message } from './core/catalogue/catalogue.ts';
import { grouped } from './core/grouped.ts';
import { remember } from './core/memory.ts';
import type {
  ComponentId,
  Instance,
  OpenStop,
  Sighting,
  Sightings,
  Stop,
  StopOutcome,
} from './core/types.ts';
import type { Config, ConfigComponent, ConfigHost } from './interface/config.ts';
import { sightAll, type Known } from './launching.ts';
import type { PassPorts } from './pass.ts';
import type { StopOrder } from './remote/port.ts';
import type { StopAnswer } from './remote/stop.ts';

/**
 * Ends what was decided, and looks again at the hosts it was on. What is to end is written down before anything of it is
 * signalled, so that a pass after a crash does not take it for a failure.
 */
export async function stopWave(
  config: Config,
  stops: readonly Stop[],
  known: Known,
  ports: PassPorts,
): Promise<Omit<Known, 'save'> & { stopped: StopOutcome[] }> {
  const doomed = doomedOf(stops, known.sightings, config);
  const open = doomed.map(({ stop: { component, host }, instance }): OpenStop => ({
    component,
    host,
    pids: instance.pids,
    orderedAtMs: ports.now(),
  }));
  await known.save({ ...known.memory, stops: [...known.memory.stops, ...open] });
  ports.progress({ step: 'stopping', instances: doomed.length });
  const limit = pLimit(config.fanoutHosts);
  const byHost = grouped(doomed, ({ host }) => host);
  const decided = grouped(stops, ({ host }) => host);
  const hosts = config.hosts.filter((host) => byHost.has(host));
  const answered = await Promise.all(
    hosts.map((host) =>
      limit(() =>
        stoppedOn(host, byHost.get(host) ?? [], decided.get(host.name) ?? [], known.sightings, ports),
      ),
    ),
  );
  const outcomes = new Map(answered.flat());
  // From the answers on: what was signalled may take its time.
  const since = ports.now();
  const signalled = open
    .filter((_, index) => outcomes.get(doomed[index] as Doomed)?.outcome !== 'refused')
    .map((stop) => ({ ...stop, orderedAtMs: since }));
  const memory = { ...known.memory, stops: [...known.memory.stops, ...signalled] };
  const again: Sightings = ports.signal.aborted
    ? new Map()
    : await sightAll(hosts, config.fanoutHosts, ports);
  const stopped = doomed.map((one) => outcomeOf(one, outcomes.get(one) as StopAnswer, again));
  for (const outcome of stopped) ports.log.write(isOver(outcome) ? 'info' : 'warn', 'stopped', outcome);
  return {
    memory: remember(memory, config, again, ports.now()).memory,
    sightings: new Map([...known.sightings, ...again]),
    stopped,
  };
}

/** Whether the instance is no more. */
export function isOver({ outcome }: StopOutcome): boolean {
  return outcome === 'stopped' || outcome === 'killed' || outcome === 'gone';
}

/** An instance that is to end, as it was seen. */
interface Doomed {
  readonly stop: Stop;
  readonly instance: Instance;
  readonly component: ConfigComponent;
  readonly host: ConfigHost;
}

function doomedOf(stops: readonly Stop[], sightings: Sightings, config: Config): Doomed[] {
  const components = new Map(config.components.map((component) => [component.id, component]));
  const hosts = new Map(config.hosts.map((host) => [host.name, host]));
  return stops.flatMap((stop) => {
    const there = instancesOn(sightings.get(stop.host), stop.component);
    const instance = there.find(({ pid }) => pid === stop.pid);
    const component = components.get(stop.component);
    const host = hosts.get(stop.host);
    return instance && component && host ? [{ stop, instance, component, host }] : [];
  });
}

/** @param stops all that are decided for this host. */
async function stoppedOn(
  host: ConfigHost,
  here: readonly Doomed[],
  stops: readonly Stop[],
  sightings: Sightings,
  ports: PassPorts,
): Promise<[Doomed, StopAnswer][]> {
  const sighting = sightings.get(host.name);
  const spare = sparedOn(sighting, stops);
  const isShared = ({ instance }: Doomed): boolean => instance.pids.some((pid) => spare.has(pid));
  const mine = here.filter((one) => !isShared(one));
  const refused = here.filter(isShared).map((one): [Doomed, StopAnswer] => [one, shared]);
  if (mine.length === 0) return refused;
  const order: StopOrder = {
    host,
    targets: mine.map(({ component, instance: { pid, elapsedS } }) => ({ component, pid, elapsedS })),
    spare: [...spare],
    seenAtMs: sighting?.kind === 'seen' ? sighting.vitals.clockMs : null,
    seenUpS: sighting?.kind === 'seen' ? sighting.vitals.uptimeS : null,
    untilMs: ports.endsAtMs,
  };
  const answers = await ports.hosts.stop(order);
  return [...refused, ...mine.map((one, index): [Doomed, StopAnswer] => [one, answers[index] as StopAnswer])];
}

const shared: StopAnswer = {
  outcome: 'refused',
  detail: message('stop-keys-overlap'),
};

/** Processes of instances that nobody wants to end. */
function sparedOn(sighting: Sighting | undefined, stops: readonly Stop[]): Set<number> {
  if (sighting?.kind !== 'seen') return new Set();
  const doomed = new Set(stops.map(({ component, pid }) => `${component} ${pid}`));
  return new Set(
    [...sighting.instances].flatMap(([id, instances]) =>
      instances.filter(({ pid }) => !doomed.has(`${id} ${pid}`)).flatMap(({ pids }) => pids),
    ),
  );
}

/** What the host said, unless it is seen to be otherwise. */
function outcomeOf({ stop, instance }: Doomed, answer: StopAnswer, again: Sightings): StopOutcome {
  const { component, host, pid } = stop;
  const now = again.get(host);
  const isThere = instancesOn(now, component).some((one) =>
    one.pids.some((other) => instance.pids.includes(other)),
  );
  const told = { component, host, pid, ...answer };
  if (isOver(told) && isThere) {
    const detail = message(
      answer.outcome === 'gone' ? 'stop-reported-ended-still-running' : 'stop-part-left',
    );
    return { ...told, outcome: 'failed', detail };
  }
  if (answer.outcome === 'unknown' && now?.kind === 'seen' && !isThere)
    return { ...told, outcome: 'stopped', ...seenEnded(answer) };
  return told;
}

function seenEnded({ detail }: StopAnswer): { readonly detail?: Message } {
  return detail === undefined ? {} : { detail: message('stop-seen-ended', causeOf(detail)) };
}

function instancesOn(sighting: Sighting | undefined, component: ComponentId): readonly Instance[] {
  return sighting?.kind === 'seen' ? (sighting.instances.get(component) ?? []) : [];
}
