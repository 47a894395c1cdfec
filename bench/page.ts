import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { packagePath } from '../src/package.ts';
import { goalsOf } from './goals.ts';
import { measuredOf, processorMsPerHost, type Results } from './results.ts';
import { tablesOf, type Told } from './tables.ts';

export const formatVersion = 1;
const notMeasured = 'Not measured in the last run.\n';
const page = packagePath('docs/performance.md');
const file = packagePath('bench/results/performance.json');

/** All tables, for a terminal. */
export function textOf(told: Told): string {
  return Object.values(tablesOf(told))
    .filter((text) => text !== '')
    .map((text) => `${text}\n`)
    .join('');
}

/** What is kept of a run, for programs to read. */
export function documentOf({ at, machine, results }: Told): Record<string, unknown> {
  const most = results.converged?.at(-1);
  const muster = measuredOf(most, 'muster');
  return {
    formatVersion,
    at,
    machine,
    hosts: most?.hosts ?? null,
    processorMsPerHost: muster === undefined ? null : processorMsPerHost(muster, most!.hosts),
    goals: goalsOf(results),
    results: results satisfies Results,
  };
}

/** Replaces the tables of docs/performance.md and what lies in bench/results. */
export async function write(told: Told): Promise<void> {
  const text = withTables(readFileSync(page, 'utf8'), tablesOf(told));
  writeFileSync(page, await formatted(page, text));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, await formatted(file, JSON.stringify(documentOf(told))));
}

/** What stands between `<!-- bench: NAME -->` and `<!-- bench end -->` is replaced by the table of that name, nothing else. Throws where there is no place for one. */
export function withTables(text: string, tables: Readonly<Record<string, string>>): string {
  const left = new Set(Object.keys(tables));
  const replaced = text.replace(
    /(<!-- bench: (\w+) -->\n).*?(<!-- bench end -->)/gs,
    (_, begin: string, name: string, end: string) => {
      const own = tables[name];
      if (own === undefined) throw new Error(`there is no table ${name}`);
      left.delete(name);
      return `${begin}\n${own === '' ? notMeasured : own}\n${end}`;
    },
  );
  if (left.size > 0) throw new Error(`no place for ${[...left].join(', ')}`);
  return replaced;
}

async function formatted(path: string, text: string): Promise<string> {
  return format(text, { ...(await resolveConfig(path)), filepath: path });
}
