import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { FleetHost } from '../fleet/fleet.ts';
import { until } from '../harness/until.ts';

/** A `muster logs -f` that runs, and what it has printed. */
export class Following {
  /** The whole lines it has printed so far. */
  readonly lines: string[] = [];
  stderr = '';
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown>;
  #rest = '';

  constructor(child: ChildProcess) {
    this.#child = child;
    this.#closed = once(child, 'close');
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      const parts = (this.#rest + chunk).split('\n');
      this.#rest = parts.pop() ?? '';
      for (const part of parts) this.lines.push(part);
    });
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (this.stderr += chunk));
  }

  get pid(): number {
    return this.#child.pid as number;
  }

  /** How many lines hold this text. */
  count(text: string): number {
    return this.lines.filter((line) => line.includes(text)).length;
  }

  /** Returns when a line holds this text. */
  async has(text: string): Promise<void> {
    let looked = 0;
    const isThere = (): boolean => {
      while (looked < this.lines.length) if (this.lines[looked++]?.includes(text)) return true;
      return false;
    };
    await this.#until(isThere, `the line ${text}`);
  }

  async says(sentence: RegExp): Promise<void> {
    await this.#until(() => sentence.test(this.stderr), `the sentence ${sentence}`);
  }

  /** As Ctrl-C, or worse; returns how it ended. */
  async end(
    signal: NodeJS.Signals = 'SIGINT',
  ): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
    this.#child.kill(signal);
    await this.#closed;
    return { code: this.#child.exitCode, signal: this.#child.signalCode };
  }

  stopReading(): void {
    this.#child.stdout?.pause();
  }

  goOnReading(): void {
    this.#child.stdout?.resume();
  }

  async #until(isSo: () => boolean, what: string): Promise<void> {
    const child = this.#child;
    const told = (): string =>
      `${what} (exit ${child.exitCode}): ${this.lines.slice(-20).join('\n')}${this.stderr}`;
    let so = false;
    await until(() => (so = isSo()) || child.exitCode !== null, told);
    if (!so) throw new Error(`it ended before ${told()}`);
  }
}

/** What of reading is left on a host: the shell that was talked with, and what keeps it. */
export function readersOn(host: FleetHost): string[] {
  return host
    .processes()
    .map(({ command }) => command)
    .filter((command) => command === 'sh -s' || command === 'sleep 120' || /^(dd|tail|ls) /.test(command));
}

/** Returns when nothing of reading is left there. */
export async function noReaderOn(host: FleetHost): Promise<void> {
  await until(
    () => readersOn(host).length === 0,
    () => `nothing is left on ${host.name}, but: ${readersOn(host).join('; ')}`,
  );
}
