import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { withCounts, withHosts } from '../../src/simulate/larger.ts';
import { configOf, type } from './rehearsals.ts';
import { forAll } from '../harness/forAll.ts';
import { fieldOf } from '../harness/fields.ts';

describe('a fleet made larger', () => {
  it('goes on with the numbers of the names', () => {
    for (const [listed, count, names] of [
      [['n-[08-09]'], 4, 'n-08 n-09 n-10 n-11'],
      [['a1.x.org', 'b1.y.org'], 5, 'a1.x.org b1.y.org a2.x.org b2.y.org a3.x.org'],
      [['gpu', 'gpu-2'], 4, 'gpu gpu-2 gpu-3 gpu-4'],
      [['r1-n[1-2]'], 3, 'r1-n1 r1-n2 r1-n3'],
      [['n[1-9]'], 2, 'n1 n2'],
    ] as const) {
      const { hosts } = withHosts(configOf([type('a')], { available: listed }), count);
      assert.equal(hosts.map(({ name }) => name).join(' '), names);
    }
  });

  it('has no name twice, and each host may have what the one it repeats may', () => {
    const name = fc.stringMatching(/^[ab]{1,2}[0-9]{0,2}(-[0-9])?$/);
    forAll(
      100,
      fc.uniqueArray(name, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 60 }),
      (listed, count) => {
        const available = listed.map((host, index) => ({ host, hotlimit: index, tags: [`t${index}`] }));
        const config = configOf([type('a', { hosts: '@t0' })], { available });
        const { hosts, components } = withHosts(config, count);
        assert.equal(new Set(hosts.map(({ name }) => name)).size, count);
        const expected = hosts.map((_, index) => index % listed.length);
        assert.deepEqual(fieldOf(hosts, 'hotLimit'), expected);
        const eligible = components[0]?.eligible;
        assert.ok(eligible !== undefined && eligible !== 'all');
        for (const { name, hotLimit } of hosts) assert.equal(eligible.has(name), hotLimit === 0);
      },
    );
  });

  it('counts and pools grow together', () => {
    const config = configOf([type('a', { count: 2, pool: 'tape' })], { pools: { tape: 3 } });
    const { components, pools } = withCounts(config, 10);
    assert.deepEqual([components[0]?.count, pools.get('tape')], [20, 30]);
  });
});
