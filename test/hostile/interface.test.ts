import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { findingText } from '../../src/cli/context.ts';
import type { Finding, Loaded } from '../../src/interface/config.ts';
import { loadText } from '../../src/interface/load.ts';
import { sample } from '../harness/sample.ts';
import { codes, context } from '../interface/samples.ts';
import { bombs } from './bombs.ts';
import {
  changed,
  controls,
  full,
  harmful,
  placesIn,
  shellTexts,
  written,
  type Fields,
  type Path,
} from './fuzz.ts';
import { forAll } from '../harness/forAll.ts';

const cases = join(import.meta.dirname, '../cases/hostile/interface');

const places = [...placesIn(full)];
const objects = places.flatMap(({ path, tree }) =>
  typeof tree !== 'string' && 'fields' in tree ? [{ path, fields: tree.fields }] : [],
);
const texts = places.filter(({ tree }) => typeof tree === 'string' && tree.startsWith('"'));

/** Each of the one with each of the other: all of them under `npm run test:deep`, else as many as are given. */
function pairs<A, B>(name: string, some: readonly A[], others: readonly B[], count: number) {
  const all = some.flatMap((one) => others.map((other) => [one, other] as const));
  return sample(name, all, count);
}

const withFields = (path: Path, fields: Fields['fields']): Loaded =>
  survived(written(changed(full, path, () => ({ fields }))));

describe('a hostile Interface.json', () => {
  for (const name of readdirSync(cases).filter((file) => file.endsWith('.expected'))) {
    it(`of the corpus: ${name.replace('.expected', '')} [config-wrong]`, () => {
      const text = readFileSync(join(cases, name.replace('.expected', '.json')), 'utf8');
      const loaded = survived(text);
      const [verdict = '', ...expected] = readFileSync(join(cases, name), 'utf8').trimEnd().split('\n');
      assert.equal(loaded.ok ? 'loads' : 'refused', verdict);
      const found = (loaded.ok ? loaded.warnings : loaded.errors).map(
        (one) => `${one.line}:${one.column} ${codes([one])[0]}`,
      );
      assert.deepEqual(
        found.filter((line) => !loaded.ok || expected.includes(line)),
        expected,
      );
    });
  }

  it('with every key loads, and every key is one of the schema', () => {
    const loaded = survived(written(full));
    assert.ok(loaded.ok);
    assert.ok(places.length > 80);
  });

  it('with a wrong value in place of a right one is refused, or loads [config-wrong]', () => {
    const values = [
      ...wrong,
      `${'['.repeat(60)}${']'.repeat(60)}`,
      `${'[{"a":'.repeat(20)}1${'}]'.repeat(20)}`,
    ];
    let refused = 0;
    const tried = pairs('wrong values', values, places, 100);
    for (const [value, { path }] of tried)
      if (!survived(written(changed(full, path, () => value))).ok) refused += 1;
    assert.ok(refused > 0.8 * tried.length && refused < tried.length, `${refused} of ${tried.length}`);
  });

  it('with a text of a megabyte in place of a value', () => {
    const long = ['a'.repeat(1_000_000), ' '.repeat(100_000)].map((text) => JSON.stringify(text));
    const values = places.filter(({ tree }) => typeof tree === 'string');
    for (const [value, { path }] of pairs('long texts', long, values, 8))
      survived(written(changed(full, path, () => value)));
  });

  it('with a key left out, twice, or misspelt', () => {
    const keys = objects.flatMap(({ path, fields }) => fields.map((_, index) => ({ path, fields, index })));
    for (const { path, fields, index } of sample('keys', keys, 10)) {
      const [key, value] = fields[index] ?? assert.fail();
      const edit = (...instead: Fields['fields']): Loaded =>
        withFields(path, fields.toSpliced(index, 1, ...instead));
      edit();
      const twice = edit([key, value], [key, value]);
      if (key !== '//') assert.ok(!twice.ok && twice.errors.length === 1, key);
      for (const near of [
        `${key}s`,
        key.slice(1),
        key.toUpperCase(),
        `${key}\u0000`,
        `\u202E${key}`,
        `${key} `,
      ])
        if (near !== key) edit([near, value]);
    }
  });

  it('with the names every object has as keys of an object', () => {
    const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'then'];
    for (const [{ path, fields }, name] of pairs('names of objects', objects, names, 30))
      for (const value of ['1', '"x"', '{"polluted": true}']) {
        const loaded = withFields(path, [...fields, [name, value]]);
        if (value === '1' && !path.includes('pools')) assert.ok(!loaded.ok, `${path.join('.')} ${name}`);
      }
  });

  it('with what a terminal or a shell acts on in a text', () => {
    const harm = [
      ...controls.flatMap((one) => [one, `a${one}b`]),
      ...shellTexts('/nowhere/canary'),
      '-x',
      '--help',
    ];
    for (const [text, { path }] of pairs('harmful texts', harm, texts, 60))
      survived(written(changed(full, path, () => JSON.stringify(text))));
    for (const text of sample('harm', harm, 40)) {
      survived(text);
      survived(written(full).replace('{', `{${text}`));
    }
    for (const text of sample('harmful names', harm, 5)) survived(written(full).replaceAll('tape', text));
  });

  it('cut off at a byte is refused [config-wrong]', () => {
    const text = written(full);
    const lengths = Array.from({ length: text.length }, (_, length) => length);
    for (const length of sample('lengths', lengths, 100))
      assert.ok(!survived(text.slice(0, length)).ok, `after ${length} characters`);
  });

  it('with bytes changed at random', () => {
    const bytes = Buffer.from(written(full));
    const flip = fc.tuple(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 255 }));
    forAll(1500, fc.array(flip, { minLength: 1, maxLength: 4 }), (flips) => {
      const damaged = Buffer.from(bytes);
      for (const [at, byte] of flips) damaged[at] = byte;
      survived(damaged.toString('utf8'));
    });
  });

  it('put together at random from pieces of JSON', () => {
    const pieces = ['"pipes"', 'null', 'e9', '//', '\uFEFF', ...'{}[],:"\\\n 1-'];
    forAll(1500, fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (parts) => {
      survived(parts.join(''));
    });
  });

  it('made to be expensive is loaded or refused in little memory, with a bounded number of findings [config-expensive]', () => {
    // In a process of its own: with a heap of 600 MiB, and so that a hang can be ended.
    const names = sample('bombs', Object.keys(bombs), 2);
    const args = [
      '--max-old-space-size=600',
      '--import',
      'tsx',
      join(import.meta.dirname, 'bombs.ts'),
      ...names,
    ];
    // Before there were bounds each of them took minutes, or all memory.
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      encoding: 'utf8',
      timeout: 150_000,
    });
    assert.equal(status, 0, `${stdout}\n${stderr.slice(-2000)}`);
    const findings = JSON.parse(stdout) as Record<string, number>;
    assert.deepEqual(Object.keys(findings), names);
    for (const name of names) assert.ok((findings[name] ?? Infinity) <= 1001, `${name}: ${findings[name]}`);
  });
});

/** In the place of any value, as they are written. */
const wrong = [
  'null', 'true', 'false', '""', '"false"', '"0"', '-1', '0', '1e308', '1e999', '-0', '0.5', '1e-320', '123456789012345678901234567890',
  '[]', '{}', '[null]', '[[]]', '[{}]', '{"": 1}', '{"//": 1}', '"\\u0000"', '"\\ud800"', '"n[1-999999999]"',
  '"a[1-1000]b[1-1000]c[1-1000]"', '"n[000000000000001-9]"', '"n[1-"', '["n[1-999999999]","!n[1-99999]"]', 'undefined', 'NaN', "'x'", '1 2',
]; // prettier-ignore

/** Loads it, and holds the laws that are there for whatever a file holds. */
function survived(text: string): Loaded {
  const loaded = loadText(text, '/etc/muster/Interface.json', context());
  assert.deepEqual(Object.keys(Object.prototype), []);
  assert.equal(({} as { polluted?: unknown }).polluted, undefined);
  if (!loaded.ok) assert.ok(loaded.errors.length > 0, 'refused without a word');
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  for (const finding of [...(loaded.ok ? [] : loaded.errors), ...loaded.warnings]) isFine(finding, lines);
  return loaded;
}

function isFine(finding: Finding, lines: readonly string[]): void {
  const { line, column } = finding;
  const size = JSON.stringify(finding).length;
  assert.ok(size < 7000, `${size} characters`);
  assert.equal(line === null, column === null);
  if (line !== null && column !== null) {
    assert.ok(line >= 1 && line <= lines.length && column >= 1, JSON.stringify(finding));
    assert.ok(column <= (lines[line - 1]?.length ?? 0) + 1, JSON.stringify(finding));
  }
  assert.doesNotMatch(findingText('Interface.json', 'error', finding), harmful);
}
