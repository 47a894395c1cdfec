import type { Decision, StopOutcome } from '../../src/core/types.ts';
import { decisionReport, type Report } from '../../src/report/document.ts';
import { decisionsText, stoppedText } from '../../src/report/lifecycleText.ts';
import { restartedText, stepText } from '../../src/report/restartText.ts';
import { golden } from '../harness/golden.ts';
import { someMessage } from '../harness/messages.ts';
import { at, blocked, component, outcome, plain, report, seenHost, unknownHost } from './reports.ts';

const atMs = Date.parse(at);
const said = { by: 'ops', atMs, why: null, untilMs: null };
const drain = (host: string): Decision => ({ kind: 'drain', ...said, host, stop: false });
const pause = (own: object = {}): Decision => ({
  kind: 'pause',
  ...said,
  component: 'p/a',
  host: null,
  limit: 0,
  stop: false,
  ...own,
});

const changed = (
  before: Decision[],
  decisions: Decision[],
  dryRun = false,
  problems: string[] = [],
): string[] =>
  decisionsText(
    { at, before, decisions, problems: problems.map(someMessage), file: ' -c m.json' },
    dryRun,
    plain,
  );
const others = [pause({ component: 'p/other', why: 'a reason' })];
const old = pause({ why: 'new version', untilMs: atMs + 60_000 });

describe('what is said of what operators decide', () => {
  golden('decisionsText', {
    'what was made, folded by hosts, and the commands that take it back; nothing of others': () =>
      changed(others, [...others, drain('n-01'), drain('n-02'), pause({ host: 'n-01' })]),
    'what it stands in place of': () => changed([old], [pause()]),
    'what holds no more': () => changed([pause({ limit: 1, stop: true }), drain('n-01')], []),
    'a dry run': () => changed([], [drain('n-01')], true),
    'a problem with it': () => changed([], [drain('n-01')], false, ['the state is kept\nelsewhere']),
  });
});

const stopped = (unseen: [string, number][], own: Partial<Report> = {}, dryRun = false): string[] =>
  stoppedText(
    report({ decisions: [decisionReport(pause({ stop: true }))], actions: [], ...own }),
    { dryRun, file: '', unseen: new Map(unseen) },
    plain,
  );
const two = (['n1', 'n2'] as const).map((host, each) => ({
  component: 'p/a' as const,
  host,
  pid: 811 + each,
}));
const stopping: Partial<Report> = {
  components: [component('p/a', 2)],
  actions: two.map((one) => ({ action: 'stop', ...one, reasons: [] })),
};
const stops: StopOutcome[] = two.map((one, each) =>
  each === 0
    ? { ...one, outcome: 'stopped' }
    : { ...one, outcome: 'failed', detail: someMessage('it is still there') },
);

describe('what is said of stops', () => {
  golden('stoppedText', {
    'nothing runs': () => stopped([]),
    'what became of each, and how it is taken back': () => stopped([], { ...stopping, stops, outcomes: [] }),
    'what could not be seen is told by host, and is not nothing': () =>
      stopped([
        ['n-01', 1],
        ['n-02', 2],
      ]),
    'one alone that could not be seen': () => stopped([['n-01', 1]]),
    'a dry run': () => stopped([], stopping, true),
  });
});

const restart = { kind: 'restart', component: 'p/a', atOnce: false, left: 2, of: 3, by: 'ops', at } as const;
const restarted = (
  own: Partial<Report>,
  how: Partial<Parameters<typeof restartedText>[1]> = {},
  dryRun = false,
): string[] =>
  restartedText(
    report({ command: 'restart', components: [component('p/a', 3)], decisions: [restart], ...own }),
    { left: 2, interrupted: false, ...how },
    plain,
    dryRun,
  );
const coming = { components: [component('p/a', 3, { running: 1, pending: 2, comingUp: 1, missing: 1 })] };

describe('what is said of restarts', () => {
  golden('restartText', {
    'a step': () => stepText(report({ stops, outcomes: [outcome('confirmed', 'p/a', 'n3')] })),
    'all are replaced': () => restarted({ decisions: [], stops: stops.slice(0, 1) }, { left: 0 }),
    'nothing runs that could be': () => restarted({ decisions: [] }, { left: 0 }),
    'one that cannot go on waits for an unknown host': () =>
      restarted({
        components: [component('p/a', 3, { running: 2, presumed: 1 })],
        hosts: [
          seenHost('n-01', { components: { 'p/a': 2 } }),
          unknownHost('n-02', 'no answer', { components: { 'p/a': 1 } }),
        ],
      }),
    'or for what comes up, is not seen yet, or is missing': () => restarted(coming),
    'what failed': () =>
      restarted({
        stops,
        outcomes: [outcome('confirmed', 'p/a', 'n3'), outcome('failed', 'p/a', 'n4', 'exit 1')],
        actions: [blocked('p/a', 1, ['hot-limit-reached', 3])],
      }),
    'taken back by somebody else': () => restarted({ decisions: [] }, { cancelled: true }),
    interrupted: () => restarted({ stops: stops.slice(0, 1) }, { interrupted: true }),
    'interrupted before anything was done': () => restarted({}, { interrupted: true }),
    'a dry run': () => restarted({}, {}, true),
    'a dry run of all at once': () => restarted({ decisions: [{ ...restart, atOnce: true }] }, {}, true),
    'a dry run with nothing to restart': () => restarted({ decisions: [] }, { left: 0 }, true),
  });
});
