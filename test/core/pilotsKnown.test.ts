import assert from 'node:assert/strict';
import { remember } from '../../src/core/memory.ts';
import type { PilotReport } from '../../src/core/pilotReport.ts';
import { endOf, endOfInstance, pilotsKept, unfitSince, upSinceMs } from '../../src/core/pilots.ts';
import { emptyMemory, type HostMemory, type Memory, type Sighting } from '../../src/core/types.ts';
import { pilotReport } from './pilotReports.ts';
import { component, held, host, seen, wanted } from './worlds.ts';

const nowMs = 10_000_000;
const world = wanted({ hosts: [host('h'), host('i')], components: [component('p/a'), component('p/b')] });
/** Until the end of a pilot no longer counts. */
const countsForMs = world.backoff.capMs + world.backoff.minUptimeMs;
const launchIds = (pilots: readonly PilotReport[]): string[] => pilots.map(({ launchId }) => launchId);

/** A host with one instance of `p/a`, of process 101. */
const holding = (pilots: readonly PilotReport[], sinceMs = 0, seenAtMs = nowMs): HostMemory =>
  held([101], { seenAtMs, pilots }, sinceMs);

function memoryOf(held: HostMemory): Memory {
  return { ...emptyMemory, hosts: new Map([['h', held]]) };
}

describe('since when an instance with a pilot is up', () => {
  const instance = { pid: 101, pids: [101], elapsedS: 1, sinceMs: 5000 };
  const cases: readonly (readonly [
    title: string,
    pilot: Partial<PilotReport> | null,
    upMs: number | null,
  ])[] = [
    ['not before its component runs', { phase: 'starting', sinceMs: 9000 }, null],
    ['since its component runs', { phase: 'running', sinceMs: 9000 }, 9000],
    ['not before it was there', { phase: 'running', sinceMs: 1000 }, 5000],
    ['since it was there, while its pilot finishes', { phase: 'finishing', sinceMs: 9000 }, 5000],
    ['since it was there, without a pilot', null, 5000],
  ];
  for (const [title, pilot, upMs] of cases)
    it(title, () =>
      assert.equal(upSinceMs('p/a', instance, pilot === null ? [] : [pilotReport(pilot)]), upMs),
    );
});

describe('the pilot that explains how an instance ended', () => {
  const instance = { pids: [101], sinceMs: 50_000 };
  const over = pilotReport({ phase: 'ended', sinceMs: 60_000, pids: [] });
  const explains = (then: readonly PilotReport[], now: readonly PilotReport[]): string | undefined =>
    endOfInstance('p/a', instance, { pilots: then }, { pilots: now })?.launchId;

  it('is the one of the same launch, whatever its process id', () => {
    const other = { ...over, launchId: 'l2' };
    assert.equal(explains([pilotReport({ launchId: 'l1' })], [other, { ...over, pid: 7 }]), 'l1');
    assert.equal(explains([pilotReport({ launchId: 'l3' })], [over]), undefined);
  });

  it('is the one with its process id, where none was known', () =>
    assert.equal(explains([], [{ ...over, launchId: 'l2', pid: 7 }, over]), 'l1'));

  it('has ended, and is one of its component', () => {
    assert.equal(explains([], [{ ...over, phase: 'running' }]), undefined);
    assert.equal(explains([], [{ ...over, component: 'p/b' }]), undefined);
  });

  it('did not end before the instance started, by clocks of whole seconds', () => {
    assert.equal(explains([], [{ ...over, sinceMs: instance.sinceMs - 5000 }]), 'l1');
    assert.equal(explains([], [{ ...over, sinceMs: instance.sinceMs - 5001 }]), undefined);
  });
});

describe('pilots that their host no longer reports', () => {
  const over = pilotReport({ phase: 'ended', sinceMs: nowMs - countsForMs + 1 });
  const kept = (now: readonly PilotReport[], before: readonly PilotReport[]): string[] =>
    launchIds(pilotsKept(now, before, world.backoff, nowMs));

  it('are kept while their end counts', () => {
    const other = { ...over, launchId: 'l2' };
    assert.deepEqual(kept([other], [over]), ['l1', 'l2']);
    assert.deepEqual(kept([other], [{ ...over, sinceMs: over.sinceMs - 1 }]), ['l2']);
  });

  it('are not kept twice, nor if they had not ended', () => {
    assert.deepEqual(kept([over], [over]), ['l1']);
    assert.deepEqual(kept([], [{ ...over, phase: 'running' }]), []);
  });

  it('are remembered with their host, which is forgotten once nothing of it counts', () => {
    for (const [agoMs, isKnown] of [
      [countsForMs - 1, true],
      [countsForMs, false],
    ] as const) {
      const before = memoryOf({ ...holding([over], 0, nowMs - agoMs), instances: new Map() });
      assert.equal(remember(before, world, new Map(), nowMs).memory.hosts.has('h'), isKnown);
    }
  });

  it('stay as they were where the host could report none', () => {
    const running = pilotReport({ phase: 'running' });
    const after = (sighting: Sighting): readonly PilotReport[] =>
      remember(memoryOf(holding([running])), world, new Map([['h', sighting]]), nowMs).memory.hosts.get('h')
        ?.pilots ?? [];
    assert.deepEqual(launchIds(after(seen({ 'p/a': 1 }))), ['l1']);
    assert.deepEqual(launchIds(after({ ...seen({ 'p/a': 1 }), pilots: [] } as Sighting)), []);
  });
});

describe('the end of the pilot of a launch', () => {
  it('is that of its own pilot, once it is over', () => {
    const over = pilotReport({ phase: 'ended' });
    const other = { ...over, launchId: 'l2' };
    for (const [pilots, launchId] of [
      [[other, over], 'l1'],
      [[other], undefined],
      [[pilotReport({ phase: 'running' })], undefined],
    ] as const)
      assert.equal(endOf({ id: 'l1', host: 'h' }, memoryOf(holding(pilots)))?.launchId, launchId);
  });
});

describe('hosts that are unfit', () => {
  const unfit = pilotReport({ phase: 'unfit', sinceMs: nowMs - 1000 });
  const unfitAfter = (
    pilots: readonly PilotReport[],
    { before = emptyMemory, name = 'h', hosts = new Map<string, HostMemory>() } = {},
  ): Memory['unfit'] =>
    unfitSince(
      before,
      pilots.map((pilot) => ({ host: name, pilot })),
      hosts,
      world,
      nowMs,
    );

  it('are those whose pilot ended as unfit', () => {
    assert.equal(unfitAfter([unfit]).length, 1);
    for (const phase of ['ended', 'failed', 'stopped'] as const)
      assert.deepEqual(unfitAfter([{ ...unfit, phase }]), []);
  });

  it('are so for each component, and each by itself, as of the last time', () => {
    const first = { ...emptyMemory, unfit: unfitAfter([unfit, { ...unfit, component: 'p/b' }]) };
    const second = { ...emptyMemory, unfit: unfitAfter([unfit], { before: first, name: 'i' }) };
    const later = unfitAfter([{ ...unfit, sinceMs: nowMs }], { before: second });
    const known = later.map(({ component, host, atMs }) => `${component} ${host} ${nowMs - atMs}`);
    assert.deepEqual(known, ['p/a h 0', 'p/b h 1000', 'p/a i 1000']);
  });

  it('are fit once an instance came up since, and not for one that was there before', () => {
    const fitBy = (sinceMs: number): boolean =>
      unfitAfter([unfit], { hosts: new Map([['h', holding([], sinceMs)]]) }).length === 0;
    assert.equal(fitBy(unfit.sinceMs + 1), true);
    assert.equal(fitBy(unfit.sinceMs), false);
  });
});
