import type { Memory } from '../core/types.ts';
import type { Config } from '../interface/config.ts';
import { carryOut, survey, type PassPorts, type PassResult, type Survey } from '../pass.ts';
import type { Hosts } from '../remote/port.ts';
import type { Failing } from './happenings.ts';
import { simulatedHosts } from './hosts.ts';
import { noWork, type Work } from './work.ts';
import type { World } from './world.ts';

/** A pass on a simulated fleet, and what it would have asked of real hosts. */
export interface SimulatedPass {
  readonly found: Survey;
  readonly result: PassResult;
  readonly work: Work;
}

/** Stands between a pass and its hosts, for whoever wants to see or spoil what passes there. */
export type Between = (hosts: Hosts) => Hosts;

/** One pass of the real thing. Its waiting is the world's time; what it would keep or log goes nowhere. */
export async function simulatedPass(
  config: Config,
  before: Memory,
  world: World,
  failing: readonly Failing[],
  between: Between = (hosts) => hosts,
): Promise<SimulatedPass> {
  const work = noWork();
  const end = new AbortController();
  const endsAtMs = world.nowMs + config.timeouts.passMs;
  let launches = 0;
  const idOfPass = world.nowMs;
  const ports: PassPorts = {
    hosts: between(simulatedHosts(config, world, failing, work)),
    log: { write() {} },
    save: async () => null,
    now: () => world.nowMs,
    async wait(ms) {
      world.advanceTo(Math.min(world.nowMs + ms, endsAtMs));
      if (world.nowMs >= endsAtMs) end.abort(new Error('the simulated pass reached its deadline'));
    },
    newLaunchId: () => `simulated-${idOfPass}-${++launches}`,
    signal: end.signal,
    endsAtMs,
    progress() {},
  };
  const found = await survey(config, before, ports);
  return { found, result: await carryOut(config, found, ports), work };
}

/**
 * Whether every further pass will be as this one, until something happens to the fleet: it did nothing, and nothing it
 * knows of is over with time alone.
 */
export function isQuiet({ components }: Config, { result }: SimulatedPass): boolean {
  const { actions, outcomes, census, memory } = result;
  const patient = new Set(
    components.filter(({ lostAfterMs }) => !Number.isFinite(lostAfterMs)).map(({ id }) => id),
  );
  return (
    outcomes.length === 0 &&
    actions.every(({ action }) => action === 'blocked' || action === 'held') &&
    [memory.setbacks, memory.stops, census.unlisted].every(({ length }) => length === 0) &&
    memory.decisions.every(({ kind, untilMs }) => untilMs === null && kind !== 'restart') &&
    // On a host that is unknown for good, what is never lost is believed for good, launched or seen.
    memory.launches.every(({ component }) => patient.has(component)) &&
    [...census.totals].every(
      ([id, { presumed, pending }]) => pending === 0 && (presumed === 0 || patient.has(id)),
    )
  );
}
