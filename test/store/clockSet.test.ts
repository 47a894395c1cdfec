import assert from 'node:assert/strict';
import { clockProblem, clockSetBy } from '../../src/store/clockSet.ts';

const writtenAtMs = Date.UTC(2026, 0, 1, 3);
const hourMs = 3_600_000;
const boot = { id: 'boot-1', uptimeMs: 1000 };
const written = { writtenAtMs, boot };
const after = (uptimeMs: number) => ({ id: 'boot-1', uptimeMs: boot.uptimeMs + uptimeMs });

describe('a clock that was set', () => {
  it('shows against the uptime, forward and back', () => {
    const fiveMinutes = 300_000;
    const nowMs = writtenAtMs + fiveMinutes;
    assert.equal(clockSetBy(written, nowMs, after(fiveMinutes)), 0);
    assert.equal(clockSetBy(written, nowMs + 3 * hourMs, after(fiveMinutes)), 3 * hourMs);
    assert.equal(clockSetBy(written, nowMs - 3 * hourMs, after(fiveMinutes)), -3 * hourMs);
  });

  it('a night without passes is no such thing', () =>
    assert.equal(clockSetBy(written, writtenAtMs + 9 * hourMs, after(9 * hourMs)), 0));

  it('after a reboot shows only where it is behind what was written', () => {
    const rebooted = { id: 'boot-2', uptimeMs: 5000 };
    assert.equal(clockSetBy(written, writtenAtMs + 3 * hourMs, rebooted), 0);
    assert.equal(clockSetBy(written, writtenAtMs - 3 * hourMs, rebooted), -3 * hourMs);
    assert.equal(clockSetBy(written, writtenAtMs - 3 * hourMs, null), -3 * hourMs);
  });

  it('does not show where the uptime began anew within one boot, as in a container', () => {
    assert.equal(
      clockSetBy({ writtenAtMs, boot: { id: 'boot-1', uptimeMs: 86_400_000 } }, writtenAtMs + 300_000, boot),
      0,
    );
  });

  it('is kept right by less than two seconds without a word', () => {
    assert.equal(clockSetBy(written, writtenAtMs + 1500, after(0)), 0);
    assert.equal(clockSetBy(written, writtenAtMs - 1500, { id: 'boot-2', uptimeMs: 5000 }), 0);
  });

  it('is nothing where there is no state', () => {
    assert.equal(clockSetBy({ writtenAtMs: null, boot: null }, writtenAtMs, boot), 0);
    assert.equal(clockSetBy({ writtenAtMs: null, boot }, writtenAtMs, boot), 0);
  });

  it('is told in a sentence', () => {
    assert.deepEqual(clockProblem(0), []);
    assert.match(clockProblem(-2 * hourMs)[0] ?? '', /was set back by 7200 s since the last pass/);
    assert.match(clockProblem(hourMs)[0] ?? '', /was set forward by 3600 s/);
  });
});
