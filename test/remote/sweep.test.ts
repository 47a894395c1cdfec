import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { packagePath } from '../../src/package.ts';
import { sweepScript } from '../../src/remote/launch.ts';
import { scratchFolder } from '../store/scratch.ts';
import { cuts, underShells } from './shells.ts';

const sweep = readFileSync(packagePath('workerscripts/sweep'), 'utf8');
const daySeconds = 24 * 60 * 60;
const [current, old, young] = ['c', '0', 'f'].map((digit) => digit.repeat(32)) as [string, string, string];

describe('the sweep of a host', () => {
  const under = underShells();
  const home = scratchFolder();
  // Unlike any other on this machine: who is using what is looked for below the home only.
  const root = (): string => `.muster/${basename(home())}`;
  const muster = (path = ''): string => join(home(), root(), path);
  const started: ChildProcess[] = [];
  afterEach(async () => {
    for (const child of started.splice(0)) {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
  });

  beforeEach(() => mkdirSync(muster(), { recursive: true }));

  function launch(id: string, days: number): string {
    mkdirSync(muster(`launches/${id}`), { recursive: true });
    const output = muster(`launches/${id}/output`);
    writeFileSync(output, 'started');
    aged(output, days);
    return output;
  }

  function bundle(name: string, usedDays: number): string {
    mkdirSync(muster(`bundles/${name}/lib`), { recursive: true });
    mkdirSync(muster('used'), { recursive: true });
    writeFileSync(muster(`bundles/${name}/.muster-bundle`), '');
    writeFileSync(muster(`used/${name}`), '');
    aged(muster(`used/${name}`), usedDays);
    return muster(`bundles/${name}`);
  }

  /** A process that has begun and stays. */
  async function running(command: string, cwd: string, stderr: number | 'ignore' = 'ignore'): Promise<void> {
    const child = spawn('sh', ['-c', command], { cwd, stdio: ['pipe', 'pipe', stderr] });
    started.push(child);
    assert.ok(child.stdout);
    await once(child.stdout, 'data');
  }

  function sweepIt(before = ''): void {
    assert.equal(under.feed(before + script(), { HOME: home() }).stderr.toString(), '');
  }

  const script = (): string => sweepScript(sweep, { root: root(), bundle: current, keepDays: 14 });
  const left = (folder: string): string[] => readdirSync(muster(folder)).toSorted();

  under.it('removes the output of old launches, and notes when', () => {
    launch('old', 16);
    launch('young', 13);
    sweepIt();
    assert.deepEqual(left('launches'), ['young']);
    const swept = Number(readFileSync(muster('swept'), 'utf8'));
    assert.ok(Math.abs(swept - Date.now() / 1000) < daySeconds);
  });

  under.it('keeps the output a live process still writes to', async () => {
    const fd = openSync(launch('in-use', 16), 'a');
    await running('echo up; exec cat >/dev/null', '/', fd);
    closeSync(fd);
    aged(muster('launches/in-use/output'), 16);
    launch('old', 16);
    sweepIt();
    assert.deepEqual(left('launches'), ['in-use']);
  });

  under.it('removes bundles long unused, but for the current one', () => {
    bundle(current, 100);
    bundle(old, 16);
    bundle(young, 13);
    sweepIt();
    assert.deepEqual(left('bundles'), [current, young]);
    assert.deepEqual(left('used'), [current, young]);
  });

  for (const [how, command, cwd] of [
    ['works in it', 'echo up; exec cat >/dev/null', 'bundles/0/lib'],
    ['names it on its command line', 'echo up; cat >/dev/null; : "$0"', ''],
    ['is a program of it', 'exec ./prog -c "cd /; echo up; read x"', 'bundles/0'],
    ['has a file of it open', 'exec 3<.muster-bundle; cd /; echo up; exec cat >/dev/null', 'bundles/0'],
  ] as const) {
    under.it(`keeps an old bundle when a process ${how}`, async () => {
      const folder = bundle(old, 100);
      copyFileSync('/bin/sh', join(folder, 'prog'));
      spawnSync('chmod', ['755', join(folder, 'prog')]);
      await running(command.replace('"$0"', folder), cwd === '' ? '/' : muster(cwd.replace('/0', `/${old}`)));
      bundle(young, 100);
      sweepIt();
      assert.deepEqual(left('bundles'), [old]);
    });
  }

  under.it('keeps everything where it cannot be told what is in use', () => {
    launch('old', 100);
    bundle(old, 100);
    sweepIt('ls() { return 1; }\n');
    assert.deepEqual([left('launches'), left('bundles')], [['old'], [old]]);
  });

  under.it('goes on where an earlier one was interrupted, and removes what a staging left', () => {
    bundle(old, 16);
    mkdirSync(muster(`bundles/.old-${old}`));
    mkdirSync(muster('bundles/.new-abc'));
    mkdirSync(muster('bundles/.new-def'));
    aged(muster('bundles/.new-abc'), 16);
    sweepIt();
    assert.deepEqual(left('bundles'), ['.new-def']);
  });

  under.it('touches nothing outside of its folder, nor what it does not know', () => {
    launch('old', 16);
    const others = ['launches/old/output', '.muster/other/launches/old/output', `${root()}/notes/output`];
    for (const path of others) {
      mkdirSync(join(home(), path, '..'), { recursive: true });
      writeFileSync(join(home(), path), '');
      aged(join(home(), path), 100);
    }
    bundle(young, 16);
    spawnSync('ln', ['-s', home(), muster(`bundles/${young}/home`)]);
    sweepIt();
    for (const path of others) assert.ok(existsSync(join(home(), path)), path);
    assert.deepEqual([left('launches'), left('bundles')], [[], []]);
  });

  under.it('does nothing where muster never was', () => {
    mkdirSync(join(home(), 'other'));
    under.feed(script(), { HOME: join(home(), 'other') });
    assert.deepEqual(readdirSync(join(home(), 'other')), []);
  });

  under.it('cut off anywhere on its way, it removes nothing', () => {
    launch('old', 100);
    bundle(old, 100);
    const whole = script().trimEnd();
    for (const at of cuts(whole.length, 17)) under.feed(whole.slice(0, at), { HOME: home() });
    assert.deepEqual([left('launches'), left('bundles')], [['old'], [old]]);
  });
});

function aged(path: string, days: number): void {
  const seconds = Date.now() / 1000 - days * daySeconds;
  utimesSync(path, seconds, seconds);
}
