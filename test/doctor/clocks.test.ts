import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { clockDifference, clockFindings, surelyOffMs } from '../../src/doctor/clocks.ts';
import { forAll } from '../harness/forAll.ts';

/** Hosts by what their clocks are ahead, in seconds. */
const found = (...aheadS: number[]) => {
  const hosts = aheadS.map((s, index) => [`h${index}`, { leastMs: s * 1000, mostMs: s * 1000 }] as const);
  const { control, hosts: told } = clockFindings(new Map(hosts));
  return [control.level, ...aheadS.map((_, index) => told.get(`h${index}`)?.level)];
};

describe('whose clock is wrong', () => {
  it('a host that differs from the rest is the one', () => {
    assert.deepEqual(found(0, 1, 100), ['ok', 'ok', 'ok', 'warning']);
    assert.deepEqual(found(0, -31), ['ok', 'ok', 'warning']);
  });

  it('where most agree with each other and not with us, it is ours', () => {
    assert.deepEqual(found(100, 101, 99, 0), ['error', 'ok', 'ok', 'ok', 'warning']);
    assert.deepEqual(found(-3600, -3600), ['error', 'ok', 'ok']);
  });

  it('one host alone, or hosts that agree on nothing, prove nothing against ours', () => {
    assert.deepEqual(found(100), ['ok', 'warning']);
    assert.deepEqual(found(100, 200, 300), ['ok', 'warning', 'warning', 'warning']);
    assert.deepEqual(found(), ['ok']);
  });

  it('half a minute is forgiven', () => {
    assert.deepEqual(found(29.9, -29.9), ['ok', 'ok', 'ok']);
    assert.deepEqual(found(30), ['ok', 'warning']);
  });

  it('a slow answer never makes a clock that is right look wrong', () => {
    const time = fc.integer({ min: 0, max: 2_000_000_000_000 });
    const wait = fc.integer({ min: 0, max: 600_000 });
    forAll(100, time, wait, wait, (askedMs, thereMs, backMs) => {
      const told = Math.floor((askedMs + thereMs) / 1000) * 1000;
      assert.equal(surelyOffMs(clockDifference(told, askedMs, askedMs + thereMs + backMs)), 0);
    });
  });
});
