import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  chownSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { signal } from '../harness/processes.ts';
import { until } from '../harness/until.ts';
import { hostNetworkCommands, setCable, type Network, type Place } from './network.ts';
import { processesOf, topmostMatching, type HostProcess } from './processes.ts';
import { mustRun, run, type Ran, type RunOptions } from './ran.ts';

export type HostOptions = {
  readonly name: string;
  /** Login shell of `ops`. Default /bin/sh. */
  readonly shell?: string;
  /** Host keys. Default: ed25519 alone. */
  readonly keyTypes?: readonly ('ed25519' | 'rsa' | 'ecdsa')[];
  /** Lines for sshd_config; they win over the fleet's own. */
  readonly sshdConfig?: readonly string[];
};

/** Beside 22, each sshd listens here. */
export const otherPort = 2222;
const opsId = 20_001;
const sshdCommand = ['/usr/sbin/sshd', '-f', '/run/host/sshd_config', '-E', '/run/host/sshd.log'];

/** One host: an sshd in namespaces of its own, with users `root` and `ops`. */
export class FleetHost {
  readonly name: string;
  readonly address: string;
  /** The folder that is /home/ops on the host. */
  readonly home: string;
  /** The folder that is /root on the host. */
  readonly rootHome: string;
  /** The host's files: sshd_config, sshd.log, host keys, boot_id. */
  readonly folder: string;
  readonly #place: Place;
  readonly #gateway: string;
  #alive: Alive | undefined;
  #hidden = false;

  constructor(folder: string, options: HostOptions, network: Network, place: Place) {
    this.name = options.name;
    this.address = place.address;
    this.folder = folder;
    this.home = join(folder, 'home/ops');
    this.rootHome = join(folder, 'root');
    this.#place = place;
    this.#gateway = network.gateway;
    writeHostFolder(folder, options, hostNetworkCommands(network, place));
  }

  /** Starts the host with a new boot id; returns when its sshd has answered with a banner. */
  async boot(): Promise<void> {
    if (this.#alive !== undefined) throw new Error(`${this.name} is up already`);
    writeFileSync(join(this.folder, 'boot_id'), `${randomUUID()}\n`);
    this.#alive = await started(this.#place.namespace, this.folder);
    await banner(this.address);
  }

  /** The boot id the host has, or had when it was killed. */
  get bootId(): string {
    return readFileSync(join(this.folder, 'boot_id'), 'utf8').trim();
  }

  /** The public host keys, each as `type base64`. */
  get publicKeys(): string[] {
    return readdirSync(this.folder)
      .filter((name) => /^ssh_host_.*\.pub$/.test(name))
      .map((name) => readFileSync(join(this.folder, name), 'utf8').trim().split(' ').slice(0, 2).join(' '));
  }

  /** What its sshd logged so far. */
  get sshdLog(): string {
    return readFileSync(join(this.folder, 'sshd.log'), 'utf8');
  }

  /** Pulls the cable: packets vanish, what runs goes on. */
  async cutOff(): Promise<void> {
    await setCable(this.#place, 'down');
  }

  /** Puts the cable back; returns when packets come through, which on a busy machine takes the kernel a moment. */
  async heal(): Promise<void> {
    await setCable(this.#place, 'up');
    if (this.#alive === undefined || this.#hidden) return;
    await until(() => answers(this.address), `${this.name} answers again`);
  }

  /** From now on the control VM gets no answer of it, while the other hosts do: it lies in a network behind them. */
  async hideFromControl(): Promise<void> {
    this.#hidden = true;
    await mustRun(['ip', '-n', this.#place.namespace, 'route', 'add', 'blackhole', `${this.#gateway}/32`]);
  }

  /** Power off: the cable goes dead, and every process of the host dies at once. `reboot` brings it back. */
  async kill(): Promise<void> {
    await this.cutOff();
    await this.end();
  }

  /** Ends every process of the host, if it is up, and returns when they are gone. */
  async end(): Promise<void> {
    const alive = this.#alive;
    this.#alive = undefined;
    if (alive === undefined || alive.namespaces.exitCode !== null || alive.namespaces.signalCode !== null)
      return;
    // The kernel ends a process namespace with its pid 1; unshare, which waits for that, ends after all of them.
    alive.namespaces.ref();
    const gone = once(alive.namespaces, 'exit');
    signal(alive.init, 'SIGKILL');
    await gone;
  }

  /** Off and on: a new boot id, no processes, the same homes and keys; the cable is connected. */
  async reboot(): Promise<void> {
    await this.kill();
    await this.heal();
    await this.boot();
  }

  /** All processes of the host, pid 1 and sshd included, as the machine's /proc shows them. */
  processes(): HostProcess[] {
    return this.#alive === undefined ? [] : processesOf(this.#alive.pidNamespace);
  }

  /** How many process trees have a topmost process whose command holds `text`. */
  countMatching(text: string): number {
    return topmostMatching(this.processes(), text).length;
  }

  /** Signals one process, named by the pid it has on the host. Throws if there is none. */
  signal(pid: number, signal: NodeJS.Signals): void {
    const target = this.processes().find((process) => process.pid === pid);
    if (target === undefined) throw new Error(`${this.name} has no process ${pid}`);
    process.kill(target.outerPid, signal);
  }

  /** Kills every process whose command holds `text`; returns when they are gone. */
  async killMatching(text: string): Promise<void> {
    await until(() => {
      const left = this.processes().filter(({ command, state }) => state !== 'Z' && command.includes(text));
      for (const { outerPid } of left) signal(outerPid, 'SIGKILL');
      return left.length === 0;
    });
  }

  /** Runs a shell command on the host as `ops`, in its home, without ssh. */
  async exec(command: string, options: RunOptions = {}): Promise<Ran> {
    const env = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/home/ops', USER: 'ops', LOGNAME: 'ops' };
    const asOps = ['-S', String(opsId), '-G', String(opsId)];
    return run(this.#inside(asOps, ['/bin/sh', '-c', `cd && ${command}`]), { env, ...options });
  }

  /** Connections are refused from now on; sessions that are open stay. */
  async stopSshd(): Promise<void> {
    for (const { pid } of this.#listeners()) this.signal(pid, 'SIGKILL');
    await until(() => this.#listeners().length === 0);
  }

  /** Undoes `stopSshd`. */
  async startSshd(): Promise<void> {
    await mustRun(this.#inside([], sshdCommand));
    await banner(this.address);
  }

  /** New connections are accepted by the kernel, but no banner ever comes. */
  freezeSshd(): void {
    for (const { pid } of this.#listeners()) this.signal(pid, 'SIGSTOP');
  }

  /** Undoes `freezeSshd`. */
  thawSshd(): void {
    for (const { pid } of this.#listeners()) this.signal(pid, 'SIGCONT');
  }

  /** Other host keys of the same types; known_hosts keeps the old ones. */
  async newHostKey(): Promise<void> {
    const types = readFileSync(join(this.folder, 'key_types'), 'utf8').trim().split('\n');
    await this.stopSshd();
    for (const type of types) {
      const key = join(this.folder, `ssh_host_${type}_key`);
      rmSync(key, { force: true });
      rmSync(`${key}.pub`, { force: true });
      await mustRun(['ssh-keygen', '-q', '-t', type, '-N', '', '-C', '', '-f', key]);
    }
    await this.startSshd();
  }

  /** As `end`, for an exit handler, where nothing can be awaited. */
  endNow(): void {
    if (this.#alive === undefined) return;
    signal(this.#alive.init, 'SIGKILL');
    this.#alive.namespaces.kill('SIGKILL');
  }

  #listeners(): HostProcess[] {
    return this.processes().filter(
      ({ command }) => command.startsWith('sshd:') && command.includes('[listener]'),
    );
  }

  #inside(options: readonly string[], command: readonly string[]): string[] {
    if (this.#alive === undefined) throw new Error(`${this.name} is down`);
    return ['nsenter', '-t', String(this.#alive.init), '-m', '-u', '-n', '-p', ...options, '--', ...command];
  }
}

/** `namespaces` is the unshare that made them and waits for pid 1; `init` is the machine's pid of pid 1. */
type Alive = { readonly namespaces: ChildProcess; readonly init: number; readonly pidNamespace: string };

async function started(namespace: string, folder: string): Promise<Alive> {
  // pdeathsig, kill-child and the rule for pid 1 form a chain: however this process ends, the host ends with it.
  const args = ['--pdeathsig', 'KILL', 'ip', 'netns', 'exec', namespace];
  args.push('unshare', '--pid', '--mount', '--uts', '--fork', '--kill-child', '--mount-proc');
  args.push('sh', join(import.meta.dirname, 'boot.sh'), folder);
  const child = spawn('setpriv', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.endsWith('ready\n')) resolve();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`A test host did not come up (${code}): ${said}`)));
  });
  // From here on nothing of a host keeps this process from ending.
  child.stdout.destroy();
  child.stderr.destroy();
  child.unref();
  return {
    namespaces: child,
    init: Number(readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim()),
    pidNamespace: readlinkSync(`/proc/${child.pid}/ns/pid_for_children`),
  };
}

/** Whether the kernel of a host answers, if only that nobody listens there. */
async function answers(address: string): Promise<boolean> {
  const socket = connect(1, address);
  socket.setTimeout(100, () => socket.destroy());
  const [error] = (await new Promise((resolve) => {
    socket.once('error', (fault) => resolve([fault])).once('close', () => resolve([]));
  })) as [NodeJS.ErrnoException?];
  return error?.code === 'ECONNREFUSED';
}

/** Returns when sshd has said who it is. It goes to the background before it listens: to be refused at first is no error. */
async function banner(address: string): Promise<void> {
  for (const deadline = performance.now() + 10_000; ; await sleep(5)) {
    const socket = connect(22, address);
    socket.setTimeout(5000, () => socket.destroy(new Error(`sshd on ${address} says nothing`)));
    try {
      const [said] = (await once(socket, 'data')) as [Buffer];
      if (said.toString().startsWith('SSH-2.0-')) return;
      throw new Error(`not sshd on ${address}: ${said.toString()}`);
    } catch (error) {
      const refused = error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
      if (!refused || performance.now() > deadline) throw error;
    } finally {
      socket.destroy();
    }
  }
}

function writeHostFolder(folder: string, options: HostOptions, network: string): void {
  const keyTypes = options.keyTypes ?? ['ed25519'];
  const shell = options.shell ?? '/bin/sh';
  mkdirSync(join(folder, 'etc'), { recursive: true });
  for (const home of ['root', 'home/ops']) {
    mkdirSync(join(folder, home, '.ssh'), { recursive: true });
    copyFileSync(
      join(folder, '../../control/.ssh/id_ed25519.pub'),
      join(folder, home, '.ssh/authorized_keys'),
    );
  }
  for (const path of ['home/ops', 'home/ops/.ssh', 'home/ops/.ssh/authorized_keys'])
    chownSync(join(folder, path), opsId, opsId);
  const files = {
    hostname: options.name,
    network,
    key_types: keyTypes.join('\n'),
    'etc/hosts': readFileSync(join(folder, '../../hosts'), 'utf8'),
    'etc/passwd': [
      'root:x:0:0:root:/root:/bin/bash',
      'sshd:x:101:65534::/run/sshd:/usr/sbin/nologin',
      'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin',
      `ops:x:${opsId}:${opsId}::/home/ops:${shell}`,
    ].join('\n'),
    // A star is no password; an exclamation mark would lock the account, for keys too.
    'etc/shadow': ['root', 'sshd', 'nobody', 'ops'].map((user) => `${user}:*:19000:0:99999:7:::`).join('\n'),
    'etc/group': `root:x:0:\ntty:x:5:\nnogroup:x:65534:\nops:x:${opsId}:`,
    sshd_config: [
      // Of this one the last line wins, of all others the first.
      'MaxStartups 1000',
      ...(options.sshdConfig ?? []),
      'Port 22',
      `Port ${otherPort}`,
      ...keyTypes.map((type) => `HostKey /run/host/ssh_host_${type}_key`),
      'UsePAM no',
      'PermitRootLogin prohibit-password',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'UseDNS no',
      'PidFile none',
      'LogLevel VERBOSE',
      'AcceptEnv LANG LC_*',
      'Subsystem sftp internal-sftp',
    ].join('\n'),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), `${text.trimEnd()}\n`);
  copyFileSync(join(import.meta.dirname, 'init.sh'), join(folder, 'init'));
}
