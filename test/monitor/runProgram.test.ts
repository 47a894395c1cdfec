import assert from 'node:assert/strict';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  closeSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../../src/monitor/runProgram.ts';
import { until } from './until.ts';

const huge = 'x'.repeat(5_000_000);

describe('running a program with a text', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'muster-program-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const sh = (script: string, text = 'told\n', patienceMs = 60_000): Promise<string | null> =>
    runProgram({ file: '/bin/sh', args: ['-c', script] }, text, {
      cwd: folder,
      env: process.env,
      patienceMs,
    });
  const pidIn = (name: string): number => Number(readFileSync(join(folder, name), 'utf8'));

  it('all of the text arrives, and nothing after it', async () => {
    assert.equal(await sh('cat >got', huge), null);
    assert.equal(readFileSync(join(folder, 'got'), 'utf8'), huge);
  });

  it('no shell reads its arguments', async () => {
    assert.equal(
      await runProgram({ file: '/usr/bin/touch', args: ['$(id) ;x'] }, '', {
        cwd: folder,
        env: {},
        patienceMs: 60_000,
      }),
      null,
    );
    assert.ok(existsSync(join(folder, '$(id) ;x')));
  });

  it('its exit and the end of what it printed, harmless and short', async () => {
    const said = await sh(
      `head -c 1000000 /dev/zero | tr '\\0' a; printf 'one\\033[2J\\ntwo\\n' >&2; exit 3`,
    );
    assert.match(said ?? '', /^ended with exit 3; it printed: a+one\?\[2J \| two$/);
    assert.ok((said ?? '').length < 600);
    assert.equal(await sh('kill -SEGV $$'), 'was ended by SIGSEGV');
    assert.equal(await sh('exit 1'), 'ended with exit 1');
  });

  it('one that hangs is ended with all it has started, also what does not heed TERM', async () => {
    const said = await sh(
      `trap '' TERM; (trap '' TERM; echo $$ >leader; while :; do sleep 1; done) & echo $! >child; echo waiting; exec sleep 600`,
      huge,
      500,
    );
    assert.match(said ?? '', /^did not end within 0\.5 s, and was ended; it printed: waiting$/);
    for (const name of ['leader', 'child']) await until(() => !isRunning(pidIn(name)));
  });

  it('one that ends when it is told to, with children that do not', async () => {
    assert.match(
      (await sh(`(trap '' TERM; sleep 600; sleep 600) & echo $! >child; sleep 600`, '', 300)) ?? '',
      /^did not end/,
    );
    await until(() => !isRunning(pidIn('child')));
  });

  it('what node throws for where it starts it is said as what it tells later', async () => {
    const run = (name: string, ...args: string[]): Promise<string | null> =>
      runProgram({ file: join(folder, name), args }, 'told\n', { cwd: folder, env: {}, patienceMs: 60_000 });
    writeFileSync(join(folder, 'file'), '');
    assert.equal(await run('file/program'), 'could not be run (ENOTDIR)');
    symlinkSync('loop', join(folder, 'loop'));
    assert.equal(await run('loop'), 'could not be run (ELOOP)');
    copyFileSync('/bin/true', join(folder, 'program'));
    assert.equal(await run('program', 'x'.repeat(200_000)), 'could not be run (E2BIG)');
    const writing = openSync(join(folder, 'program'), 'a');
    try {
      assert.equal(await run('program'), 'could not be run (ETXTBSY)');
    } finally {
      closeSync(writing);
    }
    assert.equal(await run('program'), null);
    assert.equal(await run('missing'), 'could not be run (ENOENT)');
  });

  it('what it leaves behind lives on, and is not waited for', async () => {
    assert.equal(await sh('sleep 600 & echo $! >child'), null);
    assert.ok(isRunning(pidIn('child')));
    process.kill(pidIn('child'));
  });
});

/** A zombie has ended. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
