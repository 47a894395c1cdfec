/**
 * The thinking of a pass, and nothing else, at sizes no test machine holds: `npm run bench:thinking`, with the words of some worlds
 * behind it only those. Each process thinks once, as a pass does; rounds are interleaved, medians are told. Written to
 * bench/results/thinking.json and between the marks in docs/planner.md.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { format } from 'prettier';
import { packagePath } from '../src/package.ts';
import { machineText } from './machine.ts';
import { thinkingTables, type Measured } from './thinkingTables.ts';
import { worlds, type Size, type WorldName } from './thinkingWorlds.ts';
import type { Thought } from './thought.ts';

const formatVersion = 1;
const rounds = 3;
/** What SPEC §6 names, and ten times more and less of each. */
const usual: Size = { hosts: 10_000, components: 200 };
const others: readonly Size[] = [
  { ...usual, hosts: 1_000 },
  { ...usual, hosts: 100_000 },
  { ...usual, components: 20 },
  { ...usual, components: 2_000 },
];

/** The worlds that are measured at these, too. */
const growing: readonly string[] = ['converged', 'everything missing', 'all blocked'] satisfies WorldName[];

const asked = process.argv.slice(2);
const names = Object.keys(worlds).filter((name) => asked.length === 0 || asked.includes(name));
const folder = mkdtempSync(join(tmpdir(), 'muster-thinking-'));
try {
  const program = await built();
  const runs = names.flatMap((world) =>
    [usual, ...(growing.includes(world) ? others : [])].map((size) => ({ world, size })),
  );
  const taken = new Map<string, Thought[]>();
  for (let round = 0; round < rounds; round++) {
    for (const { world, size } of runs) {
      const key = JSON.stringify({ world, size });
      taken.set(key, [...(taken.get(key) ?? []), thoughtOf(program, world, size)]);
    }
  }
  const measured = [...taken].map(
    ([key, thoughts]) => ({ ...JSON.parse(key), ...medians(thoughts) }) as Measured,
  );
  const machine = machineText();
  const tables = thinkingTables(measured, usual);
  console.log(`medians of ${rounds} processes each; ${machine}\n\n${tables}`);
  // Of some worlds alone it would be half a page.
  if (asked.length === 0) {
    mkdirSync(packagePath('bench/results'), { recursive: true });
    const results = { formatVersion, machine, rounds, measured };
    await writeFormatted('bench/results/thinking.json', JSON.stringify(results));
    await replaceTables(`Medians of ${rounds} processes each. ${machine}.\n\n${tables}`);
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** As it is in the build: one file, beside the package's description. */
async function built(): Promise<string> {
  const outfile = join(folder, 'dist/thought.mjs');
  writeFileSync(join(folder, 'package.json'), readFileSync(packagePath('package.json')));
  await build({
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    logLevel: 'error',
    mainFields: ['module', 'main'],
    banner: { js: 'const require = process.getBuiltinModule;' },
    entryPoints: [packagePath('bench/thought.ts')],
    outfile,
  });
  return outfile;
}

function thoughtOf(program: string, world: string, { hosts, components }: Size): Thought {
  const args = [program, world, String(hosts), String(components)];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${world}, ${hosts} × ${components}, ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as Thought;
}

function medians(thoughts: readonly Thought[]): Thought {
  const [first] = thoughts as [Thought];
  const byStep = (of: (thought: Thought) => Readonly<Record<string, number>>): Record<string, number> =>
    Object.fromEntries(
      Object.keys(of(first)).map((step) => [
        step,
        median(thoughts.map((thought) => of(thought)[step] ?? NaN)),
      ]),
    );
  return {
    wallMs: byStep(({ wallMs }) => wallMs),
    processorMs: byStep(({ processorMs }) => processorMs),
    beforeMiB: median(thoughts.map(({ beforeMiB }) => beforeMiB)),
    mostMiB: median(thoughts.map(({ mostMiB }) => mostMiB)),
    starts: first.starts,
    blocked: first.blocked,
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}

async function replaceTables(text: string): Promise<void> {
  const [begin, end] = ['<!-- measured: begin -->', '<!-- measured: end -->'];
  const page = readFileSync(packagePath('docs/planner.md'), 'utf8');
  const [before, rest = ''] = page.split(begin);
  await writeFormatted(
    'docs/planner.md',
    `${before}${begin}\n\n${text}\n\n${end}${rest.split(end)[1] ?? ''}`,
  );
}

async function writeFormatted(path: string, text: string): Promise<void> {
  const filepath = packagePath(path);
  writeFileSync(filepath, await format(text, { printWidth: 110, filepath }));
}
