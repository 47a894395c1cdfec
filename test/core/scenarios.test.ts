import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { noTally, strength } from '../../src/core/census.ts';
import { matterOf } from '../../src/core/decisions.ts';
import { merged } from '../../src/core/machines.ts';
import type {
  Backoff,
  Census,
  Component,
  ComponentId,
  Decision,
  HostMemory,
  LaunchStage,
  Memory,
  Plan,
  Sighting,
  Wanted,
} from '../../src/core/types.ts';
import { explain } from '../../src/core/why.ts';
import { component, host, look, nowMs, openLaunch, setback, unknown, vitals, wanted } from './worlds.ts';

/** A named scenario as it stands in `test/cases/scenarios`: what was, what is seen, what must follow. */
interface Scenario {
  readonly name: string;
  readonly because: string;
  /** Those that answer where nothing is said. */
  readonly hosts?: readonly (string | { host: string; hotlimit?: number; drain?: string })[];
  /** By component its count, or more of it; `hot` in slots, `lostAfter` in seconds or "never", `hosts` a list of names. */
  readonly components: Record<
    string,
    number | (Partial<Omit<Component, 'eligible'>> & { hosts?: string[]; lostAfter?: number | 'never' })
  >;
  readonly rules?: Partial<Pick<Wanted, 'brownout' | 'launchesPerPass' | 'launchesPerHost'>> & {
    pools?: Record<string, number>;
  };
  /** What earlier passes left: when a host was last seen, and with which pids of each component. */
  readonly remembered?: Record<
    string,
    {
      secondsAgo: number;
      /** From when `lostAfter` counts, where a state was lost. */
      countsFrom?: number;
      boot?: string | null;
      machine?: string;
      holds: Record<string, number[]>;
      livedS?: number;
    }
  >;
  /** What failed before: `p/a on n1 2x 60 s ago`; no host: wherever it was tried. */
  readonly failed?: readonly string[];
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

const folder = new URL('../cases/scenarios/', import.meta.url);

for (const file of readdirSync(folder).toSorted()) {
  const scenarios = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Scenario[];
  describe(`scenarios: ${file.replace('.json', '')}`, () => {
    for (const scenario of scenarios)
      it(scenario.name, () => {
        const world = wantedOf(scenario);
        const { sightings, memory: known } = merged(world.hosts, memoryOf(scenario), sightingsOf(scenario));
        const { census, memory, plan } = look(world, sightings, known);
        const tallies = [...census.totals].map(([id, t]) => [id, `${t.running}+${t.presumed}+${t.pending}`]);
        assert.deepEqual(Object.fromEntries(tallies), scenario.census);
        assert.deepEqual(planLines(plan), scenario.plan);
        assert.deepEqual(explained(world, census, memory, plan), blockedReasons(plan));
        if (scenario.ends) assert.deepEqual(ends(plan), scenario.ends);
        if (scenario.still) assert.deepEqual(memory.decisions.map(matterOf), scenario.still);
        if (scenario.open !== undefined) assert.equal(memory.launches.length, scenario.open);
        if (scenario.backoff) assert.deepEqual(backoffLines(census), scenario.backoff);
        if (scenario.quarantined) assert.deepEqual(quarantines(census), scenario.quarantined);
        for (const { hot, components } of census.hosts) {
          // In the order of the file, and only what is there.
          assert.deepEqual(
            [...components.keys()],
            world.components.map(({ id }) => id).filter((id) => strength(components.get(id) ?? noTally) > 0),
          );
          const slots = [...components].map(
            ([id, tally]) => strength(tally) * (world.components.find((c) => c.id === id)?.hot ?? 0),
          );
          const slotsInUse = slots.reduce((a, b) => a + b, 0);
          assert.equal(hot, slotsInUse);
        }
      });
  });
}

function wantedOf({ seen, hosts = Object.keys(seen), components, rules = {} }: Scenario): Wanted {
  const { pools = {}, ...others } = rules;
  return wanted({
    hosts: hosts.map((entry) =>
      typeof entry === 'string'
        ? host(entry)
        : host(entry.host, { hotLimit: entry.hotlimit ?? 2, drain: entry.drain ?? null }),
    ),
    components: Object.entries(components).map(([id, given]) => {
      const { hosts: named, lostAfter, ...own } = typeof given === 'number' ? { count: given } : given;
      return component(id as ComponentId, {
        ...own,
        eligible: named ? new Set(named) : 'all',
        lostAfterMs: lostAfter === 'never' ? Infinity : (lostAfter ?? 900) * 1000,
      });
    }),
    pools: new Map(Object.entries(pools)),
    ...others,
  });
}

function decisionOf(decided: Decided): Decision {
  const { untilS } = decided;
  const untilMs = untilS === undefined ? null : nowMs + untilS * 1000;
  const said = { by: 'ops', atMs: nowMs - 600_000, why: null, untilMs };
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
    ([name, { secondsAgo, countsFrom, boot = 'boot-1', machine, holds, livedS = 3600 }]): [
      string,
      HostMemory,
    ] => {
      const seenAtMs = nowMs - secondsAgo * 1000;
      const instances = [...instancesOf(holds, livedS)].map(
        ([id, list]) => [id, list.map((one) => ({ ...one, sinceMs: seenAtMs - livedS * 1000 }))] as const,
      );
      return [
        name,
        {
          seenAtMs,
          ...(countsFrom !== undefined && { lostAfterFromMs: nowMs - countsFrom * 1000 }),
          bootId: boot,
          machine: machine === undefined ? null : machineNamed(machine),
          instances: new Map(instances),
        },
      ];
    },
  );
  const launches = launched.map(({ secondsAgo, boot = 'boot-1', component, ...launch }, index) =>
    openLaunch({
      ...launch,
      component: component as ComponentId,
      id: `launch-${index}`,
      sentAtMs: nowMs - secondsAgo * 1000,
      bootId: boot,
    }),
  );
  const setbacks = failed.map((line) => {
    const [, id = '', host = null, failures, secondsAgo] =
      /^(\S+)(?: on (\S+))? (\d+)x (\d+) s ago$/.exec(line) ?? assert.fail(line);
    const lastAtMs = nowMs - Number(secondsAgo) * 1000;
    return setback({ component: id as ComponentId, host, failures: Number(failures), lastAtMs });
  });
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
      .flatMap(({ code, untilMs }) => (untilMs === undefined ? [] : [[code, (untilMs - nowMs) / 1000]])),
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
  const sightings = new Map<string, Sighting>();
  for (const [name, holds] of Object.entries(answered)) {
    const hostname = machine[name];
    const named = hostname === undefined ? {} : { hostname, user: 'ops', home: '/home/ops' };
    const own = { ...vitals(boot[name] === undefined ? 'boot-1' : boot[name]), ...named };
    sightings.set(name, { kind: 'seen', vitals: own, instances: instancesOf(holds, livedS) });
  }
  for (const name of silent) sightings.set(name, unknown('silent'));
  for (const name of down) sightings.set(name, unknown('down'));
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
                .flatMap(({ code, hostNames = ['all'] }) => hostNames.map((host) => `${host}: ${code}`))
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
      if (first) return [id, [`all: ${first.code}`]];
      return [id, hosts.map(({ host, reasons }) => `${host}: ${reasons[0]?.code}`).toSorted()];
    }),
  );
}

function planLines({ actions }: Plan): string[] {
  return actions.map((action) => {
    if (action.action === 'start') return `start ${action.component} on ${action.host}`;
    if (action.action === 'stop') return `stop ${action.component} on ${action.host}: process ${action.pid}`;
    const reasons = action.reasons.map(({ code, hosts }) => (hosts === null ? code : `${hosts} ${code}`));
    return `${action.action} ${action.component} ${action.missing}: ${reasons.join(', ')}`;
  });
}
