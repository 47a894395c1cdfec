import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { allMutations, mutated, staleMutations, type Mutation } from './mutationTable.ts';

/**
 * Breaks each rule of tools/mutations.txt once, in a copy of the working tree, and prints which test fails. A rule that can
 * be broken while all tests pass is a rule that no test covers.
 *
 * `npm run mutations` tries all; `npm run mutations -- census grace` those whose file or rule contains one of the words.
 * Exit 1 if one was not caught, or if its text is no longer found exactly once.
 */
async function main(words: readonly string[]): Promise<number> {
  const chosen = allMutations().filter(
    ({ file, breaks }) => words.length === 0 || words.some((word) => `${file} ${breaks}`.includes(word)),
  );
  const stale = staleMutations(chosen);
  for (const { file, text } of stale) print(`not found exactly once in ${file}: ${text}`);
  if (stale.length > 0) return 1;

  const beganMs = performance.now();
  const waiting = [...chosen];
  const missed: Mutation[] = [];
  const folders = await Promise.all(Array.from({ length: availableParallelism() }, scratchCopy));
  const work = async (folder: string): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { kind, by } = await tried(next, folder);
      if (kind !== 'caught') missed.push(next);
      print(`${kind.padEnd(8)}  ${next.file}: ${next.breaks}\n          ${by}`.trimEnd());
    }
  };
  try {
    const unchanged = await tested(folders[0] as string, tests, 'every case');
    if (unchanged.kind !== 'survived') throw new Error(`the tests fail without a mutation: ${unchanged.by}`);
    await Promise.all(folders.map(work));
  } finally {
    for (const folder of folders) await rm(folder, { recursive: true });
  }

  const seconds = Math.round((performance.now() - beganMs) / 1000);
  print(`\n${chosen.length} mutations, ${chosen.length - missed.length} caught, in ${seconds} s`);
  for (const { file, breaks } of missed) print(`not caught: ${file}: ${breaks}`);
  return missed.length === 0 ? 0 : 1;
}

/** `broken`: the mutated code cannot be loaded, so the mutation shows nothing. */
interface Verdict {
  readonly kind: 'caught' | 'survived' | 'broken';
  /** Title of the first test that failed. */
  readonly by: string;
}

/** A run of tests that takes longer than this does not end by itself. */
const longestMs = 300_000;
const root = join(import.meta.dirname, '..');
/** Where most mutations without tests of their own are caught, and where the properties take long. */
const [quick, slow] = [
  ['scenarios', 'memory'],
  ['plainPlan', 'stops', 'plan', 'why'],
];
/** Tests that start no hosts and no `muster` processes. */
const tests = [
  ...readdirSync(join(root, 'test/core'))
    .filter((name) => name.endsWith('.test.ts') && name !== 'cost.test.ts')
    .toSorted((a, b) => place(a) - place(b))
    .map((name) => `test/core/${name}`),
  'test/launching.test.ts',
  'test/pass.test.ts',
  'test/stopping.test.ts',
  'test/report/checks.test.ts',
  'test/store/clockSet.test.ts',
  'test/cli/deadline.test.ts',
  'test/remote/pilotLines.test.ts',
];
function place(name: string): number {
  const subject = subjectOf(name);
  return quick.includes(subject) ? 0 : slow.includes(subject) ? 2 : 1;
}

/** `plan` of `test/core/plan.test.ts` and of `src/core/plan.ts`. */
function subjectOf(path: string): string {
  return basename(path).replace(/(\.test)?\.ts$/, '');
}

/** Titles of tests that measure time or memory, which tells nothing of a rule. */
const measuring = 'of processor time|10,000 hosts|no longer than to plan';

async function scratchCopy(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-mutations-'));
  for (const part of ['src', 'test', 'package.json', 'tsconfig.json', '.mocharc.json'])
    await cp(join(root, part), join(folder, part), { recursive: true });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

async function tried(mutation: Mutation, folder: string): Promise<Verdict> {
  const path = join(folder, mutation.file);
  const source = await readFile(path, 'utf8');
  await writeFile(path, mutated(source, mutation) as string);
  try {
    const verdict = await tested(folder, namedAfter(mutation.file));
    return verdict.kind === 'survived' ? await tested(folder, tests, 'every case') : verdict;
  } finally {
    await writeFile(path, source);
  }
}

/** `pilotEnds.test.ts` is named after `pilot.ts`, and `rollup.test.ts` is meant by `rollupOf.ts`. */
function namedAfter(file: string): string[] {
  const subject = subjectOf(file);
  return tests.filter((test) => {
    const tested = subjectOf(test);
    return tested.startsWith(subject) || subject.startsWith(tested);
  });
}

/** Runs the tests up to the first that fails. Mocha's own starter would start a second node for the option `import`. */
function tested(folder: string, files: readonly string[], cases?: 'every case'): Promise<Verdict> {
  if (files.length === 0) return Promise.resolve({ kind: 'survived', by: '' });
  const mocha = join(root, 'node_modules/mocha/lib/cli/cli.js');
  const args = ['--bail', '--exit', '--reporter', 'json', '--grep', measuring, '--invert', ...files];
  const options = {
    cwd: folder,
    env: { ...process.env, ...(cases && { MUSTER_TEST_DEEP: '1' }) },
    timeout: longestMs,
    killSignal: 'SIGKILL',
    maxBuffer: 1e8,
  } as const;
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', mocha, ...args], options, (error, stdout, stderr) => {
      if (error === null) return resolve({ kind: 'survived', by: '' });
      if (error.killed === true) return resolve({ kind: 'caught', by: 'the tests do not end' });
      const title = firstFailure(stdout);
      resolve(title === null ? { kind: 'broken', by: stderr.slice(-500) } : { kind: 'caught', by: title });
    });
  });
}

/** The title of the first failure in mocha's JSON; null where no test has failed. */
function firstFailure(stdout: string): string | null {
  const start = stdout.indexOf('{\n  "stats"');
  if (start < 0) return null;
  const { failures } = JSON.parse(stdout.slice(start)) as { failures: { fullTitle: string }[] };
  return failures[0]?.fullTitle ?? null;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exitCode = await main(process.argv.slice(2));
