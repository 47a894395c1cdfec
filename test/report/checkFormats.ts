import assert from 'node:assert/strict';
import type { CheckState } from '../../src/report/bareAnswer.ts';

/* Readers of what monitoring systems are told, stricter than theirs and made from their papers alone. */

export interface PerfDatum {
  readonly label: string;
  readonly value: number;
  readonly unit: string;
  /** Thresholds, minimum and maximum, as they stand there. */
  readonly rest: readonly string[];
}

export interface PluginOutput {
  readonly state: CheckState;
  readonly text: string;
  readonly perfData: readonly PerfDatum[];
  readonly below: readonly string[];
}

const states = ['OK', 'WARNING', 'CRITICAL', 'UNKNOWN'];

/** What a plugin printed, by the guidelines of the Monitoring Plugins. Throws where it is not by them. */
export function pluginOutput(text: string): PluginOutput {
  assertPlain(text.replaceAll('\n', ''));
  const [first = '', ...below] = text.trimEnd().split('\n');
  const [said = '', numbers, ...more] = first.split('|');
  assert.deepEqual(more, [], first);
  assert.ok(
    below.every((line) => !line.includes('|')),
    'performance data on a further line',
  );
  const [, name = ''] = /^MUSTER (OK|WARNING|CRITICAL|UNKNOWN) - /.exec(said) ?? assert.fail(first);
  return {
    state: states.indexOf(name) as CheckState,
    text: said.trim(),
    perfData: numbers === undefined ? [] : perfDataOf(numbers.trim()),
    below,
  };
}

function perfDataOf(text: string): PerfDatum[] {
  const data: PerfDatum[] = [];
  let left = text;
  while (left !== '') {
    const [all = '', quoted, bare, value = '', unit = '', rest = ''] =
      /^(?:'((?:[^'=]|'')+)'|([^\s'=]+))=(-?\d+(?:\.\d+)?)(s|us|ms|%|B|KB|MB|GB|TB|c)?((?:;[^;\s]*)*)(?: +|$)/.exec(
        left,
      ) ?? assert.fail(left);
    const parts = rest.split(';').slice(1);
    assert.ok(parts.length <= 4, all);
    for (const part of parts.slice(0, 2)) assert.match(part, /^(@?(~|-?[\d.]+)?:?(-?[\d.]+)?)?$/);
    for (const part of parts.slice(2)) assert.match(part, /^(-?[\d.]+)?$/);
    data.push({
      label: (quoted ?? bare ?? '').replaceAll("''", "'"),
      value: Number(value),
      unit,
      rest: parts,
    });
    left = left.slice(all.length);
  }
  assert.equal(
    new Set(data.map(({ label }) => label.slice(0, 19))).size,
    data.length,
    'the first 19 tell them apart',
  );
  return data;
}

export interface CheckMkLine {
  readonly state: CheckState;
  readonly item: string;
  readonly metrics: ReadonlyMap<string, readonly (number | null)[]>;
  readonly summary: string;
  readonly details: readonly string[];
}

/** A line of a local check, by the manual of Checkmk. Throws where it is not by it. */
export function checkMkLine(line: string): CheckMkLine {
  assertPlain(line);
  const [, state = '', item = '', numbers = '', text = ''] =
    /^([0-3]) "([^"'\\|;<>$&*%~!?,()=`^]+)" (\S+) (\S.*)$/u.exec(line) ?? assert.fail(line);
  const metrics = new Map(
    numbers === '-'
      ? []
      : numbers.split('|').map((metric): [string, (number | null)[]] => {
          const [, name = '', values = ''] =
            /^([a-z_][a-z0-9_]*)=(-?\d+(?:\.\d+)?(?:;(?:-?\d+(?:\.\d+)?)?){0,4})$/.exec(metric) ??
            assert.fail(metric);
          return [name, values.split(';').map((part) => (part === '' ? null : Number(part)))];
        }),
  );
  assert.ok(!text.includes('|'));
  assert.ok(!/\\(?!n)/.test(text), 'a backslash that ends no line');
  const [summary = '', ...details] = text.split('\\n');
  return { state: Number(state) as CheckState, item, metrics, summary, details };
}

function assertPlain(text: string): void {
  assert.doesNotMatch(text, /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
}
