import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { folderPrefix } from '../fleet/network.ts';
import { packagePath } from '../../src/package.ts';

describe('npm run bench', function () {
  this.timeout(240_000);

  it('measures everything on a small fleet and leaves the page as it is', async () => {
    const before = readFileSync(packagePath('docs/performance.md'), 'utf8');
    const child = bench('--hosts', '2', '--rounds', '1', '--subjects', 'muster,floor', '--no-write');
    const [printed, said] = await Promise.all([
      text(child.stdout!),
      text(child.stderr!),
      once(child, 'exit'),
    ]);
    assert.equal(child.exitCode, 0, said);
    const expected = [
      '`muster check`, start to end, beside `node -e 0`',
      'converged pass on 2 hosts, wall, beside ssh2 alone',
      'a quarter of 2 hosts dead',
      '2 launches on 2 hosts',
      '2 hosts, each answers after 3.00 s',
      '50 ms each way',
    ];
    for (const words of expected) assert.ok(printed.includes(words), `nothing of "${words}" in:\n${printed}`);
    // No host answers sooner, whatever the machine.
    const slow = /each answers after[^]*?\| muster run, converged +\| +([\d.]+) s/.exec(printed)?.[1];
    assert.ok(Number(slow) >= 3, printed);
    assert.equal(readFileSync(packagePath('docs/performance.md'), 'utf8'), before);
    assert.deepEqual(foldersOf(child), []);
  });

  it('takes everything down when it is told to end', async () => {
    const child = bench('--hosts', '2', '--only', 'converged', '--subjects', 'ssh');
    let said = '';
    for await (const chunk of child.stderr!) {
      said += String(chunk);
      if (said.includes('round 1')) break;
    }
    const [folder = ''] = foldersOf(child);
    assert.ok(isNamedByAProcess(folder), said);
    // As a terminal and npm do it, both.
    child.kill('SIGINT');
    child.kill('SIGINT');
    await once(child, 'exit');
    assert.equal(child.signalCode, 'SIGINT');
    // What was killed may take a moment to be gone.
    while (isNamedByAProcess(folder)) await sleep(20);
    assert.deepEqual(foldersOf(child), []);
    assert.deepEqual(
      readdirSync('/run/netns').filter((name) => name.startsWith(`mst${child.pid}-`)),
      [],
    );
  });
});

function bench(...args: string[]): ChildProcess {
  const command = ['--import', 'tsx', packagePath('bench/main.ts'), ...args];
  return spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Whether something runs whose command line holds it: what is being measured does. */
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
