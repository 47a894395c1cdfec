import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import * as sinon from 'sinon';
import { message, type Message } from '../../src/core/catalogue/catalogue.ts';
import { collect, type Running } from '../../src/remote/collect.ts';
import { drainMs, maxOutputBytes, type Limits, type RunResult } from '../../src/remote/wire.ts';
import { someMessage } from '../harness/messages.ts';

describe('collecting what a command answers', () => {
  let clock: sinon.SinonFakeTimers;
  beforeEach(() => {
    clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => clock.restore());

  it('is broken when it closes before its exit status', async () => {
    const { command, answer } = begun();
    command.stdout.write('half');
    await flowed();
    command.emit('close');
    assert.deepEqual(told(await answer), ['broken', 'command-cut-off', 'half']);
  });

  it('is over with the exit status and no close once the output had its time', async () => {
    const { command, answer } = begun();
    command.emit('exit', 0);
    command.stdout.write('under way');
    await flowed();
    clock.tick(drainMs - 1);
    assert.equal(command.abandoned.callCount, 0);
    clock.tick(1);
    assert.deepEqual(told(await answer), ['exited', 0, 'under way']);
    assert.ok(command.abandoned.called);
  });

  it('waits for output that keeps coming after the exit status, as over a slow line', async () => {
    const { command, answer } = begun();
    command.emit('exit', 0);
    for (const piece of ['a', 'b', 'c']) {
      clock.tick(drainMs - 1);
      command.stdout.write(piece);
      await flowed();
    }
    assert.equal(command.abandoned.callCount, 0);
    clock.tick(drainMs);
    assert.deepEqual(told(await answer), ['exited', 0, 'abc']);
  });

  it('keeps output that arrived while this process was busy', async () => {
    const { command, answer } = begun();
    command.emit('exit', 0);
    // The time is over before the event loop could turn to what is there.
    setImmediate(() => command.stdout.write('arrived'));
    clock.tick(drainMs);
    assert.deepEqual(told(await answer), ['exited', 0, 'arrived']);
  });

  it('is over at once when it closes after the exit status', async () => {
    const { command, answer } = begun();
    command.emit('exit', 4);
    command.emit('close');
    assert.deepEqual(told(await answer), ['exited', 4, '']);
    assert.equal(clock.countTimers(), 0);
  });

  it('counts time that was spent before', async () => {
    const { command, answer } = begun({}, 9000);
    clock.tick(999);
    assert.ok(!command.abandoned.called);
    clock.tick(1);
    assert.deepEqual(told(await answer), ['broken', 'command-timeout', '']);
  });

  it('counts both outputs against the limit, and keeps nothing beyond it', async () => {
    const { command, answer } = begun();
    command.stdout.write(Buffer.alloc(maxOutputBytes / 2));
    command.stderr.write(Buffer.alloc(maxOutputBytes / 2));
    await flowed();
    assert.ok(!command.abandoned.called);
    command.stderr.write('!');
    const result = await answer;
    assert.ok(result.kind === 'broken');
    assert.deepEqual([result.reason.code, result.reason.params], ['output-too-large', { mib: 16 }]);
    assert.equal(result.stdout.length + result.stderr.length, maxOutputBytes);
  });

  for (const [what, happen] of [
    ['the command', (command: Command) => command.emit('error', message('command-failed', { error: 'x' }))],
    ['its stdout', (command: Command) => command.stdout.destroy(new Error('x'))],
    ['its stderr', (command: Command) => command.stderr.destroy(new Error('x'))],
  ] as const) {
    it(`is broken by an error of ${what}, and hears later ones no more`, async () => {
      const { command, answer } = begun();
      happen(command);
      assert.deepEqual(told(await answer), ['broken', 'command-failed', '']);
      command.emit('error', someMessage());
      command.emit('exit', 0);
      command.emit('close');
      assert.equal((await answer).kind, 'broken');
    });
  }

  for (const [what, reason, code] of [
    ['a message', message('pass-interrupted', { signal: 'SIGTERM' }), 'pass-interrupted'],
    ['an error', new Error('the test is over'), 'aborted'],
  ] as const)
    it(`ends with the first end that counts, here a signal for ${what}, and lets go of the signal`, async () => {
      const pass = new AbortController();
      const forget = sinon.spy(pass.signal, 'removeEventListener');
      const { command, answer } = begun({ signal: pass.signal });
      pass.abort(reason);
      command.emit('exit', 0);
      command.emit('close');
      assert.deepEqual(told(await answer), ['broken', code, '']);
      assert.ok(forget.calledWith('abort'));
    });
});

function begun(own: Partial<Limits> = {}, spentMs = 0): { command: Command; answer: Promise<RunResult> } {
  const command = new Command();
  const limits = { timeoutMs: 10_000, signal: new AbortController().signal, ...own };
  return { command, answer: collect(command, limits, spentMs) };
}

/** A command whose every event the test makes. */
class Command extends EventEmitter implements Running {
  readonly stdout = new PassThrough();
  readonly stderr = new PassThrough();
  readonly abandoned = sinon.spy();
  readonly abandon = (): void => this.abandoned();
  onExit(listener: (code: number | null) => void): void {
    this.on('exit', listener);
  }
  onClose(listener: () => void): void {
    this.on('close', listener);
  }
  onError(listener: (reason: Message) => void): void {
    this.on('error', listener);
  }
}

/** What was written has reached its reader. */
const flowed = (): Promise<unknown> => new Promise(setImmediate);

function told(result: RunResult): unknown[] {
  const how = result.kind === 'exited' ? result.code : result.reason.code;
  return [result.kind, how, result.stdout.toString()];
}
