import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countInstances } from '../../src/core/count.ts';
import { parsePilots } from '../../src/remote/pilotLines.ts';
import { parseProbe, probeScript, type ProbeResult } from '../../src/remote/probe.ts';
import { childrenOfTest } from '../harness/children.ts';
import { needs } from '../harness/needs.ts';
import { programsIn } from '../harness/programs.ts';
import { cuts, feed, ShellHost } from './shells.ts';
import { rows } from '../harness/fields.ts';

const scripts = join(import.meta.dirname, '../../workerscripts');
const getmex = readFileSync(join(scripts, 'getmex'), 'utf8');
const root = '.muster/it';
const nonce = randomBytes(8).toString('hex');
const script = probeScript(getmex, root, nonce);

/** What a pilot has written that runs its component. */
const stateOf = (id: string, pid: number): string =>
  `pilot 1 ${id} ${pid} 1800000000 running run-component 1800000009 -\ncomponent p/a\nsteps check-host:ok:0:1\n`;

describe('getmex on this machine', () => {
  needs('dash');
  const host = new ShellHost(root);
  const started = childrenOfTest();

  /** A PATH with these programs before all others. */
  const pathWith = (programs: Readonly<Record<string, string>>) => programsIn(host.at('~/bin'), programs);

  for (const [ps, programs, ...needed] of [
    ['its own', {}],
    ['busybox', { ps: 'exec busybox ps "$@"' }, 'busybox'],
  ] as const)
    host.it(
      `counts what runs, with ${ps} ps`,
      async () => {
        const marker = await startMarked('with é and a "quote" \\ * $HOME');
        const { stdout, stderr } = host.feed(script, pathWith(programs));
        assert.equal(stderr.toString(), '');
        const read = readOf(stdout);
        assert.equal(countOf(marker, read.processes), 1);
        // Others may list processes at the same time.
        assert.ok(
          read.leftOut.some(({ why, process }) => why === 'own-process' && process.command.includes('xww')),
        );
        assert.ok(read.processes.every(({ pid }) => pid !== process.pid));
        const { cores, clockMs, bootId, diskAvailableKiB, memoryAvailableKiB, load1, uptimeS } = read.vitals;
        assert.ok(cores !== null && cores > 0);
        assert.ok(clockMs !== null && Math.abs(clockMs - Date.now()) < 60_000);
        assert.equal(bootId, readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
        for (const value of [diskAvailableKiB, memoryAvailableKiB, load1, uptimeS])
          assert.notEqual(value, null);
      },
      needed,
    );

  host.it('reports the bundles staged and the last sweep', () => {
    const bundles = ['0123456789abcdef', 'f'.repeat(64)];
    for (const name of [...bundles, '0123456789abcdeg', 'f'.repeat(65), '0123', '.partial'])
      host.write(`bundles/${name}/.muster-bundle`);
    host.write(`bundles/${'a'.repeat(16)}`, 'a file is no bundle');
    host.folder(`bundles/${'e'.repeat(16)}`);
    host.write('swept', '1700000000\n');
    const { vitals } = readOf(host.feed(script).stdout);
    assert.deepEqual(vitals.bundles.toSorted(), bundles.toSorted());
    assert.equal(vitals.sweptMs, 1_700_000_000_000);
  });

  host.it('reports what pilots wrote into their sandboxes, whatever else lies there', () => {
    const home = host.at('~/home of pilots');
    const sandboxes: Record<string, Record<string, string>> = {
      l0: { state: '', ready: '1\n' },
      l1: {
        state: stateOf('l1', process.pid),
        ready: '1800000010\n',
        // The last line is being written, and is not whole yet.
        exports: 'ADDRESS=tcp://n1:1\nODD=a  b\\c $HOME `id`\nHAL',
      },
      l2: { state: stateOf('l2', 4_000_000), exit: '3\n' },
      l3: { state: 'not a state\ngetmex end x 1\n' },
      l4: { state: '' },
      l5: {},
    };
    for (const [id, files] of Object.entries(sandboxes)) {
      const own = `~/home of pilots/${root}/sandboxes/${id}/.muster`;
      host.folder(own);
      for (const [name, text] of Object.entries(files)) host.write(`${own}/${name}`, text);
    }
    const { pilotLines, vitals } = readOf(host.feed(script, { HOME: home }).stdout);
    assert.ok(pilotLines !== null && vitals.clockMs !== null);
    const command = 'sh /x/sandboxes/l1/.muster/pilot k';
    const shell = { user: 'u', pid: process.pid, ppid: 1, state: 'S', elapsedS: 1, command };
    const pilots = parsePilots(pilotLines, { aheadMs: 0, bootedMs: null }, [shell]);
    assert.deepEqual(rows(pilots, 'launchId', 'phase', 'code', 'readyMs'), [
      ['l1', 'running', null, 1_800_000_010_000],
      ['l2', 'ended', 3, null],
    ]);
    assert.deepEqual(pilots[0]?.exports, { ADDRESS: 'tcp://n1:1', ODD: 'a  b\\c $HOME `id`' });
  });

  host.it('bears a hostile environment', () => {
    const before = 'set -Ceuf; IFS=e0123; HOME=/nowhere; PATH=/usr/bin:/bin\n';
    assert.notEqual(readOf(host.feed(before + script).stdout).vitals.cores, null);
  });

  host.it('runs nothing of itself when it is cut off', () => {
    const { length } = script.trimEnd();
    for (const at of cuts(length, 23))
      assert.equal(host.feed(script.slice(0, at)).stdout.length, 0, `after ${at} characters`);
  });

  it('prints nothing, and says why, where there is no process listing', () => {
    const env = pathWith({ ps: 'echo "ps: cannot read /proc" >&2; exit 3' });
    const { stdout, stderr, code } = feed(['dash'], script, env);
    assert.equal(stdout.length, 0);
    assert.notEqual(code, 0);
    assert.match(stderr.toString(), /ps: cannot read \/proc[^]*\b3\b/);
  });

  it('leaves out a vital rather than lose the listing', () => {
    const broken = 'echo "; rm -rf / 12%"; echo oops >&2; exit 1';
    const env = pathWith({ df: broken, stat: broken, date: broken });
    const { stdout, stderr } = feed(['dash'], script, env);
    const { processes, vitals } = readOf(stdout);
    assert.ok(processes.length > 0);
    assert.deepEqual([vitals.diskAvailableKiB, vitals.clockMs, stderr.toString()], [null, null, '']);
  });

  it('asks sysctl where there is no /proc', () => {
    const said =
      'hw.ncpu: 8\nvm.loadavg: { 0.31 0.25 0.20 }\nhw.physmem: 34237440000\nkern.boot_id: 9a1c-7c2e\n';
    const sysctl = `printf '${said}'; echo "sysctl: unknown oid 'hw.memsize'" >&2; exit 1`;
    const stdin = script.replaceAll('/proc/', '/nowhere/');
    const { stdout, stderr } = feed(['dash'], stdin, pathWith({ sysctl }));
    const { cores, load1, memoryKiB, bootId, hostname } = readOf(stdout).vitals;
    assert.deepEqual([cores, load1, memoryKiB, bootId], [8, 0.31, 33_435_000, '9a1c-7c2e']);
    assert.notEqual(hostname, null);
    assert.equal(stderr.toString(), '');
  });

  it('does not count an ancestor with the key on its command line', () => {
    const marker = `muster-marker-${randomBytes(8).toString('hex')}`;
    const { stdout } = spawnSync('dash', ['-c', 'sh -s; :', marker], { input: script });
    assert.equal(countOf(marker, readOf(stdout).processes), 0);
  });

  it('finds one instance of what start-sample.sh starts', () => {
    const name = randomBytes(6).toString('hex');
    // Into a file, as muster does: the process started holds the submitter's output open.
    const stdout = openSync(host.at('~/printed'), 'w');
    const { status } = spawnSync(join(scripts, 'start-sample.sh'), [name], {
      stdio: ['ignore', stdout, stdout],
    });
    closeSync(stdout);
    assert.equal(status, 0);
    const pid = Number(/as process (\d+)$/m.exec(readFileSync(host.at('~/printed'), 'utf8'))?.[1]);
    const { processes } = readOf(feed(['dash'], script, {}).stdout);
    process.kill(pid, 'SIGTERM');
    const counted = countInstances(processes, [{ id: 'a/b', key: `sample-${name}` }]).get('a/b');
    assert.deepEqual(
      counted?.map(({ pids }) => pids),
      [[pid]],
    );
  });

  it('start-sample.sh refuses no name, two, and one that is no plain word', () => {
    for (const args of [[], ['a', 'b'], [''], ['a b'], ['a;b']]) {
      const { status, stdout, stderr } = spawnSync(join(scripts, 'start-sample.sh'), args);
      assert.deepEqual([status, stdout.length, stderr.length > 0], [64, 0, true]);
    }
  });

  describe('as shellcheck reads it', () => {
    needs('shellcheck');

    it('has nothing to complain of, nor have the submitters', () => {
      const files = ['getmex', ...readdirSync(scripts).filter((name) => name.endsWith('.sh'))];
      const { stdout, status } = spawnSync('shellcheck', ['-s', 'sh', ...files], {
        cwd: scripts,
        encoding: 'utf8',
      });
      assert.equal(status, 0, stdout);
    });
  });

  /** Starts a process with a word on its command line that no other has. */
  async function startMarked(rest: string): Promise<string> {
    const marker = `muster-marker-${randomBytes(8).toString('hex')} ${rest}`;
    const child = spawn('sh', ['-c', 'echo; read forever', marker], { stdio: ['pipe', 'pipe', 'ignore'] });
    started.push(child);
    await once(child.stdout, 'data');
    return marker;
  }
});

function readOf(stdout: Buffer): ProbeResult & { readonly ok: true } {
  const read = parseProbe(stdout, nonce);
  assert.ok(read.ok, JSON.stringify(read).slice(0, 300));
  return read;
}

function countOf(key: string, processes: Parameters<typeof countInstances>[0]): number {
  return countInstances(processes, [{ id: 'pipe0/type', key }]).get('pipe0/type')?.length ?? 0;
}
