import assert from 'node:assert/strict';
import type { Decision } from '../../src/core/types.ts';
import { decisionReport } from '../../src/report/document.ts';
import { decisionsText, stoppedText } from '../../src/report/lifecycleText.ts';
import { restartedText } from '../../src/report/restartText.ts';
import { styleFor, timeText } from '../../src/report/style.ts';
import { component, report, seenHost, unknownHost } from './reports.ts';

const plain = styleFor({}, {});
const { at } = report();
const atMs = Date.parse(at);
const since = timeText(at, at);
const said = { by: 'ops', atMs, why: null, untilMs: null };
const drain = (host: string): Decision => ({ kind: 'drain', ...said, host, stop: false });
const pause = (own: object): Decision => ({
  kind: 'pause',
  ...said,
  component: 'p/a',
  host: null,
  limit: 0,
  stop: false,
  ...own,
});

function changed(before: Decision[], decisions: Decision[], dryRun = false): string[] {
  return decisionsText({ at, before, decisions, problems: [], file: ' -c m.json' }, dryRun, plain);
}

function lines(unseen: [string, number][]): string[] {
  const decisions = [decisionReport(pause({ stop: true }))];
  return stoppedText(
    report({ decisions, actions: [] }),
    { dryRun: false, file: '', unseen: new Map(unseen) },
    plain,
  );
}

describe('what is said of what operators decide', () => {
  it('what was made, folded by hosts, and the very commands that take it back; nothing of others', () => {
    const others = [pause({ component: 'p/other', why: 'a reason' })];
    assert.deepEqual(changed(others, [...others, drain('n-01'), drain('n-02'), pause({ host: 'n-01' })]), [
      `*  n-[01-02]  drained by ops since ${since}`,
      `*  p/a        paused on n-01 by ops since ${since}`,
      '(muster undrain n-[01-02] -c m.json takes it back)',
      '(muster resume p/a --host n-01 -c m.json takes it back)',
    ]);
  });

  it('what it stands in place of, and what holds no more', () => {
    const old = pause({ why: 'new version', untilMs: atMs + 60_000 });
    const until = timeText(new Date(atMs + 60_000).toISOString(), at);
    assert.deepEqual(changed([old], [pause({})]), [
      `*  p/a  paused by ops since ${since}`,
      'in place of',
      `*  p/a  paused by ops since ${since} until ${until}: new version`,
      '(muster resume p/a -c m.json takes it back)',
    ]);
    assert.deepEqual(changed([pause({ limit: 1, stop: true }), drain('n-01')], [drain('n-01')].slice(1)), [
      'holds no more:',
      `*  p/a   held at 1 by ops since ${since}`,
      `*  n-01  drained by ops since ${since}`,
      '(the next pass starts what is missing; muster run -c m.json does it now)',
    ]);
  });

  it('a dry run says that it is one', () => {
    assert.deepEqual(changed([], [drain('n-01')], true), [
      'Dry run: nothing was decided. It would come to this:',
      `*  n-01  drained by ops since ${since}`,
    ]);
  });
});

describe('what is said of stops', () => {
  it('what could not be seen is told by host, and is not nothing', () => {
    assert.deepEqual(lines([]), [
      'Nothing of it runs.',
      `*  p/a  stopped by ops since ${since}`,
      '(muster resume p/a takes it back)',
    ]);
    assert.equal(
      lines([
        ['n-01', 1],
        ['n-02', 2],
      ])[0],
      '?  n-[01-02]: 3 instances there, as far as known: passes stop them when their hosts are seen',
    );
  });

  it('a restart that cannot go on says what it waits for', () => {
    const restart = {
      kind: 'restart',
      component: 'p/a',
      atOnce: false,
      left: 2,
      of: 3,
      by: 'ops',
      at,
    } as const;
    const waiting = report({
      command: 'restart',
      components: [component('p/a', 3, { running: 2, presumed: 1 })],
      hosts: [
        seenHost('n-01', { components: { 'p/a': 2 } }),
        unknownHost('n-02', 'no answer', { components: { 'p/a': 1 } }),
      ],
      decisions: [restart],
    });
    assert.deepEqual(restartedText(waiting, { left: 2, interrupted: false }, plain).slice(0, 2), [
      `*  p/a  rolling restart (2 of 3 left) ordered by ops since ${since}`,
      '?  it waits: 1 instance on n-02, unknown now',
    ]);
    const comingUp = {
      ...waiting,
      components: [component('p/a', 3, { running: 1, pending: 2, comingUp: 1 })],
      hosts: [],
    };
    assert.equal(
      restartedText(comingUp, { left: 2, interrupted: false }, plain)[1],
      '?  it waits: 1 coming up; 1 launched and not yet seen',
    );
    const taken = restartedText(
      { ...waiting, decisions: [] },
      { left: 2, interrupted: false, cancelled: true },
      plain,
    );
    assert.deepEqual(taken, ['Restart: taken back by somebody else with 2 left, which stay as they are.']);
  });
});
