import assert from 'node:assert/strict';
import { takeCensus } from '../../src/core/census.ts';
import { remember } from '../../src/core/memory.ts';
import { newsOf, type Told } from '../../src/core/news.ts';
import type { PilotReport } from '../../src/core/pilotReport.ts';
import { emptyMemory, type HostCensus } from '../../src/core/types.ts';
import { changesBetween } from '../../src/report/changes.ts';
import {
  narrowedTo,
  type ActionReport,
  type ComponentReport,
  type HostReport,
  type Report,
} from '../../src/report/document.ts';
import { pilotsOfComponent, pilotsOfHost, type PilotDocument } from '../../src/report/pilotDocument.ts';
import { planText, runText, troubleText } from '../../src/report/planText.ts';
import { lookOf } from '../../src/report/problems.ts';
import { statusText } from '../../src/report/statusText.ts';
import { styleFor, timeText } from '../../src/report/style.ts';
import { pilotReport } from '../core/pilotReports.ts';
import { component as coreComponent, host, seen, wanted } from '../core/worlds.ts';
import { component, outcome, report, seenHost, unknownHost } from './reports.ts';

const plain = styleFor({}, {});
const atTime = '2026-11-21T03:15:00.000Z';
const ago = (seconds: number): string => new Date(Date.parse(atTime) - seconds * 1000).toISOString();
const clock = (iso: string): string => timeText(iso, atTime);

/** A pilot of `p/a` that comes up, but for what is given. */
function pilot(own: Partial<PilotDocument> = {}): PilotDocument {
  return {
    component: 'p/a',
    launchId: '20261121T031400-000000000001',
    phase: 'starting',
    step: 'prepare-environment',
    since: ago(40),
    started: ago(60),
    steps: [],
    ...own,
  };
}

const failed = pilot({
  phase: 'failed',
  end: 'prepare-environment failed: pip exit 1',
  code: 1,
  message: 'pip exit 1',
  tail: ['Looking in links: wheels', '\u001b[31mERROR: no matching distribution\u001b[0m'],
});

const withPilots = (pilots: readonly PilotDocument[], own: Partial<HostReport> = {}): HostReport =>
  seenHost('n1', { pilots, ...own });
/** The lines below the row of `p/a`. */
const notes = (own: Partial<Report>, all = false): string[] => {
  const lines = statusText(report({ command: 'status', ...own }), plain, { all });
  return lines.slice(2, lines.indexOf('')).map((line) => line.slice(4));
};

const stateOf = (own: object): string | undefined =>
  statusText(report({ components: [component('p/a', 2, own)] }), plain)[1]
    ?.split(/ {2,}/)
    .at(-1);
const withOne = (own: Partial<PilotDocument>): Report => report({ hosts: [withPilots([pilot(own)])] });

describe('what pilots tell, in status', () => {
  it('one that comes up is told with its step, for how long, and where', () => {
    const lines = statusText(
      report({
        command: 'status',
        hosts: [withPilots([pilot()])],
        components: [component('p/a', 1, { running: 0, pending: 1, comingUp: 1 })],
      }),
      plain,
    );
    assert.deepEqual(lines.slice(0, 3), [
      'COMPONENT  WANTED  RUNNING  PRESUMED  PENDING  STATE',
      'p/a             1        0                  1  1 coming up',
      '    coming up: prepare-environment, 40 s (n1)',
    ]);
  });

  it('many that come up share a line, by their steps', () => {
    const hosts = ['n1', 'n2', 'n3'].map((name, index) =>
      seenHost(name, { pilots: [pilot({ since: ago(10 * (index + 1)) })] }),
    );
    const cleaning = pilot({ phase: 'finishing', step: 'collect-output', since: ago(0) });
    hosts.push(seenHost('n4', { pilots: [pilot({ step: 'check-host', since: ago(2) }), cleaning] }));
    assert.deepEqual(notes({ hosts, components: [component('p/a', 5)] }), [
      'coming up: prepare-environment, 10 s to 30 s (n[1-3]); check-host, 2 s (n4)',
      'cleaning up: collect-output, 0 s (n4)',
    ]);
  });

  it('what a pilot says of the step it is in is told with it', () => {
    const message = 'waits for environment lta, built by 20261121T031400-2';
    const hosts = [withPilots([pilot({ message }), pilot({ launchId: '2' })])];
    assert.deepEqual(notes({ hosts, components: [component('p/a', 2)] }), [
      `coming up: prepare-environment, 40 s, ${message} (n1); prepare-environment, 40 s (n1)`,
    ]);
  });

  it('of a host that was not seen nobody knows what comes up there', () => {
    const hosts = [unknownHost('n1', 'no route', { pilots: [pilot()] })];
    assert.deepEqual(notes({ hosts, components: [component('p/a', 1)] }), []);
  });

  it('what failed last is told with its reason and the end of what it printed; -v tells all', () => {
    const earlier = {
      ...failed,
      launchId: '2',
      since: ago(400),
      end: 'check-host failed: exit 2',
      tail: [],
      usage: 'wall 292 s, processor 0.05 s, memory 12345 KiB',
    };
    const hosts = [withPilots([failed, earlier])];
    const components = [component('p/a', 1, { running: 0, missing: 1 })];
    assert.deepEqual(notes({ hosts, components }), [
      `on n1 at ${clock(ago(40))}: prepare-environment failed: pip exit 1 (1 other failure: -v)`,
      '| Looking in links: wheels',
      '| ERROR: no matching distribution',
    ]);
    assert.deepEqual(notes({ hosts, components }, true), [
      `on n1 at ${clock(ago(40))}: prepare-environment failed: pip exit 1 (launch ${failed.launchId})`,
      '| Looking in links: wheels',
      '| ERROR: no matching distribution',
      `on n1 at ${clock(ago(400))}: check-host failed: exit 2 (launch 2)`,
      'it used wall 292 s, processor 0.05 s, memory 12345 KiB',
    ]);
  });

  it('what stands there as the reason of a wait is not told twice', () => {
    const wait = {
      failures: 2,
      lastAt: ago(40),
      until: ago(-60),
      why: 'prepare-environment failed: pip exit 1',
    };
    const everywhere = { ...wait, why: `on n1: ${wait.why}` };
    const components = [component('p/a', 1, { running: 0, missing: 1, backoff: everywhere })];
    assert.deepEqual(notes({ hosts: [withPilots([failed])], components }), [
      `2 failures, last at ${clock(ago(40))}: on n1: prepare-environment failed: pip exit 1`,
      '| Looking in links: wheels',
      '| ERROR: no matching distribution',
    ]);
    const there = [withPilots([failed], { backoff: { 'p/a': wait } })];
    const lines = statusText(report({ hosts: there, components: [component('p/a', 1)] }), plain);
    assert.equal(lines.filter((line) => line.includes('pip exit 1')).length, 1);
  });

  it('the same failure on several hosts is one line', () => {
    const hosts = ['n1', 'n2'].map((name) => seenHost(name, { pilots: [failed] }));
    const [line] = notes({ hosts, components: [component('p/a', 1)] });
    assert.equal(line, `on n[1-2], last at ${clock(ago(40))}: prepare-environment failed: pip exit 1`);
  });

  it('the same failure several times on one host is no matter of several hosts', () => {
    const thrice = ['1', '2', '3'].map((launchId) => ({ ...failed, launchId }));
    const warned = { warnings: [{ command: 'run-tests', text: 'slow' }] };
    const twice = ['4', '5'].map((launchId) => pilot({ launchId, ...warned }));
    const lines = notes({ hosts: [withPilots([...twice, ...thrice])], components: [component('p/a', 1)] });
    assert.deepEqual(
      lines.filter((line) => !line.startsWith('|')),
      [
        'coming up: prepare-environment, 40 s (2 on n1)',
        `3 times on n1, last at ${clock(ago(40))}: prepare-environment failed: pip exit 1`,
        'run-tests warned 2 times on n1: slow',
      ],
    );
  });

  it('a failure of long ago is no trouble of a component that has what it wants', () => {
    const hosts = [withPilots([{ ...failed, since: ago(3601) }])];
    assert.deepEqual(notes({ hosts, components: [component('p/a', 1)] }), []);
    assert.equal(notes({ hosts, components: [component('p/a', 1)] }, true).length, 3);
    assert.equal(notes({ hosts, components: [component('p/a', 1, { missing: 1 })] }).length, 3);
  });

  it('how a component ended is told with its exit code, unless it was meant to end so', () => {
    const ended = pilot({ phase: 'ended', step: 'run-component', code: 3, end: 'ended with exit 3' });
    const hosts = [withPilots([ended])];
    const said = [`on n1 at ${clock(ago(40))}: ended with exit 3`];
    assert.deepEqual(notes({ hosts, components: [component('p/a', 1)] }), said);
    const well = [withPilots([{ ...ended, code: 0, end: 'ended with exit 0' }])];
    assert.deepEqual(notes({ hosts: well, components: [component('p/a', 1, { lifetime: 'short' })] }), []);
    assert.equal(notes({ hosts: well, components: [component('p/a', 1)] }).length, 1);
    const stopped = [withPilots([{ ...ended, phase: 'stopped' as const }])];
    assert.deepEqual(notes({ hosts: stopped, components: [component('p/a', 1)] }), []);
  });

  it('of one that is gone without a word nobody knows when it ended: others are told before it', () => {
    const end = 'its process is gone without a word; last it was in run-component';
    const silent = pilot({ launchId: '9', phase: 'running', step: 'run-component', since: ago(5), end });
    const said = `on n1: ${end}, since ${clock(ago(5))}`;
    const components = [component('p/a', 1)];
    assert.deepEqual(notes({ hosts: [withPilots([silent])], components }), [said]);
    const both = [withPilots([silent, failed])];
    assert.equal(
      notes({ hosts: both, components })[0],
      `on n1 at ${clock(ago(40))}: prepare-environment failed: pip exit 1 (1 other failure: -v)`,
    );
    assert.equal(notes({ hosts: both, components }, true).at(-1), `${said} (launch 9)`);
  });

  it('warnings are told once, with where they are from', () => {
    const warned = pilot({ phase: 'running', warnings: [{ command: 'run-tests', text: 'disk is slow' }] });
    const hosts = ['n1', 'n2'].map((name) => seenHost(name, { pilots: [warned] }));
    assert.deepEqual(notes({ hosts, components: [component('p/a', 2)] }), [
      'run-tests warned on n[1-2]: disk is slow',
    ]);
  });

  it('of one that is over, what its last commands warned of is told, for its last end', () => {
    const ended = pilot({
      phase: 'ended',
      step: 'run-component',
      code: 0,
      end: 'ended with exit 0',
      warnings: [
        { command: 'run-tests', text: 'disk is slow' },
        { command: 'collect-output', text: 'out/*.fits: there is none' },
      ],
      steps: ['run-tests', 'run-component', 'collect-output'].map((command) => ({
        command,
        state: command === 'run-component' ? 'ok' : 'warned',
        seconds: 1,
      })),
    });
    const hosts = [withPilots([ended]), seenHost('n2', { pilots: [{ ...ended, since: ago(90) }] })];
    const components = [component('p/a', 1, { lifetime: 'short' })];
    assert.deepEqual(notes({ hosts, components }), [
      'collect-output warned on n1: out/*.fits: there is none',
    ]);
  });

  it('readiness is told where somebody asks for it', () => {
    assert.equal(stateOf({ ready: 2 }), 'met, 2 ready');
    assert.equal(stateOf({ ready: 0 }), 'met, none ready');
    assert.equal(stateOf({ ready: 0, running: 0, missing: 2 }), '2 short');
    assert.equal(
      stateOf({ running: 0, missing: 2, waitsFor: ['p/b', 'p/c'] }),
      '2 short, waits for p/b, p/c',
    );
  });

  it('a host that is unfit is told with the reason and until when', () => {
    const unfit = { 'p/a': { why: 'globus-url-copy is not there', until: ago(-3600) } };
    const lines = statusText(report({ hosts: [seenHost('n1', { unfit })] }), plain);
    assert.ok(
      lines.includes(`    unfit for p/a until ${clock(ago(-3600))}: globus-url-copy is not there`),
      lines.join('\n'),
    );
  });
});

describe('what pilots tell, in plan and run', () => {
  const components = [component('p/a', 1, { running: 0, missing: 1 })];

  it('what failed since the last pass is told below, and what comes up', () => {
    const own = { hosts: [withPilots([pilot({ launchId: '7' }), failed])], components };
    const lines = planText(report({ command: 'plan', actions: [], ...own }), plain, false);
    assert.deepEqual(
      lines.filter((line) => line.startsWith('    ')),
      [
        '    p/a  coming up: prepare-environment, 40 s (n1)',
        `         on n1 at ${clock(ago(40))}: prepare-environment failed: pip exit 1`,
        '         | Looking in links: wheels',
        '         | ERROR: no matching distribution',
      ],
    );
    assert.ok(
      troubleText(report({ outcomes: [], ...own }), plain)
        .join('\n')
        .includes('no matching'),
    );
  });

  it('hosts that are unfit are told with what they lack, once for all that lack the same', () => {
    const unfit = { 'p/a': { why: 'no gpu', until: ago(-60) } };
    const hosts = ['n1', 'n2'].map((name) => seenHost(name, { unfit }));
    const lines = planText(report({ command: 'plan', actions: [], hosts, components }), plain, false);
    assert.ok(lines.includes('    p/a  unfit: n[1-2]: no gpu'), lines.join('\n'));
    const hint = '(muster run --retry -c /srv/muster/Interface.json tries at once)';
    assert.ok(!lines.includes(hint));
    const actions: ActionReport[] = [
      {
        action: 'blocked',
        component: 'p/a',
        missing: 1,
        reasons: [{ reason: 'unfit for it', hosts: 2, hostNames: ['n1', 'n2'] }],
      },
    ];
    const blocked = planText(report({ command: 'plan', actions, hosts, components }), plain, false);
    assert.ok(blocked.includes(hint), blocked.join('\n'));
  });

  it('what failed in this pass stands at its launch, and only there', () => {
    const launched = {
      ...outcome('failed', 'p/a', 'n1', `${failed.end}; it printed: ERROR: no matching distribution`),
      launchId: failed.launchId,
    };
    const own = { hosts: [withPilots([failed])], components, outcomes: [launched], actions: [] };
    const lines = runText(report(own), plain, false);
    assert.equal(lines.filter((line) => line.includes('no matching')).length, 1, lines.join('\n'));
  });
});

describe('what pilots tell, as data', () => {
  const nowMs = Date.parse(atTime);
  const told = (own: Partial<PilotReport> = {}): PilotReport =>
    pilotReport({ startedMs: nowMs - 60_000, sinceMs: nowMs - 10_000, ...own });
  const censusOf = (pilots: PilotReport[], running: Record<string, number>, after = false) => {
    const world = wanted({
      hosts: [host('n1')],
      components: [
        coreComponent('p/a', { readiness: 'reported' }),
        coreComponent('p/b', { after: after ? ['p/a'] : [] }),
      ],
    });
    const sightings = new Map([['n1', { ...seen(running), pilots }]]);
    const { memory } = remember(emptyMemory, world, sightings, nowMs);
    return takeCensus(world, memory, sightings, nowMs);
  };
  const documentsOf = (pilots: PilotReport[], running: Record<string, number>): readonly PilotDocument[] => {
    const census = censusOf(pilots, running);
    return pilotsOfHost(census.hosts[0] as HostCensus, census.totals).pilots ?? [];
  };

  it('what there is nothing of is left out', () => {
    assert.deepEqual(documentsOf([told()], { 'p/a': 1 }), [
      {
        component: 'p/a',
        launchId: 'l1',
        phase: 'starting',
        step: 'check-host',
        since: ago(10),
        started: ago(60),
        steps: [],
      },
    ]);
    assert.equal(documentsOf([told({ usage: 'wall 2 s' })], { 'p/a': 1 })[0]?.usage, 'wall 2 s');
    const census = censusOf([], {});
    assert.deepEqual(pilotsOfHost(census.hosts[0] as HostCensus, census.totals), {});
  });

  it('those that live come first, then the last three of each component that are over', () => {
    const over = ['o1', 'o2', 'o3', 'o4'].map((launchId, index) =>
      told({ launchId, pid: 900 + index, phase: 'failed', sinceMs: nowMs - 1000 * (index + 1), code: 1 }),
    );
    assert.deepEqual(
      documentsOf([...over, told({ launchId: 'living' })], { 'p/a': 1 }).map(({ launchId }) => launchId),
      ['living', 'o1', 'o2', 'o3'],
    );
  });

  it('of those that ended within the same second, the ones that were started last', () => {
    const over = ['o1', 'o2', 'o3', 'o4'].map((launchId, index) =>
      told({
        launchId,
        pid: 900 + index,
        phase: 'stopped',
        sinceMs: nowMs,
        startedMs: nowMs - 9000 + 1000 * index,
      }),
    );
    assert.deepEqual(
      documentsOf(over, {}).map(({ launchId }) => launchId),
      ['o4', 'o3', 'o2'],
    );
  });

  it('one that was killed has an end, and the phase in which it was', () => {
    const [killed] = documentsOf([told({ pid: 7 })], {});
    assert.equal(killed?.end, 'its process is gone without a word; last it was in check-host');
    assert.equal(killed?.phase, 'starting');
    // Its component may live on.
    const [outlived] = documentsOf([told({ pid: 7, phase: 'running' })], { 'p/a': 1 });
    assert.equal(outlived?.end, undefined);
  });

  it('what is told of a component that is not in the file is nobody’s', () => {
    assert.deepEqual(documentsOf([told({ component: 'p/\u001b[2J' as 'p/a' })], {}), []);
  });

  it('how many come up and are ready is counted where there is something to count', () => {
    assert.deepEqual(pilotsOfComponent('p/a', censusOf([told()], { 'p/a': 1 })), { comingUp: 1 });
    const ready = told({ phase: 'running', readyMs: nowMs });
    assert.deepEqual(pilotsOfComponent('p/a', censusOf([ready], { 'p/a': 1 })), { ready: 1 });
    assert.deepEqual(pilotsOfComponent('p/a', censusOf([], { 'p/a': 1 }, true)), { ready: 0 });
    assert.deepEqual(pilotsOfComponent('p/b', censusOf([], { 'p/b': 1 }, true)), {});
  });

  it('--only leaves out the pilots of others', () => {
    const other = pilot({ component: 'p/b' });
    const unfit = { 'p/b': { why: 'no', until: ago(0) } };
    const whole = report({
      hosts: [withPilots([pilot(), other], { unfit })],
      components: [component('p/a', 1), component('p/b', 1)],
    });
    const [host] = narrowedTo({ components: ['p/a'], hosts: null }, whole).hosts;
    assert.deepEqual(host?.pilots, [pilot()]);
    assert.equal(host?.unfit, undefined);
  });

  it('a pilot that goes on is no change, one at another step is', () => {
    assert.equal(changesBetween(withOne({}), withOne({ since: ago(39), started: ago(59) })).hosts.size, 0);
    assert.equal(changesBetween(withOne({}), withOne({ step: 'run-component' })).hosts.size, 1);
  });
});

const waiting = (id: 'p/b' | 'p/c', on: string): ActionReport => ({
  action: 'blocked',
  component: id,
  missing: 1,
  reasons: [{ reason: `waits for ${on} to be ready`, hosts: null }],
});

const group = (bridge: Partial<ComponentReport>): Report =>
  report({
    components: [
      component('p/a', 1, { running: 0, pending: 1, comingUp: 1, ready: 0, ...bridge }),
      component('p/b', 1, { running: 0, missing: 1, after: ['p/a'], waitsFor: ['p/a'] }),
      component('p/c', 1, { running: 0, missing: 1, after: ['p/b'], waitsFor: ['p/b'] }),
    ],
    actions: [waiting('p/b', 'p/a'), waiting('p/c', 'p/b')],
  });

describe('what pilots tell, by mail', () => {
  const nowMs = Date.parse(atTime);
  const minuteMs = 60_000;
  const wait = {
    failures: 2,
    lastAt: ago(40),
    until: ago(-60),
    why: 'on n1: prepare-environment failed: pip exit 1',
  };
  /** Of passes that find this, that many minutes after the first, which components are told as new. */
  const toldAt = (found: Report, ...minutes: number[]): string[][] => {
    let told: Told = [];
    return minutes.map((minute) => {
      const next = newsOf(lookOf(found, false), told, nowMs + minute * minuteMs);
      told = next.told;
      return next.news.begun.map(({ about }) => about);
    });
  };

  it('a failure comes with the end of what it printed, and what shows the rest', () => {
    const found = report({
      hosts: [withPilots([failed])],
      components: [component('p/a', 1, { running: 0, missing: 1, backoff: wait })],
    });
    const [problem] = lookOf(found, false).problems;
    assert.deepEqual(problem?.text.split('\n').slice(2, 5), [
      '| Looking in links: wheels',
      '| ERROR: no matching distribution',
      'what it printed: muster logs p/a n1 -c /srv/muster/Interface.json',
    ]);
  });

  it('what comes after others is no news while these come up, and is when that lasts', () => {
    assert.deepEqual(toldAt(group({}), 0, 5, 10, 31, 35), [[], [], [], ['p/b', 'p/c'], []]);
  });

  it('nor while these run and are not ready yet', () => {
    assert.deepEqual(toldAt(group({ running: 1, pending: 0 }), 0, 5), [[], []]);
  });

  it('where what they come after fails, or is off, all of it is told at once', () => {
    const failing = group({ pending: 0, missing: 1, backoff: wait });
    assert.deepEqual(toldAt(failing, 0), [['p/a', 'p/b', 'p/c']]);
    assert.deepEqual(toldAt(group({ on: false, pending: 0 }), 0), [['p/b', 'p/c']]);
  });

  it('what hosts lack that are unfit is told, once for all that lack the same', () => {
    const unfit = { 'p/a': { why: 'globus-url-copy is not there', until: ago(-60) } };
    const found = report({
      hosts: ['n1', 'n2'].map((name) => seenHost(name, { unfit })),
      components: [component('p/a', 1, { running: 0, missing: 1 })],
    });
    const [problem] = lookOf(found, false).problems;
    assert.equal(problem?.text.split('\n').at(-1), 'unfit: n[1-2]: globus-url-copy is not there');
  });
});
