import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import * as sinon from 'sinon';
import { collect, type Running } from '../../src/remote/collect.ts';
import { drainMs, maxOutputBytes, type RunResult } from '../../src/remote/wire.ts';

describe('collecting what a command answers', () => {
  let clock: sinon.SinonFakeTimers;
  beforeEach(() => {
    clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => clock.restore());

  const patient = { timeoutMs: 10_000, signal: new AbortController().signal };

  it('closed before its exit status: broken', async () => {
    const command = new Command();
    const answer = collect(command, patient);
    command.stdout.write('half');
    await flowed();
    command.emit('close');
    assert.deepEqual(told(await answer), [
      'broken',
      'the connection closed before the command ended',
      'half',
    ]);
  });

  it('the exit status, and no close: over once the output had its time', async () => {
    const command = new Command();
    const answer = collect(command, patient);
    command.emit('exit', 0);
    command.stdout.write('under way');
    await flowed();
    clock.tick(drainMs - 1);
    assert.equal(command.abandoned.callCount, 0);
    clock.tick(1);
    assert.deepEqual(told(await answer), ['exited', 0, 'under way']);
    assert.ok(command.abandoned.called);
  });

  it('output that keeps coming after the exit status is waited for, as over a slow line', async () => {
    const command = new Command();
    const answer = collect(command, patient);
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

  it('output that arrived while this process was busy is not lost', async () => {
    const command = new Command();
    const answer = collect(command, patient);
    command.emit('exit', 0);
    // The time is over before the event loop could turn to what is there.
    setImmediate(() => command.stdout.write('arrived'));
    clock.tick(drainMs);
    assert.deepEqual(told(await answer), ['exited', 0, 'arrived']);
  });

  it('closed after the exit status: over at once', async () => {
    const command = new Command();
    const answer = collect(command, patient);
    command.emit('exit', 4);
    command.emit('close');
    assert.deepEqual(told(await answer), ['exited', 4, '']);
    assert.equal(clock.countTimers(), 0);
  });

  it('time that was spent before counts', async () => {
    const command = new Command();
    const answer = collect(command, patient, 9000);
    clock.tick(999);
    assert.ok(!command.abandoned.called);
    clock.tick(1);
    assert.deepEqual(told(await answer), ['broken', 'no answer within 10 s', '']);
  });

  it('both outputs count against the limit, and nothing is kept beyond it', async () => {
    const command = new Command();
    const answer = collect(command, patient);
    command.stdout.write(Buffer.alloc(maxOutputBytes / 2));
    command.stderr.write(Buffer.alloc(maxOutputBytes / 2));
    await flowed();
    assert.ok(!command.abandoned.called);
    command.stderr.write('!');
    const result = await answer;
    assert.deepEqual(told(result).slice(0, 2), [
      'broken',
      'the host sent more than 16 MiB, and is not listened to any longer',
    ]);
    assert.equal(result.stdout.length + result.stderr.length, maxOutputBytes);
  });

  for (const [what, happen] of [
    ['the command', (command: Command) => command.emit('error', new Error('channel failure'))],
    ['its stdout', (command: Command) => command.stdout.destroy(new Error('channel failure'))],
    ['its stderr', (command: Command) => command.stderr.destroy(new Error('channel failure'))],
  ] as const) {
    it(`an error of ${what}: broken, and later ones are heard by nobody`, async () => {
      const command = new Command();
      const answer = collect(command, patient);
      happen(command);
      assert.deepEqual(told(await answer), ['broken', 'channel failure', '']);
      command.emit('error', new Error('again'));
      command.emit('exit', 0);
      command.emit('close');
      assert.equal((await answer).kind, 'broken');
    });
  }

  it('the first end counts, and the signal is let go of', async () => {
    const pass = new AbortController();
    const forget = sinon.spy(pass.signal, 'removeEventListener');
    const command = new Command();
    const answer = collect(command, { ...patient, signal: pass.signal });
    pass.abort('stopped by the operator');
    command.emit('exit', 0);
    command.emit('close');
    assert.deepEqual(told(await answer), ['broken', 'stopped by the operator', '']);
    assert.ok(forget.calledWith('abort'));
  });
});

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
  onError(listener: (error: Error) => void): void {
    this.on('error', listener);
  }
}

/** What was written has reached its reader. */
const flowed = (): Promise<unknown> => new Promise(setImmediate);

function told(result: RunResult): unknown[] {
  const how = result.kind === 'exited' ? result.code : result.reason;
  return [result.kind, how, result.stdout.toString()];
}
