import assert from 'node:assert/strict';
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { takeLock, type Lock, type LockPlaces } from '../../src/store/lock.ts';
import type { LockOwner } from '../../src/store/lockOwner.ts';
import { scratchFolder } from './scratch.ts';

describe('the lock', () => {
  const folder = scratchFolder();
  const path = (): string => join(folder(), 'logs/lock');
  const fallback = (): string => join(folder(), 'Interface.json');
  const started: ChildProcess[] = [];

  beforeEach(() => writeFileSync(fallback(), '{}'));
  afterEach(() => {
    for (const child of started.splice(0)) child.kill('SIGKILL');
  });

  const places = (): LockPlaces => ({
    named: path(),
    guard: fallback(),
    byPath: join(folder(), 'home/.muster/control/0123.lock'),
  });
  const take = (waitMs = 0): Promise<Lock> => takeLock(places(), 'muster run', waitMs);

  /** Another process that holds the lock by now. */
  async function holder(command = 'muster run --wait 30s'): Promise<ChildProcess> {
    const child = fork(join(import.meta.dirname, 'lockHolder.ts'), [JSON.stringify(places()), command]);
    started.push(child);
    const [kind] = (await once(child, 'message')) as [string];
    assert.equal(kind, 'held');
    return child;
  }

  it('is held by one process, and who that is can be told', async () => {
    const child = await holder();
    const lock = await take();
    assert.ok(lock.kind === 'busy');
    const { since, ...owner } = lock.owner ?? { since: '' };
    assert.deepEqual(owner, { pid: child.pid, host: hostname(), command: 'muster run --wait 30s' });
    assert.equal(new Date(since).toISOString(), since);
    child.send('release');
    await once(child, 'exit');
    assert.equal(held(await take()).kind, 'held');
  });

  it('is free as soon as its holder was killed, though its name is still in the file', async () => {
    const child = await holder();
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.match(readFileSync(path(), 'utf8'), new RegExp(`"pid":${child.pid},`));
    const lock = held(await take());
    assert.match(readFileSync(path(), 'utf8'), new RegExp(`"pid":${process.pid},`));
    lock.release();
  });

  it('never gives out the name of a dead process for that of the holder', async () => {
    const dead = await holder();
    dead.kill('SIGKILL');
    await once(dead, 'exit');
    // A holder that has not written its name yet.
    const nameless = spawn('flock', ['-n', path(), 'sh', '-c', 'echo locked; read x']);
    started.push(nameless);
    await once(nameless.stdout, 'data');
    assert.deepEqual(await take(), { kind: 'busy', owner: null });
    nameless.stdin.end();
    await once(nameless, 'exit');
  });

  it('can be taken again once it was released, and the file then names nobody', async () => {
    for (let round = 0; round < 3; round++) {
      const lock = held(await take());
      assert.equal((await take()).kind, 'busy');
      lock.release();
      assert.equal(readFileSync(path(), 'utf8'), '');
    }
  });

  it('goes to exactly one of many who want it at once', async () => {
    const locks = await Promise.all(Array.from({ length: 20 }, () => take()));
    assert.deepEqual(locks.map(({ kind }) => kind).toSorted(), [
      ...Array.from({ length: 19 }, () => 'busy'),
      'held',
    ]);
    for (const lock of locks) if (lock.kind === 'held') lock.release();
  });

  it('is waited for', async () => {
    const child = await holder();
    const waiting = take(50_000);
    child.send('release');
    held(await waiting).release();
  });

  it('still keeps others out when its file was removed', async () => {
    const first = held(await take());
    rmSync(path());
    assert.equal(ownerOf(await take())?.pid, process.pid);
    first.release();
    held(await take()).release();
  });

  it('comes with the folder it is in', async () => {
    assert.ok(!existsSync(join(folder(), 'logs')));
    held(await take()).release();
  });

  it('guards by a file that is there where none can be made, and never writes that', async () => {
    writeFileSync(join(folder(), 'logs'), 'a file, where a folder should be');
    const lock = held(await take());
    assert.match(lock.problem ?? '', /^the lock file .*\/logs\/lock cannot be opened: E/);
    assert.equal(ownerOf(await take())?.pid, process.pid);
    lock.release();
    held(await take()).release();
    assert.equal(readFileSync(fallback(), 'utf8'), '{}');
  });

  it('is a fault, with a reason, where there is nothing to lock', async () => {
    writeFileSync(join(folder(), 'logs'), '');
    writeFileSync(join(folder(), 'home'), '');
    rmSync(fallback());
    const lock = await take();
    assert.ok(lock.kind === 'fault');
    assert.match(lock.reason, /^the lock file .* cannot be opened: E/);
  });

  it('does without a file that cannot be locked, as long as one can, and still keeps others out', async () => {
    const before = process.env['PATH'];
    const bin = join(folder(), 'bin');
    mkdirSync(bin);
    // As of a file on some network file systems that is open for reading only.
    const refusing = (which: string): string =>
      `#!/bin/sh\ncase $2 in ${which}) echo bad file descriptor >&2; exit 65 ;; esac\nPATH=${before} exec flock "$@"\n`;
    process.env['PATH'] = `${bin}:${before}`;
    try {
      writeFileSync(join(bin, 'flock'), refusing('3'), { mode: 0o755 });
      const lock = held(await take());
      assert.equal(lock.problem, null);
      assert.equal((await take()).kind, 'busy');
      lock.release();
      writeFileSync(join(bin, 'flock'), refusing('*'), { mode: 0o755 });
      const none = await take();
      assert.ok(none.kind === 'fault' && none.reason.includes('bad file descriptor'), JSON.stringify(none));
    } finally {
      process.env['PATH'] = before;
    }
  });

  it('is a fault, with the package to install, without the flock program', async () => {
    const before = process.env['PATH'];
    mkdirSync(join(folder(), 'bin'));
    process.env['PATH'] = join(folder(), 'bin');
    try {
      const lock = await take();
      assert.ok(lock.kind === 'fault');
      assert.match(lock.reason, /the flock program could not be run \(Debian: package util-linux\)/);
    } finally {
      process.env['PATH'] = before;
    }
  });
});

function ownerOf(lock: Lock): LockOwner | null {
  assert.ok(lock.kind === 'busy', JSON.stringify(lock));
  return lock.owner;
}

function held(lock: Lock): Extract<Lock, { kind: 'held' }> {
  assert.ok(lock.kind === 'held', JSON.stringify(lock));
  return lock;
}
