import { causeOf } from './core/catalogue/cause.ts';
import { message } from './core/catalogue/catalogue.ts';
import type { LaunchFate } from './core/fates.ts';
import { remember } from './core/memory.ts';
import type { PilotReport } from './core/pilotReport.ts';
import { endOf } from './core/pilots.ts';
import { failedAnywhere, failedThere, withoutSetbacks } from './core/setbacks.ts';
import type { ComponentId, Memory, OpenLaunch, Outcome, Sightings } from './core/types.ts';
import { vanished } from './core/vanished.ts';
import type { Config, ConfigComponent } from './interface/config.ts';
import {
  endDetail,
  failureOf,
  hasToldItself,
  hostsOf,
  sightAll,
  type Known,
  type Launched,
} from './launching.ts';
import type { PassPorts } from './pass.ts';
import { reasonOf } from './remote/collect.ts';

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
    await ports.wait(config.timeouts.settleMs);
  }
  // A host that was not asked for want of time is no news of that host.
  const again = ports.signal.aborted ? new Map() : await sightAll(hosts, config.fanoutHosts, ports);
  const { memory, fates } = remember(known.memory, config, again, ports.now());
  const shortLived = new Set(
    config.components.filter(({ lifetime }) => lifetime === 'short').map(({ id }) => id),
  );
  const components = new Map(config.components.map((component) => [component.id, component]));
  const outcomes = launched.map((launch) =>
    settled(launch, {
      again,
      fate: fates.get(launch.launchId),
      pilot: endOf({ id: launch.launchId, host: launch.host }, memory),
      components,
      signal: ports.signal,
    }),
  );
  for (const outcome of outcomes) {
    ports.log.write(outcome.outcome === 'confirmed' ? 'info' : 'warn', 'outcome', outcome);
  }
  // What failed has left something there as well.
  const answering = hostsOf(config, launched).filter(
    ({ name }) => (again.get(name) ?? known.sightings.get(name))?.kind === 'seen',
  );
  await Promise.all(answering.map((host) => ports.hosts.tidy(host)));
  // One that is meant to end by itself may have done so already, and a reboot is nobody's fault.
  const untold = outcomes.filter((outcome) => !hasToldItself(outcome, memory));
  const failed = untold.filter(
    ({ outcome, component, launchId }) =>
      outcome === 'failed' ||
      (outcome === 'vanished' && !shortLived.has(component) && fates.get(launchId) !== 'rebooted'),
  );
  // What is meant to end by itself may never live for long: that its submitter ended well is all there is to see.
  const ended = untold.filter(
    ({ outcome, component }) =>
      shortLived.has(component) && (outcome === 'confirmed' || outcome === 'vanished'),
  );
  return {
    memory: withFailures(withoutSetbacks(memory, ended), failed, ports.now()),
    sightings: new Map([...known.sightings, ...again]),
    outcomes,
  };
}

/** What the failures of a pass leave to be remembered: what vanished keeps its place, and what failed backs off. */
function withFailures(memory: Memory, failed: readonly Outcome[], nowMs: number): Memory {
  const vanished = failed.filter(({ outcome }) => outcome === 'vanished');
  const ids = new Set(vanished.map(({ launchId }) => launchId));
  const launches = memory.launches.map((open): OpenLaunch =>
    ids.has(open.id) ? { ...open, stage: 'vanished' } : open,
  );
  // Where a submitter failed, its host was told at once.
  const there = failedThere({ ...memory, launches }, vanished.map(failureOf), nowMs);
  return failedAnywhere(there, failed.map(failureOf), nowMs);
}

/** What a pilot that is over already says of its launch. */
function outcomeOf({ phase, code }: PilotReport, isShort: boolean): Outcome['outcome'] {
  // It keeps no place, as what vanished does.
  return phase === 'ended' && isShort && code === 0 ? 'confirmed' : 'failed';
}

/** What became of a launch, as far as it was looked for. */
interface Looked {
  readonly again: Sightings;
  readonly fate: LaunchFate | undefined;
  /** Its pilot, where that is over. */
  readonly pilot: PilotReport | null;
  readonly components: ReadonlyMap<ComponentId, ConfigComponent>;
  readonly signal: AbortSignal;
}

function settled(
  { printed, launchId, component, host, detail, outcome }: Launched,
  { again, fate, pilot, components, signal }: Looked,
): Outcome {
  const launch = { launchId, component, host, ...(detail !== undefined && { detail }) };
  if (outcome !== 'done' && outcome !== 'unknown') return { ...launch, outcome };
  if (pilot !== null) {
    const isShort = components.get(component)?.lifetime === 'short';
    return {
      ...launch,
      outcome: outcomeOf(pilot, isShort),
      detail: endDetail(pilot),
    };
  }
  const sighting = again.get(launch.host);
  // Without a fate its instance was seen earlier in this pass.
  if (fate === undefined || fate === 'appeared') return { ...launch, outcome: 'confirmed' };
  if (sighting?.kind !== 'seen') {
    const why = message('host-unasked-afterwards', causeOf(sighting?.reason ?? reasonOf(signal)));
    return { ...launch, outcome: 'unknown', detail: launch.detail ?? why };
  }
  if (fate === 'rebooted') return { ...launch, outcome: 'vanished', detail: message('host-rebooted') };
  if (outcome === 'unknown') return { ...launch, outcome };
  // What is launched is configured.
  const detailed = vanished(components.get(component) as ConfigComponent, printed);
  return { ...launch, outcome: 'vanished', detail: detailed };
}
