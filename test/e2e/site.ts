import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import type { ChildProcess } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../src/report/document.ts';
import { logName } from '../../src/store/log.ts';
import type { Fleet, FleetHost, Ran } from '../fleet/fleet.ts';
import { clockAhead, runInProcess } from '../harness/inProcess.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
/** `start-sample.sh NAME`: starts a process that lives on under a key (see `sampleType`). */
const sample = 'workerscripts/start-sample.sh';

/** muster as it is installed: the build, run by node. */
export const musterCommand = [process.execPath, join(repository, 'dist/main.js')];

/** Keys of an `Interface.json`; `types` stands for one pipe, `p`, of these. */
type Content = Readonly<Record<string, unknown>>;

/** A folder on the control VM with an `Interface.json`, submitters and logs, as an operator has it. */
export class Site {
  readonly folder: string;
  readonly #fleet: Fleet;
  readonly #inProcess: boolean;
  readonly #env: NodeJS.ProcessEnv;
  #aheadMs = 0;

  /**
   * @param inProcess whether `muster` and `report` run in this process (see `runInProcess`), or as the build.
   * @param env beside the environment of this process.
   */
  constructor(fleet: Fleet, { inProcess = true, env = {} as NodeJS.ProcessEnv } = {}) {
    this.#fleet = fleet;
    this.#inProcess = inProcess;
    this.#env = env;
    this.folder = mkdtempSync(join(fleet.dir, 'site-'));
    mkdirSync(join(this.folder, 'workerscripts'));
    cpSync(join(repository, sample), join(this.folder, sample));
  }

  /** Brings an example of the repository and its submitters here, unchanged. */
  example(name: string): this {
    const from = join(repository, 'examples', name);
    cpSync(from, this.file);
    cpSync(join(dirname(from), 'workerscripts'), join(this.folder, 'workerscripts'), { recursive: true });
    return this;
  }

  /** Writes the configuration; `available` and `user` are the fleet's where they are not given. */
  config(content: Content): this {
    const common = { hotlimit: 2, available: this.#fleet.hosts.map((host) => entryOf(host)) };
    return this.#write({ ...common, ssh: { user: 'ops' }, timeouts: { settle: '500ms' } }, content);
  }

  /** Changes keys of the configuration that is there. */
  edit(change: Content): this {
    return this.#write(this.read(), change);
  }

  /** The configuration that is there. */
  read(): Record<string, unknown> {
    return JSON.parse(readFileSync(this.file, 'utf8')) as Record<string, unknown>;
  }

  #write(before: object, { types, ...own }: Content): this {
    const pipes = types === undefined ? {} : { pipes: [{ pipe: 'p', types }] };
    writeFileSync(this.file, JSON.stringify({ ...before, ...pipes, ...own }, null, 2));
    return this;
  }

  /** Writes an executable submitter, in sh. */
  submitter(name: string, text: string): this {
    const path = join(this.folder, 'workerscripts', name);
    writeFileSync(path, `#!/bin/sh\n${text}\n`);
    chmodSync(path, 0o755);
    return this;
  }

  async muster(...args: string[]): Promise<Ran> {
    const [env, command] = [this.#env, [...args, '-c', this.file]];
    if (!this.#inProcess) return this.#fleet.control([...musterCommand, ...command], { env });
    const clock = clockAhead(this.#aheadMs);
    return runInProcess(command, { home: this.#fleet.controlHome, cwd: this.folder, clock, env });
  }

  /** From now on commands in this process see a time that is so much later; a process of its own does not. */
  letTimePass(ms: number): this {
    this.#aheadMs += ms;
    return this;
  }

  startMuster(...args: string[]): ChildProcess {
    return this.#fleet.startControl([...musterCommand, ...args, '-c', this.file], { env: this.#env });
  }

  /** Runs with `--json` and reads the document; of a verb that cannot do its work it has `problems` alone. */
  async report(...args: string[]): Promise<{ exit: number | null; report: Report; stderr: string }> {
    const { code, stdout, stderr } = await this.muster(...args, '--json');
    try {
      return { exit: code, report: JSON.parse(stdout) as Report, stderr };
    } catch {
      throw new Error(`muster ${args.join(' ')} ended with ${code} and printed no JSON: ${stdout}${stderr}`);
    }
  }

  /** The records of the logs, oldest first. */
  logged(): Record<string, unknown>[] {
    return logRecords(this.folder);
  }

  get file(): string {
    return join(this.folder, 'Interface.json');
  }
}

/** The records of today's log of a site, oldest first. */
export function logRecords(folder: string): Record<string, unknown>[] {
  const path = join(folder, 'logs', logName(Date.now()));
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** A type of `start-sample.sh`, whose key no other holds. */
export function sampleType(name: string, own: Content = {}): Record<string, unknown> {
  return typeOf(name, { submitter: 'start-sample.sh', args: [name], key: `sample-${name}`, ...own });
}

/** A type whose submitter and key are named after it. */
export function typeOf(name: string, own: Content = {}): Record<string, unknown> {
  return { name, count: 1, on: true, hot: true, submitter: `${name}.sh`, key: `${name}-key`, ...own };
}

/** An entry of `available` for a host. */
export function entryOf({ name, address }: FleetHost, own: object = {}): object {
  return { host: name, address, ...own };
}

/** `pipe0/bundler on n1`, for every start of a report, sorted. */
export function startsOf({ actions = [] }: Report): string[] {
  return actions
    .flatMap((action) => (action.action === 'start' ? [`${action.component} on ${action.host}`] : []))
    .toSorted();
}

/** `component on host: outcome`, sorted. */
export function outcomesOf({ outcomes = [] }: Report): string[] {
  return outcomes.map(({ component, host, outcome }) => `${component} on ${host}: ${outcome}`).toSorted();
}

/** `component on host: outcome`, sorted. */
export function stopsOf({ stops = [] }: Report): string[] {
  return stops.map(({ component, host, outcome }) => `${component} on ${host}: ${outcome}`).toSorted();
}

/** Of each host, in the order of the configuration. */
export function sightingsOf({ hosts }: Report): string[] {
  return hosts.map(({ sighting }) => sighting);
}

/** Hosts come up anew: nothing runs on them, and nothing of muster, nor what else is named, lies in their homes. */
export async function renew(fleet: Fleet, ...paths: string[]): Promise<void> {
  await Promise.all(
    fleet.hosts.map(async (host) => {
      await host.reboot();
      await host.exec(['rm -rf .muster', ...paths].join(' '));
    }),
  );
}

/**
 * Nothing of the login user runs on the hosts any more, and nothing of muster, nor what else is named, lies in their homes:
 * a third of what `renew` costs, for tests that only start processes.
 */
export async function cleared(fleet: Fleet, ...paths: string[]): Promise<void> {
  const command = ['kill -KILL -1; rm -rf .muster', ...paths].join(' ');
  await Promise.all(fleet.hosts.map((host) => host.exec(command)));
}

/** How many instances there really are on all hosts, as the kernel has it. */
export function totalOf(fleet: Fleet, text: string): number {
  return fleet.hosts.reduce((sum, host) => sum + host.countMatching(text), 0);
}
