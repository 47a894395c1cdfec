import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, mkdtempSync } from 'node:fs';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Message } from '../../src/core/catalogue/catalogue.ts';
import type { Report } from '../../src/report/document.ts';
import { packagePath } from '../../src/package.ts';
import { runInProcess } from '../harness/inProcess.ts';

/** The build, as it is installed. */
export const mainFile = packagePath('dist/main.js');

export interface Ran {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A folder with an `Interface.json` whose only host is this machine, and a home of its own. What it starts has a
 * name no other site gives, and is ended with the site.
 */
export class LocalSite implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'muster-cli-'));
  readonly home = this.path('home');
  readonly file = this.path('Interface.json');
  readonly #word = randomBytes(6).toString('hex');
  readonly #inProcess: boolean;

  /** @param inProcess whether `muster` runs in this process (see `runInProcess`). */
  constructor({ inProcess = true } = {}) {
    this.#inProcess = inProcess;
    mkdirSync(this.home);
    cpSync(packagePath('workerscripts'), this.path('workerscripts'), { recursive: true });
  }

  /** Writes the configuration: this machine, and `types` in the pipe `p`, but for what is given. */
  config(types: readonly Record<string, unknown>[], own: Record<string, unknown> = {}): this {
    const common = { hotlimit: 9, available: [thisMachine], timeouts: { settle: '200ms' } };
    return this.write(JSON.stringify({ ...common, pipes: [{ pipe: 'p', types }], ...own }));
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  write(text: string): this {
    writeFileSync(this.file, text);
    return this;
  }

  /** A type whose one instance is a process of this site. */
  type(name: string, own: Record<string, unknown> = {}): Record<string, unknown> {
    const word = `${this.#word}-${name}`;
    const sample = { submitter: 'start-sample.sh', args: [word], key: `sample-${word}` };
    return { name, count: 1, on: true, hot: false, ...sample, ...own };
  }

  submitter(name: string, text: string): this {
    const path = join(this.folder, 'workerscripts', name);
    writeFileSync(path, `#!/bin/sh\n${text}\n`);
    chmodSync(path, 0o755);
    return this;
  }

  /** Runs muster as if in the folder of the site. */
  async muster(...args: string[]): Promise<Ran> {
    if (!this.#inProcess) return this.program(...args);
    const at = args.indexOf('-c') + 1;
    const named =
      at > 0
        ? args.with(at, resolve(this.folder, args[at] ?? ''))
        : args.some((word) => withoutConfig.test(word))
          ? args
          : [...args, '-c', this.file];
    const { code, stdout, stderr } = await runInProcess(named, { home: this.home, cwd: this.folder });
    return { exit: code, stdout, stderr };
  }

  /** Runs the build as a process in the folder of the site. */
  program(...args: string[]): Promise<Ran> {
    return this.run([process.execPath, mainFile, ...args]);
  }

  run([file = '', ...args]: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Ran> {
    return new Promise((resolve, reject) => {
      const child = spawn(file, args, { cwd: this.folder, env: { ...env, HOME: this.home } });
      let stdout = '';
      let stderr = '';
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
      child.on('error', reject).on('close', (exit) => resolve({ exit, stdout, stderr }));
      child.stdin.end();
    });
  }

  /** Runs with `--json`; the document is as the schema says, and alone on stdout. */
  async report<Document = Report>(
    ...args: string[]
  ): Promise<{ exit: number | null; report: Document; stderr: string }> {
    const { exit, stdout, stderr } = await this.muster(...args, '--json');
    return { exit, report: asDocument<Document>(stdout), stderr };
  }

  /** The same, for the document alone. */
  async document<Document = Record<string, unknown>>(...args: string[]): Promise<Document> {
    return (await this.report<Document>(...args)).report;
  }

  /** Runs with `--json` what cannot go on; nothing was done. */
  async refusal(...args: string[]): Promise<Refusal> {
    const { exit, stdout } = await this.muster(...args, '--json');
    const { command, problems, hints } = asDocument<ErrorDocument>(stdout);
    assert.equal(command, 'error');
    return { exit, codes: problems.map(({ code }) => code), params: problems[0]?.params ?? {}, hints };
  }

  /** Process ids of what was started as this type. */
  running(name: string): number[] {
    return this.#started().flatMap(([pid, key]) => (key === `sample-${this.#word}-${name}` ? [pid] : []));
  }

  [Symbol.dispose](): void {
    for (const [pid] of this.#started()) process.kill(pid);
    rmSync(this.folder, { recursive: true });
  }

  /** What the sample submitter starts has the key as its last argument. */
  #started(): [pid: number, key: string][] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid): [number, string][] => {
        const key = commandLine(pid).at(-1);
        return key?.startsWith(`sample-${this.#word}-`) ? [[Number(pid), key]] : [];
      });
  }
}

interface Refusal {
  readonly exit: number | null;
  readonly codes: string[];
  /** Of the first. */
  readonly params: Message['params'];
  readonly hints: string[];
}

/** A site with types of these names, each with what differs from `LocalSite.type`. */
export function siteOf(
  types: Readonly<Record<string, Record<string, unknown>>>,
  own: Record<string, unknown> = {},
): LocalSite {
  const site = new LocalSite();
  const listed = Object.entries(types).map(([name, more]) => site.type(name, more));
  return site.config(listed, own);
}

/** What a command prints that has nothing to say. */
export function silent(exit: number): Ran {
  return { exit, stdout: '', stderr: '' };
}

/** The configuration with hosts that are down beside this machine: nothing listens on port 1. */
export function withDead(...hosts: string[]): Record<string, unknown> & { available: object[] } {
  const dead = hosts.map((host) => ({ host, address: '127.0.0.1', port: 1 }));
  return { available: [thisMachine, ...dead], ping: { method: 'tcp' }, safety: { brownout: 1 } };
}

interface ErrorDocument {
  readonly command: string;
  readonly problems: readonly Message[];
  readonly hints: string[];
}

/** Command lines that take no `-c`. */
const withoutConfig = /^(--help|--version|init|completion)$/;

export const thisMachine = { host: 'me', via: 'local' };

/** Empty for one that has just ended. */
function commandLine(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
  } catch {
    return [];
  }
}

const schema = JSON.parse(readFileSync(packagePath('schema/report.schema.json'), 'utf8')) as object;
const ajv = new Ajv2020({
  allErrors: true,
  allowUnionTypes: true,
  formats: { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/ },
});
ajv.addSchema(schema, 'report');

/** What `--json` printed, held against its part of the schema. */
export function asDocument<Document = Record<string, unknown>>(text: string): Document {
  const document = JSON.parse(text) as Record<string, unknown>;
  if (!ajv.validate(`report#/$defs/${String(document['command'])}`, document)) {
    throw new Error(`${ajv.errorsText()} in ${text}`);
  }
  if (!ajv.validate('report', document)) throw new Error(`as a whole: ${ajv.errorsText()} in ${text}`);
  return document as Document;
}
