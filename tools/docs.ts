import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joined } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { format } from 'prettier';
import { areas } from '../src/core/catalogue/catalogue.ts';
import type { Entry } from '../src/core/catalogue/entry.ts';
import { schema } from '../src/interface/schema.ts';
import { families } from '../src/report/metrics.ts';
import { withOptionTables } from './sshOptionTables.ts';
import { allowed, type Schema } from '../src/interface/wording.ts';
import { manualPage } from './manual.ts';

const root = new URL('../', import.meta.url);

/** The generated files, and files with a generated part: path in the repository -> text. */
export async function generatedFiles(): Promise<Map<string, string>> {
  const options: unknown = JSON.parse(await readFile(new URL('.prettierrc.json', root), 'utf8'));
  const formatted = (text: string, parser: string): Promise<string> =>
    format(text, { ...(options as object), parser });
  const page = (name: string): Promise<string> => readFile(new URL(`docs/${name}.md`, root), 'utf8');
  return new Map([
    ['schema/Interface.schema.json', await formatted(JSON.stringify(schema), 'json')],
    ['schema/validate.cjs', validatorCode()],
    ['docs/interface.md', await formatted(interfacePage(), 'markdown')],
    ['docs/ssh.md', await formatted(withOptionTables(await page('ssh')), 'markdown')],
    ['docs/metrics.md', await formatted(withMetrics(await page('metrics')), 'markdown')],
    ['docs/commands.md', withSimulation(await page('commands'))],
    ['docs/moving.md', await withCheck(await page('moving'))],
    ['docs/codes.md', await formatted(codesPage(), 'markdown')],
    ['man/muster.1', manualPage()],
  ]);
}

/**
 * The validator that ajv generates. CommonJS, because ajv's output uses `require`. Host-name formats are always accepted here;
 * `crossChecks.ts` checks them.
 */
function validatorCode(): string {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
    strictTypes: false,
    strictRequired: false,
    formats: { 'host-range': true, 'host-selector': true },
    code: { source: true, lines: true },
  });
  const code = standalone.default(ajv, ajv.compile(schema));
  return `// Made by ajv from src/interface/schema.ts by "npm run docs"; edit there.\n${code}\n`;
}

/** The page with the output of `muster check` for the file that it shows. */
async function withCheck(page: string): Promise<string> {
  const [, file = ''] = /```json\n(.*?)```\n\n```\n\$ muster check\n/s.exec(page) ?? [];
  const folder = await mkdtemp(joined(tmpdir(), 'muster-docs-'));
  try {
    const path = joined(folder, 'Interface.json');
    await writeFile(path, file);
    const text = printed(['check', '-c', path]).replaceAll(path, 'Interface.json');
    return page.replace(/^(\$ muster check\n)[^`]*(?=```)/m, (_, command: string) => command + text);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The page with the output of the simulation that it shows. */
function withSimulation(page: string): string {
  return page.replace(
    /^(\$ muster (simulate .*)\n)[^`]*(?=```)/m,
    (_, command: string, args: string) => command + printed(args.split(' ')),
  );
}

/** The stdout of a muster command in this folder. */
function printed(args: readonly string[]): string {
  const command = [...process.execArgv, 'src/main.ts', ...args];
  const env = { ...process.env, LC_ALL: 'C.UTF-8', NO_COLOR: '1' };
  return spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8', env }).stdout;
}

/** The page on metrics with its rows. */
function withMetrics(page: string): string {
  const rows = families.map(
    ({ name, type, labels, help }) =>
      `| ${code(name)} | ${type} | ${labels.map(code).join(', ')} | ${help} |\n`,
  );
  return page.replace(/(?:^\| `muster_.*\n)+/m, () => rows.join(''));
}

function interfacePage(): string {
  return [intro, ...sections(schema, ''), ranges, original].join('\n\n');
}

/** A text, escaped for a table cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** The catalogue as a reference page: a section for each area, a row for each code. */
function codesPage(): string {
  const sections = Object.entries(areas).map(([title, codes]) => {
    const rows = Object.entries(codes as unknown as Record<string, Entry>)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([code, { meaning, remedy, example, text }]) =>
          `| \`${code}\` | ${cell(meaning)} | ${cell(remedy ?? '')} | ${cell(text(example))} |`,
      );
    return [
      `## ${title}`,
      ['| code | meaning | what to do | example |', '| --- | --- | --- | --- |', ...rows].join('\n'),
    ].join('\n\n');
  });
  return [codesIntro, ...sections].join('\n\n');
}

const codesIntro = `# Codes

<!-- Made from src/core/catalogue by "npm run docs"; edit there. -->

Every reason, problem, finding and error of muster has a code. \`--json\`, the log, the history and the data of the page
carry it as \`{"code", "text", "params"}\`, with a \`remedy\` where what to do depends on the case; otherwise the general remedy
below is printed. Programs compare the
code; the text may change. Codes are stable from release 1.0 on.`;

const intro = `# Interface.json

<!-- Made from src/interface/schema.ts by "npm run docs"; edit there. -->

One file lists the hosts and what runs on them; [first-day.md](first-day.md) begins with a small one. It is strict JSON. Only
\`hotlimit\`, \`available\` and \`pipes\` are required:

\`\`\`json
{
  "hotlimit": 2,
  "available": ["n-[01-16].example.org"],
  "pipes": [
    {
      "pipe": "pipe0",
      "types": [
        { "name": "bundler", "count": 5, "submitter": "start-bundler.sh", "hot": true, "key": "pipe0-bundler", "on": true }
      ]
    }
  ]
}
\`\`\`

\`muster check\` reports every error in it, with line and column. An editor completes and checks the file if it names the
schema: \`"$schema": "./node_modules/muster/schema/Interface.schema.json"\`, or the path where muster is installed.

- JSON has no comments. Every object may have the key \`"//"\` with a text, which muster ignores.
- An unknown key is an error, so that a typing mistake is reported.
- A duration is a string: a whole number and a unit of \`ms\`, \`s\`, \`m\`, \`h\`, \`d\`, such as \`"90s"\`.
- A path is relative to the folder of the file; \`~/\` is the home folder.
- A size is a string: a whole number and a unit of \`K\`, \`M\`, \`G\`, \`T\` (each 1024 times the one before), such as \`"20G"\`.
- At most 10 MiB, 1,000,000 values, 100,000 hosts and 2,000 types; a larger file is rejected early, without costing time or memory.`;

const ranges = `## Host ranges

Host names may contain ranges, in the notation of Slurm and ClusterShell:

| text | hosts |
| --- | --- |
| \`n-[1-3]\` | \`n-1\` \`n-2\` \`n-3\` |
| \`n-[08-10,43].example.org\` | \`n-08.example.org\` \`n-09.example.org\` \`n-10.example.org\` \`n-43.example.org\` |
| \`n-[0-10/5]\` | \`n-0\` \`n-5\` \`n-10\` |
| \`r[1-2]-n[1-2]\` | \`r1-n1\` \`r1-n2\` \`r2-n1\` \`r2-n2\` |
| \`a-[1-2],b-7\` | \`a-1\` \`a-2\` \`b-7\` |

The \`hosts\` of a type takes names, ranges and tags. It selects the union of those without \`!\` (all hosts, if
there are none), without those with \`!\`: \`["@tape", "n-[01-04]", "!n-03"]\`.`;

const original = `## Files of the original system

They load unchanged. The keys of that system keep their meaning: \`hotlimit\`, \`available\` (host names),
\`debuglevel\`, \`debugmode\`, \`pipes\` with \`pipe\`, \`description\` and \`types\`, and types with \`name\`, \`count\`,
\`submitter\`, \`hot\`, \`key\`, \`on\`. [moving.md](moving.md) describes each of them, and the migration. muster is stricter in two places:
\`"on": "false"\`, which meant true, is an error; so is a duplicate key.`;

/** A table for each object, followed by those of its nested objects. */
function sections(object: Schema, path: string): string[] {
  const children = Object.entries(object.properties ?? {}).flatMap(([key, value]) => {
    const [at, inner] = nested(join(path, key), value);
    return Object.keys(inner.properties ?? {}).some((key) => key !== '//') ? sections(inner, at) : [];
  });
  const rows = Object.entries(object.properties ?? {})
    .filter(([key]) => key !== '//')
    .map(([key, value]) => row(join(path, key), value, object.required?.includes(key) === true));
  const heading = path === '' ? '## The whole file' : `## \`${path}\``;
  const about = path !== '' && object.type === 'object' ? `${object.description ?? ''}` : '';
  const table = ['| key | allowed | default | meaning |', '| --- | --- | --- | --- |', ...rows].join('\n');
  return [[heading, about, table].filter((part) => part !== '').join('\n\n'), ...children];
}

/** The schema of the items of a list, or of the values of an object with free keys; otherwise the value itself. */
function nested(path: string, value: Schema): [path: string, schema: Schema] {
  const [named] = Object.values(value.patternProperties ?? {});
  if (value.items !== undefined) return [`${path}[]`, value.items];
  return named?.properties === undefined ? [path, value] : [`${path}.NAME`, named];
}

function row(path: string, value: Schema, required: boolean): string {
  const fallback = required
    ? 'required'
    : value.default === undefined
      ? ''
      : code(JSON.stringify(value.default));
  const cells = [code(path), allowed(value), fallback, value.description ?? ''];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

const code = (text: string): string => `\`${text}\``;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of await generatedFiles()) {
    await writeFile(new URL(path, root), text);
  }
}
