import assert from 'node:assert/strict';
import * as sinon from 'sinon';
import { message, type Message } from '../src/core/catalogue/catalogue.ts';
import { emptyMemory } from '../src/core/types.ts';
import type { ComponentId, HostName, Memory, Sighting } from '../src/core/types.ts';
import { vanished } from '../src/core/vanished.ts';
import type { Config, ConfigComponent, ConfigHost } from '../src/interface/config.ts';
import { carryOut, survey, type PassPorts, type PassResult, type Progress } from '../src/pass.ts';
import type { LaunchAnswer } from '../src/remote/launch.ts';
import type { Hosts, LaunchOrder, StopOrder } from '../src/remote/port.ts';
import type { StopAnswer } from '../src/remote/stop.ts';
import { component, seen, unknown, wanted } from './core/worlds.ts';
import { codesOf, someMessage } from './harness/messages.ts';
import { configOf, small } from './interface/samples.ts';
import { fieldOf, fieldLines } from './harness/fields.ts';

const down: Sighting = unknown('down');
const why = someMessage('it did not work');
const cause = { cause: why.text, causeCode: why.code };
const failed: LaunchAnswer = { outcome: 'failed', detail: why };
const refused: LaunchAnswer = { outcome: 'refused', detail: why };
const late: LaunchAnswer = { outcome: 'refused', detail: why, late: true };
const unanswered: LaunchAnswer = { outcome: 'unknown', detail: why };

describe('a pass', () => {
  it('launches what is missing, and confirms it', async () => {
    const { world, result } = await passed(3, () => undefined, [type('p/a', { count: 3, hot: 1 })]);
    assert.deepEqual(told(result), [
      'L1 p/a on h1: confirmed',
      'L2 p/a on h2: confirmed',
      'L3 p/a on h3: confirmed',
    ]);
    assert.deepEqual(result.census.totals.get('p/a'), { running: 3, presumed: 0, pending: 0 });
    assert.deepEqual([result.memory.launches, result.problems], [[], []]);
    sinon.assert.calledThrice(world.hosts.tidy);
    assert.deepEqual(await world.pass().then(told), []);
    sinon.assert.calledThrice(world.hosts.launch);
  });

  it('saves every launch before anything of it is sent', async () => {
    const world = new World(3, [type('p/a', { count: 2 })]);
    world.launching = ({ id }) => {
      const { launches }: Memory = world.ports.save.lastCall.args[0];
      assert.ok(fieldOf(launches, 'id').includes(id), `${id} is not saved`);
      return id === 'L1' ? failed : undefined;
    };
    const result = await world.pass();
    assert.deepEqual(told(result), [
      'L1 p/a on h1: failed',
      'L2 p/a on h2: confirmed',
      'L3 p/a on h3: confirmed',
    ]);
    // What the next pass gets is what was found out last.
    assert.deepEqual(world.ports.save.lastCall.args[0], result.memory);
  });

  it('leaves to the next, if it is killed, what was ordered until its deadline and what was sent until now', async () => {
    const world = new World(2);
    world.launching = () => ((world.nowMs += 5000), { outcome: 'done' });
    await world.pass();
    const saved = world.ports.save.args.map(([{ launches }]) =>
      launches.map(({ stage, sentAtMs }) => [stage, sentAtMs]),
    );
    assert.deepEqual(saved.slice(0, 2), [[['ordered', world.ports.endsAtMs]], [['sent', world.nowMs]]]);
  });

  it('counts a machine once that is listed under two names, and says so', async () => {
    const world = new World(2, [type('p/a', { count: 2 })]);
    const box = seen({ 'p/a': 1 });
    assert.equal(box.kind, 'seen');
    const whose = { hostname: 'box', user: 'ops', home: '/home/ops' };
    for (const name of ['h1', 'h2'])
      world.unreachable.set(name, { ...box, vitals: { ...box.vitals, ...whose } });
    const { census, plan } = await survey(world.config, emptyMemory, world.ports);
    assert.deepEqual(census.totals.get('p/a'), { running: 1, presumed: 0, pending: 0 });
    assert.equal(plan.actions[0]?.action, 'start');
    sinon.assert.calledWithMatch(world.ports.log.write, 'warn', 'same machine', { host: 'h2', sameAs: 'h1' });
  });

  it('that cannot save says so once, and launches all the same', async () => {
    const world = new World(2, [type('p/a', { count: 2 })]);
    world.ports.save.resolves(why);
    const result = await world.pass();
    assert.deepEqual(told(result), ['L1 p/a on h1: confirmed', 'L2 p/a on h2: confirmed']);
    assert.deepEqual(result.problems, [why]);
    assert.ok(world.ports.save.callCount > 1);
  });

  for (const [what, answer] of [
    ['failed', failed],
    ['refused', refused],
  ] as const) {
    it(`goes on to the next best host where a launch ${what}, and not to the same again`, async () => {
      const { result } = await passed(3, ({ host }) => (host.name === 'h3' ? undefined : answer));
      assert.deepEqual(told(result), [
        `L1 p/a on h1: ${what}`,
        `L2 p/a on h2: ${what}`,
        'L3 p/a on h3: confirmed',
      ]);
      assert.deepEqual(result.memory.launches, []);
      assert.deepEqual(fieldOf(result.actions, 'action'), ['start', 'start', 'start']);
    });

    it(`says what is blocked where every launch ${what}`, async () => {
      const { result } = await passed(2, () => answer);
      assert.deepEqual(told(result), [`L1 p/a on h1: ${what}`, `L2 p/a on h2: ${what}`]);
      assert.deepEqual(result.actions.at(-1), {
        action: 'blocked',
        component: 'p/a',
        missing: 1,
        reasons: [{ ...message('failed-in-this-pass'), hosts: 2, hostNames: ['h1', 'h2'] }],
      });
      assert.deepEqual(result.census.totals.get('p/a'), { running: 0, presumed: 0, pending: 0 });
    });
  }

  it('backs off from what fails everywhere, longer each time, and quarantines no host for it [fails-everywhere]', async () => {
    const world = new World(2, [type('p/a'), type('p/b')]);
    world.launching = () => failed;
    const untilS = ({ census }: PassResult): (number | undefined)[] =>
      ['p/a', 'p/b'].map((id) => {
        const { untilMs = NaN } = census.backoffs.get(id as ComponentId) ?? {};
        return Math.round((untilMs - world.nowMs) / 1000);
      });
    const first = await world.pass();
    assert.equal(told(first).length, 4);
    assert.deepEqual(untilS(first), [60, 60]);
    world.nowMs += 59_000;
    assert.deepEqual(told(await world.pass()), []);
    world.nowMs += 1000;
    const second = await world.pass();
    assert.equal(told(second).length, 4);
    assert.deepEqual(untilS(second), [120, 120]);
    assert.deepEqual(fieldOf(second.census.hosts, 'quarantine'), [null, null]);
    const records = world.ports.log.write.args.filter(([, event]) => event === 'backs off');
    assert.equal(records.length, 12);
    assert.deepEqual(records.at(-1)?.[2], {
      component: 'p/b',
      host: null,
      failures: 2,
      why,
      lastHost: 'h1',
      until: new Date(world.nowMs + 120_000).toISOString(),
    });
  });

  it('quarantines a host where launches fail that work elsewhere, for a while [bad-host]', async () => {
    const world = new World(2, [type('p/a'), type('p/b'), type('p/c')]);
    world.launching = ({ host }) => (host.name === 'h1' ? failed : undefined);
    const first = await world.pass();
    assert.deepEqual(told(first), [
      'L1 p/a on h1: failed',
      'L2 p/b on h2: confirmed',
      'L3 p/c on h1: failed',
      'L4 p/a on h2: confirmed',
      'L5 p/c on h2: confirmed',
    ]);
    const { quarantine } = first.census.hosts[0] ?? {};
    assert.deepEqual(
      [quarantine?.components, (quarantine?.untilMs ?? 0) - world.nowMs],
      [['p/a', 'p/c'], 900_000],
    );
    assert.deepEqual(first.census.backoffs, new Map());
    // h1 is idle, and for p/b, which never failed there, the best host.
    world.running.set('h2', { 'p/a': 1, 'p/c': 1 });
    world.nowMs += 600_000;
    assert.deepEqual(told(await world.pass()), ['L6 p/b on h2: confirmed']);
    const [, , record] = world.ports.log.write.args.find(([, event]) => event === 'quarantined') ?? [];
    assert.deepEqual(record, {
      host: 'h1',
      components: ['p/a', 'p/c'],
      why,
      until: new Date(world.nowMs + 300_000).toISOString(),
    });
    world.running.set('h2', { 'p/a': 1, 'p/c': 1 });
    world.nowMs += 900_000;
    assert.deepEqual(told(await world.pass())[0], 'L7 p/b on h1: failed');
  });

  it('keeps what was refused away from that host for a while, and says nothing against the component', async () => {
    const world = new World(2);
    world.launching = () => refused;
    const { memory } = await world.pass();
    assert.deepEqual(fieldLines(memory.setbacks, 'component', 'host', 'failures'), ['p/a h1 1', 'p/a h2 1']);
  });

  it('that comes too late starts nothing more, and blames nobody for it', async () => {
    const world = new World(3);
    // It was stopped for long enough that its own end is past.
    world.launching = () => ((world.nowMs += world.config.timeouts.passMs), late);
    const result = await world.pass();
    assert.deepEqual(told(result), ['L1 p/a on h1: refused']);
    assert.deepEqual(codesOf(result.problems), ['pass-held-up']);
    assert.deepEqual([result.memory.launches, result.memory.setbacks], [[], []]);
  });

  it('goes on to the next best host where only the clock of one says it is too late', async () => {
    const { result } = await passed(2, ({ host }) => (host.name === 'h1' ? late : undefined));
    assert.deepEqual(told(result), ['L1 p/a on h1: refused', 'L2 p/a on h2: confirmed']);
    assert.deepEqual(result.problems, []);
    assert.deepEqual(fieldLines(result.memory.setbacks, 'component', 'host'), ['p/a h1']);
  });

  it('blames no host for a fault on this side', async () => {
    const world = new World(2);
    world.launching = () => ({ ...refused, ours: true }) as LaunchAnswer;
    assert.deepEqual((await world.pass()).memory.setbacks, []);
    const ended = new World(2);
    ended.launching = () => (ended.end(), refused);
    assert.deepEqual((await ended.pass()).memory.setbacks, []);
  });

  it('believes in a launch without an answer until no host would carry it out any more', async () => {
    const world = new World(2);
    world.launching = () => unanswered;
    const endsAtMs = world.nowMs + world.config.timeouts.passMs;
    await world.pass();
    // It may still be on its way, and the fence of the host is open until the deadline of that pass.
    world.launching = () => undefined;
    world.nowMs = endsAtMs + world.config.startGraceMs - 1;
    assert.deepEqual(told(await world.pass()), []);
    assert.deepEqual([world.memory.launches.length, world.memory.setbacks], [1, []]);
    world.nowMs = endsAtMs + world.config.startGraceMs;
    assert.deepEqual(told(await world.pass()), []);
    assert.equal(world.memory.setbacks.length, 2);
  });

  it('takes a short-lived component for well when its submitter ends well', async () => {
    const world = new World(1, [type('p/a', { lifetime: 'short' })]);
    world.launching = () => failed;
    assert.equal((await world.pass()).memory.setbacks.length, 2);
    world.nowMs += 60_000;
    world.launching = () => ({ outcome: 'done' });
    const result = await world.pass();
    assert.deepEqual(told(result), ['L2 p/a on h1: vanished']);
    assert.deepEqual(result.memory.setbacks, []);
  });

  it('tries no other host where it is unknown what became of a launch', async () => {
    const { world, result } = await passed(2, () => unanswered);
    assert.deepEqual(told(result), ['L1 p/a on h1: unknown']);
    assert.deepEqual(result.outcomes[0]?.detail, why);
    assert.equal(result.census.totals.get('p/a')?.pending, 1);
    assert.deepEqual(told(await world.pass()), []);
  });

  it('confirms a launch without an answer whose instance is there', async () => {
    const { result } = await passed(2, (order, world) => (world.start(order), unanswered));
    assert.deepEqual(told(result), ['L1 p/a on h1: confirmed']);
    assert.deepEqual(result.memory.launches, []);
  });

  it('does not launch again where a launch failed and one more instance is there', async () => {
    const { result } = await passed(
      2,
      (order, world) => (world.start(order), failed),
      [type('p/a', { count: 2 })],
      { running: { h1: 1 } },
    );
    assert.deepEqual(told(result), ['L1 p/a on h2: confirmed']);
    assert.deepEqual(result.outcomes[0]?.detail, message('launch-failed-yet-there', cause));
    assert.equal(result.census.totals.get('p/a')?.running, 2);
  });

  it('does not take an instance that was there before for that of a failed launch', async () => {
    const { result } = await passed(1, () => failed, [type('p/a', { count: 2 })], { running: { h1: 1 } });
    assert.deepEqual(told(result), ['L1 p/a on h1: failed']);
  });

  it('does not launch again where a launch failed and its host cannot be asked any more', async () => {
    const { result } = await passed(3, (_order, world) => (world.unreachable.set('h1', down), failed));
    assert.deepEqual(told(result), ['L1 p/a on h1: unknown']);
    assert.deepEqual(result.outcomes[0]?.detail, message('launch-failed-unseen', cause));
    assert.deepEqual(fieldOf(result.memory.launches, 'id'), ['L1']);
  });

  it('gives the one new instance to the launch that ended well', async () => {
    const { result } = await passed(1, (order) => (order.id === 'L1' ? failed : undefined), [
      type('p/a', { count: 2 }),
    ]);
    assert.deepEqual(told(result), ['L1 p/a on h1: failed', 'L2 p/a on h1: confirmed']);
  });

  it('that finds no instance says vanished, and holds the place', async () => {
    const { world, result } = await passed(2, () => ({ outcome: 'done' }));
    assert.deepEqual(told(result), ['L1 p/a on h1: vanished']);
    assert.deepEqual(result.outcomes[0]?.detail, vanished(component('p/a'), 'as it ran'));
    assert.equal(result.census.totals.get('p/a')?.pending, 1);
    assert.deepEqual(told(await world.pass()), []);
    world.nowMs += 120_000;
    assert.deepEqual(told(await world.pass()), ['L2 p/a on h1: vanished']);
  });

  it('lays what vanished on a host where as much came up elsewhere in the same pass', async () => {
    const components = [type('p/a', { count: 2, maxPerHost: 1 }), type('p/b', { count: 2, maxPerHost: 1 })];
    const world = new World(2, components);
    world.launching = ({ host }) => (host.name === 'h1' ? { outcome: 'done' } : undefined);
    const { census, memory } = await world.pass();
    assert.deepEqual(fieldLines(memory.setbacks, 'component', 'host', 'failures'), ['p/a h1 1', 'p/b h1 1']);
    assert.deepEqual(census.hosts[0]?.quarantine?.components, ['p/a', 'p/b']);
  });

  it('takes it for no failure where a short-lived one vanished, or its host rebooted', async () => {
    for (const lifetime of ['short', 'long'] as const) {
      const world = new World(1, [type('p/a', { lifetime })]);
      world.launching = () => {
        if (lifetime === 'long') world.bootId = 'boot-2';
        return { outcome: 'done' };
      };
      const result = await world.pass();
      assert.deepEqual(told(result), ['L1 p/a on h1: vanished']);
      assert.deepEqual(result.memory.setbacks, [], lifetime);
    }
  });

  it('says unknown where the host cannot be asked afterwards', async () => {
    const { world, result } = await passed(
      3,
      (_order, world) => (world.unreachable.set('h1', down), { outcome: 'done' }),
    );
    assert.deepEqual(told(result), ['L1 p/a on h1: unknown']);
    assert.equal(result.outcomes[0]?.detail?.code, 'host-unasked-afterwards');
    assert.equal(result.memory.launches.length, 1);
    sinon.assert.notCalled(world.hosts.tidy);
  });

  it('says vanished where the host rebooted, also when it was noticed while looking after another launch', async () => {
    for (const other of [[], [type('p/b')]]) {
      const world = new World(1, [type('p/a'), ...other]);
      world.launching = ({ component }) => {
        world.bootId = 'boot-2';
        return component.id === 'p/b' ? failed : { outcome: 'done' };
      };
      const result = await world.pass();
      assert.equal(told(result)[0], 'L1 p/a on h1: vanished');
      assert.equal(result.outcomes[0]?.detail?.code, 'host-rebooted');
      assert.deepEqual(result.memory.launches, []);
    }
  });

  it('confirms nothing that was not seen, also when launching takes longer than the grace', async () => {
    const world = new World(1, [type('p/a'), type('p/b')]);
    world.launching = ({ component }) => {
      world.nowMs += 300_000;
      return component.id === 'p/b' ? failed : { outcome: 'done' };
    };
    assert.deepEqual(told(await world.pass()), ['L1 p/a on h1: vanished', 'L2 p/b on h1: failed']);
  });

  it('counts the grace of a launch that had to wait its turn from its own answer', async () => {
    const world = new World(1, [type('p/a'), type('p/b')]);
    world.launching = ({ component }) => {
      if (component.id === 'p/a') world.nowMs += 2 * world.config.startGraceMs;
      return { outcome: 'done' };
    };
    await world.pass();
    // Settling takes a part of it.
    world.nowMs += world.config.startGraceMs / 2;
    const { census } = await world.pass();
    assert.equal(census.totals.get('p/b')?.pending, 1);
  });

  it('nor when the grace is over on a host that was not asked again', async () => {
    const components = [type('p/a', { lostAfterMs: 60_000 }), type('p/b')];
    const world = new World(2, components);
    world.launching = ({ component, host }) => {
      world.nowMs += 300_000;
      if (component.id === 'p/b') return failed;
      world.unreachable.set(host.name, down);
      return { outcome: 'done' };
    };
    assert.equal(told(await world.pass())[0], 'L1 p/a on h1: unknown');
  });

  it('launches nothing in a brownout', async () => {
    const world = new World(3);
    for (const name of ['h1', 'h2']) world.unreachable.set(name, down);
    const result = await world.pass();
    assert.ok(result.census.brownout.held);
    assert.deepEqual([result.actions.map(({ action }) => action), result.outcomes], [['held'], []]);
    sinon.assert.notCalled(world.hosts.launch);
  });

  it('stops launching when hosts go away under it', async () => {
    const world = new World(3, [type('p/a', { count: 3 })]);
    world.launching = ({ host: { name } }) => {
      if (name === 'h3') return refused;
      world.unreachable.set(name, down);
      return failed;
    };
    const result = await world.pass();
    assert.deepEqual(told(result), [
      'L1 p/a on h1: unknown',
      'L2 p/a on h2: unknown',
      'L3 p/a on h3: refused',
    ]);
    assert.equal(result.actions.at(-1)?.action, 'held');
  });

  it('that ends before it could launch says so', async () => {
    const world = new World(2, [type('p/a', { count: 2 })]);
    world.end();
    const result = await world.pass();
    sinon.assert.notCalled(world.hosts.launch);
    assert.deepEqual(result.problems, [message('launches-not-tried', { launches: 2 })]);
    assert.deepEqual(result.outcomes, []);
    // They stand among what was planned and not among what was started.
    assert.deepEqual(result.memory.launches, []);
  });

  it('that ends while it launches leaves what it sent pending, and asks nobody any more', async () => {
    const world = new World(2, [type('p/a')], { settleMs: 3_600_000 });
    world.launching = () => (world.end(), { outcome: 'done' });
    const result = await world.pass();
    assert.deepEqual(told(result), ['L1 p/a on h1: unknown']);
    assert.deepEqual(result.outcomes[0]?.detail, message('host-unasked-afterwards', cause));
    assert.equal(world.ports.save.lastCall.args[0].launches.length, 1);
    sinon.assert.calledTwice(world.hosts.sight);
  });

  it('that ends while it waits for instances asks nobody any more', async () => {
    const world = new World(2, [type('p/a')], { settleMs: 3_600_000 });
    world.waiting = () => world.end();
    assert.deepEqual(told(await world.pass()), ['L1 p/a on h1: unknown']);
    sinon.assert.calledOnceWithExactly(world.ports.wait, 3_600_000);
    sinon.assert.calledTwice(world.hosts.sight);
  });

  it('never launches more than launchesPerPass, retries counted', async () => {
    const world = new World(4, [type('p/a', { count: 2 })]);
    world.config = { ...world.config, launchesPerPass: 3 };
    world.launching = () => failed;
    const result = await world.pass();
    assert.deepEqual(told(result), ['L1 p/a on h1: failed', 'L2 p/a on h2: failed', 'L3 p/a on h3: failed']);
    assert.deepEqual(result.actions.at(-1), {
      action: 'blocked',
      component: 'p/a',
      missing: 2,
      reasons: [{ ...message('launches-per-pass-reached'), hosts: null }],
    });
  });

  it('never launches more than launchesPerHost on a host, retries counted', async () => {
    const components = [type('p/a', { priority: 1 }), type('p/b'), type('p/c')];
    const world = new World(2, components);
    world.config = { ...world.config, launchesPerHost: 2 };
    world.launching = () => failed;
    await world.pass();
    const perHost = world.hosts.launch.args.map(([{ host }]) => host.name).toSorted();
    assert.deepEqual(perHost, ['h1', 'h1', 'h2', 'h2']);
  });

  it('logs every decision with its reason, and every outcome', async () => {
    const { world, result } = await passed(2, ({ host }) => (host.name === 'h1' ? failed : undefined), [
      type('p/a', { maxPerHost: 1, count: 2 }),
    ]);
    const logged = (event: string): object[] =>
      world.ports.log.write.args
        .filter((args) => args[1] === event)
        .map(([level, , fields]) => ({ level, ...fields }));
    // Not the hosts behind each reason, which may be thousands.
    const told = result.actions.map(({ reasons, ...action }) => ({
      level: 'info',
      ...action,
      reasons: reasons.map((reason) => {
        const { hostNames: _, ...rest } = reason;
        return rest;
      }),
    }));
    assert.deepEqual(logged('decided'), told);
    assert.deepEqual(
      result.actions.at(-1)?.reasons.map(({ hostNames }) => hostNames),
      [['h1'], ['h2']],
    );
    const [first, second, third] = result.outcomes;
    assert.deepEqual(logged('outcome'), [
      { level: 'warn', ...first },
      { level: 'info', ...second },
    ]);
    assert.equal(third, undefined);
    assert.equal(logged('launched').length, 2);
  });

  it('logs what became of launches of earlier passes', async () => {
    const world = new World(1);
    world.launching = () => ({ outcome: 'done' });
    await world.pass();
    world.running.set('h1', { 'p/a': 1 });
    world.ports.log.write.resetHistory();
    await world.pass();
    sinon.assert.calledWithMatch(world.ports.log.write, 'info', 'launch followed', {
      id: 'L1',
      fate: 'appeared',
    });
  });

  it('counts everything, and launches only what it was narrowed to', async () => {
    const components = [type('p/a'), type('p/b')];
    const world = new World(1, components);
    const result = await world.pass({ ...world.config, components: components.slice(1) });
    assert.deepEqual(told(result), ['L1 p/b on h1: confirmed']);
    assert.deepEqual(result.census.totals.get('p/a'), { running: 0, presumed: 0, pending: 0 });
  });

  it('works on no more hosts at once than it may', async () => {
    const world = new World(20, [type('p/a', { count: 20, maxPerHost: 1 })]);
    world.config = { ...world.config, fanoutHosts: 3 };
    let atOnce = 0;
    let most = 0;
    world.pause = async () => {
      most = Math.max(most, ++atOnce);
      await new Promise(setImmediate);
      atOnce--;
    };
    const result = await world.pass();
    assert.equal(result.outcomes.filter(({ outcome }) => outcome === 'confirmed').length, 20);
    assert.equal(most, 3);
  });

  it('tells whoever watches what it does', async () => {
    const world = new World(2);
    await world.pass();
    const steps = world.ports.progress.args.map(([{ step }]) => step);
    assert.deepEqual(steps, [
      'asking',
      'sighted',
      'sighted',
      'launching',
      'launched',
      'settling',
      'asking',
      'sighted',
    ]);
  });
});

/** What else there is. */
interface Given {
  /** How many instances of the first component run on a host. */
  readonly running?: Record<HostName, number>;
  readonly settleMs?: number;
}

/** A first pass over this world, whose launches are answered like this. */
async function passed(hosts: number, launching: World['launching'], ...given: [ConfigComponent[]?, Given?]) {
  const world = new World(hosts, ...given);
  world.launching = launching;
  return { world, result: await world.pass() };
}

/** Hosts `h1`, `h2`, … that run what is launched on them, but for what a test says. */
class World {
  config: Config;
  memory = emptyMemory;
  nowMs = Date.UTC(2025, 5, 1);
  bootId = 'boot-1';
  readonly running = new Map<HostName, Record<ComponentId, number>>();
  readonly unreachable = new Map<HostName, Sighting>();
  /** What a host answers; undefined: it starts one and that ends well. */
  launching: (order: LaunchOrder, world: World) => LaunchAnswer | undefined = () => undefined;
  /** What happens while a pass waits. */
  waiting: () => void = () => {};
  /** How long a host takes. */
  pause: () => Promise<void> = async () => {};
  readonly hosts = {
    sight: sinon.fake(async ({ name }: ConfigHost): Promise<Sighting> => {
      await this.pause();
      return this.unreachable.get(name) ?? seen(this.running.get(name) ?? {}, this.bootId);
    }),
    launch: sinon.fake(async (order: LaunchOrder) => {
      await this.pause();
      const answer = this.launching(order, this);
      if (answer === undefined) this.start(order);
      return { ...(answer ?? { outcome: 'done' as const }), printed: 'as it ran' };
    }),
    through: sinon.fake(async (_host: ConfigHost): Promise<string | null> => null),
    stop: sinon.fake(async ({ targets }: StopOrder): Promise<StopAnswer[]> =>
      targets.map(() => ({ outcome: 'unknown' })),
    ),
    tidy: sinon.fake(async (_host: ConfigHost): Promise<void> => {}),
    close: sinon.fake(),
  } satisfies Hosts;
  readonly ports;
  readonly #pass = new AbortController();
  #launches = 0;

  constructor(hosts: number, components = [type('p/a')], { running = {}, settleMs = 1 }: Given = {}) {
    const names = Array.from({ length: hosts }, (_, index) => `h${index + 1}`);
    const loaded = configOf({ ...small, available: names });
    const timeouts = { ...loaded.timeouts, settleMs };
    this.config = { ...loaded, ...wanted({}), hosts: loaded.hosts, components, timeouts };
    for (const [name, count] of Object.entries(running))
      this.running.set(name, { [components[0]?.id ?? 'p/a']: count });
    this.ports = {
      hosts: this.hosts,
      log: { write: sinon.stub<[string, string, object], void>() },
      save: sinon.stub<[Memory], Promise<Message | null>>().resolves(null),
      now: () => this.nowMs,
      wait: sinon.fake(async (_ms: number): Promise<void> => this.waiting()),
      newLaunchId: () => `L${++this.#launches}`,
      signal: this.#pass.signal,
      endsAtMs: this.nowMs + this.config.timeouts.passMs,
      progress: sinon.stub<[Progress], void>(),
    } satisfies PassPorts;
  }

  async pass(planned = this.config): Promise<PassResult> {
    const found = await survey(this.config, this.memory, this.ports, planned);
    const result = await carryOut(this.config, found, this.ports, planned);
    this.memory = result.memory;
    return result;
  }

  start({ component, host }: LaunchOrder): void {
    const there = this.running.get(host.name) ?? {};
    this.running.set(host.name, { ...there, [component.id]: (there[component.id] ?? 0) + 1 });
  }

  end(): void {
    this.#pass.abort(why);
  }
}

function type(id: ComponentId, own: Partial<ConfigComponent> = {}): ConfigComponent {
  const started = { submitter: 'start.sh', args: [], env: {}, pilot: null };
  return { ...component(id), description: null, ...started, ...own };
}

function told({ outcomes }: PassResult): string[] {
  return outcomes.map(
    ({ launchId, component, host, outcome }) => `${launchId} ${component} on ${host}: ${outcome}`,
  );
}
