import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { findingText } from '../../src/cli/context.ts';
import type { Finding, Loaded } from '../../src/interface/config.ts';
import { loadText } from '../../src/interface/load.ts';
import { context } from '../interface/samples.ts';
import { changed, controls, full, harmful, placesIn, runs, shellTexts, written, type Tree } from './fuzz.ts';

const cases = join(import.meta.dirname, '../cases/hostile/interface');

const findings = (loaded: Loaded): string[] =>
  (loaded.ok ? loaded.warnings : loaded.errors).map((it) => findingText('f', 'it', it));

const told = (loaded: Loaded): string => findings(loaded).join('\n').slice(0, 2000);

describe('a hostile Interface.json', () => {
  for (const name of readdirSync(cases).filter((file) => file.endsWith('.expected'))) {
    it(`of the corpus: ${name.replace('.expected', '')}`, () => {
      const text = readFileSync(join(cases, name.replace('.expected', '.json')), 'utf8');
      const loaded = survived(text);
      const [verdict = '', ...expected] = readFileSync(join(cases, name), 'utf8').trimEnd().split('\n');
      assert.equal(loaded.ok ? 'loads' : 'refused', verdict, told(loaded));
      const lines = findings(loaded);
      for (const line of expected)
        assert.ok(
          lines.some((it) => it.includes(line)),
          `${line}\n${lines.join('\n')}`,
        );
      if (!loaded.ok) assert.equal(lines.length, expected.length, lines.join('\n'));
    });
  }

  it('of which every key stands there loads, and every key is a key of the schema', () => {
    const loaded = survived(written(full));
    assert.ok(loaded.ok, told(loaded));
    assert.ok([...placesIn(full)].length > 80);
  });

  it('with every wrong value in the place of every right one', () => {
    let refused = 0;
    let loads = 0;
    const deep = `${'['.repeat(60)}${']'.repeat(60)}`;
    for (const value of [...wrong, deep, `${'[{"a":'.repeat(20)}1${'}]'.repeat(20)}`]) {
      for (const { path } of placesIn(full)) {
        if (survived(written(changed(full, path, () => value))).ok) loads += 1;
        else refused += 1;
      }
    }
    assert.ok(refused > 5 * loads && loads > 0, `${refused} refused, ${loads} loaded`);
  });

  it('with a text of a megabyte in the place of every value', () => {
    for (const unit of ['a', ' ']) {
      const long = JSON.stringify(unit.repeat(unit === 'a' ? 1_000_000 : 100_000));
      for (const { path, tree } of placesIn(full))
        if (typeof tree === 'string') survived(written(changed(full, path, () => long)));
    }
  });

  it('with every key left out, twice, or misspelt', () => {
    for (const { path, tree } of placesIn(full)) {
      if (typeof tree === 'string' || !('fields' in tree)) continue;
      for (const [index, [key, value]] of tree.fields.entries()) {
        const edit = (...instead: (readonly [string, Tree])[]): Loaded =>
          survived(
            written(changed(full, path, () => ({ fields: tree.fields.toSpliced(index, 1, ...instead) }))),
          );
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
    }
  });

  it('with the names every object has as keys of each object', () => {
    const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'then'];
    for (const { path, tree } of placesIn(full)) {
      if (typeof tree === 'string' || !('fields' in tree)) continue;
      for (const name of names) {
        for (const value of ['1', '"x"', '{"polluted": true}']) {
          const more: Tree = { fields: [...tree.fields, [name, value]] };
          const loaded = survived(written(changed(full, path, () => more)));
          if (value === '1' && !path.includes('pools')) assert.ok(!loaded.ok, `${path.join('.')} ${name}`);
        }
      }
    }
  });

  it('with what a terminal or a shell acts on in every text', () => {
    const texts = [
      ...controls.flatMap((one) => [one, `a${one}b`]),
      ...shellTexts('/nowhere/canary'),
      '-x',
      '--help',
    ];
    for (const text of texts) {
      for (const { path, tree } of placesIn(full))
        if (typeof tree === 'string' && tree.startsWith('"'))
          survived(written(changed(full, path, () => JSON.stringify(text))));
      survived(text);
      survived(written(full).replace('{', `{${text}`));
      survived(written(full).replaceAll('tape', text));
    }
  });

  it('cut off at every byte', () => {
    const text = written(full);
    for (let length = 0; length < text.length; length++)
      assert.ok(!survived(text.slice(0, length)).ok, `after ${length} characters`);
  });

  it('with bytes changed at random', () => {
    const bytes = Buffer.from(written(full));
    const flip = fc.tuple(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 255 }));
    fc.assert(
      fc.property(fc.array(flip, { minLength: 1, maxLength: 4 }), (flips) => {
        const damaged = Buffer.from(bytes);
        for (const [at, byte] of flips) damaged[at] = byte;
        survived(damaged.toString('utf8'));
      }),
      runs(1500),
    );
  });

  it('put together at random from pieces of JSON', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      '\n',
      ' ',
      '1',
      '-',
      'e9',
      'null',
      '"pipes"',
      '//',
      '\uFEFF',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (parts) => {
        survived(parts.join(''));
      }),
      runs(1500),
    );
  });

  it('made to be expensive costs time by its size, and no memory to speak of', function () {
    this.timeout(180_000);
    // In a process of its own: with a heap of 600 MiB, and so that a hang can be ended.
    const node = ['--max-old-space-size=600', '--import', 'tsx', join(import.meta.dirname, 'bombs.ts')];
    const { status, stdout, stderr } = spawnSync(process.execPath, node, {
      encoding: 'utf8',
      timeout: 150_000,
    });
    assert.equal(status, 0, `${stdout}\n${stderr.slice(-2000)}`);
    const costs = JSON.parse(stdout) as Record<string, { cpuMs: number; findings: number; ok: boolean }>;
    const plain = costs['plain']?.cpuMs ?? 0;
    assert.ok(costs['plain']?.ok);
    for (const [name, { cpuMs, findings }] of Object.entries(costs)) {
      // None is larger than the plain file. Before there were bounds each of them took minutes, or all memory.
      assert.ok(cpuMs < 40 * plain, `${name} took ${cpuMs} ms, a plain file of that size ${plain} ms`);
      assert.ok(findings <= 1001, `${name} has ${findings} findings`);
    }
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
  const { line, column, message } = finding;
  assert.ok(message.length > 0 && message.length < 3000, `${message.length} characters`);
  assert.equal(line === null, column === null);
  if (line !== null && column !== null) {
    assert.ok(line >= 1 && line <= lines.length && column >= 1, JSON.stringify(finding));
    assert.ok(column <= (lines[line - 1]?.length ?? 0) + 1, JSON.stringify(finding));
  }
  assert.doesNotMatch(findingText('Interface.json', 'error', finding), harmful);
}
