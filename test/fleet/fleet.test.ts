import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { needs } from '../harness/needs.ts';
import { until } from '../harness/until.ts';
import { withFleet } from '../harness/withFleet.ts';
import { bringUpFleet, type Fleet, type FleetHost } from './fleet.ts';
import { linkGroup } from './network.ts';
import { run, start } from './ran.ts';

describe('the fleet of real sshd hosts', () => {
  let fleet: Fleet;
  let first: FleetHost;
  let second: FleetHost;
  const third = { name: 'n-3', shell: '/bin/bash', keyTypes: ['rsa', 'ecdsa'] } as const;
  withFleet(['n-1', 'n-2.example.org', third], (up) => {
    fleet = up;
    first = fleet.host('n-1');
    second = fleet.host('n-2.example.org');
  });

  it('answers plain ssh as ops and as root, by name, with checked host keys', async () => {
    for (const host of fleet.hosts) {
      const ops = await fleet.ssh(host, 'id -un; pwd; cat /proc/sys/kernel/hostname; echo $0');
      const shell = host.name === 'n-3' ? 'bash' : 'sh';
      assert.equal(ops.stdout, `ops\n/home/ops\n${host.name}\n${shell}\n`, ops.stderr);
      assert.equal((await fleet.ssh(host, 'id -u; pwd', 'root')).stdout, '0\n/root\n');
    }
  });

  it('lets hosts reach each other by name', async () => {
    assert.equal((await first.exec('ping -c 1 -W 1 n-2.example.org')).code, 0);
  });

  it('runs commands as the control VM: names resolve, HOME is its own and kept as ssh wants it', async () => {
    const script =
      'echo $HOME; getent hosts n-1; stat -c %a "$HOME/.ssh" "$HOME/.ssh/id_ed25519"; echo talk >&2; exit 3';
    const ran = await fleet.control(['sh', '-c', script]);
    assert.match(ran.stdout, new RegExp(`^${fleet.controlHome}\n${first.address} +n-1\n700\n600\n$`));
    assert.deepEqual([ran.code, ran.signal, ran.stderr], [3, null, 'talk\n']);
    assert.equal((await run(['getent', 'hosts', 'n-1'])).stdout, '', 'the machine itself learns no names');
  });

  it('runs control commands that a kill reaches at once', async () => {
    const child = fleet.startControl([
      process.execPath,
      '-e',
      'console.log(process.pid); setInterval(() => {}, 1000)',
    ]);
    const [said] = (await once(child.stdout!, 'data')) as [Buffer];
    assert.equal(Number(said.toString()), child.pid);
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.equal(existsSync(`/proc/${child.pid}`), false);
  });

  it('cuts a host off and heals it; what runs there goes on', async () => {
    await first.exec('sleep 300.1 >/dev/null 2>&1 &');
    await first.cutOff();
    assert.equal((await ping(first)).code, 1);
    assert.equal((await ping(second)).code, 0);
    assert.equal(first.countMatching('sleep 300.1'), 1);
    await first.heal();
    assert.equal((await ping(first)).code, 0);
    assert.equal((await fleet.ssh(first, 'true')).code, 0);
  });

  it('kills one process, and pid 1 reaps it', async () => {
    await first.exec('sleep 300.2 >/dev/null 2>&1 &');
    const victim = first.processes().find(({ command }) => command === 'sleep 300.2');
    assert.equal(victim?.ppid, 1);
    first.signal(victim.pid, 'SIGKILL');
    await until(() => first.processes().every(({ pid }) => pid !== victim.pid));
    assert.throws(() => first.signal(victim.pid, 'SIGKILL'), /has no process/);
  });

  it('counts the topmost process of a tree once', async () => {
    await first.exec('sh -c \'sh -c "sleep 300.3; :" treekey; :\' treekey >/dev/null 2>&1 &');
    await until(() => first.processes().filter(({ command }) => command.includes('treekey')).length === 2);
    assert.equal(first.countMatching('treekey'), 1);
  });

  it('keeps process tables apart', async () => {
    await second.exec('sleep 300.4 >/dev/null 2>&1 &');
    assert.equal(second.countMatching('sleep 300.4'), 1);
    assert.equal(first.countMatching('sleep 300.4'), 0);
    assert.doesNotMatch((await fleet.ssh(first, 'ps -ef')).stdout, /sleep 300\.4/);
    assert.equal((await fleet.ssh(first, 'cat /proc/1/cmdline', 'root')).stdout, '/bin/sh\0/run/host/init\0');
  });

  it('reboots: another boot id, an empty process table, the same home and key', async () => {
    const bootId = async () => (await fleet.ssh(second, 'cat /proc/sys/kernel/random/boot_id')).stdout.trim();
    const before = await bootId();
    assert.equal(before, second.bootId);
    await second.exec('echo kept >kept; sleep 300.5 >/dev/null 2>&1 &');
    await second.reboot();
    assert.equal(second.countMatching('sleep'), 1, 'only the one of pid 1');
    const after = await bootId();
    assert.notEqual(after, before);
    assert.equal(after, second.bootId);
    assert.equal((await fleet.ssh(second, 'cat kept')).stdout, 'kept\n');
  });

  it('kills a whole host, which then answers nothing until it is rebooted', async () => {
    await second.kill();
    assert.deepEqual(second.processes(), []);
    assert.equal((await ping(second)).code, 1);
    await second.reboot();
    assert.equal((await fleet.ssh(second, 'true')).code, 0);
  });

  it('pings without sshd, and with one that never speaks', async () => {
    await first.stopSshd();
    assert.match((await fleet.ssh(first, 'true')).stderr, /Connection refused/);
    assert.equal((await ping(first)).code, 0);
    await first.startSshd();
    first.freezeSshd();
    assert.match((await fleet.ssh(first, 'true')).stderr, /timed out/);
    first.thawSshd();
    assert.equal((await fleet.ssh(first, 'true')).code, 0);
  });

  it('changes a host key, which known_hosts does not know', async () => {
    await first.newHostKey();
    assert.match((await fleet.ssh(first, 'true')).stderr, /HOST IDENTIFICATION HAS CHANGED/);
  });

  it('leaves the accounts and keys of the machine alone', async () => {
    assert.equal((await run(['getent', 'passwd', 'ops'])).stdout, '');
    assert.notEqual(statSync('/etc/passwd').ino, statSync(join(first.folder, 'etc/passwd')).ino);
  });
});

describe('the fleet as a whole', () => {
  needs('root');

  it('leaves nothing behind when it is taken down', async () => {
    const fleet = await bringUpFleet({ hosts: Array.from({ length: 16 }, (_, index) => `n-${index}`) });
    const pids = fleet.hosts.flatMap((host) => host.processes().map(({ outerPid }) => outerPid));
    assert.ok(pids.length >= 3 * 16);
    await fleet.down();
    await fleet.down();
    assert.deepEqual(pids.filter(isAlive), []);
    assert.deepEqual(leftOf(process.pid), []);
    assert.equal(existsSync(fleet.dir), false);
  });

  it('does not collide with another fleet', async () => {
    const fleets = await Promise.all([bringUpFleet({ hosts: ['same'] }), bringUpFleet({ hosts: ['same'] })]);
    for (const fleet of fleets)
      assert.equal((await fleet.ssh(fleet.host('same'), 'echo here')).stdout, 'here\n');
    await Promise.all(fleets.map(async (fleet) => fleet.down()));
    assert.deepEqual(leftOf(process.pid), []);
  });

  it('is gone when its process is terminated', async () => {
    const { pid, dir, pids } = await endedBy('SIGTERM');
    await until(() => !pids.some(isAlive));
    assert.deepEqual(leftOf(pid), []);
    assert.equal(existsSync(dir), false);
  });

  it('dies when its process is killed, and the next fleet sweeps up', async () => {
    const { pid, dir, pids } = await endedBy('SIGKILL');
    await until(() => !pids.some(isAlive));
    await (await bringUpFleet({ hosts: ['sweeper'] })).down();
    assert.deepEqual(leftOf(pid), []);
    assert.equal(existsSync(dir), false);
  });
});

async function ping(host: FleetHost) {
  return run(['ping', '-c', '1', '-W', '1', host.address]);
}

function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`);
}

/** Namespaces and links that carry the pid of a process that brought up fleets: links in their group, 64 to a process. */
function leftOf(pid: number): string[] {
  const namespaces = existsSync('/run/netns') ? readdirSync('/run/netns') : [];
  const links = readdirSync('/sys/class/net');
  return [
    ...namespaces.filter((name) => name.startsWith(`mst${pid}-`)),
    ...links.filter((link) => link.startsWith('mst') && Math.floor(linkGroup(link) / 64) === pid),
  ];
}

/** Runs a process that brings up a fleet, and ends it by `signal`. */
async function endedBy(signal: NodeJS.Signals): Promise<{ pid: number; dir: string; pids: number[] }> {
  const child = start([process.execPath, '--import', 'tsx', join(import.meta.dirname, 'abandoned.ts')]);
  const [said] = (await once(child.stdout!, 'data')) as [Buffer];
  child.kill(signal);
  await once(child, 'exit');
  return { pid: child.pid!, ...(JSON.parse(said.toString()) as { dir: string; pids: number[] }) };
}
