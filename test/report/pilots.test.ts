import assert from 'node:assert/strict';
import { message } from '../../src/core/catalogue/catalogue.ts';
import { takeCensus } from '../../src/core/census.ts';
import { remember } from '../../src/core/memory.ts';
import { newsOf, type Told } from '../../src/core/news.ts';
import type { PilotReport } from '../../src/core/pilotReport.ts';
import { emptyMemory, type HostCensus } from '../../src/core/types.ts';
import { changesBetween } from '../../src/report/changes.ts';
import { narrowedTo, type ComponentReport, type HostReport, type Report } from '../../src/report/document.ts';
import { pilotsOfComponent, pilotsOfHost, type PilotDocument } from '../../src/report/pilotDocument.ts';
import { lookOf } from '../../src/report/problems.ts';
import { statusText } from '../../src/report/statusText.ts';
import { pilotReport } from '../core/pilotReports.ts';
import { component as coreComponent, host, seen, wanted } from '../core/worlds.ts';
import { golden } from '../harness/golden.ts';
import { someMessage } from '../harness/messages.ts';
import {
  ago,
  at,
  backoff,
  component,
  failedPilot,
  pilot,
  pip,
  plain,
  report,
  seenHost,
  short,
  unknownHost,
} from './reports.ts';
import { fieldOf } from '../harness/fields.ts';

const failed = pilot({ ...failedPilot, code: 1, message: 'pip exit 1' });
const earlier = pilot({
  ...failed,
  launchId: '2',
  since: ago(400),
  end: message('pilot-command-failed', { step: 'check-host', exit: 2, cause: null }),
  tail: [],
  usage: 'wall 292 s, processor 0.05 s, memory 12345 KiB',
});
const gone = pilot({
  launchId: '9',
  phase: 'running',
  since: ago(5),
  end: message('pilot-vanished', { step: 'run-component' }),
});
const ended = (exit: number, own: Partial<PilotDocument> = {}): PilotDocument =>
  pilot({
    phase: 'ended',
    step: 'run-component',
    code: exit,
    end: message('pilot-component-ended', { exit, cause: null }),
    ...own,
  });
const warnings = [{ command: 'run-tests', text: 'disk is slow' }];
const overWithWarnings = ended(0, {
  warnings: [...warnings, { command: 'collect-output', text: 'out/*.fits: there is none' }],
  steps: ['run-tests', 'run-component', 'collect-output'].map((command) => ({
    command,
    state: command === 'run-component' ? 'ok' : 'warned',
    seconds: 1,
  })),
});

const withPilots = (pilots: readonly PilotDocument[], own: Partial<HostReport> = {}): HostReport =>
  seenHost('n1', { pilots, ...own });

/** What status says below the rows of components, of the pilots of a host, or of hosts. */
function notes(
  there: readonly PilotDocument[] | readonly HostReport[],
  own: Partial<ComponentReport> = {},
  all = false,
): string[] {
  const hosts = there.every((one) => 'host' in one) ? there : [withPilots(there as PilotDocument[])];
  const lines = statusText(
    report({ command: 'status', hosts, components: [component('p/a', 1, own)] }),
    plain,
    { all },
  );
  return lines.slice(2, lines.indexOf('')).map((line) => line.slice(4));
}

const onEach = (pilots: PilotDocument, ...hosts: string[]): HostReport[] =>
  hosts.map((name) => seenHost(name, { pilots: [pilots] }));
const isMissing = { running: 0, missing: 1 };

describe('what pilots tell, in status', () => {
  golden('pilotNotes', {
    'one that comes up: its step, for how long, and where': () => notes([pilot()]),
    'many that come up share a line, by their steps; others clean up': () =>
      notes([
        ...['n1', 'n2', 'n3'].map((name, index) =>
          seenHost(name, { pilots: [pilot({ since: ago(10 * (index + 1)) })] }),
        ),
        seenHost('n4', {
          pilots: [
            pilot({ step: 'check-host', since: ago(2) }),
            pilot({ phase: 'finishing', step: 'collect-output', since: ago(0) }),
          ],
        }),
      ]),
    'what a pilot says of the step it is in': () =>
      notes([pilot({ message: 'waits for environment lta, built by 2' }), pilot({ launchId: '2' })]),
    'what failed last, with its reason and the end of what it printed': () =>
      notes([failed, earlier], isMissing),
    '-v tells all': () => notes([failed, earlier], isMissing, true),
    'what stands there as the reason of a wait is not told twice': () =>
      notes([failed], { ...isMissing, backoff: backoff(pip, { lastHost: 'n1' }) }),
    'the same failure on several hosts': () => notes(onEach(failed, 'n1', 'n2')),
    'the same failure and the same warning several times on one host': () =>
      notes([
        ...['4', '5'].map((launchId) => pilot({ launchId, warnings })),
        ...['1', '2', '3'].map((launchId) => ({ ...failed, launchId })),
      ]),
    'how a component ended that was not meant to': () => notes([ended(3)]),
    'of one that is gone without a word nobody knows when it ended': () => notes([gone]),
    'others are told before it': () => notes([gone, failed]),
    'and so with -v': () => notes([gone, failed], {}, true),
    'warnings are told once, with where they are from': () =>
      notes(onEach(pilot({ phase: 'running', warnings }), 'n1', 'n2')),
    'of one that is over, what its last commands warned of, for its last end': () =>
      notes(
        [
          withPilots([overWithWarnings]),
          seenHost('n2', { pilots: [{ ...overWithWarnings, since: ago(90) }] }),
        ],
        { lifetime: 'short' },
      ),
    'more warnings than are told': () =>
      notes([pilot({ warnings: ['a', 'b', 'c', 'd', 'e'].map((text) => ({ command: 'run-tests', text })) })]),
  });

  const old = { ...failed, since: ago(3601) };
  for (const [what, there, own, lines, all] of [
    ['of a host that was not seen nobody knows what comes up there', 'unknown', {}, 0],
    ['a failure of long ago is no trouble of a component that has what it wants', [old], {}, 0],
    ['but of one that is short', [old], { missing: 1 }, 3],
    ['and with -v', [old], {}, 3, true],
    ['a short-lived component was meant to end so', [ended(0)], { lifetime: 'short' }, 0],
    ['a long-lived one was not', [ended(0)], {}, 1],
    ['what was stopped was mostly stopped by muster', [ended(3, { phase: 'stopped' })], {}, 0],
  ] as const)
    it(what, () => {
      const hosts = there === 'unknown' ? [unknownHost('n1', 'no route', { pilots: [pilot()] })] : there;
      assert.equal(notes(hosts, own, all).length, lines);
    });

  it('a failure that a host waits for is told once', () => {
    const hosts = [withPilots([failed], { backoff: { 'p/a': backoff(pip) } })];
    const lines = statusText(report({ hosts, components: [component('p/a', 1)] }), plain);
    assert.equal(lines.filter((line) => line.includes('pip exit 1')).length, 1);
  });
});

const withOne = (own: Partial<PilotDocument>): Report => report({ hosts: [withPilots([pilot(own)])] });
const changed = (own: Partial<PilotDocument>): number => changesBetween(withOne({}), withOne(own)).hosts.size;

describe('what pilots tell, as data', () => {
  const nowMs = Date.parse(at);
  const pilotOf = (own: Partial<PilotReport> = {}): PilotReport =>
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
    assert.deepEqual(documentsOf([pilotOf()], { 'p/a': 1 }), [
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
    assert.equal(documentsOf([pilotOf({ usage: 'wall 2 s' })], { 'p/a': 1 })[0]?.usage, 'wall 2 s');
    const census = censusOf([], {});
    assert.deepEqual(pilotsOfHost(census.hosts[0] as HostCensus, census.totals), {});
  });

  it('those that live come first, then the last three of each component that are over', () => {
    const over = ['o1', 'o2', 'o3', 'o4'].map((launchId, index) =>
      pilotOf({ launchId, pid: 900 + index, phase: 'failed', sinceMs: nowMs - 1000 * (index + 1), code: 1 }),
    );
    const ids = fieldOf(documentsOf([...over, pilotOf({ launchId: 'living' })], { 'p/a': 1 }), 'launchId');
    assert.deepEqual(ids, ['living', 'o1', 'o2', 'o3']);
  });

  it('of those that ended within the same second, the ones that were started last', () => {
    const over = ['o1', 'o2', 'o3', 'o4'].map((launchId, index) =>
      pilotOf({
        launchId,
        pid: 900 + index,
        phase: 'stopped',
        sinceMs: nowMs,
        startedMs: nowMs - 9000 + 1000 * index,
      }),
    );
    assert.deepEqual(fieldOf(documentsOf(over, {}), 'launchId'), ['o4', 'o3', 'o2']);
  });

  it('one that was killed has an end, and the phase in which it was', () => {
    const [killed] = documentsOf([pilotOf({ pid: 7 })], {});
    assert.deepEqual([killed?.end?.code, killed?.phase], ['pilot-vanished', 'starting']);
    // Its component may live on.
    const [outlived] = documentsOf([pilotOf({ pid: 7, phase: 'running' })], { 'p/a': 1 });
    assert.equal(outlived?.end, undefined);
  });

  it('what is told of a component that is not in the file is nobody’s', () =>
    assert.deepEqual(documentsOf([pilotOf({ component: 'p/\u001b[2J' as 'p/a' })], {}), []));

  it('how many come up and are ready is counted where there is something to count', () => {
    assert.deepEqual(pilotsOfComponent('p/a', censusOf([pilotOf()], { 'p/a': 1 })), { comingUp: 1 });
    const ready = pilotOf({ phase: 'running', readyMs: nowMs });
    assert.deepEqual(pilotsOfComponent('p/a', censusOf([ready], { 'p/a': 1 })), { ready: 1 });
    assert.deepEqual(pilotsOfComponent('p/a', censusOf([], { 'p/a': 1 }, true)), { ready: 0 });
    assert.deepEqual(pilotsOfComponent('p/b', censusOf([], { 'p/b': 1 }, true)), {});
  });

  it('--only leaves out the pilots of others', () => {
    const other = pilot({ component: 'p/b' });
    const unfit = { 'p/b': { why: someMessage('no'), until: ago(0) } };
    const whole = report({
      hosts: [withPilots([pilot(), other], { unfit })],
      components: [component('p/a', 1), component('p/b', 1)],
    });
    const [host] = narrowedTo({ components: ['p/a'], hosts: null }, whole).hosts;
    assert.deepEqual(host?.pilots, [pilot()]);
    assert.equal(host?.unfit, undefined);
  });

  it('a pilot that goes on is no change, one at another step is', () =>
    assert.deepEqual(
      [changed({ since: ago(39), started: ago(59) }), changed({ step: 'run-component' })],
      [0, 1],
    ));
});

const group = (bridge: Partial<ComponentReport>): Report =>
  report({
    components: [
      component('p/a', 1, { running: 0, pending: 1, comingUp: 1, ready: 0, ...bridge }),
      short('p/b', 1, 1, { after: ['p/a'], waitsFor: ['p/a'] }),
      short('p/c', 1, 1, { after: ['p/b'], waitsFor: ['p/b'] }),
    ],
  });

/** Of passes that find this, that many minutes after the first, which components are told as new. */
const toldAt = (found: Report, ...minutes: number[]): string[][] => {
  let told: Told = [];
  return minutes.map((minute) => {
    const next = newsOf(lookOf(found, false), told, Date.parse(at) + minute * 60_000);
    told = next.told;
    return next.news.begun.map(({ about }) => about);
  });
};

describe('what pilots tell, by mail', () => {
  it('what comes after others is no news while these come up, and is when that lasts', () =>
    assert.deepEqual(toldAt(group({}), 0, 5, 10, 31, 35), [[], [], [], ['p/b', 'p/c'], []]));

  it('nor while these run and are not ready yet', () =>
    assert.deepEqual(toldAt(group({ running: 1, pending: 0 }), 0, 5), [[], []]));

  it('where what they come after fails, or is off, all of it is told at once', () => {
    const failing = group({ pending: 0, missing: 1, backoff: backoff(pip, { lastHost: 'n1' }) });
    assert.deepEqual(toldAt(failing, 0), [['p/a', 'p/b', 'p/c']]);
    assert.deepEqual(toldAt(group({ on: false, pending: 0 }), 0), [['p/b', 'p/c']]);
  });
});
