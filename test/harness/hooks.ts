import { appendFileSync, chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeep } from './sample.ts';
import { commandLine, processesWith, signal } from './processes.ts';

/** Marks every process that a test process starts, so that leftovers can be found. */
const ownerVariable = 'MUSTER_TEST_OWNER';

// The TMPDIR of the tests: mocha loads this file once in each test process, before any test file. The path is short, because
// the path of a Unix socket has at most 107 bytes.
const folder = mkdtempSync('/tmp/mt-');
// Some tests run programs as another user.
chmodSync(folder, 0o711);
process.env['TMPDIR'] = folder;
process.env[ownerVariable] = String(process.pid);
process.once('exit', () => removeAll(folder));

/** Time for processes to exit after TERM. */
const exitMs = 5000;

const deepTimeoutMs = 1_800_000;

let beganMs = 0;

/** Fails a test file that leaves a file, a network namespace or a process behind. Parallel mode runs it after each file. */
export const mochaHooks: Mocha.RootHookObject = {
  beforeAll(this: Mocha.Context) {
    beganMs = performance.now();
    // Mocha ignores a rejection that nobody handles, and drops listeners after each file.
    process.removeListener('unhandledRejection', fail).on('unhandledRejection', fail);
  },
  /** Every case of a test takes longer than the time-out of its slice. */
  beforeEach(this: Mocha.Context) {
    const { currentTest } = this;
    if (isDeep) currentTest?.timeout(Math.max(currentTest.timeout(), deepTimeoutMs));
  },
  async afterAll(this: Mocha.Context) {
    recordTime(this.test?.parent?.suites ?? []);
    this.timeout(exitMs + 10_000);
    const deadline = performance.now() + exitMs;
    while (leftovers().length > 0 && performance.now() < deadline) await sleep(20);
    const left = leftovers();
    // Remove them, so that they do not fail the next file of this process.
    for (const { clear } of left) clear();
    if (left.length > 0) throw new Error(`left behind: ${left.map(({ name }) => name).join('; ')}`);
  },
};

function fail(reason: unknown): never {
  throw reason;
}

/** Appends the duration of a test file to the file that `tools/test.mjs` reads. */
function recordTime(suites: readonly Mocha.Suite[]): void {
  const times = process.env['MUSTER_TEST_TIMES'];
  const [{ file } = { file: undefined }] = suites;
  if (!times || file === undefined) return;
  const record = { file: relative(process.cwd(), file), ms: Math.round(performance.now() - beganMs) };
  appendFileSync(times, `${JSON.stringify(record)}\n`);
}

interface Leftover {
  readonly name: string;
  /** Removes it, or lets a namespace pass from now on. */
  clear(): void;
}

function leftovers(): Leftover[] {
  return [...files(), ...namespaces(), ...processes()];
}

/** `tsx-UID` is the cache of tsx. */
function files(): Leftover[] {
  return namesIn(folder)
    .filter((name) => !/^tsx-\d+$/.test(name))
    .map((name) => join(folder, name))
    .map((path) => ({ name: `the file ${path}`, clear: () => removeAll(path) }));
}

const reported = new Set<string>();

/** Namespaces of test hosts are named after the process that made them (test/fleet/network.ts). */
function namespaces(): Leftover[] {
  return namesIn('/run/netns')
    .filter((name) => name.startsWith(`mst${process.pid}-`) && !reported.has(name))
    .map((name) => ({ name: `the network namespace ${name}`, clear: () => reported.add(name) }));
}

function processes(): Leftover[] {
  return processesWith(`${ownerVariable}=${process.pid}`).flatMap((pid): Leftover[] => {
    const command = commandLine(pid);
    // tsx keeps an esbuild service running.
    if (pid === process.pid || /\besbuild\b.*--service=/.test(command)) return [];
    return [{ name: `process ${pid} (${command.slice(0, 200)})`, clear: () => signal(pid, 'SIGKILL') }];
  });
}

function removeAll(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
}

function namesIn(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
