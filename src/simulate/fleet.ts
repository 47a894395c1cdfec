import type { ComponentId, HostName } from '../core/types.ts';

/** An instance as it really is, whoever can see it. */
export interface TrueInstance {
  readonly pid: number;
  readonly pids: readonly number[];
  readonly sinceMs: number;
}

/** A host as it really is. It answers while it has power and the network leads to it. */
export interface TrueHost {
  readonly name: HostName;
  bootId: string;
  /** Losses of power, and of the network, that are not over. */
  powerLosses: number;
  cuts: number;
  readonly instances: Map<ComponentId, TrueInstance[]>;
  lastPid: number;
  hasScripts: boolean;
  sweptAtMs: number;
}

/** Told of each change in how many instances of a component run. */
export type Watch = (component: ComponentId, running: number) => void;

/** A whole fleet that exists only in memory: what really runs where, be it seen or not. */
export class Fleet {
  readonly hosts: ReadonlyMap<HostName, TrueHost>;
  readonly #running = new Map<ComponentId, number>();
  readonly #watch: Watch;
  #boots = 0;

  constructor(names: readonly HostName[], watch: Watch = () => {}) {
    this.#watch = watch;
    this.hosts = new Map(names.map((name) => [name, this.#newHost(name)]));
  }

  /** How many instances of a component run, those on hosts that nobody can reach included. */
  running(component: ComponentId): number {
    return this.#running.get(component) ?? 0;
  }

  /** @throws where there is no such host. */
  host(name: HostName): TrueHost {
    const host = this.hosts.get(name);
    if (host === undefined) throw new Error(`there is no simulated host ${name}`);
    return host;
  }

  start(component: ComponentId, name: HostName, sinceMs: number): void {
    const host = this.host(name);
    const pid = ++host.lastPid;
    this.place(component, name, { pid, pids: [pid], sinceMs });
  }

  /** Puts an instance there that has been running for a while. */
  place(component: ComponentId, name: HostName, instance: TrueInstance): void {
    const host = this.host(name);
    host.lastPid = Math.max(host.lastPid, ...instance.pids);
    const there = host.instances.get(component);
    if (there) there.push(instance);
    else host.instances.set(component, [instance]);
    this.#count(component, 1);
  }

  /** Ends one instance. Returns whether it was there. */
  end(component: ComponentId, name: HostName, pid: number): boolean {
    const { instances } = this.host(name);
    const there = instances.get(component) ?? [];
    const left = there.filter((one) => one.pid !== pid);
    if (left.length === there.length) return false;
    if (left.length > 0) instances.set(component, left);
    else instances.delete(component);
    this.#count(component, -1);
    return true;
  }

  /** All instances of a component, by the order of the hosts. */
  instancesOf(component: ComponentId): { host: HostName; pid: number }[] {
    return [...this.hosts.values()].flatMap(({ name, instances }) =>
      (instances.get(component) ?? []).map(({ pid }) => ({ host: name, pid })),
    );
  }

  /** A host loses its power, and with it all that runs there. Returns how many instances that were. */
  losePower(name: HostName): number {
    const host = this.host(name);
    host.powerLosses++;
    const ended = instancesOn(host);
    for (const [component, there] of host.instances) this.#count(component, -there.length);
    host.instances.clear();
    return ended;
  }

  /** Its power is back: it is booted anew. */
  restorePower(name: HostName): void {
    const host = this.host(name);
    if (--host.powerLosses === 0) host.bootId = this.#newBoot();
  }

  cut(name: HostName): void {
    this.host(name).cuts++;
  }

  restoreNetwork(name: HostName): void {
    this.host(name).cuts--;
  }

  #newHost(name: HostName): TrueHost {
    const state = { powerLosses: 0, cuts: 0, lastPid: 1, hasScripts: false, sweptAtMs: -Infinity };
    return { name, bootId: this.#newBoot(), instances: new Map(), ...state };
  }

  #newBoot(): string {
    return `simulated-boot-${++this.#boots}`;
  }

  #count(component: ComponentId, change: number): void {
    const running = this.running(component) + change;
    this.#running.set(component, running);
    this.#watch(component, running);
  }
}

export function answers({ powerLosses, cuts }: TrueHost): boolean {
  return powerLosses === 0 && cuts === 0;
}

export function instancesOn({ instances }: TrueHost): number {
  let count = 0;
  for (const there of instances.values()) count += there.length;
  return count;
}
