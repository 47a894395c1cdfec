import { spawn } from 'node:child_process';
import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

// node tools/test.mjs [--deep] [FILE...] [-- MOCHA OPTION...]: runs test files side by side, the slow ones first, and
// prints what the machine kept it from testing, the seconds of each room, and the counts. --deep, of all files, tries the
// mutations (tools/mutations.ts) after that.

const root = join(import.meta.dirname, '..');
const [own, mochaOptions = []] = split(process.argv.slice(2), '--');
const deep = own.includes('--deep');
const named = own.filter((word) => !word.startsWith('--'));
const seed = process.env.MUSTER_TEST_SEED ?? '1';
/** Most test files wait most of the time, for hosts and timers. */
const jobs = process.env.MUSTER_TEST_JOBS ?? String(2 * Math.min(4, availableParallelism()));

/** How long each test file took the last time: only the order depends on it. */
const timesFile = join(root, 'node_modules/.cache/muster-test-times.json');
/** Where nothing was measured yet, the rooms with the longest files come first. */
const slowRooms = ['soak', 'e2e', 'browser', 'bench', 'pilot', 'monitor', 'cli', 'remote'];

process.exitCode = await main();

async function main() {
  const files = inOrder(named.length > 0 ? named : testFiles());
  const scratch = mkdtempSync(join(tmpdir(), 'muster-test-run-'));
  const paths = Object.fromEntries(['counts', 'times', 'leftOut'].map((name) => [name, join(scratch, name)]));
  try {
    console.log(
      `${files.length} test files, ${jobs} at once, ${deep ? 'every case' : `a slice of the exhaustive cases by seed ${seed} (MUSTER_TEST_SEED)`}`,
    );
    const began = performance.now();
    const status = await mocha(files, {
      MUSTER_TEST_SEED: seed,
      ...(deep && { MUSTER_TEST_DEEP: '1' }),
      MUSTER_TEST_COUNTS: process.env.MUSTER_TEST_COUNTS ?? paths.counts,
      MUSTER_TEST_TIMES: paths.times,
      MUSTER_TEST_LEFT_OUT: paths.leftOut,
    });
    const times = records(paths.times);
    keep(times);
    printRooms(times);
    printLeftOut(records(paths.leftOut));
    const {
      passes = 0,
      failures = 0,
      pending = 0,
    } = records(process.env.MUSTER_TEST_COUNTS ?? paths.counts)[0] ?? {};
    console.log(`\n${Math.round((performance.now() - began) / 1000)} s`);
    console.log(`${passes} passed, ${failures} failed, ${pending} skipped`);
    if (status !== 0 || !deep || own.length > 1) return status;
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
  // The terminal sends it to the child as well, which ends; then so do we.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) =>
    child.once('error', reject).once('exit', (code) => resolve(code ?? 1)),
  );
}

function testFiles() {
  return readdirSync(join(root, 'test'), { recursive: true })
    .filter((path) => path.endsWith('.test.ts') && (deep || !path.startsWith('deep/')))
    .map((path) => join('test', path))
    .toSorted();
}

function inOrder(files) {
  const known = knownTimes();
  return files.toSorted(
    (a, b) => (known[b] ?? guess(b) * 1000) - (known[a] ?? guess(a) * 1000) || (a < b ? -1 : 1),
  );
}

/** A file of a slow room comes before the files of the others. */
function guess(file) {
  const slow = slowRooms.indexOf(roomOf(file));
  return slow < 0 ? 0 : slowRooms.length - slow;
}

function knownTimes() {
  try {
    return JSON.parse(readFileSync(timesFile, 'utf8'));
  } catch {
    return {};
  }
}

function keep(times) {
  mkdirSync(join(timesFile, '..'), { recursive: true });
  const measured = Object.fromEntries(times.map(({ file, ms }) => [file, ms]));
  writeFileSync(timesFile, `${JSON.stringify({ ...knownTimes(), ...measured })}\n`);
}

function printRooms(times) {
  const rows = Object.entries(grouped(times))
    .map(([room, of]) => [room, of.length, of.reduce((sum, { ms }) => sum + ms, 0) / 1000])
    .toSorted(([, , a], [, , b]) => b - a);
  if (rows.length < 2) return;
  console.log('\n  seconds  files  room');
  for (const [room, files, seconds] of rows)
    console.log(`${seconds.toFixed(1).padStart(9)}${String(files).padStart(7)}  ${room}`);
  const slowest = times.toSorted((a, b) => b.ms - a.ms).slice(0, 5);
  console.log(`slowest: ${slowest.map(({ file, ms }) => `${file} ${(ms / 1000).toFixed(0)} s`).join(', ')}`);
}

function grouped(times) {
  const rooms = {};
  for (const time of times) (rooms[roomOf(time.file)] ??= []).push(time);
  return rooms;
}

function printLeftOut(leftOut) {
  if (leftOut.length === 0) return;
  const bySet = new Map();
  for (const { suite, missing } of leftOut) {
    const what = missing.join(', ');
    bySet.set(what, [...(bySet.get(what) ?? []), suite]);
  }
  console.log('\nNot tested on this machine:');
  for (const [what, suites] of bySet) console.log(`- for want of ${what}: ${suites.toSorted().join('; ')}`);
}

/** The lines of a file of JSON; empty where there is none. */
function records(path) {
  try {
    return readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  } catch {
    return [];
  }
}

function roomOf(file) {
  const parts = file.split('/');
  return parts.length > 2 ? parts[1] : '(top)';
}

function split(words, at) {
  const index = words.indexOf(at);
  return index < 0 ? [words] : [words.slice(0, index), words.slice(index + 1)];
}
