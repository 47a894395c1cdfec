import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { strength, takeCensus } from '../../src/core/census.ts';
import { machineOf, merged } from '../../src/core/machines.ts';
import { remember, shifted, withoutFuture } from '../../src/core/memory.ts';
import type { PilotReport } from '../../src/core/pilotReport.ts';
import { unfitSince } from '../../src/core/pilots.ts';
import { makePlan } from '../../src/core/plan.ts';
import { matterOf } from '../../src/core/decisions.ts';
import { emptyMemory } from '../../src/core/types.ts';
import type {
  Backoff,
  Census,
  Component,
  ComponentId,
  Decision,
  HostMemory,
  LaunchStage,
  Memory,
  OpenLaunch,
  Plan,
  Setback,
  Sighting,
  Wanted,
} from '../../src/core/types.ts';
import { explain } from '../../src/core/why.ts';
import { pilotReport } from './pilotReports.ts';
import { component, host, seen, vitals, wanted } from './worlds.ts';

/** A named scenario as it stands in `test/cases/scenarios`: what was, what is seen, what must follow. */
interface Scenario {
  readonly name: string;
  readonly because: string;
  readonly hosts: readonly (string | { host: string; hotlimit?: number; drain?: string })[];
  /** By component; `hot` in slots, `lostAfter` in seconds or "never", `hosts` a list of names. */
  readonly components: Record<
    string,
    Partial<Omit<Component, 'eligible'>> & { hosts?: string[]; lostAfter?: number | 'never' }
  >;
  readonly rules?: Partial<Pick<Wanted, 'brownout' | 'launchesPerPass' | 'launchesPerHost'>> & {
    pools?: Record<string, number>;
  };
  /** What earlier passes left: when a host was last seen, and with which pids of each component. */
  readonly remembered?: Record<
    string,
    {
      secondsAgo: number;
      boot?: string | null;
      machine?: string;
      holds: Record<string, number[]>;
      livedS?: number;
    }
  >;
  /** What failed before, by component and host; no host: wherever it was tried. */
  readonly failed?: readonly {
    component: string;
    host?: string;
    failures: number;
    secondsAgo: number;
  }[];
  /** What operators decided before. */
  readonly decided?: readonly Decided[];
  /** Instances that muster was to end. */
  readonly stopping?: readonly { component: string; host: string; pids: number[]; secondsAgo: number }[];
  readonly launched?: readonly {
    component: string;
    host: string;
    secondsAgo: number;
    boot?: string | null;
    accounted?: number[];
    stage?: LaunchStage;
  }[];
  /** Hosts that answer, with the pids of each component; a list of pids is one instance of several processes. */
  readonly seen: Record<string, Record<string, (number | number[])[]>>;
  /** By host, null for one that does not tell. */
  readonly boot?: Record<string, string | null>;
  /** Host names as the hosts tell them, for those that lead to one machine. */
  readonly machine?: Record<string, string>;
  /** How long everything that is seen has lived; 60 where nothing is said. */
  readonly livedS?: number;
  readonly silent?: readonly string[];
  readonly down?: readonly string[];
  /** `running+presumed+pending` by component, and the plan line by line. */
  readonly census: Record<string, string>;
  readonly plan: readonly string[];
  /** What operators decided that is not over afterwards. */
  readonly still?: readonly string[];
  /** Launches still open afterwards. */
  readonly open?: number;
  /** What backs off afterwards, `p/a on n1 2x until 60` in seconds from now, and `p/a 1x until 0` wherever. */
  readonly backoff?: readonly string[];
  /** Hosts in quarantine, with the seconds until it ends. */
  readonly quarantined?: Record<string, number>;
  /** By reason of what is blocked, the seconds until it ends, for those of which that is known. */
  readonly ends?: Record<string, number>;
}

/** `untilS` in seconds from now; the instances of a restart as `{n1: [pid]}`. */
type Decided = { untilS?: number } & (
  | { drain: string; stop?: boolean }
  | { pause: string; host?: string; limit?: number; stop?: boolean }
  | { restart: string; atOnce?: boolean; left: Record<string, number[]> }
);

const nowMs = Date.UTC(2026, 0, 1);
const folder = new URL('../cases/scenarios/', import.meta.url);

for (const file of readdirSync(folder).toSorted()) {
  const scenarios = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Scenario[];
  describe(`scenarios: ${file.replace('.json', '')}`, () => {
    for (const scenario of scenarios) {
      it(scenario.name, () => {
        const world = wantedOf(scenario);
        const { sightings, memory: known } = merged(world.hosts, memoryOf(scenario), sightingsOf(scenario));
        const { memory } = remember(known, world, sightings, nowMs);
        const census = takeCensus(world, memory, sightings, nowMs);
        const tallies = [...census.totals].map(([id, t]) => [id, `${t.running}+${t.presumed}+${t.pending}`]);
        assert.deepEqual(Object.fromEntries(tallies), scenario.census);
        const plan = makePlan(world, census);
        assert.deepEqual(planLines(plan), scenario.plan);
        assert.deepEqual(explained(world, census, memory, plan), blockedReasons(plan));
        if (scenario.ends) assert.deepEqual(ends(plan), scenario.ends);
        if (scenario.still) assert.deepEqual(memory.decisions.map(matterOf), scenario.still);
        if (scenario.open !== undefined) assert.equal(memory.launches.length, scenario.open);
        if (scenario.backoff) assert.deepEqual(backoffLines(census), scenario.backoff);
        if (scenario.quarantined) assert.deepEqual(quarantines(census), scenario.quarantined);
        for (const { hot, components } of census.hosts) {
          const slots = [...components].map(
            ([id, tally]) => strength(tally) * (world.components.find((c) => c.id === id)?.hot ?? 0),
          );
          assert.equal(
            hot,
            slots.reduce((a, b) => a + b, 0),
          );
        }
      });
    }
  });
}

describe('what is remembered', () => {
  const world = wanted({ hosts: [host('h1'), host('h2')], components: [component('p/a')] });

  it('a clock set back makes nothing older, one set forward loses nothing of a host that is seen', () => {
    const before = remember(emptyMemory, world, new Map([['h1', seen({ 'p/a': 1 })]]), nowMs).memory;
    const silent = new Map<string, Sighting>([['h1', { kind: 'silent', reason: 'no probe' }]]);
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
        launches: [
          {
            id: 'l1',
            component: 'p/a',
            host: 'h1',
            sentAtMs: wild,
            bootId: null,
            accounted: [],
            stage: 'ordered',
          },
        ],
        setbacks: [{ component: 'p/a', host: null, failures: 1, lastAtMs: wild, why: 'exit 1' }],
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
    const launch: OpenLaunch = {
      id: 'l1',
      component: 'p/a',
      host: 'h1',
      sentAtMs: nowMs,
      bootId: null,
      accounted: [],
      stage: 'sent',
    };
    const kept = (launches: readonly OpenLaunch[]): boolean =>
      remember({ ...empty, launches }, world, new Map(), nowMs + 1000).memory.hosts.has('h1');
    assert.deepEqual([kept([launch]), kept([])], [true, false]);
  });

  it('each open launch is settled by one new instance, and by no other', () => {
    const launches = ['l1', 'l2'].map((id): OpenLaunch => ({
      id,
      component: 'p/a',
      host: 'h1',
      sentAtMs: nowMs - 1000,
      bootId: 'boot-1',
      accounted: [101],
      stage: 'sent',
    }));
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
        setback({ component: 'p/b', lastAtMs: nowMs - 20_000, why: 'last' }),
        setback({ component: 'p/a', lastAtMs: nowMs - 30_000, why: 'before' }),
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
        why: 'last',
      });
    });
  });

  it('launches still open on a host that was seen are pending, those that vanished are told apart', () => {
    const launches = (['ordered', 'sent', 'vanished', 'vanished'] as const).map(
      (stage, index): OpenLaunch => ({
        id: `l${index}`,
        component: 'p/a',
        host: 'h1',
        // Their grace ended after the host was looked at.
        sentAtMs: nowMs - 120_000,
        bootId: 'boot-1',
        accounted: [],
        stage,
      }),
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

  it('all of it moves along with a clock that was set', () => {
    const of = { component: 'p/a', host: 'h1' } as const;
    const at = (ms: number): Memory => ({
      ...emptyMemory,
      hosts: remember(emptyMemory, world, new Map([['h1', withPilots(ms)]]), ms).memory.hosts,
      unfit: unfitSince(emptyMemory, [{ host: 'h1', pilot: unfitPilot(ms) }], new Map(), world, ms),
      launches: [{ ...of, id: 'l1', sentAtMs: ms - 1000, bootId: 'boot-1', accounted: [101], stage: 'sent' }],
      setbacks: [{ ...of, failures: 2, lastAtMs: ms - 2000, why: 'exit 1' }],
    });
    assert.deepEqual(shifted(at(nowMs), -3_600_000), at(nowMs - 3_600_000));
  });

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

function unfitPilot(nowMs: number): PilotReport {
  return pilotReport({ phase: 'unfit', sinceMs: nowMs - 1000 });
}

/** A host that does not tell how long its one instance has lived. */
function untold(pid: number): Map<string, Sighting> {
  const instances = new Map([['p/a' as ComponentId, [{ pid, elapsedS: null, pids: [pid] }]]]);
  return new Map([['h1', { kind: 'seen', vitals: vitals('boot-1'), instances }]]);
}

function setback(own: Partial<Setback>): Setback {
  const first = { failures: 1, lastAtMs: nowMs - 60_000, why: 'exit 1' };
  return { component: 'p/a', host: 'h1', ...first, ...own };
}

function wantedOf({ hosts, components, rules = {} }: Scenario): Wanted {
  const { pools = {}, ...others } = rules;
  return wanted({
    hosts: hosts.map((entry) =>
      typeof entry === 'string'
        ? host(entry)
        : host(entry.host, { hotLimit: entry.hotlimit ?? 2, drain: entry.drain ?? null }),
    ),
    components: Object.entries(components).map(([id, { hosts: named, lostAfter, ...own }]) =>
      component(id as ComponentId, {
        ...own,
        eligible: named ? new Set(named) : 'all',
        lostAfterMs: lostAfter === 'never' ? Infinity : (lostAfter ?? 900) * 1000,
      }),
    ),
    pools: new Map(Object.entries(pools)),
    ...others,
  });
}

function decisionOf(decided: Decided): Decision {
  const { untilS } = decided;
  const untilMs = untilS === undefined ? null : nowMs + untilS * 1000;
  const said = { by: 'ops', atMs: nowMs - 600_000, why: 'because', untilMs };
  if ('drain' in decided) return { kind: 'drain', ...said, host: decided.drain, stop: decided.stop === true };
  if ('restart' in decided) {
    const left = Object.entries(decided.left).flatMap(([name, pids]) =>
      pids.map((pid) => ({ host: name, pid, bootId: 'boot-1' })),
    );
    const component = decided.restart as ComponentId;
    return { kind: 'restart', ...said, component, atOnce: decided.atOnce === true, left, of: left.length };
  }
  const { pause, host: where = null, limit = 0, stop = false } = decided;
  return { kind: 'pause', ...said, component: pause as ComponentId, host: where, limit, stop };
}

function memoryOf({
  remembered = {},
  launched = [],
  failed = [],
  decided = [],
  stopping = [],
}: Scenario): Memory {
  const hosts = Object.entries(remembered).map(
    ([name, { secondsAgo, boot = 'boot-1', machine, holds, livedS = 3600 }]): [string, HostMemory] => {
      const seenAtMs = nowMs - secondsAgo * 1000;
      const instances = [...instancesOf(holds, livedS)].map(
        ([id, list]) => [id, list.map((one) => ({ ...one, sinceMs: seenAtMs - livedS * 1000 }))] as const,
      );
      return [
        name,
        {
          seenAtMs,
          bootId: boot,
          machine: machine === undefined ? null : machineNamed(machine),
          instances: new Map(instances),
        },
      ];
    },
  );
  const launches = launched.map(
    (
      { secondsAgo, boot = 'boot-1', accounted = [], stage = 'sent', component, ...launch },
      index,
    ): OpenLaunch => ({
      ...launch,
      component: component as ComponentId,
      id: `launch-${index}`,
      sentAtMs: nowMs - secondsAgo * 1000,
      bootId: boot,
      accounted,
      stage,
    }),
  );
  const setbacks = failed.map(({ component, host = null, failures, secondsAgo }): Setback => ({
    component: component as ComponentId,
    host,
    failures,
    lastAtMs: nowMs - secondsAgo * 1000,
    why: 'exit 1',
  }));
  const decisions = decided.map(decisionOf);
  const stops = stopping.map(({ secondsAgo, component, ...stop }) => ({
    ...stop,
    component: component as ComponentId,
    orderedAtMs: nowMs - secondsAgo * 1000,
  }));
  return { hosts: new Map(hosts), launches, setbacks, decisions, stops, unfit: [] };
}

function machineNamed(hostname: string): string {
  return `boot-1 ${hostname} ops /home/ops -`;
}

function backoffLines({ atMs, backoffs, hosts }: Census): string[] {
  const lines = (there: ReadonlyMap<string, Backoff>, where: string): string[] =>
    [...there].map(
      ([id, { failures, untilMs }]) => `${id}${where} ${failures}x until ${(untilMs - atMs) / 1000}`,
    );
  return [
    ...lines(backoffs, ''),
    ...hosts.flatMap(({ host, backoffs: there }) => lines(there, ` on ${host}`)),
  ];
}

function quarantines({ atMs, hosts }: Census): Record<string, number> {
  return Object.fromEntries(
    hosts.flatMap(({ host, quarantine }) =>
      quarantine === null ? [] : [[host, (quarantine.untilMs - atMs) / 1000]],
    ),
  );
}

function ends({ actions }: Plan): Record<string, number> {
  return Object.fromEntries(
    actions
      .flatMap(({ reasons }) => reasons)
      .flatMap(({ reason, untilMs }) => (untilMs === undefined ? [] : [[reason, (untilMs - nowMs) / 1000]])),
  );
}

function sightingsOf({
  seen: answered,
  boot = {},
  machine = {},
  livedS = 60,
  silent = [],
  down = [],
}: Scenario): Map<string, Sighting> {
  const empty = seen({});
  assert.equal(empty.kind, 'seen');
  const sightings = new Map<string, Sighting>();
  for (const [name, holds] of Object.entries(answered)) {
    const hostname = machine[name];
    const named = hostname === undefined ? {} : { hostname, user: 'ops', home: '/home/ops' };
    const vitals = { ...empty.vitals, bootId: boot[name] === undefined ? 'boot-1' : boot[name], ...named };
    sightings.set(name, { kind: 'seen', vitals, instances: instancesOf(holds, livedS) });
  }
  for (const name of silent) sightings.set(name, { kind: 'silent', reason: 'the probe did not end' });
  for (const name of down) sightings.set(name, { kind: 'down', reason: 'no answer' });
  return sightings;
}

function instancesOf(holds: Record<string, (number | number[])[]>, elapsedS: number) {
  return new Map(
    Object.entries(holds).map(([id, list]) => [
      id as ComponentId,
      list.map((pids) => {
        const all = Array.isArray(pids) ? pids : [pids];
        return { pid: all[0] as number, elapsedS, pids: all };
      }),
    ]),
  );
}

/** Of what is blocked, by component: the first reason against each host, or against all of them. */
function blockedReasons({ actions }: Plan): Record<string, string[]> {
  return Object.fromEntries(
    actions.flatMap((action) =>
      action.action === 'blocked'
        ? [
            [
              action.component,
              action.reasons
                .flatMap(({ reason, hostNames = ['all'] }) => hostNames.map((host) => `${host}: ${reason}`))
                .toSorted(),
            ],
          ]
        : [],
    ),
  );
}

/** The same as `why` tells it. */
function explained(world: Wanted, census: Census, memory: Memory, plan: Plan): Record<string, string[]> {
  return Object.fromEntries(
    Object.keys(blockedReasons(plan)).map((id) => {
      const { reasons, hosts } = explain(world, census, memory, id as ComponentId);
      const [first] = reasons;
      if (first) return [id, [`all: ${first.reason}`]];
      return [id, hosts.map(({ host, reasons }) => `${host}: ${reasons[0]?.reason}`).toSorted()];
    }),
  );
}

function planLines({ actions }: Plan): string[] {
  return actions.map((action) => {
    if (action.action === 'start') return `start ${action.component} on ${action.host}`;
    if (action.action === 'stop') return `stop ${action.component} on ${action.host}: process ${action.pid}`;
    const reasons = action.reasons.map(({ reason, hosts }) =>
      hosts === null ? reason : `${hosts} ${reason}`,
    );
    return `${action.action} ${action.component} ${action.missing}: ${reasons.join(', ')}`;
  });
}
