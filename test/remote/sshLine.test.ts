import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { lineOver, type ExecChannel, type Session } from '../../src/remote/sshLine.ts';
import type { RunResult } from '../../src/remote/wire.ts';

describe('a command over a connection', () => {
  it('is told its stdin when the host has taken it', async () => {
    const host = new Host();
    const running = host.run();
    assert.equal(host.stdin(), null);
    host.takes();
    assert.equal(host.stdin(), 'what to do');
    host.ends(0);
    const { kind } = await running;
    assert.equal(kind, 'exited');
  });

  it('was not sent when the connection is lost before that', async () => {
    const host = new Host();
    const running = host.run();
    host.isLost();
    assert.deepEqual(await sentOf(running), [false, 'connection-closed']);
    // Too late: nobody waits for it, so it must not be carried out.
    host.takes();
    assert.equal(host.stdin(), null);
  });

  it('that the host refuses was never carried out', async () => {
    const host = new Host();
    const running = host.run();
    host.refuses();
    assert.deepEqual(await sentOf(running), [false, 'command-refused']);
    assert.equal(host.stdin(), null);
  });
});

/** A host on the other end, which does what the test says. */
class Host {
  readonly #said: Buffer[] = [];
  readonly #channel: ExecChannel;
  readonly #listeners: (() => void)[] = [];
  #exec: Parameters<Session['exec']> | null = null;

  constructor() {
    const stdin = new PassThrough();
    stdin.on('data', (chunk: Buffer) => this.#said.push(chunk));
    const channel = new PassThrough();
    this.#channel = Object.assign(channel, {
      stderr: new PassThrough(),
      end: (text: string) => stdin.write(text),
    }) as unknown as ExecChannel;
  }

  run(): Promise<RunResult> {
    const session: Session = {
      on: (event, listener) => event === 'close' && this.#listeners.push(listener),
      exec: (...args) => (this.#exec = args),
      end() {},
    };
    const inflow = { admitted() {}, asked() {} };
    const { line } = lineOver(session, new PassThrough(), inflow, {});
    const { signal } = new AbortController();
    return line.run('sh -s', 'what to do', { timeoutMs: 60_000, signal });
  }

  takes(): void {
    this.#exec?.[2](undefined, this.#channel);
  }

  refuses(): void {
    this.#exec?.[2](new Error('Unable to exec'), this.#channel);
  }

  isLost(): void {
    for (const listener of this.#listeners) listener();
  }

  ends(code: number): void {
    this.#channel.emit('exit', code);
    this.#channel.emit('close');
  }

  /** What it was told to do; null for nothing. */
  stdin(): string | null {
    return this.#said.length === 0 ? null : Buffer.concat(this.#said).toString();
  }
}

async function sentOf(running: Promise<RunResult>): Promise<[boolean, string]> {
  const result = await running;
  assert.ok(result.kind === 'broken', JSON.stringify(result));
  return [result.sent, result.reason.code];
}
