import type { ChildProcess } from 'node:child_process';
import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { FleetHost, otherPort, type HostOptions } from './host.ts';
import {
  bringUpNetwork,
  folderPrefix,
  hostsPerNetwork,
  takeDownNetwork,
  type Network,
  type Place,
} from './network.ts';
import { ended, mustRun, start, type Ran, type RunOptions } from './ran.ts';

export type { FleetHost, HostOptions } from './host.ts';
export type { HostProcess } from './processes.ts';
export type { Ran, RunOptions } from './ran.ts';

/** Options beside `hosts` hold for every host that does not say otherwise. */
export type FleetOptions = Omit<HostOptions, 'name'> & { readonly hosts: readonly (string | HostOptions)[] };

/**
 * Brings up real sshd hosts on this machine, behind a bridge of its own: each has a network, a process table, homes, users
 * and host keys of its own, and answers ssh on port 22. Needs root and network namespaces, and throws where they are missing.
 * Whoever brings up a fleet takes it down; if the test process dies instead, the hosts die with it.
 */
export async function bringUpFleet(options: FleetOptions): Promise<Fleet> {
  const { hosts, ...common } = options;
  const named = hosts.map((host) => ({ ...common, ...(typeof host === 'string' ? { name: host } : host) }));
  if (process.getuid?.() !== 0)
    throw new Error('The tests on real sshd hosts must run as root: they make network namespaces.');
  if (named.length > hostsPerNetwork) throw new Error(`a fleet has at most ${hostsPerNetwork} hosts`);
  const { network, places } = await bringUpNetwork(named.length);
  const dir = mkdtempSync(join(tmpdir(), `${folderPrefix}${process.pid}-`));
  const fleet = new Fleet(dir, network, places);
  atExit(fleet);
  try {
    await fleet.boot(named);
  } catch (error) {
    await fleet.down();
    throw error;
  }
  return fleet;
}

/** More at once come up no sooner, and then none of a thousand answers in time. */
const bootsAtOnce = 32;

/** The hosts, and the control VM that knows them. */
export class Fleet {
  /** Everything the fleet has on disk is in here. */
  readonly dir: string;
  /** HOME of what `control` runs, with `.ssh/id_ed25519` and `.ssh/known_hosts`. */
  readonly controlHome: string;
  readonly clientKey: string;
  /** The keys all hosts had when they came up: by name and by address, for port 22 and for 2222. */
  readonly knownHostsFile: string;
  /** What /etc/hosts is on the hosts and for `control`: the machine's own lines and all hosts' names. */
  readonly etcHosts: string;
  hosts: readonly FleetHost[] = [];
  readonly #network: Network;
  readonly #places: readonly Place[];
  readonly #commands = new Set<ChildProcess>();

  constructor(dir: string, network: Network, places: readonly Place[]) {
    this.dir = dir;
    this.controlHome = join(dir, 'control');
    this.clientKey = join(this.controlHome, '.ssh/id_ed25519');
    this.knownHostsFile = join(this.controlHome, '.ssh/known_hosts');
    this.etcHosts = join(dir, 'hosts');
    this.#network = network;
    this.#places = places;
  }

  /** The address of the control VM, as the hosts see it. */
  get controlAddress(): string {
    return this.#network.gateway;
  }

  async boot(hosts: readonly HostOptions[]): Promise<void> {
    mkdirSync(join(this.controlHome, '.ssh'), { recursive: true, mode: 0o700 });
    await mustRun(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', 'fleet', '-f', this.clientKey]);
    copyFileSync('/etc/hosts', this.etcHosts);
    appendFileSync(
      this.etcHosts,
      `\n${hosts.map(({ name }, index) => `${this.#places[index]!.address} ${name}\n`).join('')}`,
    );
    this.hosts = hosts.map(
      (host, index) =>
        new FleetHost(join(this.dir, 'at', host.name), host, this.#network, this.#places[index]!),
    );
    const limit = pLimit(bootsAtOnce);
    await Promise.all(this.hosts.map(async (host) => limit(async () => host.boot())));
    writeFileSync(this.knownHostsFile, this.hosts.flatMap(knownHostsLines).join(''));
  }

  /** The host of that name. Throws if there is none. */
  host(name: string): FleetHost {
    const host = this.hosts.find((candidate) => candidate.name === name);
    if (host === undefined) throw new Error(`no host ${name} in this fleet`);
    return host;
  }

  /** Runs `command` (program and arguments) as the control VM would: the hosts' names resolve, HOME is `controlHome`. */
  async control(command: readonly string[], options: RunOptions = {}): Promise<Ran> {
    return ended(this.startControl(command, options), options.timeoutMs);
  }

  /** As `control`, but returns the running child. Its pid is the command's own: what is sent there reaches the program itself. */
  startControl(command: readonly string[], options: RunOptions = {}): ChildProcess {
    const { SSH_AUTH_SOCK: _, ...inherited } = process.env;
    const env = { ...inherited, HOME: this.controlHome, ...options.env };
    const child = start(this.asControl(command), { ...options, env });
    this.#commands.add(child);
    child.once('exit', () => this.#commands.delete(child));
    return child;
  }

  /** `command` as it must be run for the hosts' names to resolve; HOME is up to whoever runs it. */
  asControl(command: readonly string[]): string[] {
    const mounted = 'mount --bind "$0" /etc/hosts && exec "$@"';
    return ['unshare', '--mount', 'sh', '-c', mounted, this.etcHosts, ...command];
  }

  /** Plain OpenSSH from the control VM to a host. (OpenSSH does not honour HOME, so it is told all it needs.) */
  async ssh(host: FleetHost, command: string, user: 'ops' | 'root' = 'ops'): Promise<Ran> {
    const options = [
      'BatchMode=yes',
      'ConnectTimeout=2',
      'IdentitiesOnly=yes',
      `UserKnownHostsFile=${this.knownHostsFile}`,
    ];
    const flags = options.flatMap((option) => ['-o', option]);
    const as = ['-F', 'none', '-i', this.clientKey, ...flags, `${user}@${host.name}`];
    return this.control(['ssh', ...as, command]);
  }

  /** Removes hosts, networks and folder. A second call does nothing. */
  async down(): Promise<void> {
    for (const child of this.#commands) child.kill('SIGKILL');
    await Promise.all(this.hosts.map(async (host) => host.end()));
    this.downNow();
  }

  /** As `down`, for an exit handler: does not wait for the processes it kills. */
  downNow(): void {
    if (!fleetsUp.delete(this)) return;
    for (const child of this.#commands) child.kill('SIGKILL');
    for (const host of this.hosts) host.endNow();
    takeDownNetwork(this.#network, this.#places);
    rmSync(this.dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
  }
}

function knownHostsLines(host: FleetHost): string[] {
  const { name, address } = host;
  return host.publicKeys.flatMap((key) => [
    `${name},${address} ${key}\n`,
    `[${name}]:${otherPort},[${address}]:${otherPort} ${key}\n`,
  ]);
}

const fleetsUp = new Set<Fleet>();
let watching = false;

/** Takes the fleet down when the process ends by itself, by an uncaught error or by a signal that can be caught. */
function atExit(fleet: Fleet): void {
  fleetsUp.add(fleet);
  if (watching) return;
  watching = true;
  const allDown = () => fleetsUp.forEach((up) => up.downNow());
  process.once('exit', allDown);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      allDown();
      // With this listener gone, the signal does what it would have done without us.
      process.kill(process.pid, signal);
    });
  }
}
