import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { format } from 'prettier';
import { documentOf, withTables } from '../../bench/page.ts';
import { table } from '../../bench/table.ts';
import { tablesOf } from '../../bench/tables.ts';
import { packagePath } from '../../src/package.ts';
import { measured } from './measured.ts';

const told = {
  at: '2026-11-30T05:00:00.000Z',
  machine: { processor: 'p', cores: 2, memoryGiB: 4, kernel: 'k', system: 's', versions: { node: '20' } },
  results: {},
};

describe('the page of the bench', () => {
  it('has its tables replaced, and nothing else', () => {
    const first = withTables(page('', 'old\n'), { one: '| $& |\n', other: 'new\n' });
    assert.equal(first, page('\n| $& |\n\n', '\nnew\n\n'));
    const again = withTables(first, { one: '', other: 'newer\n' });
    assert.equal(again, page('\nNot measured in the last run.\n\n', '\nnewer\n\n'));
  });

  it('must have a place for each table, and a table for each place', () => {
    assert.throws(() => withTables('# a\n', { one: 'x\n' }), /no place for one/);
    assert.throws(() => withTables('<!-- bench: two -->\n<!-- bench end -->\n', {}), /no table two/);
  });

  it('is docs/performance.md, which has a place for all of them', () => {
    withTables(readFileSync(packagePath('docs/performance.md'), 'utf8'), tablesOf(told));
  });
});

describe('a table of the bench', () => {
  it('is written as prettier would', async () => {
    const text = table(
      ['', 'wall', 'a long title'],
      [
        ['muster', '0.71 s', 'yes'],
        ['a longer name', '12.30 s', ''],
      ],
    );
    assert.equal(await format(text, { parser: 'markdown' }), text);
    assert.match(text, /^\| muster {8}\| {2}0\.71 s \| yes/m);
  });
});

const muster = (processorMs: number) =>
  measured('muster', 1, { processorMs, oneHost: { wallMs: 1, processorMs: 100 } });

describe('the results of the bench', () => {
  it("tell muster's processor time of a host beyond the first, of the most hosts", () => {
    const converged = [
      { hosts: 16, outcomes: [muster(500)] },
      { hosts: 101, outcomes: [muster(700)] },
    ];
    const { formatVersion, hosts, processorMsPerHost } = documentOf({ ...told, results: { converged } });
    assert.deepEqual(
      { formatVersion, hosts, processorMsPerHost },
      { formatVersion: 1, hosts: 101, processorMsPerHost: 6 },
    );
    assert.equal(documentOf(told)['processorMsPerHost'], null);
  });
});

function page(one: string, other: string): string {
  return `# a\n\n<!-- bench: one -->\n${one}<!-- bench end -->\n\ntext $& \\1\n\n<!-- bench: other -->\n${other}<!-- bench end -->\nend`;
}
