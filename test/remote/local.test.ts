import assert from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { message } from '../../src/core/catalogue/catalogue.ts';
import type { Contact } from '../../src/interface/config.ts';
import { localWire } from '../../src/remote/local.ts';
import {
  maxOutputBytes,
  type Exited,
  type Limits,
  type Line,
  type RunResult,
} from '../../src/remote/wire.ts';
import { scratchFolder } from '../store/scratch.ts';

const here: Contact = { name: 'here', address: 'h', via: 'local', user: null, port: 22, jump: null };
const mib = 1024 * 1024;
const deadline = message('pass-deadline-reached', { seconds: 240 });

describe('this machine as a host', () => {
  const folder = scratchFolder();
  const patient: Limits = { timeoutMs: 50_000, signal: new AbortController().signal };

  async function open(home = folder()): Promise<Line> {
    const connected = await localWire({ PATH: process.env['PATH'], HOME: home }).connect(
      here,
      patient.signal,
    );
    assert.ok(connected.ok);
    return connected.line;
  }

  const run = async (command: string, stdin: string | Buffer = '', limits = patient): Promise<RunResult> =>
    (await open()).run(command, stdin, limits);

  it('gives exit status and both outputs, in the home, with the environment it was given', async () => {
    const ran = exited(await run('pwd; env | grep -c ^PWD; cat; echo and this >&2; exit 7', 'over stdin'));
    assert.deepEqual(
      [ran.code, ran.stdout.toString(), ran.stderr.toString()],
      [7, `${folder()}\n1\nover stdin`, 'and this\n'],
    );
  });

  it('is over with the exit status, even if a process left behind holds the output open', async () => {
    const ran = exited(await run('sleep 300 & echo $!; exit 3'));
    const pid = Number(ran.stdout.toString());
    try {
      assert.equal(ran.code, 3);
      assert.ok(isAlive(pid), 'it outlives the command that started it');
    } finally {
      process.kill(pid, 'SIGKILL');
    }
  });

  it('no answer in time: broken, and it may have done its work', async () => {
    const ran = await run('echo $$; exec sleep 300', '', { ...patient, timeoutMs: 300 });
    process.kill(Number(ran.stdout.toString()), 'SIGKILL');
    assert.ok(ran.kind === 'broken');
    assert.deepEqual([ran.reason.code, ran.sent], ['command-timeout', true]);
  });

  it('the pass ends: broken, with the reason it ended for', async () => {
    const pass = new AbortController();
    const running = run('touch begun; exec sleep 300', '', { ...patient, signal: pass.signal });
    while (!existsSync(join(folder(), 'begun'))) await new Promise(setImmediate);
    pass.abort(deadline);
    const ran = await running;
    assert.ok(ran.kind === 'broken');
    assert.deepEqual([ran.reason, ran.sent], [deadline, true]);
    await run(`for p in /proc/[0-9]*; do
      [ "$(readlink $p/cwd)" = ${folder()} ] && [ "$(cat $p/comm)" = sleep ] && kill -9 \${p#/proc/}
    done`);
  });

  it('the pass is over: nothing is begun', async () => {
    const signal = AbortSignal.abort(deadline);
    const ran = await run('touch begun', '', { ...patient, signal });
    assert.ok(ran.kind === 'broken');
    assert.deepEqual([ran.reason, ran.sent], [deadline, false]);
    assert.ok(!existsSync(join(folder(), 'begun')));
    assert.deepEqual(await localWire({}).connect(here, signal), { ok: false, reason: deadline });
  });

  it('too much output: broken, and no more than the limit is kept', async () => {
    const ran = await run('yes | head -c 40000000');
    assert.ok(ran.kind === 'broken');
    assert.deepEqual([ran.reason.code, ran.sent], ['output-too-large', true]);
    assert.ok(ran.stdout.length <= maxOutputBytes);
  });

  it('output up to the limit arrives whole', async () => {
    const ran = exited(await run('yes | head -c 16777216'));
    assert.deepEqual([ran.code, ran.stdout.length], [0, maxOutputBytes]);
  });

  it('ended by a signal: no code', async () => {
    const ran = exited(await run('echo before; kill -9 $$'));
    assert.deepEqual([ran.code, ran.stdout.toString()], [null, 'before\n']);
  });

  it('a command that does not read what it is given is no fault', async () => {
    for (const command of ['exit 5', 'exec <&-; exit 5', 'head -c 1 >/dev/null; exit 5'])
      assert.equal(exited(await run(command, Buffer.alloc(8 * mib, 'x'))).code, 5, command);
  });

  it('what it is given arrives whole', async () => {
    const ran = exited(await run('wc -c', Buffer.alloc(8 * mib, 'x')));
    assert.equal(ran.stdout.toString().trim(), String(8 * mib));
  });

  it('commands run beside each other', async () => {
    const line = await open();
    mkdirSync(join(folder(), 'there'));
    // Each ends only once the other has begun.
    const meet = (own: string, other: string): Promise<RunResult> =>
      line.run(`touch there/${own}; until [ -e there/${other} ]; do :; done; echo ${own}`, '', patient);
    const both = await Promise.all([meet('a', 'b'), meet('b', 'a')]);
    assert.deepEqual(
      both.map((ran) => exited(ran).stdout.toString()),
      ['a\n', 'b\n'],
    );
  });

  it('a home that is not there: nothing is begun, and that is told', async () => {
    const ran = await (await open(join(folder(), 'gone'))).run('true', '', patient);
    assert.ok(ran.kind === 'broken');
    assert.deepEqual([ran.reason.code, ran.sent], ['shell-not-started', false]);
    assert.equal(ran.reason.params['home'], join(folder(), 'gone'));
  });
});

function exited(ran: RunResult): Exited {
  assert.ok(ran.kind === 'exited', ran.kind === 'broken' ? ran.reason.text : '');
  return ran;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
