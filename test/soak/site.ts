import type { ChildProcess } from 'node:child_process';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Fleet, FleetHost } from '../fleet/fleet.ts';
import { signal } from '../harness/processes.ts';
import { launchesOn, look, pidNamespaceOf, uptimeMs, type Launch, type Living, type Look } from './truth.ts';
import { fileText, type Wanted } from './wanted.ts';

const here = import.meta.dirname;

/** What the clock of the control VM shows, beside what this machine's does. */
export interface PassClock {
  readonly wallAheadMs: number;
  readonly uptimeAheadMs: number;
  readonly boots: number;
}

/** The fleet and a folder on its control VM, as the soak acts on them and looks at them. */
export class SoakSite {
  readonly folder: string;
  readonly fleet: Fleet;
  readonly launches = new Map<string, Launch>();
  /** When an instance was ended by the soak, by launch id. */
  readonly ends = new Map<string, number>();
  readonly #backoff: boolean;
  readonly #hostOf = new Map<string, string>();
  readonly #bystanders = new Set<string>();
  readonly #readUpTo = new Map<string, number>();

  constructor(fleet: Fleet) {
    this.fleet = fleet;
    this.folder = join(fleet.dir, 'soak');
    mkdirSync(join(this.folder, 'workerscripts'), { recursive: true });
    cpSync(join(here, 'start-soaked.sh'), join(this.folder, 'workerscripts/start-soaked.sh'));
    const schema = readFileSync(join(here, '../../schema/Interface.schema.json'), 'utf8');
    const { properties } = JSON.parse(schema) as { properties: Record<string, object> };
    this.#backoff = !('not' in (properties['backoff'] ?? { not: {} }));
  }

  async prepare(): Promise<void> {
    await Promise.all(
      this.fleet.hosts.map(async (host) => {
        const folder = join(host.home, 'soak');
        mkdirSync(folder);
        const { uid, gid } = statSync(host.home);
        chownSync(folder, uid, gid);
        await this.#settleIn(host);
      }),
    );
  }

  /** Starts a pass: the real thing, with a clock that is ahead. */
  startPass(wanted: Wanted, pass: number, clock: PassClock): ChildProcess {
    writeFileSync(this.file, fileText(wanted, pass, this.#backoff));
    return this.again(clock);
  }

  /** Another one, as if cron had started it. */
  again({ wallAheadMs, uptimeAheadMs, boots }: PassClock): ChildProcess {
    const env = {
      SOAK_WALL_AHEAD_MS: String(wallAheadMs),
      SOAK_UPTIME_AHEAD_MS: String(uptimeAheadMs),
      SOAK_BOOT: String(boots),
    };
    const ahead = ['--import', join(here, 'clockAhead.mjs')];
    return this.fleet.startControl(
      [process.execPath, ...ahead, join(here, '../../dist/main.js'), 'run', '--json', '-c', this.file],
      { env },
    );
  }

  get file(): string {
    return join(this.folder, 'Interface.json');
  }

  get state(): string {
    return join(this.folder, 'logs/state.json');
  }

  /** The pid of the pass that holds the lock, null where none says so. */
  lockHolder(): number | null {
    try {
      return (JSON.parse(readFileSync(join(this.folder, 'logs/lock'), 'utf8')) as { pid: number }).pid;
    } catch {
      return null;
    }
  }

  /** The process tables now. */
  look(): Look {
    const { living, ...rest } = look(this.#hostOf);
    // Who was killed just now may still be in the process table.
    return { ...rest, living: living.filter(({ launchId }) => !this.ends.has(launchId)) };
  }

  /** Brings `launches` up to date with the records on the hosts. */
  readRecords(): void {
    for (const { name, home } of this.fleet.hosts) {
      const path = join(home, 'soak/records');
      const size = existsSync(path) ? statSync(path).size : 0;
      if (size === this.#readUpTo.get(name)) continue;
      this.#readUpTo.set(name, size);
      for (const launch of launchesOn(name, home)) this.launches.set(launch.id, launch);
    }
  }

  /** Instances that run and have said so. */
  living(): Living[] {
    const { living } = this.look();
    this.readRecords();
    return living
      .filter(({ launchId }) => typeof this.launches.get(launchId)?.startedMs === 'number')
      .toSorted((a, b) => (a.launchId < b.launchId ? -1 : 1));
  }

  /** Ends an instance and all it started. */
  end({ launchId, outerPids }: Living): void {
    this.ends.set(launchId, uptimeMs());
    for (const pid of outerPids) signal(pid, 'SIGKILL');
  }

  /** Off and on: all that ran there ended when it went off. */
  async reboot(name: string): Promise<void> {
    const host = this.fleet.host(name);
    const offMs = uptimeMs();
    for (const known of this.#bystanders) if (known.startsWith(`${name} `)) this.#bystanders.delete(known);
    await host.reboot();
    this.readRecords();
    for (const { id, host, startedMs } of this.launches.values()) {
      if (host === name && startedMs !== null && !this.ends.has(id))
        this.ends.set(id, Math.max(offMs, startedMs));
    }
    await this.#settleIn(this.fleet.host(name));
  }

  /** Tells the submitters of a host how to behave; null is well. */
  setMode(host: string, name: string, mode: string | null): void {
    const path = join(this.fleet.host(host).home, 'soak', `mode.${name}`);
    if (mode === null) rmSync(path, { force: true });
    else writeFileSync(path, `${mode}\n`);
  }

  /** Bystanders that were there at some look and are not now, though nobody ended them. */
  missingBystanders({ bystanders }: Look): string[] {
    const missing = [...this.#bystanders].filter((known) => !bystanders.has(known));
    for (const each of bystanders) this.#bystanders.add(each);
    return missing;
  }

  /** After a boot: which namespace it is, and processes that are none of muster's business. */
  async #settleIn(host: FleetHost): Promise<void> {
    const init = host.processes().find(({ pid }) => pid === 1);
    if (!init) throw new Error(`${host.name} has no pid 1`);
    // The kernel gives the number of a namespace that is gone to another, which may be of another fleet.
    for (const [namespace, name] of this.#hostOf) if (name === host.name) this.#hostOf.delete(namespace);
    this.#hostOf.set(pidNamespaceOf(init.outerPid), host.name);
    await host.exec(bystanders);
  }
}

/** One like any other, and one that looks much like an instance without holding its key. */
const bystanders = [
  'export SOAK_BYSTANDER=1',
  '{ sleep 1000000 >/dev/null 2>&1 </dev/null & }',
  'export MUSTER_LAUNCH_ID=none MUSTER_COMPONENT=out/picker',
  `{ sh -c 'while :; do sleep 100000; done' soaker:picker: >/dev/null 2>&1 </dev/null & }`,
].join('; ');
