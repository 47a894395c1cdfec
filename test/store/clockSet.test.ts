import assert from 'node:assert/strict';
import { clockProblem, clockSetBy } from '../../src/store/clockSet.ts';

const writtenAtMs = Date.UTC(2026, 0, 1, 3);
const [minuteMs, hourMs] = [60_000, 3_600_000];
const boot = { id: 'boot-1', uptimeMs: 1000 };
const written = { writtenAtMs, boot };
const after = (uptimeMs: number) => ({ id: 'boot-1', uptimeMs: boot.uptimeMs + uptimeMs });
const rebooted = { id: 'boot-2', uptimeMs: 5000 };

describe('how far the clock was set since the state was written', () => {
  for (const [what, read, passedMs, bootNow, setMs] of [
    ['nothing, where clock and uptime agree', written, 5 * minuteMs, after(5 * minuteMs), 0],
    ['forward, by more than the uptime', written, 3 * hourMs, after(0), 3 * hourMs],
    ['back, by less than the uptime', written, -3 * hourMs, after(0), -3 * hourMs],
    ['nothing, after a night without passes', written, 9 * hourMs, after(9 * hourMs), 0],
    ['nothing, forward of a reboot', written, 3 * hourMs, rebooted, 0],
    ['back, to before a reboot', written, -3 * hourMs, rebooted, -3 * hourMs],
    ['back, where the boot is not known', written, -3 * hourMs, null, -3 * hourMs],
    [
      'nothing, where the uptime began anew within one boot, as in a container',
      { writtenAtMs, boot: { id: 'boot-1', uptimeMs: 24 * hourMs } },
      5 * minuteMs,
      boot,
      0,
    ],
    ['nothing, where it was corrected by less than two seconds', written, 1500, after(0), 0],
    ['nothing, where it was corrected by so little over a reboot', written, -1500, rebooted, 0],
    ['nothing, without a state', { writtenAtMs: null, boot: null }, 0, boot, 0],
    ['nothing, without the time of the state', { writtenAtMs: null, boot }, 0, boot, 0],
  ] as const)
    it(what, () => assert.equal(clockSetBy(read, writtenAtMs + passedMs, bootNow), setMs));

  it('is a problem of the pass, with seconds and direction', () => {
    assert.deepEqual(clockProblem(0), []);
    assert.deepEqual(
      [-2 * hourMs, hourMs].flatMap(clockProblem).map(({ code, params }) => [code, params]),
      [
        ['clock-set', { seconds: 7200, forward: false }],
        ['clock-set', { seconds: 3600, forward: true }],
      ],
    );
  });
});
