/**
 * What passes come to for 100 to 100,000 simulated hosts: messages, passes, the processor's time to think, memory, sizes of files.
 * `npm run bench:scale` writes the figures to bench/results/scale.json and the tables of docs/scale.md. Takes a minute or two on a machine with nothing else to do.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { format } from 'prettier';
import { packagePath } from '../src/package.ts';
import { lengthText } from '../src/report/lengthText.ts';
import type { Scaled } from './scaled.ts';

/** Twenty components for a thousand hosts, and no more than two hundred. */
const sizes = [
  { hosts: 100, components: 2, fill: true },
  { hosts: 1000, components: 20, fill: true },
  // Hundreds of passes of so many hosts tell nothing that the smaller ones do not: each launches as much as it may.
  { hosts: 10_000, components: 200, fill: false },
  { hosts: 100_000, components: 200, fill: false },
];
const launchesPerPass = 100;
/** More is not allowed. */
const mostPerPass = 100_000;
const everyMs = 300_000;
/** `timeouts.pass`, if nothing else is said. */
const passMs = 240_000;
const roundTrips = 7;

const results = packagePath('bench/results/scale.json');
const page = packagePath('docs/scale.md');

const scaled = sizes.map(({ hosts, components, fill }): Scaled => {
  const args = ['--import', 'tsx', packagePath('bench/scaled.ts'), hosts, components, Number(fill)].map(
    String,
  );
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${hosts} hosts: exit ${status}: ${stderr}`);
  console.log(stdout);
  return JSON.parse(stdout) as Scaled;
});
mkdirSync(packagePath('bench/results'), { recursive: true });
const machine = {
  node: process.version,
  processor: cpus()[0]?.model ?? 'unknown',
  processors: cpus().length,
};
writeFileSync(results, `${JSON.stringify({ machine, scaled }, null, 2)}\n`);

const tables: Readonly<Record<string, string>> = {
  machine: `Node ${machine.node.slice(1)} on ${machine.processors} processors (${machine.processor}).`,
  passes: table(
    [
      'hosts',
      'components',
      'instances',
      'connections',
      'commands',
      'thinking',
      'memory',
      '`state.json`',
      'its writing',
      'page',
      'its writing',
    ],
    scaled.map(({ hosts, components, instances, converged, mostMiB, state, page }) => [
      number(hosts),
      number(components),
      number(instances),
      number(converged.connections),
      number(converged.commands),
      seconds(converged.processorMs),
      `${mostMiB} MiB`,
      size(state.bytes),
      seconds(state.processorMs),
      size(page.bytes),
      seconds(page.processorMs),
    ]),
  ),
  fill: table(
    [
      'hosts',
      'instances',
      'passes at 100 each',
      'takes',
      'passes at 100,000 each',
      'commands for that',
      'thinking for that',
    ],
    scaled.map(({ hosts, instances, fill, first }) => {
      const passes = fill?.passes ?? Math.ceil(instances / launchesPerPass);
      return [
        number(hosts),
        number(instances),
        `${number(passes)}${fill === null ? ' (reckoned)' : ''}`,
        lengthText((passes - 1) * everyMs),
        String(Math.ceil(instances / mostPerPass)),
        number(first.commands),
        seconds(first.processorMs),
      ];
    }),
  ),
  wires: table(
    ['hosts', '`fanout.hosts`', 'at 1 ms', 'at 20 ms', 'at 100 ms'],
    scaled.flatMap(({ hosts }) =>
      [64, 256].map((fanout) => [
        number(hosts),
        String(fanout),
        ...[1, 20, 100].map((roundTripMs) => wait(hosts, fanout, roundTripMs)),
      ]),
    ),
  ),
  processor: processorTable(),
};

let text = readFileSync(page, 'utf8');
for (const [name, content] of Object.entries(tables)) {
  const [begin, end] = [`<!-- ${name}: made by "npm run bench:scale" -->`, `<!-- ${name}: end -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/scale.md has no place for ${name}`);
  text = `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`;
}
const options = JSON.parse(readFileSync(packagePath('.prettierrc.json'), 'utf8')) as object;
writeFileSync(page, await format(text, { ...options, parser: 'markdown' }));

/** What `test/remote/roundTrips.test.ts` counts for a host, and TCP's own; so many hosts at once. */
function wait(hosts: number, fanout: number, roundTripMs: number): string {
  const ms = Math.ceil(hosts / fanout) * roundTrips * roundTripMs;
  return ms > passMs ? `**${seconds(ms)}**` : seconds(ms);
}

/** What the wires take of the processor for each host is measured on real hosts, by another bench. */
function processorTable(): string {
  const path = packagePath('bench/results/performance.json');
  const measured = existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as { processorMsPerHost?: number }).processorMsPerHost
    : undefined;
  if (measured === undefined)
    return 'What connecting takes of the processor for each host is measured on real hosts, by `npm run bench`.';
  const rows = scaled.map(({ hosts, converged, state, page }) => {
    const thinkingMs = converged.processorMs + state.processorMs + page.processorMs;
    const wiresMs = hosts * measured;
    const allMs = thinkingMs + wiresMs;
    return [
      number(hosts),
      seconds(wiresMs),
      seconds(thinkingMs),
      allMs > passMs ? `**${seconds(allMs)}**` : seconds(allMs),
    ];
  });
  const most = Math.floor(passMs / measured / 1000) * 1000;
  return `At ${measured.toFixed(1)} ms of the processor for each host, as the bench on real hosts has it:

${table(['hosts', 'connections', 'thinking and writing', 'together'], rows)}

So connecting fills \`timeouts.pass\` (\`4m\`) with some ${number(most)} hosts; 3,000 take ${seconds(3000 * measured)}. The bench's own wall times are longer, for there the hosts' sshds work on the same cores.`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---:'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function number(value: number): string {
  return value.toLocaleString('en');
}

function seconds(ms: number): string {
  if (ms < 1000) return `${Math.max(1, Math.round(ms))} ms`;
  return ms < 100_000 ? `${(ms / 1000).toFixed(1)} s` : lengthText(ms);
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
