import assert from 'node:assert/strict';
import { message } from '../../src/core/catalogue/catalogue.ts';
import { pilotEvents, type ToldOtherwise } from '../../src/core/pilotEvents.ts';
import type { PilotReport } from '../../src/core/pilotReport.ts';
import { emptyMemory, type Memory } from '../../src/core/types.ts';
import { pilotReport } from './pilotReports.ts';
import { held, openLaunch, wanted } from './worlds.ts';

const nowMs = 10_000_000;
const nothingTold: ToldOtherwise = { launches: new Set(), isStopped: () => false };

/** What is known of the host `h`: these pilots, and an instance for each of these processes. */
function memoryOf(pilots: readonly PilotReport[], pids: readonly number[] = [], seenAtMs = nowMs): Memory {
  const host = held(pids, { seenAtMs, bootId: 'b', pilots }, seenAtMs - 1000);
  return { ...emptyMemory, hosts: new Map([['h', host]]) };
}

/** The look before, at which the launch `l1` was known. */
const before = (pilots: readonly PilotReport[] = [], pids: readonly number[] = []): Memory => ({
  ...memoryOf(pilots, pids, nowMs - 300_000),
  launches: [openLaunch({ host: 'h', sentAtMs: nowMs - 300_000, bootId: 'b' })],
});
const told = (earlier: Memory, now: Memory, own: Partial<ToldOtherwise> = {}): string[] =>
  pilotEvents(earlier, now, wanted({}), { ...nothingTold, ...own }, nowMs).map(
    ({ outcome, launchId }) => `${launchId} ${outcome}`,
  );

describe('what happens to pilots between two looks', () => {
  const over = pilotReport({
    phase: 'failed',
    sinceMs: nowMs - 5000,
    step: 'prepare-environment',
    code: 1,
    message: 'pip exit 1',
    tail: ['ERROR'],
    usage: 'wall 292 s',
  });
  const living = pilotReport({ sinceMs: nowMs - 5000, startedMs: nowMs - 9000 });

  it('one that came and failed in between is told with its reason and what it printed', () =>
    assert.deepEqual(pilotEvents(before(), memoryOf([over]), wanted({}), nothingTold, nowMs), [
      {
        component: 'p/a',
        host: 'h',
        launchId: 'l1',
        outcome: 'failed',
        detail: message('pilot-command-failed', { step: over.step, exit: 1, cause: 'pip exit 1' }),
        usage: 'wall 292 s',
        printed: ['ERROR'],
      },
    ]));

  it('nothing of a sandbox that is of no launch of muster', () =>
    assert.deepEqual(told(before(), memoryOf([{ ...over, launchId: 'l9' }])), []));

  it('once: not what was over at the look before, nor what is so old that nothing of it counts', () => {
    assert.deepEqual(told(before([over]), memoryOf([over])), []);
    assert.deepEqual(told(before(), memoryOf([{ ...over, sinceMs: 0 }])), []);
  });

  it('nothing that is told otherwise: as gone, as the outcome of a launch, as stopped by muster', () => {
    assert.deepEqual(told(before([living], [living.pid]), memoryOf([over])), []);
    assert.deepEqual(told(before(), memoryOf([over]), { launches: new Set(['l1']) }), []);
    assert.deepEqual(told(before(), memoryOf([over]), { isStopped: (host) => host === 'h' }), []);
  });

  it('a component that became ready, once, and only on a host that was looked at before', () => {
    const ready = { ...living, phase: 'running' as const, readyMs: nowMs - 1000 };
    const said = ['l1 ready'];
    assert.deepEqual(told(before([living], [7]), memoryOf([{ ...ready, readyMs: null }], [7])), []);
    assert.deepEqual(told(before([living], [7]), memoryOf([ready], [7])), said);
    assert.deepEqual(told(before(), memoryOf([ready], [7])), said);
    assert.deepEqual(told(before([ready], [7]), memoryOf([ready], [7])), []);
    assert.deepEqual(told(emptyMemory, memoryOf([ready], [7])), []);
    // The state was lost in between: it was ready long ago.
    assert.deepEqual(told(before(), memoryOf([{ ...ready, startedMs: 0 }], [7])), []);
  });

  it('has a usage and output only where the pilot reported some', () => {
    const silent = memoryOf([{ ...over, usage: null, tail: [] }]);
    const [event = {}] = pilotEvents(before(), silent, wanted({}), nothingTold, nowMs);
    assert.ok(!('usage' in event) && !('printed' in event));
  });

  it('a component is ready only while its pilot runs, and once it says so', () => {
    for (const [own, expected] of [
      [{ phase: 'running' }, []],
      [{ phase: 'running', readyMs: nowMs }, ['l1 ready']],
      [{ phase: 'stopped', readyMs: nowMs }, ['l1 stopped']],
    ] as const)
      assert.deepEqual(told(before([living], [7]), memoryOf([{ ...living, ...own }], [7])), expected);
  });

  it('no matter which way the clock runs', () => {
    const later = memoryOf([{ ...over, sinceMs: nowMs + 3600_000 }]);
    assert.equal(told(before(), later).length, 1);
  });
});
