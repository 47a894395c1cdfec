import assert from 'node:assert/strict';
import { takeCensus } from '../../src/core/census.ts';
import { machineOf } from '../../src/core/machines.ts';
import { remember, shifted, withoutFuture } from '../../src/core/memory.ts';
import { emptyMemory } from '../../src/core/types.ts';
import type { ComponentId, Memory, OpenLaunch, Sighting } from '../../src/core/types.ts';
import { someMessage } from '../harness/messages.ts';
import { component, host, nowMs, openLaunch, seen, setback, unknown, vitals, wanted } from './worlds.ts';
import { unfitSince } from '../../src/core/pilots.ts';
import { pilotReport } from './pilotReports.ts';

const world = wanted({ hosts: [host('h1'), host('h2')], components: [component('p/a')] });

describe('what is remembered', () => {
  it('a clock set back makes nothing older, one set forward loses nothing of a host that is seen', () => {
    const before = remember(emptyMemory, world, new Map([['h1', seen({ 'p/a': 1 })]]), nowMs).memory;
    const silent = new Map<string, Sighting>([['h1', unknown()]]);
    const back = remember(before, world, silent, nowMs - 3_600_000);
    assert.equal(takeCensus(world, back.memory, silent, nowMs - 3_600_000).totals.get('p/a')?.presumed, 1);
    const forward = remember(before, world, new Map([['h1', seen({ 'p/a': 1 })]]), nowMs + 36_000_000);
    assert.equal(forward.memory.hosts.get('h1')?.instances.get('p/a')?.length, 1);
  });

  it('times to come, as a broken clock leaves them, are not waited for', () => {
    const wild = Date.UTC(9999, 0);
    const memory = withoutFuture(
      {
        ...emptyMemory,
        hosts: new Map([['h1', { seenAtMs: wild, bootId: null, machine: null, instances: new Map() }]]),
        launches: [openLaunch({ sentAtMs: wild, stage: 'ordered' })],
        setbacks: [setback({ host: null, lastAtMs: wild })],
      },
      nowMs,
      nowMs + 240_000,
    );
    assert.equal(memory.hosts.get('h1')?.seenAtMs, nowMs);
    assert.equal(memory.launches[0]?.sentAtMs, nowMs + 240_000);
    assert.equal(memory.setbacks[0]?.lastAtMs, nowMs);
  });

  it('a host that was launched on is remembered though nothing runs there, to be known again', () => {
    const empty = remember(emptyMemory, world, new Map([['h1', seen({})]]), nowMs).memory;
    const kept = (launches: readonly OpenLaunch[]): boolean =>
      remember({ ...empty, launches }, world, new Map(), nowMs + 1000).memory.hosts.has('h1');
    assert.deepEqual([kept([openLaunch()]), kept([])], [true, false]);
  });

  it('each open launch is settled by one new instance, and by no other', () => {
    const launches = ['l1', 'l2'].map((id) => openLaunch({ id, sentAtMs: nowMs - 1000, accounted: [101] }));
    const sightings = new Map([['h1', seen({ 'p/a': 2 })]]);
    const first = remember({ ...emptyMemory, launches }, world, sightings, nowMs);
    assert.deepEqual([...first.fates.values()], ['appeared', 'open']);
    // The instance that settled l1 must not settle l2 in the next pass.
    const second = remember(first.memory, world, sightings, nowMs);
    assert.deepEqual([...second.fates.values()], ['open']);
  });

  it('a host is forgotten when all it had is lost', () => {
    const before = remember(emptyMemory, world, new Map([['h1', seen({ 'p/a': 1 })]]), nowMs).memory;
    const keeps = (laterMs: number): string[] => [
      ...remember(before, world, new Map(), nowMs + laterMs).memory.hosts.keys(),
    ];
    assert.deepEqual([keeps(899_999), keeps(900_000)], [['h1'], []]);
  });

  it('nothing is remembered under a further name of a machine', () => {
    const sightings = new Map<string, Sighting>([
      ['h1', seen({ 'p/a': 1 })],
      ['h2', { kind: 'seen', vitals: vitals('boot-1'), instances: new Map(), sameAs: 'h1' }],
    ]);
    assert.deepEqual([...remember(emptyMemory, world, sightings, nowMs).memory.hosts.keys()], ['h1']);
  });

  it('where a host does not tell how long an instance has lived, it lives since it was first seen', () => {
    const first = remember(emptyMemory, world, untold(11), nowMs).memory;
    const since = (pid: number): number | undefined =>
      remember(first, world, untold(pid), nowMs + 60_000)
        .memory.hosts.get('h1')
        ?.instances.get('p/a')?.[0]?.sinceMs;
    assert.deepEqual([since(11), since(12)], [nowMs, nowMs + 60_000]);
  });

  describe('of what failed', () => {
    it('nothing is kept of hosts and components that are no longer listed', () => {
      const setbacks = [setback({}), setback({ host: 'h9' }), setback({ component: 'p/old', host: null })];
      const { memory } = remember({ ...emptyMemory, setbacks }, world, new Map(), nowMs);
      assert.deepEqual(memory.setbacks, [setback({})]);
    });

    it('a quarantine tells what happened last, and every component', () => {
      const both = wanted({ ...world, components: [component('p/a'), component('p/b')] });
      const setbacks = [
        setback({ component: 'p/b', lastAtMs: nowMs - 20_000, why: someMessage('last') }),
        setback({ component: 'p/a', lastAtMs: nowMs - 30_000, why: someMessage('before') }),
      ];
      const { hosts } = remember(
        emptyMemory,
        both,
        new Map([['h2', seen({ 'p/a': 1, 'p/b': 1 })]]),
        nowMs,
      ).memory;
      const census = takeCensus(both, { ...emptyMemory, hosts, setbacks }, new Map(), nowMs);
      assert.deepEqual(census.hosts[0]?.quarantine, {
        untilMs: nowMs + 880_000,
        components: ['p/a', 'p/b'],
        why: someMessage('last'),
      });
    });
  });

  it('launches still open on a host that was seen are pending, those that vanished are told apart', () => {
    // Their grace ended after the host was looked at.
    const launches = (['ordered', 'sent', 'vanished', 'vanished'] as const).map((stage, index) =>
      openLaunch({ id: `l${index}`, sentAtMs: nowMs - 120_000, stage }),
    );
    const census = takeCensus(world, { ...emptyMemory, launches }, new Map([['h1', seen({})]]), nowMs);
    assert.deepEqual(census.totals.get('p/a'), { running: 0, presumed: 0, pending: 4 });
    assert.deepEqual(census.vanished, new Map([['p/a', 2]]));
  });

  it('a host is told with what is there, and one that is no longer listed only while something is', () => {
    const sightings = new Map<string, Sighting>([['h1', seen({ 'p/a': 1 })]]);
    const memory = remember(emptyMemory, world, new Map([['h9', seen({ 'p/old': 1 })]]), nowMs).memory;
    const both = wanted({ ...world, components: [component('p/a'), component('p/b')] });
    const census = takeCensus(both, memory, sightings, nowMs);
    assert.deepEqual([...(census.hosts[0]?.components.keys() ?? [])], ['p/a']);
    assert.deepEqual(census.unlisted, []);
  });

  it('all of it moves along with a clock that was set', () =>
    assert.deepEqual(shifted(knownAt(nowMs), -3_600_000), knownAt(nowMs - 3_600_000)));

  it('a machine is told by its boot, its name, and whose processes were listed from which home', () => {
    const whole = { ...vitals('boot-1'), hostname: 'box', user: 'ops', home: '/home/ops' };
    const others = { bootId: 'boot-2', hostname: 'crate', user: 'eve', home: '/srv/ops' };
    for (const [key, other] of Object.entries(others)) {
      assert.notEqual(machineOf({ ...whole, [key]: other }), machineOf(whole), key);
      assert.equal(machineOf({ ...whole, [key]: null }), null, `without ${key}`);
    }
    assert.equal(machineOf({ ...whole, load1: 3 }), machineOf(whole));
  });
});

/** A host with an instance and two pilots, one of them ready. */
function withPilots(nowMs: number): Sighting {
  const pilot = pilotReport({ startedMs: nowMs - 3000, sinceMs: nowMs - 2000 });
  return { ...seen({ 'p/a': 1 }), pilots: [{ ...pilot, readyMs: nowMs - 1000 }, pilot] } as Sighting;
}

/** A host that does not tell how long its one instance has lived. */
function untold(pid: number): Map<string, Sighting> {
  const instances = new Map([['p/a' as ComponentId, [{ pid, elapsedS: null, pids: [pid] }]]]);
  return new Map([['h1', { kind: 'seen', vitals: vitals('boot-1'), instances }]]);
}

/** An instance with its pilots, a launch, a failure and an unfit host, each known as long before this. */
function knownAt(ms: number): Memory {
  const pilot = pilotReport({ phase: 'unfit', sinceMs: ms - 1000 });
  return {
    ...remember(emptyMemory, world, new Map([['h1', withPilots(ms)]]), ms).memory,
    unfit: unfitSince(emptyMemory, [{ host: 'h1', pilot }], new Map(), world, ms),
    launches: [openLaunch({ sentAtMs: ms - 1000 })],
    setbacks: [setback({ lastAtMs: ms - 2000 })],
  };
}
