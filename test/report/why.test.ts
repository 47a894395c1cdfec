import assert from 'node:assert/strict';
import { message, type Message } from '../../src/core/catalogue/catalogue.ts';
import type { ComponentId } from '../../src/core/types.ts';
import { formatVersion } from '../../src/report/document.ts';
import type { WhyHostReport, WhyReasonReport, WhyReport } from '../../src/report/whyDocument.ts';
import { whyText, whyThereText } from '../../src/report/whyText.ts';
import { golden } from '../harness/golden.ts';
import { ago, at, component, early, pilot, plain, short } from './reports.ts';

const soon = ago(-900);

/** A reason that holds, with the parameters of its code. */
function reason(why: Message, own: Partial<WhyReasonReport> = {}): WhyReasonReport {
  return { ...why, byPlan: false, ...own };
}

const full = (hot: number, hotlimit: number, byPlan = false): WhyReasonReport =>
  reason(message('hot-limit-reached', { hot, hotlimit, takes: 1 }), { byPlan });
const drained = (why: string, by?: string): WhyReasonReport =>
  reason(message('host-drained', { why, ...(by !== undefined && { by }) }));
const unfit = (until: string): Partial<WhyHostReport> => ({
  reasons: [reason(message('host-unfit', { cause: 'no gpu' }), { until })],
});

function why(own: Partial<WhyReport>): WhyReport {
  return {
    formatVersion,
    command: 'why',
    at,
    config: '/srv/muster/Interface.json',
    component: component('p/a', 1),
    placement: 'spread',
    brownout: { held: false, unknown: 0, of: 0 },
    plan: { stop: 0, start: 0, blocked: 0, held: 0 },
    decisions: [],
    reasons: [],
    before: [],
    choices: 0,
    hosts: [],
    unlisted: [],
    problems: [],
    ...own,
  };
}

function host(name: string, own: Partial<WhyHostReport> = {}): WhyHostReport {
  const none = { running: 0, presumed: 0, pending: 0, stop: 0, start: 0, hot: 0, own: 0, instances: 0 };
  return { host: name, sighting: 'seen', ...none, hotlimit: 2, before: [], reasons: [], ...own };
}

const plan = (own: Partial<WhyReport['plan']>): Pick<WhyReport, 'plan'> => ({
  plan: { stop: 0, start: 0, blocked: 0, held: 0, ...own },
});
const lacking = { component: short('p/a', 1, 1) };
const told = (own: Partial<WhyReport>, all = false): string[] => whyText(why(own), plain, all);
const there = (own: Partial<WhyReport>): string[] => whyThereText(why(own), plain);

const choices = [host('n01', { start: 1, rank: 1 }), host('n02', { rank: 2 }), host('n03', { rank: 3 })];
const backingOff = (own: object): WhyReasonReport =>
  reason(message('backing-off', { failures: 3, host: 'n1', ...own }), { until: soon });
const before = ['p/b', 'p/c', 'p/d', 'p/e', 'p/f', 'p/g', 'p/h'].map((component, index) => ({
  component: component as ComponentId,
  start: index + 1,
}));
const over = pilot({
  phase: 'failed',
  step: 'check-host',
  since: at,
  end: message('pilot-command-failed', { step: 'check-host', exit: 2, cause: null }),
  tail: ['no space left'],
  launchId: 'l',
});
const comingUp = pilot({ since: at, message: 'waits for environment lta' });
const pilots = { at: soon, hosts: [host('n01', { pending: 1, pilots: [comingUp, over] })] };
const said = { by: 'ops', at, why: 'tape library down' };
const paused: Partial<WhyReport> = {
  component: component('p/a', 2, { running: 0 }),
  decisions: [
    { kind: 'pause', component: 'p/a', limit: 0, stop: true, ...said },
    { kind: 'drain', host: 'n01', stop: false, ...said, until: soon },
  ],
  hosts: [host('n01', { running: 1, stop: 1, reasons: [drained('tape library down', 'ops')] })],
};
const unlisted = [{ host: 'old', components: { 'p/a': 1 } }];

describe('muster why for people', () => {
  golden('whyText', {
    'hosts of which the same is to be said stand in one line, each reason with what is behind it': () =>
      told({
        component: short('pipe0/bundler', 5, 3),
        ...plan({ start: 1, blocked: 2 }),
        before: [{ component: 'pipe0/picker', start: 2 }],
        choices: 1,
        hosts: [
          host('n01', { start: 1, rank: 1, reasons: [full(2, 2, true)] }),
          host('n02', { running: 1, reasons: [full(2, 2)] }),
          host('n03', { running: 1, reasons: [full(3, 3)] }),
          host('n04', {
            reasons: [full(2, 2, true), reason(message('launches-per-host-reached'), { byPlan: true })],
          }),
          host('n05', { reasons: [drained('disk being replaced')] }),
          host('n06', { reasons: [reason(message('backing-off-there'), { until: soon })] }),
          host('n07', {
            sighting: 'down',
            presumed: 1,
            presumedUntil: soon,
            reasons: [
              reason({ ...message('host-down', { cause: 'no answer' }), remedy: 'ping n07' }),
              drained('moved'),
            ],
          }),
          ...['n08', 'n09'].map((name, each) => host(name, { reasons: [full(each, 2, true)] })),
        ],
        unlisted,
      }),
    'how far a pilot is that comes up': () => told(pilots),
    'and on one host how the last one ended there': () => there(pilots),
    'hosts that are unfit for the same reason stand in one line, until the first is tried again': () =>
      told({ hosts: [host('n01', unfit(ago(-1800))), host('n02', unfit(soon))] }),
    'hosts that could take it and do not, for others come first': () =>
      told({ ...lacking, ...plan({ start: 1 }), choices: 3, hosts: choices }),
    'or none is wanted; -v: a line for each': () => told({ choices: 3, hosts: choices.slice(1) }, true),
    'nothing against a host while the brownout guard holds; the list decides': () =>
      told({
        ...lacking,
        ...plan({ held: 1 }),
        brownout: { held: true, unknown: 2, of: 3 },
        placement: 'fill',
        hosts: [host('n01', { rank: 1 })],
        choices: 1,
      }),
    'what keeps it everywhere comes first': () =>
      told({
        ...lacking,
        ...plan({ blocked: 1 }),
        reasons: [backingOff({ cause: 'exit\n1', causeCode: 'unrecorded' })],
        hosts: [host('n01', { rank: 1 })],
        choices: 1,
      }),
    'after an early end, what shows what it printed': () =>
      told({
        ...lacking,
        ...plan({ blocked: 1 }),
        reasons: [backingOff({ cause: early.text, causeCode: early.code })],
        hosts: ['n1', 'n2'].map((name) =>
          host(name, {
            reasons: [reason(message('backing-off-there', { cause: early.text, causeCode: early.code }))],
          }),
        ),
      }),
    'after a pilot that failed beside one that runs, by its launch': () =>
      told({
        ...lacking,
        ...plan({ blocked: 1 }),
        hosts: [
          host('n1', {
            running: 1,
            pilots: [over],
            reasons: [
              reason(
                message('backing-off-there', {
                  cause: over.end?.text ?? '',
                  causeCode: 'pilot-command-failed',
                }),
              ),
            ],
          }),
        ],
      }),
    'one that is off is not told of it': () =>
      told({
        component: component('p/a', 1, { on: false, running: 0 }),
        reasons: [backingOff({ cause: 'exit 1' })],
      }),
    'one that is off, and stopped': () =>
      told({ component: component('p/a', 1, { on: false, running: 2 }), ...plan({ stop: 2 }) }),
    'what vanished, and what is too much': () =>
      [
        component('p/a', 2, { running: 1, pending: 1, vanished: 1, missing: 1 }),
        component('p/b', 1, { running: 3 }),
      ].flatMap((one) => told({ component: one, ...plan({ stop: 1 }) })),
    'of many components that come before the rest is told as a sum': () => told({ ...lacking, before }),
    'and one by one with -v': () => told({ ...lacking, before }, true),
    'one host in full: every reason, the one that is given first, and how it stood': () =>
      there({
        component: short('p/a', 2, 1),
        ...plan({ blocked: 1 }),
        hosts: [
          host('n01', {
            running: 1,
            own: 1,
            hot: 2,
            instances: 3,
            before: [{ component: 'p/b', start: 1 }],
            reasons: [
              full(2, 2, true),
              reason({ ...message('host-silent', { cause: 'no key' }), remedy: 'muster trust n01' }),
            ],
          }),
        ],
      }),
    'what operators decided of it': () => told(paused),
    'and of the one host that is asked about': () => there(paused),
    'one host of a component that has what it wants': () =>
      there({ hosts: [host('n01', { reasons: [full(2, 2)] })] }),
    'one host that gets some, and no more': () =>
      there({
        ...lacking,
        ...plan({ start: 1 }),
        choices: 4,
        hosts: [host('n01', { start: 1, rank: 1, reasons: [full(2, 2, true)] })],
      }),
    'one host that nothing speaks against': () =>
      there({ ...lacking, ...plan({ start: 1 }), choices: 2, hosts: [host('n02', { rank: 2 })] }),
  });

  it('what a host says of itself acts on no terminal', () => {
    const hostile = {
      ...lacking,
      hosts: [
        host('n01', {
          sighting: 'silent',
          reasons: [reason(message('host-silent', { cause: 'no\u001b[2J\nprobe' }))],
        }),
      ],
    } as const;
    const lines = [...told(hostile), ...told(hostile, true), ...there(hostile)];
    assert.ok(
      [...lines.join('')].every((sign) => sign >= ' '),
      lines.join('|'),
    );
  });
});
