import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, copyFileSync, openSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { packagePath } from '../../src/package.ts';
import { sweepScript } from '../../src/remote/launch.ts';
import { childrenOfTest } from '../harness/children.ts';
import { aged, cuts, ShellHost } from './shells.ts';

const sweep = readFileSync(packagePath('workerscripts/sweep'), 'utf8');
const [current, old, young] = ['c', '0', 'f'].map((digit) => digit.repeat(32)) as [string, string, string];
// Unlike any other on this machine: whatever names a folder below it keeps that.
const root = `.muster/sweep-${process.pid}`;
const script = sweepScript(sweep, { root, bundle: current, keepDays: 14 });

describe('the sweep of a host', () => {
  const host = new ShellHost(root);
  const started = childrenOfTest();
  beforeEach(() => host.folder(''));

  const launch = (id: string, days: number): string =>
    host.write(`launches/${id}/output`, 'started', { days });

  function bundle(name: string, days: number): string {
    host.folder(`bundles/${name}/lib`);
    host.write(`bundles/${name}/.muster-bundle`);
    host.write(`used/${name}`, '', { days });
    return host.at(`bundles/${name}`);
  }

  /** A process that has begun and stays. */
  async function running(command: string, cwd: string, stderr: number | 'ignore' = 'ignore'): Promise<void> {
    const child = spawn('sh', ['-c', command], { cwd, stdio: ['pipe', 'pipe', stderr] });
    started.push(child);
    assert.ok(child.stdout);
    await once(child.stdout, 'data');
  }

  function sweepIt(before = ''): void {
    assert.equal(host.feed(before + script).stderr.toString(), '');
  }

  const left = (): string[][] =>
    ['launches', 'bundles'].map((name) => (host.has(name) ? host.list(name) : []));

  host.it('removes the output of old launches, and notes when', () => {
    launch('old', 16);
    launch('young', 13);
    sweepIt();
    assert.deepEqual(left(), [['young'], []]);
    assert.ok(Math.abs(Number(host.read('swept')) - Date.now() / 1000) < 3600);
  });

  host.it('keeps the output a live process still writes to', async () => {
    const fd = openSync(launch('in-use', 16), 'a');
    await running('echo up; exec cat >/dev/null', '/', fd);
    closeSync(fd);
    aged(host.at('launches/in-use/output'), 16);
    launch('old', 16);
    sweepIt();
    assert.deepEqual(left(), [['in-use'], []]);
  });

  host.it('removes bundles long unused, but for the current one', () => {
    bundle(current, 100);
    bundle(old, 16);
    bundle(young, 13);
    sweepIt();
    assert.deepEqual(
      [host.list('bundles'), host.list('used')],
      [
        [current, young],
        [current, young],
      ],
    );
  });

  for (const [how, command, cwd] of [
    ['works in it', 'echo up; exec cat >/dev/null', 'lib'],
    ['names it on its command line', 'echo up; cat >/dev/null; : "$0"', null],
    ['is a program of it', 'exec ./prog -c "cd /; echo up; read x"', ''],
    ['has a file of it open', 'exec 3<.muster-bundle; cd /; echo up; exec cat >/dev/null', ''],
  ] as const) {
    host.it(`keeps an old bundle when a process ${how}`, async () => {
      const folder = bundle(old, 100);
      copyFileSync('/bin/sh', join(folder, 'prog'));
      await running(command.replace('"$0"', folder), cwd === null ? '/' : join(folder, cwd));
      bundle(young, 100);
      sweepIt();
      assert.deepEqual(left(), [[], [old]]);
    });
  }

  host.it('keeps everything where it cannot be told what is in use', () => {
    launch('old', 100);
    bundle(old, 100);
    sweepIt('ls() { return 1; }\n');
    assert.deepEqual(left(), [['old'], [old]]);
  });

  host.it('goes on where an earlier one was interrupted, and removes what a staging left', () => {
    bundle(old, 16);
    for (const name of [`.old-${old}`, '.new-abc', '.new-def']) host.folder(`bundles/${name}`);
    aged(host.at('bundles/.new-abc'), 16);
    sweepIt();
    assert.deepEqual(left(), [[], ['.new-def']]);
  });

  host.it('touches nothing outside of its folder, nor what it does not know', () => {
    launch('old', 16);
    const others = ['~/launches/old/output', '~/.muster/other/launches/old/output', 'notes/output'];
    for (const path of others) host.write(path, '', { days: 100 });
    symlinkSync(host.home, join(bundle(young, 16), 'home'));
    sweepIt();
    for (const path of others) assert.ok(host.has(path), path);
    assert.deepEqual(left(), [[], []]);
  });

  host.it('does nothing where muster never was', () => {
    host.feed(script, { HOME: host.folder('~/other') });
    assert.deepEqual(host.list('~/other'), []);
  });

  host.it('cut off anywhere on its way, it removes nothing', () => {
    launch('old', 100);
    bundle(old, 100);
    for (const at of cuts(script.trimEnd().length, 17)) host.feed(script.slice(0, at));
    assert.deepEqual(left(), [['old'], [old]]);
  });
});
