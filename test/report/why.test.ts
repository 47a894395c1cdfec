import assert from 'node:assert/strict';
import { styleFor } from '../../src/report/style.ts';
import type { ComponentId } from '../../src/core/types.ts';
import { formatVersion } from '../../src/report/document.ts';
import type { WhyHostReport, WhyReport } from '../../src/report/whyDocument.ts';
import { whyText, whyThereText } from '../../src/report/whyText.ts';
import { component } from './reports.ts';

const plain = styleFor({}, {});
const at = new Date(2026, 10, 21, 3, 15).toISOString();
const soon = new Date(2026, 10, 21, 3, 30).toISOString();

const unfit = (until: string) => ({
  reasons: [{ reason: 'unfit for it' as const, detail: 'no gpu', until, byPlan: false }],
});

describe('muster why for people', () => {
  it('hosts of which the same is to be said stand in one line, each reason with what is behind it', () => {
    const told = whyText(
      report({
        component: component('pipe0/bundler', 5, { running: 2, missing: 3 }),
        plan: { stop: 0, start: 1, blocked: 2, held: 0 },
        before: [{ component: 'pipe0/picker', start: 2 }],
        choices: 1,
        hosts: [
          host('n01', { start: 1, rank: 1, hot: 0, reasons: [full('2 of 2 taken', true)] }),
          host('n02', { running: 1, reasons: [full('2 of 2 taken, by others')] }),
          host('n03', { running: 1, reasons: [full('3 of 3 taken')] }),
          host('n04', {
            reasons: [full('2 of 2 taken', true), { reason: 'launchesPerHost reached', byPlan: true }],
          }),
          host('n05', { reasons: [{ reason: 'drained', detail: 'disk being replaced', byPlan: false }] }),
          host('n06', { reasons: [{ reason: 'backing off there', until: soon, byPlan: false }] }),
          host('n07', {
            sighting: 'down',
            presumed: 1,
            presumedUntil: soon,
            reasons: [down, { reason: 'drained', detail: 'moved', byPlan: false }],
          }),
        ],
      }),
      plain,
      false,
    );
    assert.deepEqual(told, [
      '!  pipe0/bundler  2 of 5  a pass now starts 1; 2 blocked',
      '   Before it: pipe0/picker starts 2.',
      '+  n01                start 1 (choice 1 of 1: hot 0 of 2, 0 of this component, 0 instances); not one more: hot limit reached: 2 of 2 taken',
      '=  2 hosts: n[02-03]  1 running each; hot limit reached',
      '!  n04                hot limit reached: 2 of 2 taken; also launchesPerHost reached',
      '!  n05                drained: disk being replaced',
      '!  n06                backing off there until 03:30:00',
      '?  n07                1 presumed until 03:30:00; down: connection refused; also drained: moved',
    ]);
  });

  it('how far a pilot is that comes up, and how the last one ended there', () => {
    const pilot = { component: 'p/a', launchId: 'l', started: at, since: at, steps: [] };
    const comingUp = {
      ...pilot,
      phase: 'starting',
      step: 'prepare-environment',
      message: 'waits for environment lta',
    } as const;
    const over = { ...pilot, phase: 'failed', step: 'check-host', end: 'check-host failed: exit 2' } as const;
    const told = { pending: 1, pilots: [comingUp, { ...over, tail: ['no space left'] }] };
    const now = report({ at: soon, hosts: [host('n01', told)] });
    assert.equal(
      whyText(now, plain, false).at(-1),
      '=  n01  1 pending (prepare-environment, 15 min, waits for environment lta)',
    );
    assert.deepEqual(whyThereText(now, plain).slice(-4), [
      '   there now    1 pending (prepare-environment, 15 min, waits for environment lta)',
      '   in its turn  hot 0 of 2, 0 of this component, 0 instances',
      '   last end     at 03:15:00: check-host failed: exit 2 (launch l)',
      '                | no space left',
    ]);
  });

  it('hosts that are unfit for the same reason stand in one line, until the first is tried again', () => {
    const later = new Date(2026, 10, 21, 3, 45).toISOString();
    const now = report({ hosts: [host('n01', unfit(later)), host('n02', unfit(soon))] });
    assert.equal(
      whyText(now, plain, false).at(-1),
      '!  2 hosts: n[01-02]  unfit for it until 03:30:00: no gpu',
    );
  });

  it('hosts that could take it and do not: others come first, or none is wanted', () => {
    const hosts = [host('n01', { start: 1, rank: 1 }), host('n02', { rank: 2 }), host('n03', { rank: 3 })];
    const starting = report({
      component: component('p/a', 1, { running: 0, missing: 1 }),
      plan: { stop: 0, start: 1, blocked: 0, held: 0 },
      choices: 3,
      hosts,
    });
    assert.deepEqual(whyText(starting, plain, false), [
      '+  p/a  0 of 1  a pass now starts 1',
      '+  n01                start 1 (choice 1 of 3: hot 0 of 2, 0 of this component, 0 instances)',
      '-  2 hosts: n[02-03]  may take it, but others come first (choices 2 to 3 of 3: hot 0 of 2, 0 of this component, 0 instances)',
    ]);
    const met = report({ choices: 3, hosts: hosts.slice(1) });
    assert.deepEqual(whyText(met, plain, true), [
      '=  p/a  1 of 1  met: a pass now starts nothing, and what runs stays where it is',
      '-  n02  may take it, but none is to be started (choice 2 of 3: hot 0 of 2, 0 of this component, 0 instances)',
      '-  n03  may take it, but none is to be started (choice 3 of 3: hot 0 of 2, 0 of this component, 0 instances)',
    ]);
  });

  it('what keeps it everywhere comes first; one that wants nothing is not told of it', () => {
    const reasons = [
      { reason: 'backing off', until: soon, detail: '3 failures; last: on n1: exit\n1', byPlan: false },
    ] as const;
    const waiting = report({
      component: component('p/a', 1, { running: 0, missing: 1 }),
      plan: { stop: 0, start: 0, blocked: 1, held: 0 },
      reasons,
      hosts: [host('n01', { rank: 1 })],
      choices: 1,
    });
    assert.deepEqual(whyText(waiting, plain, false), [
      '!  p/a  0 of 1  1 blocked',
      '!  everywhere  backing off until 03:30:00  3 failures; last: on n1: exit | 1',
      '-  n01  nothing against it there, but everywhere (choice 1 of 1: hot 0 of 2, 0 of this component, 0 instances)',
    ]);
    const off = report({ component: component('p/a', 1, { on: false, running: 0 }), reasons });
    assert.deepEqual(whyText(off, plain, false), [
      '=  p/a  0 of 1  off: none is started, and what runs is left alone',
    ]);
  });

  it('of many components that come before the rest is told as a sum, and one by one with -v', () => {
    const before = ['p/b', 'p/c', 'p/d', 'p/e', 'p/f', 'p/g', 'p/h'].map((component, index) => ({
      component: component as ComponentId,
      start: index + 1,
    }));
    const late = report({ component: component('p/a', 1, { running: 0, missing: 1 }), before });
    assert.equal(
      whyText(late, plain, false)[1],
      '   Before it: p/b starts 1, p/c starts 2, p/d starts 3, p/e starts 4, p/f starts 5, 2 more start 13.',
    );
    assert.match(whyText(late, plain, true)[1] ?? '', /p\/f starts 5, p\/g starts 6, p\/h starts 7\.$/);
  });

  it('one host in full: every reason, the one that is given first, and how it stood', () => {
    const there = report({
      component: component('p/a', 2, { running: 1, missing: 1 }),
      plan: { stop: 0, start: 0, blocked: 1, held: 0 },
      hosts: [
        host('n01', {
          running: 1,
          own: 1,
          hot: 2,
          instances: 3,
          before: [{ component: 'p/b', start: 1 }],
          reasons: [full('2 of 2 taken, it takes 1: p/a ×1, p/b ×1 that this plan starts', true)],
        }),
      ],
    });
    assert.deepEqual(whyThereText(there, plain), [
      '!  p/a  1 of 2  1 blocked',
      'n01: none is started there: hot limit reached',
      '!  hot limit reached  2 of 2 taken, it takes 1: p/a ×1, p/b ×1 that this plan starts',
      '   there now          1 running',
      '   in its turn        hot 2 of 2, 1 of this component, 3 instances',
      '   before it          p/b starts 1',
    ]);
  });

  it('what operators decided of it, and of the one host that is asked about', () => {
    const said = { by: 'ops', at, why: 'tape library down' };
    const paused = report({
      component: component('p/a', 2, { running: 0 }),
      decisions: [
        { kind: 'pause', component: 'p/a', limit: 0, stop: true, ...said },
        { kind: 'drain', host: 'n01', stop: false, ...said, until: soon },
      ],
      hosts: [
        host('n01', {
          running: 1,
          stop: 1,
          reasons: [{ reason: 'drained', detail: 'tape library down (by ops)', byPlan: false }],
        }),
      ],
    });
    const head = [
      '*  p/a  0 of 2  held back by an operator: a pass now starts nothing',
      '*  p/a  stopped by ops since 03:15:00: tape library down',
    ];
    assert.deepEqual(whyText(paused, plain, false), [
      ...head,
      '=  n01  1 running; stop 1; drained: tape library down (by ops)',
    ]);
    assert.deepEqual(whyThereText(paused, plain), [
      ...head,
      'n01: a pass now stops 1 there',
      '!  drained      tape library down (by ops)',
      '   there now    1 running',
      '   in its turn  hot 0 of 2, 0 of this component, 0 instances',
      '*  n01  drained by ops since 03:15:00 until 03:30:00: tape library down',
    ]);
  });

  it('one host of a component that has what it wants, and one that gets it', () => {
    const met = report({ hosts: [host('n01', { reasons: [full('2 of 2 taken')] })] });
    assert.equal(
      whyThereText(met, plain)[1],
      'n01: none is to be started, and one more would not be: hot limit reached',
    );
    const gets = report({
      component: component('p/a', 1, { running: 0, missing: 1 }),
      plan: { stop: 0, start: 1, blocked: 0, held: 0 },
      choices: 4,
      hosts: [host('n01', { start: 1, rank: 1, reasons: [full('2 of 2 taken', true)] })],
    });
    assert.deepEqual(whyThereText(gets, plain).slice(1), [
      'n01: a pass now starts 1 there; not one more: hot limit reached',
      '!  hot limit reached  2 of 2 taken',
      '   there now          nothing of it',
      '   in its turn        choice 1 of 4: hot 0 of 2, 0 of this component, 0 instances',
    ]);
  });

  it('what a host says of itself acts on no terminal', () => {
    const hostile = report({
      component: component('p/a', 1, { running: 0, missing: 1 }),
      hosts: [
        host('n01', {
          sighting: 'silent',
          reasons: [{ reason: 'silent', detail: 'no\u001b[2J\nprobe', byPlan: false }],
        }),
      ],
    });
    for (const lines of [
      whyText(hostile, plain, false),
      whyText(hostile, plain, true),
      whyThereText(hostile, plain),
    ])
      assert.ok(
        [...lines.join('')].every((sign) => sign >= ' '),
        lines.join('|'),
      );
  });
});

const down = { reason: 'down', detail: 'connection refused', byPlan: false } as const;

function full(detail: string, byPlan = false): WhyHostReport['reasons'][number] {
  return { reason: 'hot limit reached', detail, byPlan };
}

function report(own: Partial<WhyReport>): WhyReport {
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

function host(name: string, own: Partial<WhyHostReport>): WhyHostReport {
  const none = { running: 0, presumed: 0, pending: 0, stop: 0, start: 0, hot: 0, own: 0, instances: 0 };
  return { host: name, sighting: 'seen', ...none, hotlimit: 2, before: [], reasons: [], ...own };
}
