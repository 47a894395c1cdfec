import assert from 'node:assert/strict';
import { isOfVanished, vanishedText } from '../../src/core/vanished.ts';
import type { BackoffReport } from '../../src/report/document.ts';
import { planText, runText, troubleText } from '../../src/report/planText.ts';
import { configOption, nextStep } from '../../src/report/nextStep.ts';
import { statusText } from '../../src/report/statusText.ts';
import { styleFor } from '../../src/report/style.ts';
import { component, outcome, report, seenHost } from './reports.ts';

const plain = styleFor({}, {});
const until = '2026-11-21T03:30:00.000Z';
const clock = new Date(until).toTimeString().slice(0, 8);
const option = ' -c /srv/muster/Interface.json';

function failed(why: string): BackoffReport {
  return { failures: 2, lastAt: '2026-11-21T03:14:00.000Z', until, why };
}

/** `p/a` that waits everywhere for this. */
function waiting(why: string): Parameters<typeof report>[0] & object {
  return {
    components: [component('p/a', 2, { running: 0, missing: 2, backoff: failed(`on n1: ${why}`) })],
    actions: [
      {
        action: 'blocked',
        component: 'p/a',
        missing: 2,
        reasons: [
          { reason: 'backing off', hosts: null, until },
          { reason: 'drained', hosts: 1, hostNames: ['n9'] },
        ],
      },
    ],
  };
}

describe('how a failure is told', () => {
  it('one that vanished asks for its key, whatever that holds', () => {
    const text = vanishedText({ id: 'p/typo', key: 'typo-\u001bthing', lifetime: 'long' });
    assert.match(
      text,
      /no new instance is there: is its key "typo-\?thing" in .* muster match p\/typo shows/,
    );
    assert.ok(isOfVanished(`on n1: ${text}`));
    assert.ok(isOfVanished(vanishedText({ id: 'p/b', key: 'b', lifetime: 'short' })));
    assert.ok(!isOfVanished('the submitter ended with exit 1'));
    assert.ok(vanishedText({ id: 'p/b', key: 'k'.repeat(5000), lifetime: 'long' }).length < 300);
  });

  it('that a component waits stands in one line, with when and why', () => {
    const lines = planText(report({ command: 'plan', ...waiting('exit 1') }), plain, false);
    assert.deepEqual(lines.slice(0, 2), [
      `!  p/a  0 of 2  2 blocked: drained (n9), backing off until ${clock} after 2 failures; last: on n1: exit 1`,
      `(muster run --retry${option} tries at once)`,
    ]);
    assert.equal(lines.filter((line) => line.includes('backing off')).length, 1);
    assert.deepEqual(troubleText(report(waiting('exit 1')), plain).slice(0, 2), lines.slice(0, 2));
  });

  it('after one that vanished nobody is sent to try again first', () => {
    const why = vanishedText({ id: 'p/a', key: 'a', lifetime: 'long' });
    const [, hint = ''] = planText(report({ command: 'plan', ...waiting(why) }), plain, false);
    assert.equal(
      hint,
      `(first muster match p/a${option}: is what it counts what was started? Then muster run --retry${option} tries at once)`,
    );
  });

  it('after one that ended early, how to read what it printed: once in each text', () => {
    const early = 'an instance ended within about 7 s of its start';
    const hint = `muster logs p/a n1${option} shows what it printed`;
    const own = {
      ...waiting(early),
      hosts: ['n1', 'n2', 'n3'].map((host) => seenHost(host, { backoff: { 'p/a': failed(early) } })),
    };
    for (const text of [
      planText(report({ command: 'plan', ...own }), plain, false),
      statusText(report({ command: 'status', ...own }), plain),
      statusText(report({ command: 'status', ...own, components: [component('p/a', 2)] }), plain),
    ]) {
      const all = text.join('\n');
      assert.equal(all.split(hint).length, 2, all);
      assert.equal(all.split(early).length, 2, all);
    }
  });

  it('beside another instance that runs there, what the one that failed printed is named by its launch', () => {
    const pilot = { component: 'p/a', started: clock, since: clock, steps: [], phase: 'running' } as const;
    const gone = {
      ...pilot,
      launchId: '20261121T031400-1',
      step: 'run-component',
      end: 'its process is gone without a word',
    };
    const lives = { ...pilot, launchId: '20261121T031440-2', step: 'run-component' };
    const early = 'an instance ended within about 7 s of its start';
    const hintWith = (components: Record<string, number>): string => {
      const hosts = [seenHost('n1', { components, pilots: [lives, gone] })];
      return planText(report({ command: 'plan', ...waiting(early), hosts }), plain, false).join('\n');
    };
    const command = 'muster logs p/a n1';
    assert.ok(hintWith({ 'p/a': 1 }).includes(`; ${command} --launch ${gone.launchId}${option} shows what`));
    assert.ok(hintWith({}).includes(`; ${command}${option} shows what`));
    const failedAt = { ...gone, phase: 'failed', end: 'prepare-environment failed: exit 1' } as const;
    const there = [seenHost('n1', { components: { 'p/a': 1 }, pilots: [lives, failedAt] })];
    assert.equal(
      nextStep('p/a', `on n1: ${failedAt.end}`, undefined, '', there)?.command,
      `${command} --launch ${gone.launchId}`,
    );
  });

  it('hosts of which the same is to be said of a launch share a line', () => {
    const lines = runText(
      report({
        components: [component('p/a', 4, { running: 0, missing: 4 })],
        outcomes: [
          ...['n1', 'n2', 'n3', 'n1'].map((host) => outcome('failed', 'p/a', host, 'exit 1')),
          outcome('failed', 'p/a', 'n2', 'exit 2'),
        ],
      }),
      plain,
      false,
    );
    assert.deepEqual(lines.slice(1, 3), [
      '   failed  p/a  n[1-3] (4)  exit 1',
      '   failed  p/a  n2          exit 2',
    ]);
  });

  it('what an operator holds back is not met, and what is off is said to be', () => {
    const held = report({
      components: [component('p/a', 2), component('p/b', 2, { running: 1 })],
      outcomes: [],
    });
    assert.deepEqual(runText(held, plain, false), [
      '=  p/a  2 of 2',
      '*  p/b  1 of 2',
      'Pass: nothing started. 1 of 2 components met, 1 held back by an operator.',
    ]);
    const off = component('p/c', 1, { on: false, running: 0 });
    const last = (...components: (typeof off)[]): string | undefined =>
      runText(report({ components, outcomes: [] }), plain, false).at(-1);
    assert.equal(last(off), 'Pass: nothing started. p/c is off.');
    assert.equal(last(off, off), 'Pass: nothing started. all 2 components are off.');
  });

  it('a command names the file, unless it is the one that is taken by itself', () => {
    assert.equal(configOption('/srv/x/Interface.json', '/srv/x'), '');
    assert.equal(configOption('/srv/x/other.json', '/srv/x'), ' -c /srv/x/other.json');
    assert.equal(configOption("/srv/it's/Interface.json", '/'), ` -c '/srv/it'\\''s/Interface.json'`);
  });
});
