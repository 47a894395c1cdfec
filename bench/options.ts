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
}

export const usage = `usage: npm run bench -- [--hosts 16,64] [--rounds 3] [--only ${scenarioNames.join(',')}]
  [--subjects muster,floor,pdsh] [--write | --no-write] [--report]

Measures muster beside other programs on real sshd hosts on this machine; needs root. All of it takes about 45 minutes and writes
docs/performance.md and bench/results/performance.json. What is narrowed writes nothing, unless it is told to by --write.
--report is a short run whose figures are only printed.`;

const wholeSizes = [16, 64, 200, 1000];
const shown: Options = {
  sizes: [16],
  rounds: 3,
  only: ['converged'],
  subjects: ['muster', 'floor', 'floorAsMuster', 'pdsh', 'clush'],
  writes: false,
};

export class UsageError extends Error {}

/** Throws a UsageError, a sentence, where they are wrong. */
export function optionsOf(args: readonly string[]): Options {
  const values = valuesIn(args);
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
  };
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
