import assert from 'node:assert/strict';
import { planText, runText, troubleText } from '../../src/report/planText.ts';
import { statusText } from '../../src/report/statusText.ts';
import { styleFor } from '../../src/report/style.ts';
import { component, outcome, report, seenHost, start, unknownHost } from './reports.ts';

const plain = styleFor({}, {});
const hosts = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `n${String(index + 1).padStart(2, '0')}`);

describe('muster plan for people', () => {
  it('marks what is met, started and blocked; hosts are folded, reasons counted by host', () => {
    const planned = report({
      command: 'plan',
      hosts: hosts(4).map((host) => seenHost(host)),
      components: [
        component('pipe0/picker', 1),
        component('pipe0/bundler', 5, { running: 0, missing: 5 }),
        component('pipe1/x', 3, { running: 1, missing: 2 }),
        component('pipe1/off', 3, { on: false, running: 0 }),
      ],
      actions: [
        start('pipe0/bundler', 'n01'),
        start('pipe0/bundler', 'n02'),
        start('pipe0/bundler', 'n03'),
        start('pipe0/bundler', 'n01'),
        start('pipe0/bundler', 'n02'),
        {
          action: 'blocked',
          component: 'pipe1/x',
          missing: 2,
          reasons: [
            { reason: 'hot limit reached', hosts: 3, hostNames: ['n01', 'n02', 'n03'] },
            { reason: 'drained', hosts: 1, hostNames: ['n20'] },
          ],
        },
      ],
      summary: { start: 5, stop: 0, blocked: 2, held: 0, unknownHosts: 0, short: 0, missing: 0 },
    });
    assert.deepEqual(planText(planned, plain, false), [
      '=  pipe0/picker   1 of 1',
      '+  pipe0/bundler  0 of 5  start on n03, n[01-02] (2 each)',
      '!  pipe1/x        1 of 3  2 blocked: hot limit reached (3 hosts: n[01-03]), drained (n20)',
      'Plan: 5 to start, 2 blocked. 1 of 3 components met.',
    ]);
  });

  it('hosts behind a reason whose names do not fold to little are counted, and -v names them', () => {
    const hostNames = ['amsterdam', 'bologna', 'geneva', 'hamburg', 'karlsruhe', 'prague'];
    const planned = report({
      command: 'plan',
      components: [component('p/a', 2, { running: 1, missing: 1 })],
      actions: [
        {
          action: 'blocked',
          component: 'p/a',
          missing: 1,
          reasons: [{ reason: 'hot limit reached', hosts: 6, hostNames }],
        },
      ],
    });
    assert.equal(
      planText(planned, plain, false)[0],
      '!  p/a  1 of 2  1 blocked: hot limit reached (6 hosts)',
    );
    assert.equal(
      planText(planned, plain, true)[0],
      '!  p/a  1 of 2  1 blocked: hot limit reached (6 hosts: amsterdam,bologna,geneva,hamburg,karlsruhe,prague)',
    );
  });

  it('a component of which some start and some are blocked is short', () => {
    const planned = report({
      command: 'plan',
      components: [component('p/a', 3, { running: 0, missing: 3 })],
      actions: [
        start('p/a', 'n1'),
        start('p/a', 'n1'),
        {
          action: 'blocked',
          component: 'p/a',
          missing: 1,
          reasons: [{ reason: 'pool limit reached', hosts: null }],
        },
      ],
      summary: { start: 2, stop: 0, blocked: 1, held: 0, unknownHosts: 0, short: 0, missing: 0 },
    });
    assert.deepEqual(planText(planned, plain, false), [
      '!  p/a  0 of 3  start on n1 (2); 1 blocked: pool limit reached',
      'Plan: 2 to start, 1 blocked. 0 of 1 component met.',
    ]);
  });

  it('-v says why each host was chosen', () => {
    const planned = report({
      command: 'plan',
      components: [component('p/a', 1, { running: 0, missing: 1 })],
      actions: [start('p/a', 'n1')],
      summary: { start: 1, stop: 0, blocked: 0, held: 0, unknownHosts: 0, short: 0, missing: 0 },
    });
    assert.deepEqual(planText(planned, plain, true), [
      '+  p/a  0 of 1  start on n1',
      '   start  p/a  n1  the host with the fewest hot jobs: 0 of 2',
      'Plan: 1 to start. 0 of 1 component met.',
    ]);
  });

  it('hosts nobody could ask are folded by reason; what is presumed and pending is told apart', () => {
    const planned = report({
      command: 'plan',
      hosts: [
        ...hosts(3).map((host) =>
          unknownHost(host, 'no answer to the ping within 1 s', { sighting: 'down' }),
        ),
        unknownHost('gate', 'its host key is not known', { remedy: 'muster trust gate' }),
        seenHost('n04'),
      ],
      unlisted: [{ host: 'old-1', components: { 'p/a': 2, 'p/b': 1 } }],
      components: [component('p/a', 4, { running: 1, presumed: 2, pending: 1 })],
      actions: [],
      summary: { start: 0, stop: 0, blocked: 0, held: 0, unknownHosts: 4, short: 0, missing: 0 },
    });
    assert.deepEqual(planText(planned, plain, false), [
      '=  p/a  4 of 4 (2 presumed, 1 pending)',
      '?  n[01-03]  down: no answer to the ping within 1 s',
      '?  gate      silent: its host key is not known; muster trust gate',
      '?  old-1     no longer listed; presumed there: p/a ×2, p/b',
      'Plan: 0 to start, 4 hosts unknown. 1 of 1 component met.',
    ]);
  });

  it('the brownout guard is told once, and what it holds', () => {
    const planned = report({
      command: 'plan',
      brownout: { held: true, unknown: 10, of: 16 },
      components: [component('p/a', 3, { running: 1, missing: 2 })],
      actions: [
        {
          action: 'held',
          component: 'p/a',
          missing: 2,
          reasons: [{ reason: '10 of 16 hosts are unknown', hosts: null }],
        },
      ],
      summary: { start: 0, stop: 0, blocked: 0, held: 2, unknownHosts: 10, short: 0, missing: 0 },
    });
    assert.deepEqual(planText(planned, plain, false), [
      '!  10 of 16 hosts are unknown: that is probably a fault on this side, so nothing is launched',
      '!  p/a  1 of 3  2 held',
      'Plan: 0 to start, 2 held, 10 hosts unknown. 0 of 1 component met.',
    ]);
  });
});

describe('muster run for people', () => {
  const passed = report({
    hosts: hosts(4).map((host) => seenHost(host)),
    components: [
      component('p/good', 2),
      component('p/failed', 1, { running: 0, missing: 1 }),
      component('p/gone', 1, { running: 0, pending: 1, missing: 1 }),
      component('p/slow', 1, { running: 0, pending: 1 }),
      component('p/met', 1),
    ],
    actions: [
      start('p/good', 'n01'),
      start('p/good', 'n02'),
      start('p/failed', 'n01'),
      start('p/failed', 'n02'),
      start('p/gone', 'n03'),
      start('p/slow', 'n04'),
      {
        action: 'blocked',
        component: 'p/failed',
        missing: 1,
        reasons: [{ reason: 'launch failed there in this pass', hosts: 2 }],
      },
    ],
    outcomes: [
      outcome('confirmed', 'p/good', 'n01'),
      outcome('confirmed', 'p/good', 'n02', 'the submitter ended with exit 1'),
      outcome('failed', 'p/failed', 'n01', 'exit 3; it printed: no scratch space\n\u001B[31mdisk full'),
      outcome('refused', 'p/failed', 'n02', 'the connection was lost'),
      outcome('vanished', 'p/gone', 'n03', 'no new instance is there'),
      outcome('unknown', 'p/slow', 'n04', 'no answer within 30 s'),
    ],
    summary: { start: 6, stop: 0, blocked: 1, held: 0, unknownHosts: 0, short: 0, missing: 0 },
  });

  it('each launch stands under what became of it, with what was said where it went otherwise', () => {
    assert.deepEqual(runText(passed, plain, false), [
      '+  p/good    2 of 2              started on n[01-02]',
      '!  p/failed  0 of 1              failed on n01; refused on n02; 1 blocked: launch failed there in this pass (2 hosts)',
      '!  p/gone    1 of 1 (1 pending)  vanished on n03',
      '?  p/slow    1 of 1 (1 pending)  outcome unknown on n04',
      '=  p/met     1 of 1',
      '   confirmed  p/good    n02  the submitter ended with exit 1',
      '   failed     p/failed  n01  exit 3; it printed: no scratch space | ?[31mdisk full',
      '   refused    p/failed  n02  the connection was lost',
      '   vanished   p/gone    n03  no new instance is there',
      '   unknown    p/slow    n04  no answer within 30 s',
      'Pass: 2 started, 1 failed, 1 vanished, 1 refused, 1 outcome unknown, 1 blocked. 3 of 5 components met.',
    ]);
  });

  it('-q leaves out what went well', () => {
    assert.deepEqual(troubleText(passed, plain), [
      '!  p/failed  0 of 1              failed on n01; refused on n02; 1 blocked: launch failed there in this pass (2 hosts)',
      '!  p/gone    1 of 1 (1 pending)  vanished on n03',
      '   failed    p/failed  n01  exit 3; it printed: no scratch space | ?[31mdisk full',
      '   refused   p/failed  n02  the connection was lost',
      '   vanished  p/gone    n03  no new instance is there',
      '   unknown   p/slow    n04  no answer within 30 s',
      'Pass: 2 started, 1 failed, 1 vanished, 1 refused, 1 outcome unknown, 1 blocked. 3 of 5 components met.',
    ]);
  });

  it('-q prints nothing where all is well, also when something was started', () => {
    const well = report({
      hosts: [seenHost('n1'), unknownHost('n2', 'no answer', { drain: 'disk being replaced' })],
      components: [component('p/a', 1), component('p/off', 2, { on: false, running: 0 })],
      actions: [start('p/a', 'n1')],
      outcomes: [outcome('confirmed', 'p/a', 'n1')],
      summary: { start: 1, stop: 0, blocked: 0, held: 0, unknownHosts: 0, short: 0, missing: 0 },
    });
    for (const command of ['run', 'plan', 'status'] as const) {
      assert.deepEqual(troubleText({ ...well, command }, plain), []);
    }
  });

  it('-q tells a problem beside the hosts, whatever is in it', () => {
    const problem = 'the state could not be written:\nENOSPC\u001B[2J';
    assert.deepEqual(troubleText(report({ problems: [problem], components: [component('p/a', 1)] }), plain), [
      '!  the state could not be written: | ENOSPC?[2J',
      'Pass: nothing started. 1 of 1 component met.',
    ]);
  });

  it('what the end of the pass kept from being started is short', () => {
    const ended = report({
      problems: ['the pass ended before 2 planned launches could be tried'],
      components: [component('p/a', 2, { running: 0, missing: 2 })],
      actions: [],
      outcomes: [],
    });
    assert.deepEqual(runText(ended, plain, false), [
      '!  the pass ended before 2 planned launches could be tried',
      '!  p/a  0 of 2  2 short',
      'Pass: nothing started. 0 of 1 component met.',
    ]);
  });
});

describe('muster status for people', () => {
  it('components and hosts as tables', () => {
    const now = report({
      command: 'status',
      hosts: [
        seenHost('n1', { hot: 2, components: { 'pipe0/bundler': 2, 'pipe0/picker': 1 } }),
        unknownHost('n2.example.org', 'no route\nto host', {
          sighting: 'down',
          hot: 1,
          hotlimit: 10,
          components: { 'pipe0/bundler': 1 },
        }),
        seenHost('n3', { drain: 'disk being\u202E replaced' }),
      ],
      unlisted: [{ host: 'old', components: { 'pipe0/picker': 1 } }],
      components: [
        component('pipe0/bundler', 12, { running: 2, presumed: 1, missing: 9 }),
        component('pipe0/picker', 1, { presumed: 1 }),
        component('pipe0/met', 0),
        component('pipe0/off', 3, { on: false, running: 1 }),
      ],
      summary: { start: 0, stop: 0, blocked: 0, held: 0, unknownHosts: 1, short: 0, missing: 0 },
    });
    assert.deepEqual(statusText(now, plain), [
      'COMPONENT      WANTED  RUNNING  PRESUMED  PENDING  STATE',
      'pipe0/bundler      12        2         1           9 short',
      'pipe0/picker        1        1         1           1 more than wanted',
      'pipe0/met           0        0                     met',
      'pipe0/off           3        1                     off',
      '',
      'HOST            STATE  HOT            RUNS',
      'n1              seen   ##        2/2  pipe0/bundler ×2, pipe0/picker',
      'n2.example.org  down   #....... 1/10  no route | to host; presumed: pipe0/bundler',
      'n3              seen   ..        0/2  drained: disk being? replaced',
      '?  old  no longer listed; presumed there: pipe0/picker',
      '',
      '2 of 3 components met; 2 of 3 hosts seen.',
    ]);
  });

  const large = report({
    command: 'status',
    hosts: [
      ...hosts(50).map((host) => seenHost(host)),
      seenHost('over', { hot: 3 }),
      unknownHost('n51', 'no answer'),
    ],
    summary: { start: 0, stop: 0, blocked: 0, held: 0, unknownHosts: 1, short: 0, missing: 0 },
  });

  it('of many hosts those that say the same are told together', () => {
    assert.deepEqual(statusText(large, plain).slice(2), [
      'HOST      STATE   HOT     RUNS',
      'n[01-50]  seen    .. 0/2',
      'over      seen    ## 3/2',
      'n51       silent  .. 0/2  no answer',
      '',
      '0 of 0 components met; 51 of 52 hosts seen.',
    ]);
  });

  it('all of them with -v', () => {
    assert.equal(
      statusText(large, plain, { all: true }).filter((line) => /^(n\d\d|over) /.test(line)).length,
      52,
    );
  });

  it('-q says only what is short', () => {
    const now = report({
      command: 'status',
      hosts: [seenHost('n1')],
      components: [component('p/a', 2, { running: 1, missing: 1 }), component('p/b', 1)],
      // Of the whole fleet, also where -w names only some hosts of it.
      summary: { start: 0, stop: 0, blocked: 0, held: 0, unknownHosts: 7, short: 0, missing: 0 },
    });
    assert.deepEqual(troubleText(now, plain), [
      '!  p/a  1 of 2  1 short',
      '1 of 2 components met; 1 of 1 host seen.',
    ]);
  });
});

describe('on a terminal', () => {
  it('the same text in colours', () => {
    const style = styleFor({ isTTY: true }, {});
    const now = report({
      hosts: [unknownHost('n1', 'no answer')],
      components: [component('p/a', 1), component('p/b', 1, { running: 0, missing: 1 })],
      summary: { start: 0, stop: 0, blocked: 0, held: 0, unknownHosts: 1, short: 0, missing: 0 },
    });
    assert.deepEqual(runText(now, style, false), [
      '\u001B[2m=\u001B[22m  p/a  1 of 1',
      '\u001B[31m!\u001B[39m  p/b  0 of 1  1 short',
      '\u001B[35m?\u001B[39m  n1  silent: no answer',
      '\u001B[1mPass: nothing started, 1 host unknown. 1 of 2 components met.\u001B[22m',
    ]);
    assert.equal(troubleText(now, style).length, 3);
  });
});
