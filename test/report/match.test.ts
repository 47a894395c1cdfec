import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { styleFor } from '../../src/report/style.ts';
import { formatVersion } from '../../src/report/document.ts';
import type { MatchHostReport, MatchProcessReport, MatchReport } from '../../src/report/matchDocument.ts';
import { elided, matchText } from '../../src/report/matchText.ts';

const plain = styleFor({}, {});

describe('muster match for people', () => {
  const found = report({
    component: 'pipe0/bundler',
    overlaps: [{ component: 'pipe0/bundler-2', key: 'bundler.py --two', how: 'within' }],
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
        leftOut: [{ ...process(99, '[bundler.py] <defunct>'), why: 'a zombie' }],
      }),
      host('n02'),
      host('n03'),
      host('n04', { sighting: 'down', reason: 'no answer to the ping' }),
      host('n05', { instances: 1, processes: [line(1, 0, 'bundler.py', { elapsedS: null })] }),
      host('n06', { sameAs: 'n05' }),
    ],
  });

  it('trees by host: instances, what is folded into them, and what does not count', () => {
    assert.deepEqual(matchText(found, plain, Infinity), [
      'key "bundler.py" of pipe0/bundler',
      '!  is held by the key of pipe0/bundler-2 ("bundler.py --two"): what counts as pipe0/bundler-2 is matched too',
      'n01: 2 instances',
      '*   4711   2h  sh wrapper bundler.py',
      '.   4712   2h    timeout 1h',
      '+   4713  60s      python bundler.py --two  (also pipe0/bundler-2)',
      '*  12000   8d  vi bundler.py',
      '-     99  60s  [bundler.py] <defunct>  (not counted: a zombie)',
      'n05: 1 instance',
      '*  1    bundler.py',
      'nothing on 2 hosts: n[02-03]',
      '?  n04  down: no answer to the ping',
      '?  n06  the same machine as n05, and counted there: list it once',
      '3 instances on n[01,05]; 1 host could not be asked.',
    ]);
  });

  it('long command lines are cut around the key where a line has an end', () => {
    const command = `/usr/bin/java -cp ${'/opt/lib/some.jar:'.repeat(40)} Main bundler.py --forever`;
    const long = report({
      instances: 1,
      hosts: [host('n01', { instances: 1, processes: [line(7, 0, command)] })],
    });
    const [, , shown = ''] = matchText(long, plain, 80);
    assert.equal(shown, '*  7  60s  /usr/bin/java -cp /o…jar:/opt/lib/some.jar: Main bundler.py --forever');
    assert.equal(shown.length, 80);
    const far = report({
      hosts: [host('n01', { processes: [line(7, 0, `${command} ${'--more '.repeat(20)}`)] })],
    });
    assert.equal(
      matchText(far, plain, 80)[2],
      '*  7  60s  /usr/bin/java -cp /o…bundler.py --forever --more --more --more --mor…',
    );
    assert.ok(matchText(long, plain, Infinity).includes(`*  7  60s  ${command}`));
  });

  it('a command line acts on no terminal', () => {
    const hostile = report({
      key: 'x',
      hosts: [host('n01', { processes: [line(7, 0, 'x\u001b[2J\u202e\u0007 x\u009b31m')] })],
    });
    assert.equal(matchText(hostile, plain, 80)[2], '*  7  60s  x?[2J?? x?31m');
  });

  it('law: what is cut fits, keeps its beginning, and shows the key where that fits', () => {
    const sign = fc.constantFrom('a', 'b', ' ', '/', 'é', '😀');
    const text = fc.string({ unit: sign, maxLength: 200 });
    fc.assert(
      fc.property(
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
      ),
    );
  });
});

function report(own: Partial<MatchReport>): MatchReport {
  return {
    formatVersion,
    command: 'match',
    at: '2026-11-21T03:15:00.000Z',
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
