/**
 * Time and memory to write page and metrics for 2,000 hosts with 100 components and 30 days of history, in a process of its own, beside
 * node that does nothing: `npm run bench:glance`. Medians are printed.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { build } from 'esbuild';
import { packagePath } from '../src/package.ts';
import { largest, pastOf, shownOf } from '../test/page/fleet.ts';
import { writePast } from '../test/page/historyFiles.ts';

const rounds = 9;
const folder = mkdtempSync(join(tmpdir(), 'muster-glance-'));
try {
  const logs = join(folder, 'logs');
  const { config, report, tookMs } = shownOf(largest);
  const page = join(folder, 'web/index.html');
  const textfile = join(folder, 'metrics/muster.prom');
  // A pass does not make this one.
  mkdirSync(join(folder, 'metrics'));
  const monitor = { page, textfile, healthcheck: null, notify: null, staleMs: null };
  writePast(logs, pastOf(largest));
  const file = join(folder, 'shown');
  writeFileSync(file, serialize({ config: { ...config, logs, monitor }, report, tookMs }));
  const program = await built();
  const taken = Array.from({ length: rounds }, () => ran(program, file));
  const nothing = Array.from({ length: rounds }, () => ran(join(folder, 'dist/nothing.mjs'), file));
  const { hosts, components, days } = largest;
  console.log(`medians of ${rounds} runs: ${hosts} hosts, ${components} components, ${days} days`);
  console.log(
    `page and metrics  ${median(taken, 'tookMs').toFixed(0)} ms (processor ${median(taken, 'processorMs').toFixed(0)} ms), at most ${mib(median(taken, 'mostKiB'))}`,
  );
  console.log(`the same process without them  at most ${mib(median(nothing, 'mostKiB'))}`);
  console.log(`the page has ${megabytes(page)} MB, the metrics have ${megabytes(textfile)} MB`);
} finally {
  rmSync(folder, { recursive: true });
}

/** As it is in the build: one file, beside the template. */
async function built(): Promise<string> {
  const dist = join(folder, 'dist');
  mkdirSync(dist);
  for (const name of ['dist/page.html', 'package.json']) copyFileSync(packagePath(name), join(folder, name));
  const outfile = join(dist, 'glanced.mjs');
  const common = {
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    logLevel: 'error',
  } as const;
  // What they import of CommonJS asks for modules of node.
  const banner = { js: 'const require = process.getBuiltinModule;' };
  await build({ ...common, banner, entryPoints: [packagePath('bench/glanced.ts')], outfile });
  const idle =
    "(await import('node:v8')).deserialize((await import('node:fs')).readFileSync(process.argv[2]));";
  const told =
    'process.stdout.write(JSON.stringify({ tookMs: 0, processorMs: 0, mostKiB: process.resourceUsage().maxRSS, faults: [] }));';
  writeFileSync(join(dist, 'nothing.mjs'), `${idle}\n${told}\n`);
  return outfile;
}

interface Taken {
  readonly tookMs: number;
  readonly processorMs: number;
  readonly mostKiB: number;
}

function ran(program: string, file: string): Taken {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, file], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
  const { faults, ...taken } = JSON.parse(stdout) as Taken & { faults: readonly string[] };
  if (faults.length > 0) throw new Error(faults.join('; '));
  return taken;
}

function median(list: readonly Taken[], figure: keyof Taken): number {
  return list.map((taken) => taken[figure]).toSorted((a, b) => a - b)[list.length >> 1] ?? NaN;
}

function mib(kib: number): string {
  return `${(kib / 1024).toFixed(0)} MiB`;
}

function megabytes(path: string): string {
  return (statSync(path).size / 1e6).toFixed(2);
}
