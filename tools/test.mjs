import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { wrapAnsi } from 'fast-wrap-ansi';

// node tools/test.mjs [--deep] [FILE...] [-- MOCHA OPTION...]
//
// Runs test files in parallel, the slowest first. Then prints the seconds of each folder, the tests that this machine cannot
// run, and the counts. `--deep` tests every case; `--deep` without FILE also runs the mutations (tools/mutations.ts).
//
// JavaScript, because Node 20 cannot run TypeScript. Test processes write to the files that these variables name:
//   MUSTER_TEST_COUNTS   {passes, failures, pending}, by tools/reporter.mjs; .ci/run names a file of its own
//   MUSTER_TEST_TIMES    a line {file, ms} for each test file, by test/harness/hooks.ts
//   MUSTER_TEST_SKIPPED  a line {suite, missing} for each skipped suite, by test/harness/needs.ts

const root = join(import.meta.dirname, '..');
const [ownArgs, mochaOptions = []] = split(process.argv.slice(2), '--');
const unknown = ownArgs.filter((word) => word !== '--deep' && !existsSync(join(root, word)));
if (unknown.length > 0) throw new Error(`no such test file or option: ${unknown.join(' ')}`);
const deep = ownArgs.includes('--deep');
const named = ownArgs.filter((word) => !word.startsWith('--'));
const seed = process.env.MUSTER_TEST_SEED ?? '1';
/** More than the processors: most test files mostly wait for hosts and timers. */
const jobs = process.env.MUSTER_TEST_JOBS ?? String(2 * Math.min(4, availableParallelism()));

/** Duration of each test file in its last run. Only the order depends on it. */
const timesFile = join(root, 'node_modules/.cache/muster-test-times.json');
/** The folders with the longest files: they come first among the files without a measured time. */
const slowFolders = ['soak', 'e2e', 'browser', 'bench', 'pilot', 'monitor', 'cli', 'remote'];

process.exitCode = await main();

async function main() {
  const files = sorted(named.length > 0 ? named : testFiles());
  const scratch = mkdtempSync(join(tmpdir(), 'muster-test-run-'));
  const report = (name) => join(scratch, name);
  const countsFile = process.env.MUSTER_TEST_COUNTS ?? report('counts');
  try {
    console.log(
      `${files.length} test files, ${jobs} at once, ${deep ? 'every case' : `a sample of the exhaustive cases by seed ${seed} (MUSTER_TEST_SEED)`}`,
    );
    const beganMs = performance.now();
    const status = await mocha(files, {
      MUSTER_TEST_SEED: seed,
      ...(deep && { MUSTER_TEST_DEEP: '1' }),
      MUSTER_TEST_COUNTS: countsFile,
      MUSTER_TEST_TIMES: report('times'),
      MUSTER_TEST_SKIPPED: report('skipped'),
    });
    const times = readJsonLines(report('times'));
    saveTimes(times);
    printFolders(times);
    printSkipped(readJsonLines(report('skipped')));
    const [{ passes = 0, failures = 0, pending = 0 } = {}] = readJsonLines(countsFile);
    console.log(`\n${Math.round((performance.now() - beganMs) / 1000)} s`);
    console.log(`${passes} passed, ${failures} failed, ${pending} skipped`);
    if (status !== 0 || !deep || ownArgs.length > 1) return status;
    console.log('\nnpm run mutations');
    return run(['--import', 'tsx', join(root, 'tools/mutations.ts')]);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function mocha(files, env) {
  const program = join(root, 'node_modules/mocha/bin/mocha.js');
  return run([program, '--parallel', '--jobs', jobs, ...mochaOptions, ...files], env);
}

/** Runs node and returns its exit code. */
function run(args, env = {}) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  // Ctrl-C reaches the child too; exit when it has exited.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) =>
    child.once('error', reject).once('exit', (code) => resolve(code ?? 1)),
  );
}

function testFiles() {
  return readdirSync(join(root, 'test'), { recursive: true })
    .filter((path) => path.endsWith('.test.ts') && (deep || !path.startsWith('deep/')))
    .map((path) => join('test', path));
}

/** The files, the slowest first. */
function sorted(files) {
  const times = savedTimes();
  const ms = (file) => times[file] ?? estimateMs(file);
  return files.toSorted((a, b) => ms(b) - ms(a) || (a < b ? -1 : 1));
}

function estimateMs(file) {
  const index = slowFolders.indexOf(folderOf(file));
  return index < 0 ? 0 : (slowFolders.length - index) * 1000;
}

function savedTimes() {
  try {
    return JSON.parse(readFileSync(timesFile, 'utf8'));
  } catch {
    return {};
  }
}

function saveTimes(times) {
  mkdirSync(join(timesFile, '..'), { recursive: true });
  const measured = Object.fromEntries(times.map(({ file, ms }) => [file, ms]));
  writeFileSync(timesFile, `${JSON.stringify({ ...savedTimes(), ...measured })}\n`);
}

function printFolders(times) {
  const rows = groups(times, ({ file }) => folderOf(file))
    .map(([folder, files]) => [folder, files.length, files.reduce((sum, { ms }) => sum + ms, 0) / 1000])
    .toSorted(([, , a], [, , b]) => b - a);
  if (rows.length < 2) return;
  console.log('\n  seconds  files  folder');
  for (const [folder, files, seconds] of rows)
    console.log(`${seconds.toFixed(1).padStart(9)}${String(files).padStart(7)}  ${folder}`);
  const slowest = times.toSorted((a, b) => b.ms - a.ms).slice(0, 5);
  console.log(`slowest: ${slowest.map(({ file, ms }) => `${file} ${(ms / 1000).toFixed(0)} s`).join(', ')}`);
}

function printSkipped(skipped) {
  if (skipped.length === 0) return;
  console.log('\nNot tested on this machine:');
  for (const [missing, records] of groups(skipped, (record) => record.missing.join(', '))) {
    const suites = records.map(({ suite }) => suite).toSorted();
    console.log(wrapAnsi(`- needs ${missing}: ${suites.join('; ')}`, 100));
  }
}

function groups(list, keyOf) {
  const lists = {};
  for (const one of list) (lists[keyOf(one)] ??= []).push(one);
  return Object.entries(lists);
}

/** Empty if there is no such file. */
function readJsonLines(path) {
  try {
    return readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  } catch {
    return [];
  }
}

/** `core` of test/core/plan.test.ts. */
function folderOf(file) {
  const parts = file.split('/');
  return parts.length > 2 ? parts[1] : '(top)';
}

function split(words, at) {
  const index = words.indexOf(at);
  return index < 0 ? [words] : [words.slice(0, index), words.slice(index + 1)];
}
