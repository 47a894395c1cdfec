import type { ComponentId, HostName } from '../../src/core/types.ts';
import type { Config } from '../../src/interface/config.ts';
import type { LaunchAnswer } from '../../src/remote/launch.ts';
import { answers, type TrueHost } from '../../src/simulate/fleet.ts';
import type { Between } from '../../src/simulate/pass.ts';
import type { Random } from '../../src/simulate/random.ts';
import type { World } from '../../src/simulate/world.ts';
import { someMessage } from '../harness/messages.ts';

/** What stands between muster and a simulated fleet, and knows how things really are. */
export class Judge {
  readonly broken: string[] = [];
  launches = 0;
  readonly #config: Config;
  readonly #world: World;
  /** When muster last saw a host. */
  readonly #seenAtMs = new Map<HostName, number>();
  /** Instances whose host nobody could look at for `lostAfter`: what is started in their place is no fault. */
  readonly #excused = new Set<string>();

  constructor(config: Config, world: World) {
    this.#config = config;
    this.#world = world;
  }

  /** Launches go through, and some of their answers are lost or wrong, as `random` has it. */
  between(random: Random): Between {
    return (hosts) => ({
      ...hosts,
      sight: async (host) => {
        const sighting = await hosts.sight(host);
        if (sighting.kind === 'seen') this.#seenAtMs.set(host.name, this.#world.nowMs);
        return sighting;
      },
      launch: async (order) => {
        const chance = random();
        const answer: LaunchAnswer = chance < 0.05 ? unanswered : await hosts.launch(order);
        this.launches++;
        this.look(`after the launch of ${order.component.id} on ${order.host.name}`);
        if (chance < 0.1) return { ...unanswered, printed: '' };
        if (chance < 0.15) return { outcome: 'failed', detail: someMessage(), printed: '' };
        return { ...answer, printed: '' };
      },
    });
  }

  look(when: string): void {
    const { hosts } = this.#world.fleet;
    for (const host of hosts.values()) this.#excuse(host);
    for (const { id, count } of this.#config.components) {
      const there = [...hosts.values()].flatMap((host) =>
        (host.instances.get(id) ?? []).filter(({ pid }) => !this.#excused.has(nameOf(host, id, pid))),
      );
      if (there.length > count) this.broken.push(`${there.length} of ${count} ${id} ${when}`);
    }
    for (const { name, hotLimit } of this.#config.hosts) {
      const host = hosts.get(name);
      const hot = this.#config.components.reduce(
        (sum, { id, hot }) => sum + hot * (host?.instances.get(id)?.length ?? 0),
        0,
      );
      if (hot > hotLimit) this.broken.push(`${hot} hot jobs of ${hotLimit} on ${name} ${when}`);
    }
  }

  #excuse(host: TrueHost): void {
    if (answers(host)) return;
    const unseenMs = this.#world.nowMs - (this.#seenAtMs.get(host.name) ?? -Infinity);
    for (const { id, lostAfterMs } of this.#config.components) {
      if (unseenMs < lostAfterMs) continue;
      for (const { pid } of host.instances.get(id) ?? []) this.#excused.add(nameOf(host, id, pid));
    }
  }
}

const unanswered: LaunchAnswer = { outcome: 'unknown', detail: someMessage() };

function nameOf({ name, bootId }: TrueHost, component: ComponentId, pid: number): string {
  return `${name} ${bootId} ${component} ${pid}`;
}
