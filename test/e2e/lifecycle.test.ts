import assert from 'node:assert/strict';
import type { Fleet } from '../fleet/fleet.ts';
import { topmostMatching } from '../fleet/processes.ts';
import { ended } from '../fleet/ran.ts';
import { until } from '../harness/until.ts';
import { withFleet } from '../harness/withFleet.ts';
import { cleared, sampleType, Site, stopsOf, totalOf } from './site.ts';
import { rows } from '../harness/fields.ts';

describe('what an operator orders', () => {
  let fleet: Fleet;
  withFleet(['o1', 'o2', 'o3'], (up) => (fleet = up));
  afterEach(() => cleared(fleet));

  function siteOf(types: Record<string, unknown>[], own: Record<string, unknown> = {}): Site {
    return new Site(fleet).config({ hotlimit: 4, timeouts: { settle: '300ms' }, types, ...own });
  }

  /** By host, the pids of the instances of a sample. */
  function pidsOf(name: string): Record<string, number[]> {
    return Object.fromEntries(
      fleet.hosts.map((host) => [
        host.name,
        topmostMatching(host.processes(), `sample-${name}`).map(({ pid }) => pid),
      ]),
    );
  }

  /** Returns when the first of them was ended. */
  const changed = (name: string, before: Record<string, number[]>): Promise<unknown> =>
    until(() => JSON.stringify(pidsOf(name)) !== JSON.stringify(before));

  /** How many instances each host has. */
  const spread = (name: string): number[] => Object.values(pidsOf(name)).map(({ length }) => length);
  const allOf = (name: string): number => totalOf(fleet, `sample-${name}`);

  /** Everything on all hosts but what muster and its ssh sessions are. */
  function bystanders(): string[] {
    return fleet.hosts.flatMap((host) =>
      host
        .processes()
        .filter(({ command }) => /sleep|sample|bystander/.test(command) && !/muster_|sh -s/.test(command))
        .map(({ pid, command }) => `${host.name} ${pid} ${command}`),
    );
  }

  it('stop ends a component and nothing else, passes leave it so, and resume brings it back', async () => {
    const site = siteOf([sampleType('a', { count: 3 }), sampleType('b', { count: 1, hot: false })]);
    assert.equal((await site.report('run')).exit, 0);
    // Nobody's business: a shell with children, and one whose name is nearly the key.
    await fleet.host('o1').exec('(sleep 3001; sleep 3002) >/dev/null 2>&1 &');
    await fleet.host('o1').exec('sh -c "sleep 3003; :" bystander-sample-x >/dev/null 2>&1 &');
    const before = await until(() => {
      const there = bystanders();
      const isThere = (last: string): boolean => there.some((line) => line.endsWith(` ${last}`));
      return ['sleep 3001', 'sleep 3003'].every(isThere) ? there : null;
    });
    const dry = await site.report('stop', 'p/a', '--dry-run');
    assert.deepEqual([dry.exit, dry.report.actions?.length, dry.report.summary.stop], [0, 3, 3]);
    assert.deepEqual(bystanders(), before);
    assert.deepEqual((await site.report('status')).report.decisions, []);

    const stopped = await site.report('stop', 'p/a', '--reason', 'tape library down', '--for', '2h');
    assert.equal(stopped.exit, 0);
    assert.deepEqual(stopsOf(stopped.report), onEach('p/a', 'stopped'));
    assert.deepEqual([allOf('a'), allOf('b')], [0, 1]);
    const left = new Set(bystanders());
    for (const process of before.filter((line) => !/sample-a( |$)|sleep 60/.test(line)))
      assert.ok(left.has(process), process);

    const next = await site.report('run');
    assert.deepEqual([next.exit, next.report.actions, next.report.components[0]?.missing], [0, [], 0]);
    const [decision] = next.report.decisions;
    assert.ok(decision?.kind === 'pause' && decision.until !== undefined);
    assert.deepEqual(
      [
        decision.component,
        decision.limit,
        decision.why,
        Date.parse(decision.until) - Date.parse(decision.at),
      ],
      ['p/a', 0, 'tape library down', 7_200_000],
    );
    assert.equal((await site.muster('resume', 'p/a')).code, 0);
    const orders = site.logged().filter(({ message }) => message === 'operator');
    assert.deepEqual(rows(orders, 'verb', 'component', 'reason'), [
      ['stop', 'p/a', 'tape library down'],
      ['resume', 'p/a', undefined],
    ]);
    assert.equal((await site.report('run')).exit, 0);
    assert.equal(allOf('a'), 3);
  });

  it('-n stops so many of the fullest host, --host what is there, and both hold', async () => {
    const site = siteOf([sampleType('a', { count: 4, placement: 'fill', maxPerHost: 3 })]);
    await site.muster('run');
    assert.deepEqual(spread('a'), [3, 1, 0]);
    await site.muster('stop', 'p/a', '-n', '1');
    assert.deepEqual(spread('a'), [2, 1, 0]);
    await site.muster('run');
    assert.equal(allOf('a'), 3);
    await site.muster('resume', 'p/a');
    await site.muster('stop', 'p/a', '--host', 'o1');
    await site.muster('run');
    assert.deepEqual(spread('a'), [0, 3, 1]);
    const both = await site.report('stop', 'p/a', '--host', 'o[1-2]', '-n', '1');
    assert.deepEqual([both.exit, both.report.problems[0]?.code], [64, 'options-conflict']);
  });

  it('what outlives its grace is killed, with all that it started [stop-ignored]', async () => {
    const site = siteOf([{ ...sampleType('stubborn'), submitter: 'stubborn.sh' }], {
      timeouts: { settle: '300ms', stop: '1s' },
    }).submitter(
      'stubborn.sh',
      `sh -c 'trap "" TERM HUP; sleep 4001 & while :; do sleep 0.2; done' sample-stubborn >/dev/null 2>&1 &`,
    );
    await site.muster('run');
    const { report } = await site.report('stop', 'p/stubborn');
    assert.deepEqual(stopsOf(report), ['p/stubborn on o1: killed']);
    assert.deepEqual([allOf('stubborn'), totalOf(fleet, 'sleep 4001')], [0, 0]);
  });

  it('an instance that is a process of another component too is not signalled, nor what belongs to another [stop-shared]', async () => {
    const outer = sampleType('outer', { submitter: 'nested.sh', key: 'nested-outer' });
    const inner = sampleType('inner', { count: 0, key: 'nested-inner' });
    const twin = sampleType('twin', { count: 0, key: 'nested-out' });
    const site = siteOf([outer, inner, twin]).submitter(
      'nested.sh',
      `sh -c 'sh -c "sleep 5001; :" "nested-$1" & sleep 5002; :' nested-outer inner >/dev/null 2>&1 &`,
    );
    await site.muster('run');
    const refused = await site.report('stop', 'p/outer');
    assert.equal(refused.exit, 3);
    assert.deepEqual(stopsOf(refused.report), ['p/outer on o1: refused']);
    assert.equal(refused.report.stops?.[0]?.detail?.code, 'stop-keys-overlap');
    assert.equal(totalOf(fleet, 'nested-outer'), 1);
    site.edit({ types: [outer, inner] });
    const stopped = await site.report('stop', 'p/outer');
    assert.deepEqual(stopsOf(stopped.report), ['p/outer on o1: stopped']);
    assert.deepEqual([totalOf(fleet, 'nested-outer'), totalOf(fleet, 'sleep 5002')], [0, 0]);
    assert.deepEqual([totalOf(fleet, 'nested-inner'), totalOf(fleet, 'sleep 5001')], [1, 1]);
  });

  it('a rolling restart replaces each instance, and never is more than one missing or one too many', async () => {
    const site = siteOf([sampleType('a', { count: 3 })]);
    await site.muster('run');
    const before = pidsOf('a');
    const counts = [3];
    const watch = setInterval(() => counts.push(allOf('a')), 30);
    const { exit, report, stderr } = await site.report('restart', 'p/a');
    clearInterval(watch);
    assert.deepEqual([exit, report.stops?.length, report.outcomes?.length], [0, 3, 3], stderr);
    assert.deepEqual(report.decisions, []);
    assert.ok(Math.min(...counts) >= 2 && Math.max(...counts) <= 3, String(counts));
    assert.equal(allOf('a'), 3);
    assertReplaced(before, pidsOf('a'));
    // Ended by muster while they were young: that is no failure of theirs.
    const next = await site.report('run');
    assert.deepEqual(
      [next.report.components[0]?.backoff, next.report.hosts.some(({ backoff }) => backoff)],
      [undefined, false],
    );
  });

  it('a restart into something that does not come up ends one instance and goes no further [restart-fails]', async () => {
    const site = siteOf([sampleType('a', { count: 3 })]);
    await site.muster('run');
    site.submitter('start-sample.sh', 'echo no licence; exit 9');
    const { exit, report } = await site.report('restart', 'p/a');
    assert.deepEqual([exit, report.stops?.length, allOf('a')], [3, 1, 2]);
    assert.ok(report.outcomes?.every(({ outcome }) => outcome === 'failed'));
    const [decision] = report.decisions;
    assert.deepEqual(decision?.kind === 'restart' && [decision.left, decision.of], [2, 3]);
    assert.equal((await site.muster('restart', 'p/a', '--cancel')).code, 0);
    assert.deepEqual((await site.report('status')).report.decisions, []);
  });

  it('interrupted, a restart is taken back', async () => {
    const site = siteOf([sampleType('a', { count: 3 })]);
    await site.muster('run');
    const before = pidsOf('a');
    const restart = site.startMuster('restart', 'p/a');
    await changed('a', before);
    restart.kill('SIGINT');
    await ended(restart);
    assert.deepEqual((await site.report('status')).report.decisions, []);
    const { report } = await site.report('run');
    assert.deepEqual([report.stops, allOf('a')], [[], 3]);
  });

  it('while a restart rolls, others have their turn: a pause at once, and what takes it back', async () => {
    const site = siteOf([sampleType('a', { count: 4 }), sampleType('b', { count: 1 })]);
    await site.muster('run');
    const before = pidsOf('a');
    let isOver = false;
    const restart = site.report('restart', 'p/a').finally(() => (isOver = true));
    await changed('a', before);
    const paused = await site.muster('pause', 'p/b');
    assert.equal(paused.code, 0, paused.stderr);
    assert.ok(!isOver, 'the pause came before the end of the restart');
    const cancelled = await site.muster('restart', 'p/a', '--cancel');
    assert.equal(cancelled.code, 0, cancelled.stderr);
    assert.equal((await restart).exit, 3);
    assert.equal(allOf('a'), 4);
    const { report } = await site.report('run');
    assert.deepEqual([report.stops, report.decisions.length], [[], 1]);
  });

  it('all at once', async () => {
    const site = siteOf([sampleType('a', { count: 3 })]);
    await site.muster('run');
    const before = pidsOf('a');
    const { exit, report } = await site.report('restart', 'p/a', '--at-once');
    assert.deepEqual([exit, report.stops?.length, allOf('a')], [0, 3, 3]);
    assertReplaced(before, pidsOf('a'));
  });

  it('a drained host gets nothing new; emptied, what it had is started elsewhere; undrained, it is as any other', async () => {
    const site = siteOf([sampleType('a', { count: 3, maxPerHost: 2 })]);
    await site.muster('run');
    assert.equal((await site.muster('drain', 'o2', '--reason', 'disk being replaced')).code, 0);
    assert.equal(pidsOf('a')['o2']?.length, 1);
    const emptied = await site.report('drain', 'o2', '--stop', '--for', '1h');
    assert.deepEqual([emptied.exit, stopsOf(emptied.report)], [0, ['p/a on o2: stopped']]);
    const { report } = await site.report('run');
    assert.equal(report.hosts[1]?.drain, 'no reason given');
    assert.deepEqual(spread('a'), [2, 0, 1]);
    assert.equal((await site.muster('undrain', 'o2')).code, 0);
    assert.deepEqual((await site.report('status')).report.decisions, []);
  });

  it('a host that was cut off when its component was stopped is seen to when it is back [stop-host-unknown]', async () => {
    const site = siteOf([sampleType('a', { count: 3 })], { safety: { brownout: 0.2 } });
    await site.muster('run');
    await fleet.host('o3').cutOff();
    const { exit, report } = await site.report('stop', 'p/a');
    assert.deepEqual([exit, stopsOf(report)], [3, onEach('p/a', 'stopped').slice(0, 2)]);
    assert.match((await site.muster('stop', 'p/a')).stdout, /^\? {2}o3: 1 /m);
    await fleet.host('o3').heal();
    const back = await site.report('run');
    assert.deepEqual(stopsOf(back.report), ['p/a on o3: stopped']);
    assert.equal(allOf('a'), 0);
  });

  it('surplus "stop" ends what is beyond the count, or of a type that is off; "keep" leaves it', async () => {
    const site = siteOf([sampleType('a', { count: 3 }), sampleType('b', { count: 1 })]);
    await site.muster('run');
    site.edit({
      types: [sampleType('a', { count: 1 }), sampleType('b', { on: false })],
    });
    await site.muster('run');
    assert.deepEqual([allOf('a'), allOf('b')], [3, 1]);
    const types = [
      sampleType('a', { count: 1, surplus: 'stop' }),
      sampleType('b', { on: false, surplus: 'stop' }),
    ];
    site.edit({ types });
    const { summary } = (await site.report('plan')).report;
    assert.deepEqual([summary.stop, summary.start], [3, 0]);
    const { report } = await site.report('run');
    assert.equal(stopsOf(report).filter((stop) => stop.endsWith(': stopped')).length, 3);
    assert.deepEqual([allOf('a'), allOf('b')], [1, 0]);
    const plain = await site.muster('run', '--only', 'p/b');
    assert.equal(plain.code, 0);
  });

  it('what is decided while a pass runs waits for its end, and is not lost to it [decided-during-pass]', async () => {
    const site = siteOf([sampleType('a', { count: 3 })], { timeouts: { settle: '2s' } });
    const pass = site.report('run');
    await until(() => allOf('a') === 3);
    const drained = await site.muster('drain', 'o1');
    assert.equal(drained.code, 0, drained.stderr);
    assert.equal((await pass).exit, 0);
    const { report } = await site.report('status');
    assert.deepEqual(
      report.decisions.map((one) => one.kind === 'drain' && one.host),
      ['o1'],
    );
  });
});

/** One outcome on each of the hosts. */
const onEach = (component: string, outcome: string): string[] =>
  ['o1', 'o2', 'o3'].map((host) => `${component} on ${host}: ${outcome}`);

/** None of the old instances is left. */
function assertReplaced(before: Record<string, number[]>, after: Record<string, number[]>): void {
  for (const [host, pids] of Object.entries(before))
    assert.deepEqual(
      after[host]?.filter((pid) => pids.includes(pid)),
      [],
      host,
    );
}
