import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countInstances } from '../../src/core/count.ts';
import { parsePilots } from '../../src/remote/pilotLines.ts';
import { parseProbe, probeScript } from '../../src/remote/probe.ts';

const scripts = join(import.meta.dirname, '../../workerscripts');
const getmex = readFileSync(join(scripts, 'getmex'), 'utf8');

const shells: readonly (readonly [string, ...string[]])[] = [
  ['dash'],
  ['bash', '--posix'],
  ['bash'],
  ['busybox', 'sh'],
];

/** What a pilot has written that runs its component. */
const stateOf = (id: string, pid: number, phase: string): string =>
  `pilot 1 ${id} ${pid} 1800000000 ${phase} run-component 1800000009 -\ncomponent p/a\nsteps check-host:ok:0:1\n`;

describe('getmex on this machine', () => {
  let folder = '';
  const started: ChildProcess[] = [];

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'muster-probe-'));
    mkdirSync(join(folder, 'busybox'));
    symlinkSync(execFileSync('which', ['busybox'], { encoding: 'utf8' }).trim(), join(folder, 'busybox/ps'));
  });
  after(() => {
    for (const child of started) child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  for (const shell of shells) {
    for (const [ps, path] of [
      ['its own ps', ''],
      ['busybox ps', 'busybox'],
    ] as const) {
      it(`counts what runs, under ${shell.join(' ')} with ${ps}`, async () => {
        const marker = await startMarked('with é and a "quote" \\ * $HOME');
        const { stdout, stderr } = probe(shell, { env: { PATH: inFront(path) } });
        assert.equal(stderr, '');
        const read = parseProbe(stdout, nonce);
        assert.ok(read.ok, JSON.stringify(read));
        assert.equal(countOf(marker, read.processes), 1);
        assert.equal(countOf('xww', read.processes), 0);
        assert.ok(read.processes.every(({ pid }) => pid !== process.pid));
        const { cores, clockMs, bootId, diskAvailableKiB, memoryAvailableKiB, load1, uptimeS } = read.vitals;
        assert.ok(cores !== null && cores > 0);
        assert.ok(clockMs !== null && Math.abs(clockMs - Date.now()) < 60_000);
        assert.equal(bootId, readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
        for (const value of [diskAvailableKiB, memoryAvailableKiB, load1, uptimeS])
          assert.notEqual(value, null);
      });
    }

    it(`tells the bundles staged and the last sweep, under ${shell.join(' ')}`, () => {
      const home = mkdtempSync(join(folder, 'home it is '));
      const root = join(home, '.muster/it');
      const bundles = ['0123456789abcdef', 'f'.repeat(64)];
      for (const name of [...bundles, '0123456789abcdeg', 'f'.repeat(65), '0123', '.partial']) {
        mkdirSync(join(root, 'bundles', name), { recursive: true });
        writeFileSync(join(root, 'bundles', name, '.muster-bundle'), '');
      }
      writeFileSync(join(root, 'bundles', 'a'.repeat(16)), 'a file is no bundle');
      mkdirSync(join(root, 'bundles', 'e'.repeat(16)));
      writeFileSync(join(root, 'swept'), '1700000000\n');
      const read = parseProbe(probe(shell, { env: { HOME: home }, root: '.muster/it' }).stdout, nonce);
      assert.ok(read.ok);
      assert.deepEqual(read.vitals.bundles.toSorted(), bundles.toSorted());
      assert.equal(read.vitals.sweptMs, 1_700_000_000_000);
    });

    it(`tells what pilots wrote into their sandboxes, whatever else lies there, under ${shell.join(' ')}`, () => {
      const home = mkdtempSync(join(folder, 'home of pilots '));
      const sandbox = (id: string, files: Readonly<Record<string, string>>): void => {
        const own = join(home, '.muster/it/sandboxes', id, '.muster');
        mkdirSync(own, { recursive: true });
        for (const [name, text] of Object.entries(files)) writeFileSync(join(own, name), text);
      };
      sandbox('l0', { state: '', ready: '1\n' });
      sandbox('l1', {
        state: stateOf('l1', process.pid, 'running'),
        ready: '1800000010\n',
        // The last line is being written, and is not whole yet.
        exports: 'ADDRESS=tcp://n1:1\nODD=a  b\\c $HOME `id`\nHAL',
      });
      sandbox('l2', { state: stateOf('l2', 4_000_000, 'running'), exit: '3\n' });
      sandbox('l3', { state: 'not a state\ngetmex end x 1\n' });
      sandbox('l4', { state: '' });
      sandbox('l5', {});
      const read = parseProbe(probe(shell, { env: { HOME: home }, root: '.muster/it' }).stdout, nonce);
      assert.ok(read.ok && read.pilotLines !== null, JSON.stringify(read).slice(0, 300));
      assert.ok(read.vitals.clockMs !== null);
      const pilots = parsePilots(read.pilotLines, { aheadMs: 0, bootedMs: null }, [
        {
          user: 'u',
          pid: process.pid,
          ppid: 1,
          state: 'S',
          elapsedS: 1,
          command: 'sh /x/sandboxes/l1/.muster/pilot k',
        },
      ]);
      assert.deepEqual(
        pilots.map(({ launchId, phase, code, readyMs }) => [launchId, phase, code, readyMs]),
        [
          ['l1', 'running', null, 1_800_000_010_000],
          ['l2', 'ended', 3, null],
        ],
      );
      assert.deepEqual(pilots[0]?.exports, { ADDRESS: 'tcp://n1:1', ODD: 'a  b\\c $HOME `id`' });
    });

    it(`bears a hostile environment, under ${shell.join(' ')}`, () => {
      const stdin = `set -Ceuf; IFS=e0123; HOME=/nowhere; PATH=/usr/bin:/bin\n${probeScript(getmex, '.muster/x', nonce)}`;
      const read = parseProbe(run(shell, stdin).stdout, nonce);
      assert.ok(read.ok && read.vitals.cores !== null, JSON.stringify(read).slice(0, 300));
    });

    it(`runs nothing of itself when cut off, under ${shell.join(' ')}`, () => {
      const script = probeScript(getmex, '.muster/x', nonce);
      for (let bytes = 50; bytes < script.length - 2; bytes += 211) {
        assert.equal(run(shell, script.slice(0, bytes)).stdout.length, 0, `after ${bytes} bytes`);
      }
      assert.equal(run(shell, script.trimEnd().slice(0, -1)).stdout.length, 0);
    });
  }

  it('prints nothing, and says why, when there is no process listing', () => {
    const path = folderWith({ ps: 'echo "ps: cannot read /proc" >&2; exit 3' });
    const { stdout, stderr, status } = probe(['dash'], { env: { PATH: inFront(path) } });
    assert.equal(stdout.length, 0);
    assert.notEqual(status, 0);
    assert.match(stderr, /ps: cannot read \/proc[^]*no process listing: ps ended with status 3/);
  });

  it('leaves out a vital rather than lose the listing', () => {
    const broken = 'echo "; rm -rf / 12%"; echo oops >&2; exit 1';
    const path = folderWith({ df: broken, stat: broken, date: broken });
    const { stdout, stderr } = probe(['dash'], { env: { PATH: inFront(path) } });
    const read = parseProbe(stdout, nonce);
    assert.ok(read.ok && read.processes.length > 0);
    assert.equal(read.vitals.diskAvailableKiB, null);
    assert.equal(read.vitals.clockMs, null);
    assert.equal(stderr, '');
  });

  it('asks sysctl where there is no /proc', () => {
    const answer =
      'hw.ncpu: 8\nvm.loadavg: { 0.31 0.25 0.20 }\nhw.physmem: 34237440000\nkern.boot_id: 9a1c-7c2e\n';
    const path = folderWith({
      sysctl: `printf '${answer}'; echo "sysctl: unknown oid 'hw.memsize'" >&2; exit 1`,
    });
    const stdin = probeScript(getmex.replaceAll('/proc/', '/nowhere/'), '.muster/x', nonce);
    const { stdout, stderr } = run(['dash'], stdin, { PATH: inFront(path) });
    const read = parseProbe(stdout, nonce);
    assert.ok(read.ok);
    const { cores, load1, memoryKiB, bootId, hostname } = read.vitals;
    assert.deepEqual(
      { cores, load1, memoryKiB, bootId },
      { cores: 8, load1: 0.31, memoryKiB: 33_435_000, bootId: '9a1c-7c2e' },
    );
    assert.notEqual(hostname, null);
    assert.equal(stderr, '');
  });

  it('does not count an ancestor with the key on its command line', () => {
    const marker = `muster-marker-${randomBytes(8).toString('hex')}`;
    const stdin = probeScript(getmex, '.muster/x', nonce);
    const { stdout } = spawnSync('dash', ['-c', 'sh -s; :', marker], { input: stdin });
    const read = parseProbe(stdout, nonce);
    assert.ok(read.ok);
    assert.equal(countOf(marker, read.processes), 0);
  });

  it('finds one instance of what start-sample.sh starts', () => {
    const name = randomBytes(6).toString('hex');
    // Into a file, as muster does: the process started holds the submitter's output open.
    const printed = join(folder, 'printed');
    const stdout = openSync(printed, 'w');
    const { status } = spawnSync(join(scripts, 'start-sample.sh'), [name], {
      stdio: ['ignore', stdout, stdout],
    });
    closeSync(stdout);
    assert.equal(status, 0);
    const pid = Number(/as process (\d+)$/m.exec(readFileSync(printed, 'utf8'))?.[1]);
    const read = parseProbe(probe(['dash']).stdout, nonce);
    process.kill(pid, 'SIGTERM');
    assert.ok(read.ok);
    const counted = countInstances(read.processes, [{ id: 'a/b', key: `sample-${name}` }]).get('a/b');
    assert.deepEqual(
      counted?.map(({ pids }) => pids),
      [[pid]],
    );
  });

  it('start-sample.sh refuses no name, two, and one that is no plain word', () => {
    for (const args of [[], ['a', 'b'], [''], ['a b'], ['a;b']]) {
      const { status, stdout, stderr } = spawnSync(join(scripts, 'start-sample.sh'), args, {
        encoding: 'utf8',
      });
      assert.deepEqual({ status, stdout }, { status: 64, stdout: '' });
      assert.match(stderr, /^usage: /);
    }
  });

  it('shellcheck has nothing to say of the scripts', () => {
    const files = ['getmex', ...readdirSync(scripts).filter((name) => name.endsWith('.sh'))];
    const { stdout, status, error } = spawnSync('shellcheck', ['-s', 'sh', ...files], {
      cwd: scripts,
      encoding: 'utf8',
    });
    assert.equal(error, undefined);
    assert.equal(status, 0, stdout);
  });

  const nonce = randomBytes(8).toString('hex');

  function probe(shell: readonly [string, ...string[]], { env = {}, root = '.muster/x' } = {}) {
    return run(shell, probeScript(getmex, root, nonce), env);
  }

  /** A PATH with a folder of ours searched first. */
  function inFront(name: string): string {
    return name === '' ? String(process.env.PATH) : `${join(folder, name)}:${process.env.PATH}`;
  }

  /** A folder of programs, each given by what its shell script says. */
  function folderWith(programs: Record<string, string>): string {
    const name = randomBytes(4).toString('hex');
    mkdirSync(join(folder, name));
    for (const [program, text] of Object.entries(programs)) {
      const file = join(folder, name, program);
      writeFileSync(file, `#!/bin/sh\n${text}\n`);
      chmodSync(file, 0o755);
    }
    return name;
  }

  /** Starts a process with a word on its command line that no other has. */
  async function startMarked(rest: string): Promise<string> {
    const marker = `muster-marker-${randomBytes(8).toString('hex')}`;
    const child = spawn('sh', ['-c', 'echo; read forever', `${marker} ${rest}`], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    started.push(child);
    await new Promise((resolve) => child.stdout?.once('data', resolve));
    return `${marker} ${rest}`;
  }
});

function run(
  [command, ...args]: readonly [string, ...string[]],
  input: string,
  env: Record<string, string> = {},
) {
  const { stdout, stderr, status } = spawnSync(command, [...args, '-s'], {
    input,
    env: { ...process.env, ...env },
  });
  return { stdout, stderr: stderr.toString(), status };
}

function countOf(key: string, processes: Parameters<typeof countInstances>[0]): number {
  return countInstances(processes, [{ id: 'pipe0/type', key }]).get('pipe0/type')?.length ?? 0;
}
