import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { allMutations, applyMutation, staleMutations, type Mutation } from './mutationTable.ts';

const root = join(import.meta.dirname, '..');
/** A run that takes longer counts as hanging. */
const longestMs = 300_000;
/** Titles of tests that measure time or memory, which do not test a rule. */
const measurements = 'of processor time|10,000 hosts|no longer than to plan';
/** Run first: they catch most mutations that no other file catches. */
const runFirst = new Set(['scenarios', 'memory', 'pass']);
/** Run last: slow property tests. */
const runLast = new Set(['plainPlan', 'stops', 'plan', 'why']);
/** Tests that start no hosts and no `muster` processes. */
const tests = [
  ...readdirSync(join(root, 'test/core'))
    .filter((name) => name.endsWith('.test.ts') && name !== 'cost.test.ts')
    .map((name) => `test/core/${name}`),
  'test/launching.test.ts',
  'test/pass.test.ts',
  'test/stopping.test.ts',
  'test/report/checks.test.ts',
  'test/store/clockSet.test.ts',
  'test/cli/deadline.test.ts',
  'test/remote/pilotLines.test.ts',
].toSorted((a, b) => runOrder(a) - runOrder(b));

process.exitCode = await main(process.argv.slice(2));

/**
 * Breaks each rule of tools/mutations.txt once, in a copy of the working tree, and prints which test fails. A rule that can
 * be broken while all tests pass is a rule that no test covers.
 *
 * `npm run mutations` tries all; `npm run mutations -- census grace` those whose file or rule contains one of the words.
 * Exit 1 if a mutation was not caught, or no longer applies to exactly one place.
 */
async function main(words: readonly string[]): Promise<number> {
  const chosen = allMutations().filter(
    ({ file, rule }) => words.length === 0 || words.some((word) => `${file} ${rule}`.includes(word)),
  );
  const stale = staleMutations(chosen);
  for (const { file, find } of stale) print(`not found exactly once in ${file}: ${find}`);
  if (stale.length > 0) return 1;

  const beganMs = performance.now();
  const queue = [...chosen];
  const missed: Mutation[] = [];
  const folders = await Promise.all(Array.from({ length: availableParallelism() }, scratchCopy));
  const work = async (folder: string): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { kind, evidence } = await tryMutation(next, folder);
      if (kind !== 'caught') missed.push(next);
      print(`${kind.padEnd(8)}  ${next.file}: ${next.rule}\n          ${evidence}`.trimEnd());
    }
  };
  try {
    const unchanged = await runTests(folders[0] as string, tests, 'every case');
    if (unchanged.kind !== 'survived')
      throw new Error(`the tests fail without a mutation: ${unchanged.evidence}`);
    await Promise.all(folders.map(work));
  } finally {
    for (const folder of folders) await rm(folder, { recursive: true });
  }

  const seconds = Math.round((performance.now() - beganMs) / 1000);
  print(`\n${chosen.length} mutations, ${chosen.length - missed.length} caught, in ${seconds} s`);
  for (const { file, rule } of missed) print(`not caught: ${file}: ${rule}`);
  return missed.length === 0 ? 0 : 1;
}

/** `broken`: the mutated code cannot be loaded, so the mutation proves nothing. */
interface Verdict {
  readonly kind: 'caught' | 'survived' | 'broken';
  /** Title of the first failed test; for `broken`, the end of stderr. */
  readonly evidence: string;
}

function runOrder(path: string): number {
  const subject = subjectOf(path);
  return runFirst.has(subject) ? 0 : runLast.has(subject) ? 2 : 1;
}

/** `plan` of `test/core/plan.test.ts` and of `src/core/plan.ts`. */
function subjectOf(path: string): string {
  return basename(path).replace(/(\.test)?\.ts$/, '');
}

async function scratchCopy(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-mutations-'));
  for (const part of ['src', 'test', 'schema', 'package.json', 'tsconfig.json', '.mocharc.json'])
    await cp(join(root, part), join(folder, part), { recursive: true });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

async function tryMutation(mutation: Mutation, folder: string): Promise<Verdict> {
  const path = join(folder, mutation.file);
  const source = await readFile(path, 'utf8');
  await writeFile(path, applyMutation(source, mutation) as string);
  try {
    const verdict = await runTests(folder, testsOf(mutation.file));
    return verdict.kind === 'survived' ? await runTests(folder, tests, 'every case') : verdict;
  } finally {
    await writeFile(path, source);
  }
}

/** `pilotEnds.test.ts` tests `pilot.ts`; `rollup.test.ts` tests `rollupOf.ts`. */
function testsOf(file: string): string[] {
  const source = subjectOf(file);
  return tests.filter((path) => {
    const test = subjectOf(path);
    return test.startsWith(source) || source.startsWith(test);
  });
}

/** Runs the tests up to the first that fails. Not by mocha's bin file, which starts a second node for the option `import`. */
function runTests(folder: string, files: readonly string[], cases?: 'every case'): Promise<Verdict> {
  if (files.length === 0) return Promise.resolve({ kind: 'survived', evidence: '' });
  const mocha = join(root, 'node_modules/mocha/lib/cli/cli.js');
  const args = ['--bail', '--exit', '--reporter', 'json', '--grep', measurements, '--invert', ...files];
  const options = {
    cwd: folder,
    env: { ...process.env, ...(cases && { MUSTER_TEST_DEEP: '1' }) },
    timeout: longestMs,
    killSignal: 'SIGKILL',
    maxBuffer: 1e8,
  } as const;
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', mocha, ...args], options, (error, stdout, stderr) => {
      if (error === null) return resolve({ kind: 'survived', evidence: '' });
      if (error.killed === true) return resolve({ kind: 'caught', evidence: 'the tests hang' });
      const title = firstFailure(stdout);
      if (title === null) return resolve({ kind: 'broken', evidence: stderr.slice(-500) });
      resolve({ kind: 'caught', evidence: title });
    });
  });
}

/** The title of the first failure in mocha's JSON; null if no test failed. */
function firstFailure(stdout: string): string | null {
  const start = stdout.indexOf('{\n  "stats"');
  if (start < 0) return null;
  const { failures } = JSON.parse(stdout.slice(start)) as { failures: { fullTitle: string }[] };
  return failures[0]?.fullTitle ?? null;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
