import { message } from '../core/catalogue/catalogue.ts';
import type { ComponentId, Instance, Sighting, Vitals } from '../core/types.ts';
import type { Config, ConfigHost } from '../interface/config.ts';
import type { LaunchAnswer } from '../remote/launch.ts';
import type { Hosts } from '../remote/port.ts';
import { answers, type TrueHost } from './fleet.ts';
import type { Failing } from './happenings.ts';
import type { WorkCount } from './work.ts';
import type { World } from './world.ts';

/**
 * The hosts of a simulated fleet, for one pass. Nothing is asked: each that has power and network answers at once, what
 * is launched there comes up at once, and what is stopped ends at once.
 *
 * @param work to which is added what the real hosts would be asked.
 */
export function simulatedHosts(
  config: Config,
  world: World,
  failing: readonly Failing[],
  work: WorkCount,
): Hosts {
  const { fleet } = world;
  const counted = new Set(config.components.map(({ id }) => id));
  const connected = new Set<string>();

  function reach({ name, via, jump }: ConfigHost): TrueHost | null {
    const host = fleet.host(name);
    const isUp = answers(host);
    if (!isUp) connected.delete(name);
    if (connected.has(name)) return host;
    if (!isUp) {
      // One whose port answers is not pinged.
      if (via === 'ssh' && jump === null && config.ping.method !== 'none') work.pings++;
      return null;
    }
    if (via === 'ssh') work.connections++;
    connected.add(name);
    return host;
  }

  function launch(component: ComponentId, name: string): LaunchAnswer {
    const host = fleet.host(name);
    if (!answers(host)) return noAnswer;
    work.launches++;
    if (!host.hasScripts && config.scripts.where === 'local') work.commands++;
    host.hasScripts = true;
    work.commands++;
    if (failing.some((rule) => failsThere(rule, component, name))) return failed;
    fleet.start(component, name, world.nowMs);
    return { outcome: 'done' };
  }

  return {
    through: async ({ jump }) => jump,
    async sight(host) {
      const reached = reach(host);
      if (reached === null) return down;
      work.commands++;
      return sightingOf(reached, counted, world.nowMs);
    },
    launch: async ({ component, host }) => ({ ...launch(component.id, host.name), printed: '' }),
    async stop({ host: { name }, targets }) {
      if (!answers(fleet.host(name))) return targets.map(() => ({ outcome: 'unknown' }));
      work.commands++;
      work.stops += targets.length;
      return targets.map(({ component, pid }) => ({
        outcome: fleet.end(component.id, name, pid) ? 'stopped' : 'gone',
      }));
    },
    async tidy({ name }) {
      const host = fleet.host(name);
      if (world.nowMs - host.sweptAtMs < dayMs) return;
      host.sweptAtMs = world.nowMs;
      work.commands++;
    },
    close() {},
  };
}

const down: Sighting = { kind: 'down', reason: message('simulated-outage') };

const failed: LaunchAnswer = { outcome: 'failed', detail: message('simulated-failure') };

const noAnswer: LaunchAnswer = { outcome: 'unknown', detail: message('simulated-outage') };

/** As a real host is swept. */
const dayMs = 24 * 60 * 60 * 1000;

function failsThere(rule: Failing, component: ComponentId, host: string): boolean {
  return rule.component === component && (rule.hosts === 'all' || rule.hosts.has(host));
}

function sightingOf(host: TrueHost, counted: ReadonlySet<ComponentId>, nowMs: number): Sighting {
  const instances = new Map<ComponentId, Instance[]>();
  for (const [component, there] of host.instances) {
    if (!counted.has(component)) continue;
    instances.set(
      component,
      there.map(({ pid, pids, sinceMs }) => ({
        pid,
        pids,
        elapsedS: Math.max(0, Math.floor((nowMs - sinceMs) / 1000)),
      })),
    );
  }
  return { kind: 'seen', vitals: { ...noVitals, bootId: host.bootId, clockMs: nowMs }, instances };
}

/** What a simulated host has not got it does not tell. */
const noVitals: Vitals = {
  user: null,
  home: null,
  firstProcess: null,
  hostname: null,
  bootId: null,
  clockMs: null,
  uptimeS: null,
  cores: null,
  load1: null,
  memoryKiB: null,
  memoryAvailableKiB: null,
  diskAvailableKiB: null,
  gpus: null,
  bundles: [],
  sweptMs: null,
};
