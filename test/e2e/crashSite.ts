import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../src/report/document.ts';
import { readState } from '../../src/store/state.ts';
import type { Fleet, FleetHost, HostProcess } from '../fleet/fleet.ts';
import { topmostMatching } from '../fleet/processes.ts';
import { clockAhead, runInProcess } from '../harness/inProcess.ts';
import { signal } from '../harness/processes.ts';
import { until } from '../harness/until.ts';
import { crashAt } from './crashAt.ts';
import { Site, typeOf } from './site.ts';

/** What the passes of a crash site want: counts by key. Every instance also has its launch id on its command line. */
export const wanted = { 'crash-fails': 1, 'crash-spread': 4, 'crash-cut': 1 };

/** A bundle of long ago, for the sweep. */
const oldBundle = 'f'.repeat(32);

/** One control VM with four hosts on which everything is to happen that a pass can come to. */
export class CrashSite {
  readonly site: Site;
  readonly fleet: Fleet;
  readonly knownHosts: string;
  readonly #home: string;
  #offsetMs = 0;

  /** @param home of passes in this process, which share it where they run at the same time. */
  constructor(fleet: Fleet, home: string) {
    this.fleet = fleet;
    this.#home = home;
    this.site = new Site(fleet);
    this.knownHosts = join(this.site.folder, 'known_hosts');
    const begin = ': >"$HOME/begun-$MUSTER_LAUNCH_ID"';
    const start = `sh -c "while :; do sleep 30; done" "$MUSTER_KEY" "$MUSTER_LAUNCH_ID" </dev/null >/dev/null 2>&1`;
    // Not there yet when it is looked for: only what was written down keeps it from being started again.
    const slowly = `(while [ ! -e "$HOME/go" ]; do sleep 0.05; done; exec ${start}) </dev/null >/dev/null 2>&1 &`;
    this.site
      .submitter('spread.sh', `${begin}\n${start} &`)
      .submitter('fails.sh', `${begin}\n[ "$MUSTER_HOST" != k1 ] || exit 3\n${slowly}`)
      // The connection is lost before the answer: nobody knows.
      .submitter(
        'cut.sh',
        [
          begin,
          slowly,
          'p=$$',
          // Where the pass is gone already, its session may be, too.
          'while [ $p -gt 1 ] && case $(cat /proc/$p/comm) in sshd*) false ;; esac; do',
          '  read -r _ _ _ p _ </proc/$p/stat || exit',
          'done',
          '[ $p -le 1 ] || kill -9 $p',
        ].join('\n'),
      )
      .config({
        hotlimit: 4,
        ssh: {
          user: 'ops',
          identityFile: fleet.clientKey,
          knownHosts: [this.knownHosts],
          hostKeys: 'accept-new',
          // Names in known_hosts as they are, whatever this machine's ssh_config says of hashing.
          config: 'none',
          connectTimeout: '60s',
        },
        // On a busy machine no host may seem to be gone.
        ping: { timeout: '20s' },
        timeouts: { settle: '50ms', probe: '60s', launch: '60s' },
        types: [
          crashType('fails', { priority: 1, hosts: 'k[1-2]' }),
          crashType('spread', { hosts: 'k[1-3]' }),
          crashType('cut', { hosts: 'k4' }),
        ],
      });
  }

  /** Two of six instances run; of the scripts there is only a bundle of long ago. */
  async prepare(): Promise<void> {
    await Promise.all(
      this.fleet.hosts.map(async (host) => {
        await emptied(host);
        const old = [
          'rm -rf .muster begun-* go',
          'mkdir -p .muster/default/launches/old .muster/default/used',
          `mkdir -p .muster/default/bundles/${oldBundle} && cd .muster/default`,
          `touch bundles/${oldBundle}/one bundles/${oldBundle}/two bundles/${oldBundle}/.muster-bundle`,
          `touch -d '20 days ago' launches/old/output used/${oldBundle}`,
        ];
        if (host.name === 'k2' || host.name === 'k3')
          old.push(
            `(sh -c "while :; do sleep 30; done" crash-spread ${randomUUID()} </dev/null >/dev/null 2>&1 &)`,
          );
        const { code, stderr } = await host.exec(old.join(' && '));
        assert.equal(code, 0, stderr);
      }),
    );
    await until(() => this.count('crash-spread') === 2);
  }

  /** A pass of the real program, as `crashAt` runs it. */
  pass(step: string | null, signal: NodeJS.Signals = 'SIGKILL'): ReturnType<typeof crashAt> {
    return crashAt(step, { fleet: this.fleet, site: this.site, args: ['run'], signal });
  }

  /** A pass in this process, by a clock that may be ahead. */
  next(): Promise<Report> {
    return this.#inProcess('run', '--wait', '30s');
  }

  status(): Promise<Report> {
    return this.#inProcess('status');
  }

  async #inProcess(...args: string[]): Promise<Report> {
    const at = { home: this.#home, cwd: this.site.folder, clock: clockAhead(this.#offsetMs) };
    const { stdout, stderr } = await runInProcess([...args, '--json', '-c', this.site.file], at);
    assert.notEqual(stdout, '', stderr);
    return JSON.parse(stdout) as Report;
  }

  /** Later than any deadline, grace or backing off. */
  letTimePass(): void {
    this.#offsetMs += 20 * 60_000;
  }

  /** What is written down can be read by the product, and is whole; nothing written yet is well, too. */
  async checkFiles(): Promise<void> {
    const state = join(this.site.folder, 'logs/state.json');
    const { problem, writtenAtMs } = await readState(state, 0, true);
    assert.equal(problem, null);
    if (existsSync(state)) assert.notEqual(writtenAtMs, null);
    const known = existsSync(this.knownHosts) ? readFileSync(this.knownHosts, 'utf8') : '';
    assert.match(known, /^(.*\n)*$/, 'known_hosts ends inside a line');
    const keys = new Set(
      this.fleet.hosts.flatMap(({ address, publicKeys }) => publicKeys.map((key) => `${address} ${key}`)),
    );
    for (const line of known.split('\n').slice(0, -1)) assert.ok(keys.has(line), `known_hosts: ${line}`);
    for (const host of this.fleet.hosts) this.#checkBundles(host);
  }

  /** What has the name of a bundle is a whole one. */
  #checkBundles(host: FleetHost): void {
    const folder = join(host.home, '.muster/default/bundles');
    for (const bundle of namesIn(folder).filter((name) => !name.startsWith('.'))) {
      const all =
        bundle === oldBundle ? ['one', 'two'] : ['cut.sh', 'fails.sh', 'spread.sh', 'start-sample.sh'];
      assert.deepEqual(namesIn(join(folder, bundle)), ['.muster-bundle', ...all], `bundle on ${host.name}`);
      if (bundle === oldBundle) continue;
      for (const name of all) {
        const sent = readFileSync(join(this.site.folder, 'workerscripts', name), 'utf8');
        assert.equal(readFileSync(join(folder, bundle, name), 'utf8'), sent, `${name} on ${host.name}`);
      }
    }
  }

  /** Nothing is above its count, and no launch was carried out twice, as the kernel has it. */
  checkNoneTooMany(): void {
    const instances = this.instances();
    for (const [key, count] of Object.entries(wanted)) {
      const found = instances.filter(({ command }) => command.includes(key)).length;
      assert.ok(found <= count, `${key}: ${found} instances where ${count} are wanted`);
    }
    const ids = instances.map(({ command }) => command.split(' ').at(-1));
    assert.equal(new Set(ids).size, ids.length, `an id has two instances: ${ids.join(' ')}`);
  }

  /** Lets slow components come up, and returns when nothing is at work on any host but instances. */
  async letSubmittersEnd(): Promise<void> {
    await Promise.all(this.fleet.hosts.map((host) => host.exec('touch go')));
    await until(
      () => this.fleet.hosts.every((host) => atWork(host).length === 0),
      'submitters and sessions have ended',
    );
  }

  count(key: string): number {
    return this.fleet.hosts.reduce((sum, host) => sum + host.countMatching(key), 0);
  }

  instances(): HostProcess[] {
    return this.fleet.hosts.flatMap((host) => topmostMatching(host.processes(), 'crash-'));
  }
}

function crashType(name: string, own: object): object {
  const key = `crash-${name}` as keyof typeof wanted;
  return typeOf(name, { key, count: wanted[key], ...own });
}

/** What runs for `ops` beside instances: submitters, shells, sessions of sshd. */
function atWork(host: FleetHost): HostProcess[] {
  const processes = host.processes();
  const instances = new Set(topmostMatching(processes, 'crash-').map(({ pid }) => pid));
  return processes.filter(
    ({ pid, ppid, uid, command, state }) =>
      state !== 'Z' &&
      (command.startsWith('sshd')
        ? !command.includes('[listener]')
        : uid !== 0 && !instances.has(pid) && !instances.has(ppid)),
  );
}

/** Ends everything on a host but the host itself. */
async function emptied(host: FleetHost): Promise<void> {
  await until(() => {
    const all = [...host.processes().filter(({ uid, state }) => uid !== 0 && state !== 'Z'), ...atWork(host)];
    for (const { outerPid } of all) signal(outerPid, 'SIGKILL');
    return all.length === 0;
  }, `${host.name} is empty`);
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).toSorted() : [];
}
