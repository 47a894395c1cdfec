import assert from 'node:assert/strict';
import { closeSync, copyFileSync, existsSync, openSync } from 'node:fs';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram, type FailedProgram } from '../../src/monitor/runProgram.ts';
import { until } from '../harness/until.ts';
import { scratchFolder } from '../store/scratch.ts';

const huge = 'x'.repeat(5_000_000);

describe('running a program with a text', () => {
  const scratch = scratchFolder();
  const path = (name: string): string => join(scratch(), name);

  const run = (
    file: string,
    args: readonly string[] = [],
    text = 'told\n',
    patienceMs = 60_000,
  ): Promise<FailedProgram | null> =>
    runProgram({ file, args }, text, { cwd: scratch(), env: process.env, patienceMs, termMs: 300 });
  const sh = (script: string, text?: string, patienceMs?: number): Promise<FailedProgram | null> =>
    run('/bin/sh', ['-c', script], text, patienceMs);
  const pidIn = (name: string): number => Number(readFileSync(path(name), 'utf8'));

  it('all of the text arrives, and nothing after it', async () => {
    assert.equal(await sh('cat >got', huge), null);
    assert.equal(readFileSync(path('got'), 'utf8'), huge);
  });

  it('no shell reads its arguments', async () => {
    assert.equal(await run('/usr/bin/touch', ['$(id) ;x']), null);
    assert.ok(existsSync(path('$(id) ;x')));
  });

  it('its exit and the end of what it printed, harmless and short', async () => {
    const script = `head -c 1000000 /dev/zero | tr '\\0' a; printf 'one\\033[2J\\ntwo\\n' >&2; exit 3`;
    const said = await sh(script);
    assert.deepEqual([said?.fault, said?.detail], ['exit', '3']);
    assert.match(said?.printed ?? '', /^a+one\?\[2J \| two$/);
    assert.ok((said?.printed ?? '').length < 600);
    assert.deepEqual(await sh('kill -SEGV $$'), { fault: 'signal', detail: 'SIGSEGV', printed: '' });
    assert.deepEqual(await sh('exit 1'), { fault: 'exit', detail: '1', printed: '' });
  });

  it('one that hangs is ended with all it has started, also what does not heed TERM [notify-hangs]', async () => {
    const said = await sh(
      `trap '' TERM; (trap '' TERM; echo $$ >leader; while :; do sleep 1; done) & echo $! >child; echo waiting; exec sleep 600`,
      huge,
      500,
    );
    assert.deepEqual(said, { fault: 'timeout', detail: '0.5', printed: 'waiting' });
    for (const name of ['leader', 'child']) await until(() => !isRunning(pidIn(name)));
  });

  it('one that ends when it is told to, with children that do not', async () => {
    const said = await sh(`(trap '' TERM; sleep 600; sleep 600) & echo $! >child; sleep 600`, '', 300);
    assert.equal(said?.fault, 'timeout');
    await until(() => !isRunning(pidIn('child')));
  });

  it('one that cannot be run is reported with the system’s code, whether node throws it or not', async () => {
    const code = async (name: string, ...args: string[]): Promise<string | undefined> => {
      const said = await run(path(name), args);
      assert.equal(said?.fault, 'not-run');
      return said.detail;
    };
    writeFileSync(path('file'), '');
    assert.equal(await code('file/program'), 'ENOTDIR');
    symlinkSync('loop', path('loop'));
    assert.equal(await code('loop'), 'ELOOP');
    copyFileSync('/bin/true', path('program'));
    assert.equal(await code('program', 'x'.repeat(200_000)), 'E2BIG');
    const writing = openSync(path('program'), 'a');
    try {
      assert.equal(await code('program'), 'ETXTBSY');
    } finally {
      closeSync(writing);
    }
    assert.equal(await run(path('program')), null);
    const codes = [await code('missing'), await code('file'), await code('.')];
    assert.deepEqual(codes, ['ENOENT', 'EACCES', 'EACCES']);
  });

  it('one that does not read, closes its stdin and prints much has done well; what it leaves behind lives on', async () => {
    const script = 'exec <&-; yes "much is printed" | head -c 3000000; sleep 600 & echo $! >child';
    assert.equal(await sh(script, huge), null);
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
