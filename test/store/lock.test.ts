import assert from 'node:assert/strict';
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { takeLock, type Lock, type LockPlaces } from '../../src/store/lock.ts';
import { scratchFolder } from './scratch.ts';

describe('the lock', () => {
  const folder = scratchFolder();
  const within = (name: string): string => join(folder(), name);
  const started: ChildProcess[] = [];
  const { PATH } = process.env;

  beforeEach(() => writeFileSync(within('Interface.json'), '{}'));
  afterEach(() => {
    process.env['PATH'] = PATH;
    for (const child of started.splice(0)) child.kill('SIGKILL');
  });

  const places = (): LockPlaces => ({
    named: within('logs/lock'),
    guard: within('Interface.json'),
    byPath: within('home/.muster/control/0123.lock'),
  });
  const take = (waitMs = 0): Promise<Lock> => takeLock(places(), 'muster run', waitMs);
  const named = (): string => readFileSync(within('logs/lock'), 'utf8');

  async function held(waitMs = 0): Promise<Extract<Lock, { kind: 'held' }>> {
    const lock = await take(waitMs);
    assert.ok(lock.kind === 'held', JSON.stringify(lock));
    return lock;
  }

  async function takeAndRelease(): Promise<void> {
    (await held()).release();
  }

  async function isBusyWith(pid: number | undefined): Promise<void> {
    const lock = await take();
    assert.deepEqual(lock.kind === 'busy' && lock.owner?.pid, pid);
  }

  async function isFault(code: string): Promise<string> {
    const lock = await take();
    assert.ok(lock.kind === 'fault', JSON.stringify(lock));
    assert.equal(lock.reason.code, code);
    return String(lock.reason.params['error']);
  }

  /** Another process that holds the lock by now. */
  async function holder(command: string): Promise<ChildProcess> {
    const child = fork(join(import.meta.dirname, 'lockHolder.ts'), [JSON.stringify(places()), command]);
    started.push(child);
    const [kind] = (await once(child, 'message')) as [string];
    assert.equal(kind, 'held');
    return child;
  }

  it('is held by one process, which is named, and is waited for', async () => {
    const child = await holder('muster run --wait 30s');
    const lock = await take();
    assert.ok(lock.kind === 'busy');
    const { since, ...owner } = lock.owner ?? { since: '' };
    assert.deepEqual(owner, { pid: child.pid, host: hostname(), command: 'muster run --wait 30s' });
    assert.equal(new Date(since).toISOString(), since);
    const waiting = held(50_000);
    child.send('release');
    (await waiting).release();
  });

  it('is free as soon as its holder was killed, whose name is not given out for that of the next', async () => {
    const dead = await holder('muster run');
    dead.kill('SIGKILL');
    await once(dead, 'exit');
    assert.match(named(), new RegExp(`"pid":${dead.pid},`));
    // A holder that has not written its name yet.
    const nameless = spawn('flock', ['-n', within('logs/lock'), 'sh', '-c', 'echo locked; read x']);
    started.push(nameless);
    await once(nameless.stdout, 'data');
    assert.deepEqual(await take(), { kind: 'busy', owner: null });
    nameless.stdin.end();
    await once(nameless, 'exit');
    const lock = await held();
    assert.match(named(), new RegExp(`"pid":${process.pid},`));
    lock.release();
  });

  it('can be taken again once it was released, and the file then names nobody', async () => {
    for (let round = 0; round < 3; round++) {
      const lock = await held();
      assert.equal((await take()).kind, 'busy');
      lock.release();
      assert.equal(named(), '');
    }
  });

  it('goes to exactly one of many who want it at once', async () => {
    const locks = await Promise.all(Array.from({ length: 20 }, () => take()));
    const kinds = locks.map(({ kind }) => kind).toSorted();
    assert.deepEqual(kinds, [...Array.from({ length: 19 }, () => 'busy'), 'held']);
    for (const lock of locks) if (lock.kind === 'held') lock.release();
  });

  it('still keeps others out when its file was removed', async () => {
    const first = await held();
    rmSync(within('logs/lock'));
    await isBusyWith(process.pid);
    first.release();
    await takeAndRelease();
  });

  it('makes the folder it is in', async () => {
    assert.ok(!existsSync(within('logs')));
    await takeAndRelease();
  });

  it('guards by a file that is there where none can be made, and never writes that', async () => {
    writeFileSync(within('logs'), 'a file, where a folder should be');
    const lock = await held();
    const { code, params } = lock.problem ?? {};
    assert.deepEqual([code, params?.['path']], ['lock-unusable', within('logs/lock')]);
    await isBusyWith(process.pid);
    lock.release();
    await takeAndRelease();
    assert.equal(readFileSync(within('Interface.json'), 'utf8'), '{}');
  });

  it('is a fault, with a reason, where there is nothing to lock', async () => {
    for (const name of ['logs', 'home']) writeFileSync(within(name), '');
    rmSync(within('Interface.json'));
    await isFault('lock-unusable');
  });

  it('does without a file that cannot be locked, as long as one can, and still keeps others out', async () => {
    mkdirSync(within('bin'));
    process.env['PATH'] = `${within('bin')}:${PATH}`;
    // As of a file on some network file systems that is open for reading only.
    const refusing = (which: string): void =>
      writeFileSync(
        within('bin/flock'),
        `#!/bin/sh\ncase $2 in ${which}) echo bad file descriptor >&2; exit 65 ;; esac\nPATH=${PATH} exec flock "$@"\n`,
        { mode: 0o755 },
      );
    refusing('3');
    const lock = await held();
    assert.equal(lock.problem, null);
    assert.equal((await take()).kind, 'busy');
    lock.release();
    refusing('5');
    const unnamed = await held();
    assert.equal(unnamed.problem?.code, 'lock-unusable');
    unnamed.release();
    refusing('*');
    assert.match(await isFault('flock-failed'), /bad file descriptor/);
  });

  it('is a fault without the flock program', async () => {
    mkdirSync(within('bin'));
    process.env['PATH'] = within('bin');
    await isFault('flock-missing');
  });
});
