import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { packagePath } from '../../../src/package.ts';
import { folderPrefix } from '../../fleet/network.ts';
import { needs } from '../../harness/needs.ts';

describe('npm run bench', () => {
  needs('root');

  it('measures every scenario on a small fleet and leaves the page unchanged', async () => {
    const page = packagePath('docs/performance.md');
    const before = readFileSync(page, 'utf8');
    const printed = await benched(...words('--hosts 2 --rounds 1 --subjects muster,floor --no-write'));
    const expected = [
      '`muster check`, start to end, beside `node -e 0`',
      'converged pass on 2 hosts, wall, beside ssh2 alone',
      'a quarter of 2 hosts dead',
      '2 launches on 2 hosts',
      '2 hosts, each answers after 3.00 s',
      '50 ms each way',
    ];
    for (const title of expected) assert.ok(printed.includes(title), `no "${title}" in:\n${printed}`);
    // No host answers sooner, however fast the machine is.
    const slow = /each answers after[^]*?\| muster run, converged +\| +([\d.]+) s/.exec(printed)?.[1];
    assert.ok(Number(slow) >= 3, printed);
    assert.equal(readFileSync(page, 'utf8'), before);
  });

  it('compares a build with another one', async () => {
    const printed = await benched('--against', packagePath('dist'), ...words('--hosts 2 --rounds 6'));
    assert.match(printed, /^Converged pass on 2 hosts, 6 pairs of runs$/m);
    for (const figure of ['wall', 'processor'])
      assert.match(printed, new RegExp(`^\\| ${figure} +\\|( +\\d+\\.\\d\\d s \\|){2} +[\\d.]+ \\|`, 'm'));
  });

  it('takes the fleet down when a signal ends it', async () => {
    const child = bench(...words('--hosts 2 --only converged --subjects ssh'));
    let progress = '';
    for await (const chunk of child.stderr!) {
      progress += String(chunk);
      if (progress.includes('round 1')) break;
    }
    const [folder = ''] = foldersOf(child);
    assert.ok(isNamedByAProcess(folder), progress);
    // The terminal and npm each send the signal.
    child.kill('SIGINT');
    child.kill('SIGINT');
    await once(child, 'exit');
    assert.equal(child.signalCode, 'SIGINT');
    // Killed processes may take a moment to end.
    while (isNamedByAProcess(folder)) await sleep(20);
    assertNothingLeft(child);
  });
});

/** Runs the bench to its end, which must be a success, and returns what it printed. */
async function benched(...args: string[]): Promise<string> {
  const child = bench(...args);
  const [printed, progress] = await Promise.all([
    text(child.stdout!),
    text(child.stderr!),
    once(child, 'exit'),
  ]);
  assert.equal(child.exitCode, 0, progress);
  assertNothingLeft(child);
  return printed;
}

function bench(...args: string[]): ChildProcess {
  const command = ['--import', 'tsx', packagePath('bench/main.ts'), ...args];
  return spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] });
}

function words(text: string): string[] {
  return text.split(' ');
}

function assertNothingLeft(child: ChildProcess): void {
  assert.deepEqual(foldersOf(child), []);
  assert.deepEqual(
    readdirSync('/run/netns').filter((name) => name.startsWith(`mst${child.pid}-`)),
    [],
  );
}

/** Whether the command line of a process contains the folder, as that of a measured program does. */
function isNamedByAProcess(folder: string): boolean {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .some((pid) => commandLineOf(pid).includes(folder));
}

function commandLineOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function foldersOf({ pid }: ChildProcess): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith(`${folderPrefix}${pid}-`));
}
