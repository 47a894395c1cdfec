import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { formatVersion } from '../../src/report/document.ts';
import type { MatchHostReport, MatchProcessReport, MatchReport } from '../../src/report/matchDocument.ts';
import { elided, matchText } from '../../src/report/matchText.ts';
import { golden } from '../harness/golden.ts';
import { someMessage } from '../harness/messages.ts';
import { at, plain } from './reports.ts';
import { forAll } from '../harness/forAll.ts';

const overlaps = (['within', 'holds', 'equal'] as const).map((how) => ({
  component: 'pipe0/other' as const,
  key: how === 'equal' ? 'bundler.py' : 'bundler.py --two',
  how,
}));
const command = `/usr/bin/java -cp ${'/opt/lib/some.jar:'.repeat(40)} Main bundler.py --forever`;
const long = (...more: string[]): MatchReport =>
  match({
    instances: 1,
    hosts: [host('n01', { instances: 1, processes: [line(7, 0, [command, ...more].join(' '))] })],
  });

describe('muster match for people', () => {
  golden('matchText', {
    'trees by host: instances, what is folded into them, and what does not count': () =>
      matchText(
        match({
          component: 'pipe0/bundler',
          overlaps,
          instances: 3,
          unknownHosts: 1,
          hosts: [
            host('n01', {
              instances: 2,
              processes: [
                line(4711, 0, 'sh wrapper bundler.py', { elapsedS: 7200 }),
                line(4712, 1, 'timeout 1h', { matches: false, elapsedS: 7200 }),
                line(4713, 2, 'python bundler.py --two', { also: ['pipe0/bundler-2'] }),
                line(12000, 0, 'vi bundler.py', { elapsedS: 700_000 }),
              ],
              leftOut: (['zombie', 'own-process', 'other-user'] as const).map((why, each) => ({
                ...process(97 + each, `[bundler.py] ${each}`),
                why,
              })),
            }),
            host('n02'),
            host('n03'),
            host('n04', { sighting: 'down', reason: someMessage('no answer to the ping') }),
            host('n05', { instances: 1, processes: [line(1, 0, 'bundler.py', { elapsedS: null })] }),
            host('n06', { sameAs: 'n05' }),
          ],
        }),
        plain,
        Infinity,
      ),
    'a key that is tried out, and matches nothing': () =>
      matchText(match({ hosts: [host('n01')] }), plain, 80),
    'long command lines are cut around the key where a line has an end': () => matchText(long(), plain, 80),
    'also where the key is far from that end': () => matchText(long('--more '.repeat(20)), plain, 80),
    'a command line acts on no terminal': () =>
      matchText(
        match({
          key: 'x',
          hosts: [host('n01', { processes: [line(7, 0, 'x\u001b[2J\u202e\u0007 x\u009b31m')] })],
        }),
        plain,
        80,
      ),
  });

  it('nothing is cut where a line has no end', () =>
    assert.ok(matchText(long(), plain, Infinity).some((shown) => shown.endsWith(command))));

  it('law: what is cut fits, keeps its beginning, and shows the key where that fits', () => {
    const sign = fc.constantFrom('a', 'b', ' ', '/', 'é', '😀');
    const text = fc.string({ unit: sign, maxLength: 200 });
    forAll(
      100,
      text,
      fc.constantFrom('key', 'a much longer key of them'),
      text,
      fc.integer({ min: 30, max: 120 }),
      (before, key, after, room) => {
        const whole = before + key + after;
        const shown = elided(whole, key, room);
        assert.ok([...shown].length <= room, shown);
        if ([...whole].length <= room) assert.equal(shown, whole);
        assert.ok(shown.includes(key) || [...key].length > (room * 2) / 3 - 2, shown);
        assert.ok(whole.startsWith(shown.split('…')[0] ?? ''));
      },
    );
  });
});

function match(own: Partial<MatchReport>): MatchReport {
  return {
    formatVersion,
    command: 'match',
    at,
    config: '/srv/muster/Interface.json',
    key: 'bundler.py',
    overlaps: [],
    instances: 0,
    unknownHosts: 0,
    hosts: [],
    ...own,
  };
}

function host(name: string, own: Partial<MatchHostReport> = {}): MatchHostReport {
  return { host: name, sighting: 'seen', instances: 0, processes: [], leftOut: [], ...own };
}

function line(
  pid: number,
  depth: number,
  command: string,
  own: Partial<MatchProcessReport> = {},
): MatchProcessReport {
  return { ...process(pid, command), instance: pid, depth, matches: true, also: [], ...own };
}

function process(pid: number, command: string) {
  return { user: 'ops', pid, ppid: 1, state: 'S', elapsedS: 60, command };
}
