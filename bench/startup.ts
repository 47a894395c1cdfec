/**
 * What each verb takes to its first output beside node that does nothing, in one run: `npm run bench:startup`. Rounds are
 * interleaved; medians are printed. Hosts are this machine, so that no network is in it. Other builds to compare with are
 * named by their `main.js`: `npx tsx bench/startup.ts /elsewhere/dist/main.js`.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { LocalSite, mainFile } from '../test/cli/localSite.ts';

const rounds = 15;
const verbs: readonly (readonly string[])[] = [
  ['--version'],
  ['--help'],
  ['run', '--help'],
  ['__complete', 'fish', 'status', '-'],
  ['completion', 'bash'],
  ['check'],
  ['history'],
  ['status'],
  ['plan'],
  ['why', 'p/a'],
  ['match', 'p/a'],
  ['logs', 'p/a'],
  ['drain', 'me', '--dry-run'],
  ['pause', 'p/a', '--dry-run'],
  ['stop', 'p/a', '--dry-run'],
  ['restart', 'p/a', '--dry-run'],
  ['doctor'],
  ['trust'],
  ['run'],
];

interface Taken {
  readonly firstMs: number;
  readonly processorMs: number;
}

using site = new LocalSite();
site.config([site.type('a')]);
// What there is to be looked at, and a log to be read.
await site.muster('run');
const builds = [...process.argv.slice(2), mainFile];
const nothing = [process.execPath, '-e', '0'];
const commands = [
  nothing,
  ...verbs.flatMap((verb) => builds.map((file) => [process.execPath, file, ...verb])),
];
const taken = commands.map((): Taken[] => []);
for (let round = 0; round < rounds; round++) {
  for (const [index, command] of commands.entries()) taken[index]?.push(await timed(command));
}

const [base = [], ...others] = taken;
const baseMs = { firstMs: medianOf(base, 'firstMs'), processorMs: medianOf(base, 'processorMs') };
console.log(`medians of ${rounds} interleaved rounds, in milliseconds and in times of "node -e 0"`);
console.log(`${''.padEnd(34)}first output     processor, to the end`);
console.log(row('node -e 0', base));
for (const [index, list] of others.entries()) {
  const build = builds[index % builds.length] ?? '';
  const verb = verbs[Math.floor(index / builds.length)]?.join(' ') ?? '';
  console.log(row(`${verb}${build === mainFile ? '' : ' (other)'}`, list));
}

function row(name: string, list: readonly Taken[]): string {
  const cells = (['firstMs', 'processorMs'] as const).map((figure) => {
    const ms = medianOf(list, figure);
    return `${ms.toFixed(0).padStart(6)} ${(ms / baseMs[figure]).toFixed(2).padStart(6)}    `;
  });
  return `${name.padEnd(34)}${cells.join('')}`.trimEnd();
}

/** By bash's own clock for what it took; the first output is whatever comes first of what is said and printed. */
function timed(command: readonly string[]): Promise<Taken> {
  return new Promise((resolve, reject) => {
    const script = 'TIMEFORMAT="%3U %3S"; time "$@" 2>&1';
    const options = { cwd: site.folder, env: { ...process.env, HOME: join(site.folder, 'home') } };
    const startedMs = performance.now();
    const child = spawn('bash', ['-c', script, 'bash', ...command], options);
    let firstMs: number | null = null;
    let times = '';
    const passed = (): number => performance.now() - startedMs;
    child.stdout.on('data', () => (firstMs ??= passed()));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (times += text));
    child.on('error', reject).on('close', () => {
      const [userS = NaN, systemS = NaN] = times.trim().split(' ').map(Number);
      resolve({ firstMs: firstMs ?? passed(), processorMs: (userS + systemS) * 1000 });
    });
    child.stdin.end();
  });
}

function medianOf(list: readonly Taken[], figure: keyof Taken): number {
  return list.map((taken) => taken[figure]).toSorted((a, b) => a - b)[list.length >> 1] ?? NaN;
}
