import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { hostsPerNetwork } from '../test/fleet/network.ts';
import { subjectKeys } from './subjects.ts';

export const scenarioNames = ['converged', 'startup', 'delayed', 'dead', 'launching', 'slow'] as const;
export type ScenarioName = (typeof scenarioNames)[number];

export interface Options {
  /** Numbers of hosts, ascending. */
  readonly sizes: readonly number[];
  readonly rounds: number;
  readonly only: readonly ScenarioName[];
  /** Keys of subjects; null for all. */
  readonly subjects: readonly string[] | null;
  /** Whether docs/performance.md and the results are written. */
  readonly writes: boolean;
  /** main.js of another build: the run compares this build with it and measures nothing else. */
  readonly against: string | null;
}

/** Pairs of runs. Fewer than 6 have no interval of 95 % confidence. */
const againstRounds = 21;
const fewestAgainstRounds = 6;

export const usage = `usage: npm run bench -- [--hosts 16,64] [--rounds 3] [--only ${scenarioNames.join(',')}]
  [--subjects muster,floor,pdsh] [--write | --no-write] [--report]
   or: npm run bench -- --against DIST [--hosts 200] [--rounds ${againstRounds}]

Measures muster beside other programs on real sshd hosts on this machine; needs root. All of it takes about 45 minutes and writes
docs/performance.md and bench/results/performance.json. What is narrowed writes nothing, unless it is told to by --write.
--report is a short run whose figures are only printed.
--against compares this build with another one on the same hosts, run by run in alternating order, and prints the ratios. DIST is
the dist folder, or the main.js in it, of another clone that is built or of an installed package.`;

const wholeSizes = [16, 64, 200, 1000];
const shown: Options = {
  sizes: [16],
  rounds: 3,
  only: ['converged'],
  subjects: ['muster', 'floor', 'floorAsMuster', 'pdsh', 'clush'],
  writes: false,
  against: null,
};

export class UsageError extends Error {}

/** Throws a UsageError, a sentence, where they are wrong. */
export function optionsOf(args: readonly string[]): Options {
  const values = valuesIn(args);
  if (values.against !== undefined) return againstOptions(values.against, values);
  const defaults = values.report
    ? shown
    : { sizes: wholeSizes, rounds: 5, only: scenarioNames, subjects: null };
  const isWhole =
    !values.report &&
    [values.hosts, values.rounds, values.only, values.subjects].every((value) => value === undefined);
  return {
    sizes: values.hosts === undefined ? defaults.sizes : sizesIn(values.hosts),
    rounds: values.rounds === undefined ? defaults.rounds : wholeNumber(values.rounds, 'rounds', 100),
    only: values.only === undefined ? defaults.only : list(values.only).map(scenarioNamed),
    subjects: values.subjects === undefined ? defaults.subjects : list(values.subjects).map(subjectNamed),
    writes: values.write ?? (isWhole && !values['no-write']),
    against: null,
  };
}

function againstOptions(dist: string, values: ReturnType<typeof valuesIn>): Options {
  const other = (['only', 'subjects', 'report', 'write'] as const).find((name) => values[name] !== undefined);
  if (other !== undefined) throw new UsageError(`--against cannot be combined with --${other}`);
  const sizes = sizesIn(values.hosts ?? '200');
  if (sizes.length > 1) throw new UsageError(`--hosts ${values.hosts}: --against takes one number of hosts`);
  const rounds = wholeNumber(values.rounds ?? String(againstRounds), 'rounds', 100);
  if (rounds < fewestAgainstRounds)
    throw new UsageError(`--rounds ${rounds}: --against takes at least ${fewestAgainstRounds} rounds`);
  return { sizes, rounds, only: [], subjects: null, writes: false, against: mainFileOf(dist) };
}

/** The main.js of a build. Throws a UsageError where the package around it is incomplete: it could not run. */
function mainFileOf(dist: string): string {
  // npm starts scripts in the package's folder.
  const path = resolve(process.env['INIT_CWD'] ?? '.', dist);
  const main = path.endsWith('.js') ? path : join(path, 'main.js');
  const missing = [main, join(main, '../../package.json'), join(main, '../../workerscripts/getmex')].find(
    (file) => !existsSync(file),
  );
  if (missing === undefined) return main;
  throw new UsageError(`--against ${dist}: there is no ${missing}`);
}

function valuesIn(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        hosts: { type: 'string' },
        rounds: { type: 'string' },
        only: { type: 'string' },
        subjects: { type: 'string' },
        write: { type: 'boolean' },
        'no-write': { type: 'boolean' },
        report: { type: 'boolean' },
        against: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}

function sizesIn(text: string): number[] {
  return list(text)
    .map((size) => wholeNumber(size, 'hosts', hostsPerNetwork))
    .toSorted((a, b) => a - b);
}

function scenarioNamed(name: string): ScenarioName {
  const found = scenarioNames.find((scenario) => scenario === name);
  if (found === undefined) throw new UsageError(`--only ${name}: not one of ${scenarioNames.join(', ')}`);
  return found;
}

function subjectNamed(key: string): string {
  if (subjectKeys.includes(key)) return key;
  throw new UsageError(`--subjects ${key}: not one of ${subjectKeys.join(', ')}`);
}

function wholeNumber(text: string, what: string, most: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw new UsageError(`--${what} ${text}: a whole number from 1 to ${most}`);
}

function list(text: string): string[] {
  return text.split(',').map((part) => part.trim());
}
