import assert from 'node:assert/strict';
import { judgeStart } from './guarantees.ts';
import type { History, Pass } from './history.ts';
import { turnOf } from './schedule.ts';
import type { Launch } from './truth.ts';
import { wantedOn, withComponent, type Wanted } from './wanted.ts';

const hosts = ['a', 'b', 'c', 'd'].map((name) => ({ name, address: name }));
const component = 'in/fetcher';
const wanted = withComponent(wantedOn(hosts), component, { count: 1 });
const minuteMs = 60_000;

/** A pass of one real second at second `number`, with the virtual clock `aheadMs` ahead; it saw all hosts but these. */
function pass(
  number: number,
  aheadMs: number,
  unseen: readonly string[] = [],
  own: Partial<Pass> = {},
): Pass {
  const reachable = new Set(hosts.map(({ name }) => name).filter((name) => !unseen.includes(name)));
  const sightings = hosts.map(({ name }) => ({
    host: name,
    sighting: reachable.has(name) ? ('seen' as const) : ('down' as const),
    components: {},
  }));
  return {
    number,
    startedMs: number * 1000,
    endedMs: number * 1000 + 900,
    aheadMs,
    wanted,
    killed: false,
    exit: 0,
    told: { hosts: sightings, components: [], brownout: { held: false }, problems: [] },
    reachable,
    meddledWith: new Set(),
    before: [],
    after: [],
    ...own,
  };
}

function launch(id: string, host: string, passNumber: number, startedMs: number, own = component): Launch {
  const begunMs = passNumber * 1000 + 100;
  return { id, component: own, host, pass: passNumber, mode: 'well', begunMs, startedMs, starts: 1 };
}

function judged(
  passes: readonly Pass[],
  launches: readonly Launch[],
  ends: readonly [string, number][] = [],
) {
  const history: History = {
    passes: new Map(passes.map((each) => [each.number, each])),
    launches: new Map(launches.map((each) => [each.id, each])),
    ends: new Map(ends),
  };
  const { violations, excuses } = judgeStart(history, launches.at(-1)!);
  return { violations: violations.map(({ guarantee }) => guarantee), excuses: [...excuses] };
}

function schedule(seed: string) {
  return Array.from({ length: 50 }, (_, turn) => turnOf(seed, turn + 1));
}

const fine = { violations: [], excuses: [] };
const tooMany = { violations: ['above its count'], excuses: [] };

describe('what the soak takes for a violation', () => {
  it('a second instance where one is wanted, unless the first was ended before', () => {
    const passes = [pass(1, 0), pass(2, minuteMs)];
    const both = [launch('1', 'a', 1, 1200), launch('2', 'b', 2, 2200)];
    assert.deepEqual(judged(passes, both), tooMany);
    assert.deepEqual(judged(passes, both, [['1', 2150]]), fine);
  });

  it('a replacement is excused only when its host was not seen for lostAfter', () => {
    const both = [launch('1', 'a', 1, 1200), launch('2', 'b', 2, 2200)];
    assert.deepEqual(judged([pass(1, 0), pass(2, 14 * minuteMs, ['a'])], both), tooMany);
    assert.deepEqual(judged([pass(1, 0), pass(2, 15 * minuteMs, ['a'])], both), {
      violations: [],
      excuses: ['lost'],
    });
    assert.deepEqual(judged([pass(1, 0), pass(2, 15 * minuteMs)], both), tooMany);
  });

  it('that passes which saw the host were killed is an excuse of its own', () => {
    const killed = pass(2, 10 * minuteMs, [], { killed: true, told: null });
    const both = [launch('1', 'a', 1, 1200), launch('2', 'b', 3, 3200)];
    assert.deepEqual(judged([pass(1, 0), killed, pass(3, 15 * minuteMs, ['a'])], both).excuses, [
      'lost to killed passes',
    ]);
  });

  it('"never" is not lost as long as its host is listed', () => {
    const own = withComponent(wanted, component, { lostAfterMs: Infinity });
    const both = [launch('1', 'a', 1, 1200), launch('2', 'b', 2, 2200)];
    const listed = (names: Wanted['hosts']) =>
      judged([pass(1, 0), pass(2, 600 * minuteMs, ['a'], { wanted: { ...own, hosts: names } })], both);
    assert.deepEqual(listed(own.hosts), tooMany);
    assert.deepEqual(listed(own.hosts.slice(1)).excuses, ['lost']);
  });

  it('one that comes late is excused when it was started again after its grace, not when before', () => {
    const late = launch('1', 'a', 1, 3200);
    const again = launch('2', 'b', 2, 2200);
    const passes = (secondMs: number): Pass[] => [pass(1, 0), pass(2, secondMs), pass(3, 10 * minuteMs)];
    assert.deepEqual(judged(passes(3 * minuteMs), [again, late]).excuses, ['late']);
    assert.deepEqual(judged(passes(minuteMs), [again, late]), tooMany);
  });

  it('a host above its hot limit, and a start where the file allows none', () => {
    const passes = [pass(1, 0)];
    // Two slots each of the two there are.
    const movers = ['1', '2'].map((id) => launch(id, 'a', 1, 1200, 'out/mover'));
    const room = { wanted: withComponent(wanted, 'out/mover', { count: 2 }) };
    assert.deepEqual(judged([pass(1, 0, [], room)], movers).violations, ['above the hot limit']);
    assert.deepEqual(judged(passes, [launch('1', 'd', 1, 1200, 'in/unpacker')]).violations, ['placement']);
    const drained = { ...wanted, hosts: wanted.hosts.map((host) => ({ ...host, drained: true })) };
    assert.deepEqual(judged([pass(1, 0, [], { wanted: drained })], [launch('1', 'a', 1, 1200)]).violations, [
      'placement',
    ]);
  });

  it('a seed replays its schedule, and another seed is another schedule', () => {
    assert.deepEqual(schedule('one'), schedule('one'));
    assert.notDeepEqual(schedule('one'), schedule('two'));
  });
});
