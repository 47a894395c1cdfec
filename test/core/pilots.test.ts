import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { message, shortened } from '../../src/core/catalogue/catalogue.ts';
import { takeCensus } from '../../src/core/census.ts';
import { remember } from '../../src/core/memory.ts';
import {
  endOfPilot,
  isOfEnd,
  isOver,
  isPilotEnd,
  pilotPhases,
  type PilotReport,
} from '../../src/core/pilotReport.ts';
import { endedSince, exportsFor, isComingUp, readyOn, unfitSince } from '../../src/core/pilots.ts';
import { makePlan } from '../../src/core/plan.ts';
import {
  emptyMemory,
  type Component,
  type HostMemory,
  type Instance,
  type Memory,
  type OpenLaunch,
  type Sighting,
} from '../../src/core/types.ts';
import { pilotReport } from './pilotReports.ts';
import { component, held, host, openLaunch, seen, wanted } from './worlds.ts';
import { forAll } from '../harness/forAll.ts';
import { fieldOf } from '../harness/fields.ts';

const nowMs = 10_000_000;
const rule = { firstMs: 60_000, capMs: 900_000, minUptimeMs: 300_000 };

/** A host with these pilots, each with the process that belongs to it. */
function seenWith(pilots: readonly PilotReport[]): Sighting {
  const instances = new Map<Component['id'], Instance[]>();
  for (const { component: id, pid, phase } of pilots)
    if (!isOver({ phase }))
      instances.set(id, [...(instances.get(id) ?? []), { pid, pids: [pid, pid + 1], elapsedS: 1 }]);
  return { ...seen({}), instances, pilots } as Sighting;
}

const launch = (id: string): OpenLaunch => openLaunch({ id, host: 'h', sentAtMs: nowMs });

/** What is known after these looks, the last of them now. */
function known(
  looks: readonly (readonly PilotReport[])[],
  own: Partial<Component> = {},
  before = emptyMemory,
): Memory {
  const world = wanted({ hosts: [host('h')], components: [component('p/a', own)] });
  const launched = { ...before, launches: looks.flat().map(({ launchId }) => launch(launchId)) };
  return looks.reduce<Memory>((memory, pilots, index) => {
    const atMs = nowMs - (looks.length - 1 - index) * 60_000;
    return remember(memory, world, new Map([['h', seenWith(pilots)]]), atMs).memory;
  }, launched);
}

/** What is known of a host that had these instances, all as old as this. */
const hadInstances = (pids: readonly number[], sinceMs: number, pilots: readonly PilotReport[]): HostMemory =>
  held(pids, { seenAtMs: nowMs - 30_000, pilots }, sinceMs);

/** A pilot that prepares for long, and what it says when that fails. */
const preparing = (launchId: string) => pilotReport({ launchId, startedMs: nowMs - 2_000_000, pid: 101 });
const failed = (launchId: string) => ({
  ...preparing(launchId),
  phase: 'failed' as const,
  sinceMs: nowMs,
  pids: [],
});
const longThere = (pilot: PilotReport): Sighting =>
  ({
    ...seen({}),
    instances: new Map([['p/a', [{ pid: 101, pids: [101], elapsedS: 600 }]]]),
    pilots: [pilot],
  }) as Sighting;

/** One instance for each process. */
const there = (pids: readonly number[]): ReadonlyMap<Component['id'], readonly Instance[]> =>
  new Map([['p/a', pids.map((pid) => ({ pid, pids: [pid], elapsedS: 1 }))]]);

const readyOf = (pilots: PilotReport[], how: 'reported' | 'running'): number | undefined =>
  readyOn(there([101]), pilots, new Map([['p/a', how]])).get('p/a');

describe('how a pilot ended', () => {
  const ends = [
    [
      { phase: 'failed', step: 'prepare-environment', code: 1, message: 'pip exit 1' },
      'pilot-command-failed',
    ],
    [{ phase: 'failed', step: 'check-gpu', code: 7 }, 'pilot-command-failed'],
    [{ phase: 'ended', code: 3 }, 'pilot-component-ended'],
    [{ phase: 'ended' }, 'pilot-component-ended'],
    [{ phase: 'stopped', step: 'stage-files' }, 'pilot-ended-by-signal'],
    [{ phase: 'unfit', message: 'no gpu' }, 'pilot-host-unfit'],
  ] as const;

  it('has a code for the command, the component, the signal and the unfit host, with what the pilot says', () => {
    for (const [own, code] of ends) {
      const end = endOfPilot(pilotReport(own));
      assert.equal(end.code, code);
      // That an unfit host printed something explains nothing.
      assert.equal(isPilotEnd(end), code !== 'pilot-host-unfit');
    }
    assert.deepEqual(endOfPilot(pilotReport(ends[0][0])).params, {
      step: 'prepare-environment',
      exit: 1,
      cause: 'pip exit 1',
    });
    assert.equal(isPilotEnd(message('submitter-failed', { exit: '1' })), false);
  });

  it('is known again in a failure, which also tells how long it lived and what it printed, and may be cut', () => {
    const all = ends.map(([own]) => pilotReport(own));
    for (const one of all) {
      const failure = shortened(endOfPilot(one, { livedS: 7, printed: 'x'.repeat(50) }), 8);
      const same = all.filter((other) => isOfEnd(failure, endOfPilot(other)));
      assert.deepEqual(same, [one]);
    }
  });
});

describe('the ends of pilots, look by look', () => {
  it('each end is learnt from once, however often its sandbox is seen', () => {
    const failed = pilotReport({ phase: 'failed', sinceMs: nowMs - 200_000 });
    for (const looks of [1, 2, 5]) {
      const memory = known(Array.from({ length: looks }, () => [failed]));
      const there = memory.setbacks.filter(({ host: name }) => name !== null);
      assert.deepEqual(fieldOf(there, 'failures'), [1]);
    }
  });

  it('what ended so long ago that it would be forgotten by now teaches nothing to whoever lost the state', () => {
    const old = pilotReport({ phase: 'failed', sinceMs: nowMs - rule.capMs - rule.minUptimeMs });
    assert.deepEqual(known([[old]]).setbacks, []);
    assert.deepEqual(endedSince(emptyMemory, known([[old]]), rule, nowMs), []);
  });
});

describe('a host that is unfit for a component', () => {
  const unfit = pilotReport({ phase: 'unfit', message: 'no gpu', sinceMs: nowMs - 1000 });
  const planFor = (memory: Memory, atMs = nowMs): string[] => {
    const world = wanted({ hosts: [host('h'), host('other')], components: [component('p/a')] });
    const sightings = new Map([
      ['h', seenWith([unfit])],
      ['other', seen({})],
    ]);
    const after = remember(memory, world, sightings, atMs).memory;
    return makePlan(world, takeCensus(world, after, sightings, atMs)).actions.flatMap((action) =>
      action.action === 'start' ? [action.host] : [],
    );
  };

  it('is not tried for it, and another is', () =>
    assert.deepEqual(planFor({ ...emptyMemory, launches: [launch('l1')] }), ['other']));

  it('is tried again when that is over', () => {
    const memory = known([[unfit]]);
    assert.deepEqual(fieldOf(memory.unfit, 'why'), [message('requirement-unmet', { cause: 'no gpu' })]);
    assert.deepEqual(planFor(memory, nowMs + 3_600_000), ['h']);
  });

  it('is so no more once one came up there', () => {
    const came = pilotReport({ launchId: 'l2', pid: 200 });
    assert.equal(known([[unfit], [unfit]]).unfit.length, 1);
    const after = known([[unfit], [unfit, came]]);
    assert.deepEqual(after.unfit, []);
  });

  it('is forgotten with its component', () => {
    const memory = known([[unfit]]);
    const world = wanted({ hosts: [host('h')], components: [] });
    assert.deepEqual(unfitSince(memory, [], memory.hosts, world, nowMs), []);
  });

  it('whatever the clock does, it is unfit for no longer than it is said', () => {
    forAll(100, fc.integer({ min: -1e10, max: 1e10 }), fc.nat({ max: 7_200_000 }), (since, later) => {
      const pilot = { ...unfit, sinceMs: nowMs + since };
      const memory = known([[pilot]]);
      const left = unfitSince(
        memory,
        [],
        new Map(),
        wanted({ components: [component('p/a')] }),
        nowMs + later,
      );
      if (later >= 3_600_000) assert.deepEqual(left, []);
      assert.ok(left.every(({ atMs }) => atMs <= nowMs));
    });
  });
});

describe('a pilot that brings its component up', () => {
  it('is pending until the component runs, and counts all the time', () => {
    const world = wanted({ hosts: [host('h')], components: [component('p/a')] });
    for (const phase of pilotPhases) {
      const pilot = pilotReport({ phase, sinceMs: nowMs });
      const sightings = new Map([['h', seenWith([pilot])]]);
      const { memory } = remember(emptyMemory, world, sightings, nowMs);
      const tally = takeCensus(world, memory, sightings, nowMs).totals.get('p/a');
      const counted = phase === 'starting' ? 'pending' : isOver(pilot) ? 'nothing' : 'running';
      assert.deepEqual(
        [tally?.pending, tally?.running],
        { pending: [1, 0], running: [0, 1], nothing: [0, 0] }[counted],
        phase,
      );
    }
  });

  it('is one by its process, not by what a sandbox of long ago says', () => {
    const pilot = pilotReport();
    assert.equal(isComingUp('p/a', { pids: [101, 102] }, [pilot]), true);
    assert.equal(isComingUp('p/a', { pids: [7] }, [pilot]), false);
    assert.equal(isComingUp('p/a', { pids: [101] }, [{ ...pilot, phase: 'failed' }]), false);
  });
});

describe('the launch of a pilot', () => {
  const world = wanted({ hosts: [host('h')], components: [component('p/a', { count: 2 })] });
  const fates = (
    launches: readonly OpenLaunch[],
    pilots: readonly PilotReport[],
    pids: readonly number[],
  ) => {
    const sighting = { ...seen({}), instances: there(pids), pilots } as Sighting;
    const before = { ...emptyMemory, launches };
    return remember(before, world, new Map([['h', sighting]]), nowMs).fates;
  };

  it('is settled by its own pilot, and never by that of another', () => {
    const [one, other] = [
      pilotReport({ launchId: 'l1', pid: 101 }),
      pilotReport({ launchId: 'l2', pid: 202, phase: 'failed', sinceMs: nowMs }),
    ];
    const both = fates([launch('l2'), launch('l1')], [one, other], [101]);
    assert.deepEqual(Object.fromEntries(both), { l2: 'ended', l1: 'appeared' });
    assert.deepEqual([...fates([launch('l3')], [one], [101])], [['l3', 'open']]);
  });

  it('is settled also by one that has not told its number yet', () => {
    const submitter = pilotReport({ launchId: 'l1', pid: 99 });
    assert.deepEqual([...fates([launch('l1')], [submitter], [101])], [['l1', 'appeared']]);
  });

  it('is one by the processes that are its own now, where an earlier one, or another component, had its number', () => {
    const lost = pilotReport({ launchId: 'l0', pid: 101, pids: [], phase: 'starting' });
    const other = pilotReport({ launchId: 'l2', component: 'p/b', pid: 101 });
    const now = pilotReport({ launchId: 'l1', pid: 101, phase: 'running' });
    for (const pilots of [
      [lost, other, now],
      [now, other, lost],
    ])
      assert.equal(isComingUp('p/a', { pids: [101] }, pilots), false);
  });

  it('is not given up while its pilot lives, be nothing of it counted', () => {
    const pilot = pilotReport({ launchId: 'l1' });
    const old = { ...launch('l1'), sentAtMs: nowMs - 10 * world.startGraceMs };
    assert.deepEqual([...fates([old], [pilot], [])], [['l1', 'open']]);
    assert.deepEqual([...fates([old], [{ ...pilot, pids: [] }], [])], [['l1', 'overdue']]);
  });

  it('whose main shell was killed is what its sandbox says as long as any of its shells is left', () => {
    const left = pilotReport({ pid: 101, pids: [102, 103] });
    assert.equal(isComingUp('p/a', { pids: [102, 103] }, [left]), true);
    assert.equal(readyOf([{ ...left, pids: [101] }], 'running'), undefined);
    assert.equal(readyOf([{ ...left, pids: [101], phase: 'running', readyMs: 1 }], 'reported'), 1);
  });

  it("a failure of which nobody launched anything is nobody's failure, and each is told once on all its hosts [pilot-foreign]", () => {
    const failed = pilotReport({ launchId: 'l9', phase: 'failed', sinceMs: nowMs });
    assert.deepEqual(
      remember(emptyMemory, world, new Map([['h', seenWith([failed])]]), nowMs).memory.setbacks,
      [],
    );
    const taught = known([[failed]]);
    const moved = { ...taught, hosts: new Map([['other', taught.hosts.get('h') as HostMemory]]) };
    const again = remember(moved, world, new Map([['h', seenWith([failed])]]), nowMs).memory;
    assert.deepEqual(again.setbacks, taught.setbacks);
    // A home that is away for a look brings no second failure when it is back.
    assert.deepEqual(
      known([[failed], [], [failed]]).setbacks,
      known([[failed]], {}, emptyMemory).setbacks.map((one) => ({ ...one, lastAtMs: nowMs - 120_000 })),
    );
  });

  it('steps of backing off follow each other, however long preparing takes before it fails', () => {
    let memory: Memory = emptyMemory;
    for (const [index, id] of ['l1', 'l2', 'l3'].entries()) {
      const atMs = nowMs + index * 800_000;
      const fails = { ...failed(id), sinceMs: atMs };
      memory = { ...memory, launches: [{ ...launch(id), sentAtMs: atMs - 600_000 }] };
      memory = remember(memory, world, new Map([['h', longThere(preparing(id))]]), atMs - 1000).memory;
      memory = remember(memory, world, new Map([['h', seenWith([fails])]]), atMs).memory;
    }
    assert.deepEqual(fieldOf(memory.setbacks, 'failures'), [3, 3]);
  });

  it('an instance without a word is not explained by the end of one that had its number long before', () => {
    const old = pilotReport({ pid: 101, phase: 'ended', code: 0, sinceMs: nowMs - 700_000 });
    const young = { ...emptyMemory, hosts: new Map([['h', hadInstances([101], nowMs - 60_000, [old])]]) };
    const { memory } = remember(
      young,
      world,
      new Map([['h', { ...seen({}), pilots: [old] } as Sighting]]),
      nowMs,
    );
    assert.equal(memory.setbacks[0]?.why.code, 'ended-early');
  });
});

describe('readiness and what is exported', () => {
  const running = pilotReport({ phase: 'running' });
  const ready = { ...running, readyMs: nowMs, exports: { ADDRESS: 'tcp://h:1' } };
  it('counts what says so, or what runs', () => {
    const nothing = undefined;
    assert.deepEqual([readyOf([running], 'reported'), readyOf([ready], 'reported')], [nothing, 1]);
    const ofRunning = [[], [pilotReport()], [running]].map((pilots) => readyOf(pilots, 'running'));
    assert.deepEqual(ofRunning, [1, nothing, 1]);
    // What no pilot watches over any more cannot say so.
    assert.equal(readyOf([{ ...ready, pids: [7] }], 'reported'), nothing);
    // Nor is one ready whose component is over.
    assert.equal(readyOf([{ ...ready, phase: 'finishing' }], 'reported'), nothing);
  });

  it('is the same where a plan is made for those alone that come after', () => {
    const agent = component('p/b', { after: ['p/a'] });
    const world = wanted({
      hosts: [host('h')],
      components: [component('p/a', { readiness: 'reported' }), agent],
    });
    for (const [pilot, starts] of [
      [ready, 1],
      [running, 0],
    ] as const) {
      const sightings = new Map([['h', seenWith([pilot])]]);
      const { memory } = remember(emptyMemory, world, sightings, nowMs);
      const { actions } = makePlan(
        { ...world, components: [agent] },
        takeCensus(world, memory, sightings, nowMs),
      );
      assert.equal(actions.filter(({ action }) => action === 'start').length, starts);
    }
  });

  it('of what is not asked for nothing is counted', () =>
    assert.equal(readyOn(there([101]), [ready], new Map()).size, 0));

  it('reaches those that come after, of several in the order of the hosts', () => {
    const world = wanted({ hosts: [host('b'), host('a')], components: [] });
    const second = { ...ready, exports: { ADDRESS: 'tcp://b:1', PORT: '7' } };
    const memory = {
      ...emptyMemory,
      hosts: new Map([
        ['a', hadInstances([101], 0, [ready])],
        ['b', hadInstances([101], 0, [second])],
      ]),
    };
    assert.deepEqual(exportsFor(['p/a'], world, memory, nowMs), {
      ADDRESS: 'tcp://b:1\ntcp://h:1',
      PORT: '7',
    });
    assert.deepEqual(exportsFor(['p/b'], world, memory, nowMs), {});
    const ended = [{ phase: 'ended' }, { phase: 'finishing' }, { readyMs: null }, { pids: [] }] as const;
    for (const own of ended) {
      const hosts = new Map([['a', hadInstances([101], 0, [{ ...ready, ...own }])]]);
      assert.deepEqual(exportsFor(['p/a'], world, { ...emptyMemory, hosts }, nowMs), {});
    }
    // Nor what was on a host that is given up by now.
    const lostAtMs = nowMs - 30_000 + world.lostAfterMs;
    assert.equal(exportsFor(['p/a'], world, memory, lostAtMs - 1)['PORT'], '7');
    assert.deepEqual(exportsFor(['p/a'], world, memory, lostAtMs), {});
  });
});
