import type { ComponentId, HostName } from '../core/types.ts';
import { answers, Fleet, instancesOn } from './fleet.ts';
import type { Deaths, Happenings, Outage } from './happenings.ts';
import { gapMs, oneOf, randomFrom, type Random } from './random.ts';
import { ShortTimes, type Shortness } from './shortness.ts';
import type { OutageTold } from './told.ts';

export interface Genesis {
  readonly hosts: readonly HostName[];
  /** How many are wanted of each component that is on. */
  readonly wanted: ReadonlyMap<ComponentId, number>;
  readonly happenings: Happenings;
  readonly seed: number;
  readonly startMs: number;
}

/** A simulated fleet in a time of its own: what is to happen there happens when that time comes. */
export class World {
  readonly fleet: Fleet;
  readonly startMs: number;
  readonly #shortTimes: ShortTimes;
  readonly #events: OutageEvent[];
  readonly #deaths: DeathsToCome[];
  readonly #ended = new Map<ComponentId, number>();
  #told: OutageTold[] = [];
  #nowMs: number;

  constructor({ hosts, wanted, happenings, seed, startMs }: Genesis) {
    this.startMs = startMs;
    this.#nowMs = startMs;
    this.#shortTimes = new ShortTimes(wanted, startMs);
    this.fleet = new Fleet(hosts, (component, running) =>
      this.#shortTimes.changed(component, running, this.#nowMs),
    );
    this.#events = happenings.outages
      .flatMap((outage) => eventsOf(outage, startMs))
      .toSorted((a, b) => a.atMs - b.atMs);
    // Each has a chance of its own, so that one more of them leaves the others as they are.
    this.#deaths = happenings.deaths.map((deaths, index) => {
      const random = randomFrom(seed * 1000 + index);
      return { deaths, random, atMs: startMs + gapMs(random, deaths.perHour) };
    });
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  /** When something happens next; Infinity where nothing more does. */
  get nextMs(): number {
    return Math.min(this.#events[0]?.atMs ?? Infinity, ...this.#deaths.map(({ atMs }) => atMs));
  }

  /** Lets time pass, and what is to happen until then happen. */
  advanceTo(untilMs: number): void {
    for (let nextMs = this.nextMs; nextMs <= untilMs; nextMs = this.nextMs) {
      this.#nowMs = Math.max(this.#nowMs, nextMs);
      const [event] = this.#events;
      if (event !== undefined && event.atMs === nextMs) {
        this.#events.shift();
        this.#told.push(this.#carryOut(event));
      } else this.#letOneDie(nextMs);
    }
    this.#nowMs = Math.max(this.#nowMs, untilMs);
  }

  /** What has happened since this was last asked. */
  takeTold(): OutageTold[] {
    const told = this.#told;
    this.#told = [];
    return told;
  }

  /** By component, how many instances have ended by themselves. */
  get ended(): ReadonlyMap<ComponentId, number> {
    return this.#ended;
  }

  shortTimes(): Shortness[] {
    return this.#shortTimes.told(this.#nowMs);
  }

  #carryOut({ kind, hosts }: OutageEvent): OutageTold {
    const { fleet } = this;
    let instances = 0;
    for (const name of hosts) {
      if (kind === 'power lost') instances += fleet.losePower(name);
      else if (kind === 'power back') fleet.restorePower(name);
      else if (kind === 'network lost') fleet.cut(name);
      else fleet.restoreNetwork(name);
      const host = fleet.host(name);
      if (kind === 'network lost' || (kind === 'network back' && answers(host)))
        instances += instancesOn(host);
    }
    return { kind, afterMs: this.#nowMs - this.startMs, hosts, instances };
  }

  #letOneDie(atMs: number): void {
    const next = this.#deaths.find((one) => one.atMs === atMs);
    if (next === undefined) return;
    const { deaths, random } = next;
    next.atMs += gapMs(random, deaths.perHour);
    const living = this.fleet.instancesOf(deaths.component);
    if (living.length === 0) return;
    const { host, pid } = oneOf(living, random);
    this.fleet.end(deaths.component, host, pid);
    this.#ended.set(deaths.component, (this.#ended.get(deaths.component) ?? 0) + 1);
  }
}

interface OutageEvent {
  readonly kind: OutageTold['kind'];
  readonly hosts: readonly HostName[];
  readonly atMs: number;
}

interface DeathsToCome {
  readonly deaths: Deaths;
  readonly random: Random;
  atMs: number;
}

function eventsOf({ kind, hosts, fromMs, untilMs }: Outage, startMs: number): OutageEvent[] {
  const lost: OutageEvent = { kind: `${kind} lost`, hosts, atMs: startMs + fromMs };
  if (!Number.isFinite(untilMs)) return [lost];
  return [lost, { kind: `${kind} back`, hosts, atMs: startMs + untilMs }];
}
