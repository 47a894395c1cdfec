import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const deadlineMs = 50_000;

/**
 * Asks until the answer is something, or the deadline has come; what is asked may throw meanwhile.
 *
 * @throws what it threw last, or that nothing came.
 */
export async function until<T>(ask: () => Promise<T | null | false>): Promise<T> {
  const end = Date.now() + deadlineMs;
  for (;;) {
    let fault = new Error(`nothing came within ${deadlineMs / 1000} s`);
    try {
      const answer = await ask();
      if (answer !== null && answer !== false) return answer;
    } catch (error) {
      fault = error as Error;
    }
    if (Date.now() > end) throw fault;
    await sleep(20);
  }
}

/** A program that listens on a free port of 127.0.0.1, and is ended with its owner. */
class Served implements AsyncDisposable {
  readonly address: string;
  readonly #process: ChildProcess;
  #said = '';

  constructor(address: string, file: string, args: readonly string[]) {
    this.address = address;
    this.#process = spawn(file, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#said += text));
    // Whoever is ended by a signal runs no test to its end.
    process.once('exit', () => this.#process.kill('SIGKILL'));
  }

  async get(path: string): Promise<string> {
    if (this.#process.exitCode !== null) throw new Error(`it ended: ${this.#said}`);
    const answer = await fetch(`http://${this.address}${path}`);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return text;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    this.#process.kill('SIGKILL');
    await once(this.#process, 'exit');
  }
}

/** node_exporter with nothing but its textfile collector. */
export class Exporter extends Served {
  static async on(folder: string): Promise<Exporter> {
    const exporter = new Exporter(await freeAddress(), 'prometheus-node-exporter', [
      '--collector.disable-defaults',
      '--collector.textfile',
      `--collector.textfile.directory=${folder}`,
    ]);
    await until(() => exporter.metrics());
    return exporter;
  }

  private constructor(address: string, file: string, args: readonly string[]) {
    super(address, file, [...args, `--web.listen-address=${address}`]);
  }

  metrics(): Promise<string> {
    return this.get('/metrics');
  }
}

/** An instant vector, as Prometheus answers. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Prometheus with a data folder of its own, that scrapes one exporter every second. */
export class Prometheus extends Served {
  static async on(folder: string, exporter: Exporter, rules: string): Promise<Prometheus> {
    mkdirSync(folder);
    const config = {
      global: { scrape_interval: '1s', evaluation_interval: '1s' },
      rule_files: [rules],
      scrape_configs: [{ job_name: 'node', static_configs: [{ targets: [exporter.address] }] }],
    };
    const file = join(folder, 'prometheus.yml');
    // JSON is YAML.
    writeFileSync(file, JSON.stringify(config));
    const prometheus = new Prometheus(await freeAddress(), folder, file);
    await until(() => prometheus.get('/-/ready'));
    return prometheus;
  }

  private constructor(address: string, folder: string, file: string) {
    super(address, 'prometheus', [
      `--config.file=${file}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=${address}`,
    ]);
  }

  /** @throws Prometheus' own words where it does not take the expression. */
  async query(expression: string): Promise<readonly Series[]> {
    const { result } = await this.api<{
      result: { metric: Record<string, string>; value: [number, string] }[];
    }>(`query?${new URLSearchParams({ query: expression }).toString()}`);
    return result.map(({ metric, value: [, value] }) => ({ labels: metric, value: Number(value) }));
  }

  /** What is answered at a path below `/api/v1/`. */
  async api<T>(path: string): Promise<T> {
    return (JSON.parse(await this.get(`/api/v1/${path}`)) as { data: T }).data;
  }
}

async function freeAddress(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `127.0.0.1:${address.port}`;
}
