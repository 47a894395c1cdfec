import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { expandRange, foldRange } from '../../src/interface/ranges.ts';
import { forAll } from '../harness/forAll.ts';

function names(text: string): readonly string[] {
  const range = expandRange(text);
  assert.ok(range.ok, range.ok ? '' : range.reason.text);
  return range.names;
}

/** The code of what is wrong with it, and which problem of that code. */
function refused(text: string): unknown[] {
  const range = expandRange(text);
  assert.ok(!range.ok, `${text} was taken`);
  return [range.reason.code, range.reason.params['problem'] ?? []].flat();
}

describe('host ranges', () => {
  it('are written as Slurm and ClusterShell write them', () => {
    assert.deepEqual(names('lta-vm-2'), ['lta-vm-2']);
    assert.deepEqual(names('n-[08-10,43].example.org'), [
      'n-08.example.org',
      'n-09.example.org',
      'n-10.example.org',
      'n-43.example.org',
    ]);
    assert.deepEqual(names('r[1-2]n[1-2]'), ['r1n1', 'r1n2', 'r2n1', 'r2n2']);
    assert.deepEqual(names('n[0-10/5]'), ['n0', 'n5', 'n10']);
    assert.deepEqual(names('n[00-10/4]'), ['n00', 'n04', 'n08']);
    assert.deepEqual(names('n[9-11]'), ['n9', 'n10', 'n11']);
    assert.deepEqual(names('n[098-101]'), ['n098', 'n099', 'n100', 'n101']);
    assert.deepEqual(names('a[1-2],b7,c[3]'), ['a1', 'a2', 'b7', 'c3']);
    assert.deepEqual(names('[1-2].example.org'), ['1.example.org', '2.example.org']);
  });

  it('name a host once', () => {
    assert.deepEqual(names('n[1-3,2]'), ['n1', 'n2', 'n3']);
    assert.deepEqual(names('n[1,11][1,11]'), ['n11', 'n111', 'n1111']);
  });

  it('report what is wrong with them', () => {
    for (const [text, ...expected] of [
      ['n[10-01]', 'range-number-invalid', 'backwards'],
      ['n[3-1]', 'range-number-invalid', 'backwards'],
      ['n[0-5/0]', 'range-number-invalid', 'step-zero'],
      ['n[]', 'range-number-invalid', 'not-a-number'],
      ['n[a-c]', 'range-number-invalid', 'not-a-number'],
      ['n[1,]', 'range-number-invalid', 'not-a-number'],
      ['n[001-10]', 'range-number-invalid', 'different-digits'],
      ['n[1-010]', 'range-number-invalid', 'different-digits'],
      ['n[01-100', 'range-brackets-unpaired'],
      ['n1-3]', 'range-brackets-unpaired'],
      ['n[1[2]]', 'range-brackets-unpaired'],
      ['', 'range-empty'],
      [',,', 'range-empty'],
      ['a,,b', 'range-empty'],
      ['-n[1-2]', 'host-name-invalid'],
      [`${'n'.repeat(253)}[1-2]`, 'host-name-invalid'],
    ] as const)
      assert.deepEqual(refused(text), expected, text);
    const range = expandRange('m,n-[1,10-01]');
    assert.deepEqual(!range.ok && range.reason.params, {
      range: '"m,n-[1,10-01]"',
      bracket: '"[1,10-01]"',
      item: '"10-01"',
      problem: 'backwards',
    });
  });

  it('stop at 100,000 hosts before they are made', () => {
    assert.equal(names('n[1-100000]').length, 100_000);
    for (const text of [
      'n[0-100000]',
      'n[1-999999999999999]',
      '[1-1000][1-1000]',
      'a[1-60000],b[1-60000]',
      'a[1-100000],b',
    ])
      assert.deepEqual(refused(text), ['range-too-large'], text);
  });
});

describe('foldRange', () => {
  it('is the shortest plain way to write names', () => {
    assert.equal(foldRange(['c9-3', 'c9-5', 'c9-6']), 'c9-[3,5-6]');
    assert.equal(foldRange(['n-08', 'n-09', 'n-10']), 'n-[08-10]');
    assert.equal(foldRange(['n-1', 'n-01']), 'n-[1,01]');
    assert.equal(foldRange(['n-1.example.org', 'n-2.example.org', 'm']), 'n-[1-2].example.org,m');
    assert.equal(foldRange(['c8-5', 'c8-6', 'c9-5', 'c9-6', 'c9-7']), 'c8-[5-6],c9-[5-7]');
    assert.equal(foldRange(['n-10']), 'n-10');
    assert.equal(foldRange(['n-2', 'n-2']), 'n-2');
    assert.equal(foldRange([]), '');
  });

  const number = fc.oneof(
    fc.nat({ max: 12 }).map(String),
    fc.nat({ max: 12 }).map((n) => String(n).padStart(2, '0')),
    fc.stringMatching(/^[0-9]{1,18}$/),
  );
  const name = fc
    .tuple(
      fc.constantFrom('n', 'c-', 'x.'),
      number,
      fc.constantFrom('', '-', '.rack'),
      fc.option(number, { nil: '' }),
    )
    .map((parts) => parts.join(''));

  it('is undone by expandRange', () => {
    forAll({ numRuns: 500 }, fc.array(name, { minLength: 1, maxLength: 40 }), (hosts) => {
      assert.deepEqual(new Set(names(foldRange(hosts))), new Set(hosts));
    });
  });
});
