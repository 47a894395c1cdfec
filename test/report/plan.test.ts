import assert from 'node:assert/strict';
import { message, type Message } from '../../src/core/catalogue/catalogue.ts';
import type { StopOutcome } from '../../src/core/types.ts';
import { vanished } from '../../src/core/vanished.ts';
import type { ActionReport, HostReport, Report } from '../../src/report/document.ts';
import { configOption, nextStep } from '../../src/report/nextStep.ts';
import { planText, runText, troubleText } from '../../src/report/planText.ts';
import { styleFor } from '../../src/report/style.ts';
import { golden } from '../harness/golden.ts';
import { someMessage } from '../harness/messages.ts';
import {
  ago,
  backoff,
  blocked,
  component,
  early,
  failedPilot,
  outcome,
  pilot,
  pip,
  plain,
  quarantine,
  report,
  seenHost,
  short,
  start,
  unknownHost,
} from './reports.ts';

const colours = styleFor({ isTTY: true, columns: 200 }, {});
const summary = (own: Partial<Report['summary']>): Pick<Report, 'summary'> => ({
  summary: { ...report().summary, ...own },
});
const plan = (own: Partial<Report>, why = false): string[] =>
  planText(report({ command: 'plan', ...own }), plain, why);
const run = (own: Partial<Report>): string[] => runText(report({ outcomes: [], ...own }), plain, false);
const starting = (...hosts: string[]): ActionReport[] => hosts.map((host) => start('p/a', host));

/** `p/a` that waits everywhere for this. */
function waiting(why: Message): Partial<Report> {
  const wait = backoff(why, { lastHost: 'n1', until: ago(-900) });
  return {
    components: [short('p/a', 2, 2, { backoff: wait })],
    actions: [blocked('p/a', 2, ['backing-off', null, { until: wait.until }], ['host-drained', ['n9']])],
  };
}

const endedThere = (id: string): HostReport =>
  seenHost(id, { backoff: { 'p/a': backoff(early, { until: ago(-900) }) } });

const running = pilot({ launchId: '20261121T031440-2', phase: 'running', step: 'run-component' });
const gone = pilot({ ...running, launchId: '20261121T031400-1', end: message('pilot-vanished', running) });
const coming: Partial<Report> = {
  hosts: [seenHost('n1', { pilots: [pilot({ launchId: '7' }), failedPilot] })],
  components: [short('p/a', 1, 1)],
  actions: [],
};
const unfit = {
  hosts: ['n1', 'n2'].map((host) =>
    seenHost(host, { unfit: { 'p/a': { why: someMessage('no gpu'), until: ago(-60) } } }),
  ),
  components: [short('p/a', 1, 1)],
};

const cities = ['amsterdam', 'bologna', 'geneva', 'hamburg', 'karlsruhe', 'prague'];
const behindCities = {
  components: [short('p/a', 2, 1)],
  actions: [blocked('p/a', 1, ['hot-limit-reached', cities])],
};

describe('muster plan for people', () => {
  golden('planText', {
    'met, to be started, blocked and off: hosts are folded, reasons counted by host': () =>
      plan({
        components: [
          component('pipe0/picker', 1),
          short('pipe0/bundler', 5, 5),
          short('pipe1/x', 3, 2),
          component('pipe1/off', 3, { on: false, running: 0 }),
        ],
        actions: [
          ...['n01', 'n02', 'n03', 'n01', 'n02'].map((host) => start('pipe0/bundler', host)),
          blocked('pipe1/x', 2, ['hot-limit-reached', ['n01', 'n02', 'n03']], ['host-drained', ['n20']]),
        ],
        ...summary({ start: 5, blocked: 2 }),
      }),
    'hosts behind a reason whose names do not fold to little are counted': () => plan(behindCities),
    '-v names them': () => plan(behindCities, true),
    'some of it starts and the rest is blocked': () =>
      plan({
        components: [short('p/a', 3, 3)],
        actions: [...starting('n1', 'n1'), blocked('p/a', 1, ['pool-limit-reached'])],
        ...summary({ start: 2, blocked: 1 }),
      }),
    '-v: why each host was chosen': () =>
      plan({ components: [short('p/a', 1, 1)], actions: starting('n1'), ...summary({ start: 1 }) }, true),
    'some to stop, and some to start in their place': () =>
      plan({
        components: [component('p/a', 1, { running: 2 })],
        actions: [
          ...['n1', 'n2'].map((host): ActionReport => ({
            action: 'stop',
            component: 'p/a',
            host,
            pid: 812,
            reasons: [],
          })),
          ...starting('n3'),
        ],
        ...summary({ stop: 2, start: 1 }),
      }),
    'more than wanted; there are no hosts at all': () =>
      plan({
        components: [component('p/a', 1, { running: 3 }), short('p/b', 1, 1)],
        actions: [blocked('p/b', 1)],
      }),
    'unknown hosts by their reasons, with what to do; a host that is listed twice, one that is not listed any more':
      () =>
        plan({
          hosts: [
            ...['n01', 'n02', 'n03'].map((host) => unknownHost(host, 'no answer', { sighting: 'down' })),
            unknownHost('gate', { ...someMessage('host key not known'), remedy: 'muster trust gate' }),
            seenHost('n04', { sameAs: 'n05' }),
          ],
          unlisted: [{ host: 'old-1', components: { 'p/a': 2, 'p/b': 1 } }],
          components: [component('p/a', 4, { running: 1, presumed: 2, pending: 1 })],
          ...summary({ unknownHosts: 4 }),
        }),
    'the brownout guard, and what it holds': () =>
      plan({
        brownout: { held: true, unknown: 10, of: 16 },
        components: [short('p/a', 3, 2)],
        actions: [{ action: 'held', component: 'p/a', missing: 2, reasons: [] }],
        ...summary({ held: 2, unknownHosts: 10 }),
      }),
    'it waits after failures: until when, and for what': () => plan(waiting(someMessage('exit 1'))),
    'it waits after a launch that vanished: its key comes before another try': () =>
      plan(waiting(vanished({ id: 'p/a', key: 'typo', lifetime: 'long' }, ''))),
    'it waits after an instance that ended early: what it printed, told once for three hosts': () =>
      plan({ ...waiting(early), hosts: ['n1', 'n2', 'n3'].map(endedThere) }),
    'beside another that runs there, what it printed is named by its launch': () =>
      plan({
        ...waiting(early),
        hosts: [seenHost('n1', { components: { 'p/a': 1 }, pilots: [running, gone] })],
      }),
    'some of it waits, on some hosts; others are in quarantine': () =>
      plan({
        hosts: [
          ...['n1', 'n2'].map((host) => seenHost(host, { backoff: { 'p/a': backoff('exit 1') } })),
          seenHost('n3', { quarantine: quarantine('exit 2', ['p/a', 'p/b']) }),
        ],
        components: [short('p/a', 2, 1)],
        actions: [blocked('p/a', 1, ['backing-off-there', ['n1', 'n2']], ['quarantined', ['n3']])],
        ...summary({ blocked: 1 }),
      }),
    'pilots: what failed since the last pass, and what comes up': () => plan(coming),
    'hosts that are unfit, once for all that lack the same': () => plan({ ...unfit, actions: [] }),
    'because of which it is blocked: another try asks them again': () =>
      plan({ ...unfit, actions: [blocked('p/a', 1, ['host-unfit', ['n1', 'n2']])] }),
    'off, all of it': () => plan({ components: [component('p/c', 1, { on: false, running: 0 })] }),
  });
});

const launched: Partial<Report> = {
  components: [
    component('p/good', 2),
    short('p/failed', 1, 1),
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
    blocked('p/failed', 1, ['failed-in-this-pass', 2]),
  ],
  outcomes: [
    outcome('confirmed', 'p/good', 'n01'),
    outcome('confirmed', 'p/good', 'n02', 'the submitter ended with exit 1'),
    outcome('failed', 'p/failed', 'n01', 'exit 3; it printed: no scratch space\n\u001B[31mdisk full'),
    outcome('refused', 'p/failed', 'n02', 'the connection was lost'),
    outcome('vanished', 'p/gone', 'n03', 'no new instance is there'),
    outcome('unknown', 'p/slow', 'n04', 'no answer within 30 s'),
  ],
  ...summary({ start: 6, blocked: 1 }),
};

const pilotLaunch = {
  ...outcome('failed', 'p/a', 'n1', { ...pip, text: `${pip.text}; it printed: ERROR: no matching` }),
  launchId: failedPilot.launchId,
};

const stops: StopOutcome[] = (['stopped', 'killed', 'gone', 'refused', 'failed', 'unknown'] as const).map(
  (kind, index) => ({
    component: 'p/a',
    host: `n${index + 1}`,
    pid: 810 + index,
    outcome: kind,
    ...(index > 1 && { detail: someMessage(`detail of ${kind}`) }),
  }),
);

describe('muster run for people', () => {
  golden('runText', {
    'each launch under what became of it, with the details of those that went otherwise': () => run(launched),
    'hosts of which the same is to be said of a launch share a line': () =>
      run({
        components: [short('p/a', 4, 4)],
        outcomes: [
          ...['n1', 'n2', 'n3', 'n1'].map((host) => outcome('failed', 'p/a', host, 'exit 1')),
          outcome('failed', 'p/a', 'n2', 'exit 2'),
        ],
      }),
    'each stop under what became of it': () => run({ components: [component('p/a', 1)], stops }),
    'what the end of the pass kept from being started is short': () =>
      run({ problems: [message('launches-not-tried', { launches: 2 })], components: [short('p/a', 2, 2)] }),
    'launches that vanished earlier may yet appear': () =>
      run({ components: [component('p/a', 2, { running: 1, pending: 1, vanished: 1, missing: 1 })] }),
    'what an operator holds back is not met': () =>
      run({
        components: [component('p/a', 2), component('p/b', 2, { running: 1 })],
        decisions: [{ kind: 'pause', component: 'p/b', limit: 1, stop: false, by: 'ops', at: ago(3600) }],
      }),
    'of two components both are off': () =>
      run({ components: ['p/c', 'p/d'].map((id) => component(id, 1, { on: false, running: 0 })) }),
    'what a pilot printed that failed in this pass stands at its launch alone': () =>
      run({ ...coming, hosts: [seenHost('n1', { pilots: [failedPilot] })], outcomes: [pilotLaunch] }),
    'in colours': () =>
      runText(
        report({
          hosts: [unknownHost('n1', 'no answer')],
          components: [component('p/a', 1), short('p/b', 1, 1)],
          ...summary({ unknownHosts: 1 }),
        }),
        colours,
        false,
      ),
  });
});

const trouble = (own: Partial<Report>): string[] => troubleText(report(own), plain);

describe('muster run -q for people', () => {
  golden('troubleText', {
    'what went well is left out': () => trouble(launched),
    'stops that did not end as they should': () => trouble({ components: [component('p/a', 1)], stops }),
    'it waits after failures': () => trouble(waiting(someMessage('exit 1'))),
    'a problem of the pass, whatever is in it': () =>
      trouble({
        problems: [someMessage('the state could not be written:\nENOSPC\u001B[2J')],
        components: [component('p/a', 1)],
      }),
    'what a pilot printed that failed': () => trouble({ outcomes: [], ...coming }),
    'of status: what is short': () =>
      trouble({
        command: 'status',
        hosts: [seenHost('n1')],
        components: [short('p/a', 2, 1), component('p/b', 1)],
        // Of the whole fleet, also where -w names only some hosts of it.
        ...summary({ unknownHosts: 7 }),
      }),
  });

  it('is nothing where all is well, also when something was started and a drained host does not answer', () => {
    const well = report({
      hosts: [seenHost('n1'), unknownHost('n2', 'no answer', { drain: 'disk being replaced' })],
      components: [component('p/a', 1), component('p/off', 2, { on: false, running: 0 })],
      actions: starting('n1'),
      outcomes: [outcome('confirmed', 'p/a', 'n1')],
    });
    for (const command of ['run', 'plan', 'status'] as const)
      assert.deepEqual(troubleText({ ...well, command }, plain), []);
  });
});

describe('what to look at after a failure', () => {
  const there = [seenHost('n1', { components: { 'p/a': 1 }, pilots: [running, gone, failedPilot] })];
  const command = 'muster logs p/a n1';
  for (const [what, why, hosts, expected] of [
    ['nothing after one whose own words say all', someMessage('exit 1'), [], undefined],
    ['what it printed after an early end', early, [], `${command} -c F`],
    ['that of its launch where another runs', early, there, `${command} --launch ${gone.launchId} -c F`],
    ['what a pilot printed', pip, there, `${command} --launch ${failedPilot.launchId} -c F`],
    [
      'its key after a launch that vanished',
      vanished({ id: 'p/a', key: 'a', lifetime: 'short' }, ''),
      there,
      'muster match p/a -c F',
    ],
  ] as const)
    it(what, () => assert.equal(nextStep('p/a', { why, lastHost: 'n1' }, ' -c F', hosts)?.command, expected));

  it('where no host is known, nothing', () => assert.equal(nextStep('p/a', { why: early }, ''), null));

  it('the command names the file, unless it is the one that is taken by itself', () => {
    assert.equal(configOption('/srv/x/Interface.json', '/srv/x'), '');
    assert.equal(configOption('/srv/x/other.json', '/srv/x'), ' -c /srv/x/other.json');
    assert.equal(configOption("/srv/it's/Interface.json", '/'), ` -c '/srv/it'\\''s/Interface.json'`);
  });
});
