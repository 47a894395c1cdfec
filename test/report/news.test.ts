import assert from 'node:assert/strict';
import { message, type Message } from '../../src/core/catalogue/catalogue.ts';
import { isNews, newsOf, type Item, type News } from '../../src/core/news.ts';
import { vanished } from '../../src/core/vanished.ts';
import type { ComponentReport, Report } from '../../src/report/document.ts';
import { inLocale, newsText } from '../../src/report/newsText.ts';
import { lookOf, lookOfFailure } from '../../src/report/problems.ts';
import { golden } from '../harness/golden.ts';
import { someMessage } from '../harness/messages.ts';
import {
  ago,
  at,
  backoff,
  blocked,
  component,
  early,
  failedPilot,
  outcome,
  pip,
  quarantine,
  report,
  seenHost,
  short,
  unknownHost,
} from './reports.ts';
import { fieldOf, fieldLines } from '../harness/fields.ts';

const nowMs = Date.parse(at);
const setting = { machine: 'vm7', file: '/srv/muster/Interface.json', nowMs };
const text = (news: Partial<News>): string[] =>
  newsText({ begun: [], ended: [], still: [], silent: 0, ...news }, setting);

/** The mail of a first pass that finds this. */
const mail = (own: Partial<Report>, debugMode = false): string[] =>
  newsText(newsOf(lookOf(report(own), debugMode), [], nowMs).news, setting);

const failing = (why: Message, own: Partial<ComponentReport> = {}): Partial<Report> => ({
  components: [short('p/a', 1, 1, { backoff: backoff(why, { lastHost: 'n01' }), ...own })],
});
const exited = (exit: number, printed: string): Message =>
  message('submitter-failed', { exit: String(exit), printed });
const unfit = { 'p/a': { why: someMessage('globus-url-copy is not there'), until: ago(-60) } };
const numbered = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `n-${String(index + 1).padStart(3, '0')}`);
const stopFailed = { component: 'p/a', host: 'n1', pid: 7, outcome: 'failed' } as const;
const item = (about: string, sinceMs: number, endedAtMs: number | null, own: Partial<Item> = {}): Item => ({
  ...someMessage('down: x'),
  kind: 'host',
  about,
  sinceMs,
  endedAtMs,
  again: 'new',
  ...own,
});

describe('the mail of a pass', () => {
  golden('newsText', {
    'a component, its failure and what to do, a host, and where there is more': () =>
      mail({
        ...failing(exited(1, 'no space left on /scratch')),
        hosts: [seenHost('n01'), unknownHost('n02', 'no route to host')],
        outcomes: [outcome('failed', 'p/a', 'n01', exited(1, 'no space left on /scratch'))],
      }),
    'a launch that vanished: what its key counts comes before another try': () =>
      mail(failing(vanished({ id: 'p/a', key: 'typo', lifetime: 'long' }, ''))),
    'an instance that ended early: where to read what it printed, once': () => mail(failing(early)),
    'a pilot that failed, with the end of what it printed': () =>
      mail({ ...failing(pip), hosts: [seenHost('n01', { pilots: [failedPilot] })] }),
    'a failure on one host of a component that is short': () =>
      mail({
        hosts: [seenHost('n1', { backoff: { 'p/a': backoff('exit 1') } })],
        components: [short('p/a', 3, 1)],
        actions: [blocked('p/a', 1, ['backing-off-there', ['n1']])],
      }),
    'hosts that are unfit, once for all that lack the same': () =>
      mail({
        hosts: ['n1', 'n2'].map((name) => seenHost(name, { unfit })),
        components: [short('p/a', 1, 1)],
      }),
    'launches and stops that went wrong, of a component that has its count': () =>
      mail({
        components: [component('p/a', 1), component('p/b', 1)],
        outcomes: [outcome('failed', 'p/a', 'n1', 'exit 1'), outcome('unknown', 'p/b', 'n2')],
        stops: [stopFailed, { ...stopFailed, component: 'p/b', detail: someMessage('it is still there') }],
      }),
    'the brownout guard, debugmode, a problem of the pass': () =>
      mail({ brownout: { held: true, unknown: 2, of: 3 }, problems: [someMessage('no log')] }, true),
    'a quarantine, a host that is listed twice, one that is not listed any more': () =>
      mail({
        hosts: [
          seenHost('n1', { quarantine: quarantine('exit 1', ['p/a', 'p/b']) }),
          seenHost('n2', { sameAs: 'n1' }),
        ],
        unlisted: [{ host: 'old', components: { 'p/a': 2 } }],
      }),
    'a configuration that is broken: the verb that can still say more': () =>
      text({ begun: [item('', nowMs, null, { kind: 'config', ...someMessage('Interface.json: 1 error') })] }),
    'hosts that are down are one line, also where each remedy names its host': () =>
      mail({
        hosts: numbered(500).map((name) =>
          unknownHost(name, { ...someMessage('unknown host key'), remedy: `muster trust ${name}` }),
        ),
      }),
    'nothing in it acts on a terminal or begins a line of its own': () =>
      mail({ hosts: [unknownHost('n1', 'a\u001B[2Jb\nSubject: mine')], problems: [someMessage('x\u0007y')] }),
    'a command in it is one line, and safe to copy': () =>
      mail({ components: [short('p/a $(reboot) b', 3, 1, { backoff: backoff('x', { lastHost: 'n1' }) })] }),
    'what is over: since when, until when, how long': () =>
      text({
        ended: [item('n1', nowMs - 3600_000, nowMs - 60_000), item('n2', nowMs - 3000_000, nowMs)],
        silent: 3,
      }),
    'what goes on, what is back, and what changed': () =>
      text({
        begun: [
          item('n1', nowMs, null, { again: 'back' }),
          item('n2', nowMs, null, { again: 'changed' }),
          item('p/a', nowMs, null, { kind: 'short', again: 'changed' }),
        ],
        still: [
          item('n3', nowMs - 2 * 86_400_000, null),
          item('', nowMs - 90_000, null, { kind: 'debugmode' }),
        ],
        silent: 1,
      }),
  });

  it('hundreds of different troubles are cut off and counted, and fit a mail', () => {
    const hosts = numbered(300).map((name, each) => unknownHost(name, `reason ${'x'.repeat(each)}`));
    const wide = `${'x'.repeat(3000)} ${'é'.repeat(3000)} ${'word '.repeat(100)}`;
    const lines = mail({ hosts: [unknownHost('n1', wide), ...hosts] });
    assert.ok(lines.some((line) => line.includes(' 261 ')));
    for (const line of lines) assert.ok(Buffer.byteLength(line) < 998, line);
  });

  it('is ASCII where the locale is not known, and what it was where it is UTF-8', () => {
    const text = 'Größe ×2 “naïve” …日\nnext';
    assert.equal(inLocale(text, {}), 'Gro?e x2 ?naive? ...?\nnext');
    assert.equal(inLocale(text, { LANG: 'C' }), inLocale(text, {}));
    assert.equal(inLocale(text, { LANG: 'C.UTF-8' }), text);
    assert.equal(inLocale(text, { LANG: 'de_DE.UTF-8', LC_ALL: 'C' }), inLocale(text, {}));
  });
});

const held = { brownout: { held: true, unknown: 2, of: 3 } };
const shortOf = (own: Partial<Report> = {}, missing = 1, wanted = 3): Partial<Report> => ({
  components: [short('p/a', wanted, missing)],
  ...own,
});
const shortFor = (...reasons: Parameters<typeof blocked>[2][]): Partial<Report> =>
  shortOf({ actions: [blocked('p/a', 1, ...reasons)] });

describe('what is the matter', () => {
  const cases: readonly (readonly [what: string, found: Partial<Report>, problems: readonly string[]])[] = [
    [
      'a problem of the pass',
      { problems: [message('clock-set', { seconds: 3, forward: true })] },
      ['pass clock-set'],
    ],
    ['too many unknown hosts, whatever is short', shortOf(held), ['brownout brownout']],
    ['a failure', failing(exited(1, '')), ['short submitter-failed']],
    [
      'a failed launch',
      shortOf({ outcomes: [outcome('failed', 'p/a', 'n1', pip)] }),
      ['short pilot-command-failed'],
    ],
    [
      'one of unknown outcome',
      shortOf({ outcomes: [outcome('unknown', 'p/a', 'n1')] }),
      ['short launch-not-confirmed'],
    ],
    ['a limit', shortFor(['host-drained', 3], ['hot-limit-reached', 2]), ['short hot-limit-reached']],
    ['no host to be had', shortFor(['host-drained', 3]), ['short component-short']],
    ['hosts that are unfit', shortFor(['host-unfit', 3]), ['short host-unfit']],
    [
      'what it comes after',
      { components: [short('p/a', 1, 1, { waitsFor: ['p/b'] })] },
      ['short waiting-for-components'],
    ],
    [
      'a launch of what has its count',
      { components: [component('p/a', 1)], outcomes: [outcome('failed', 'p/a', 'n1', pip)] },
      ['launch pilot-command-failed'],
    ],
    ['a stop', { stops: [stopFailed] }, ['stop stop-not-done']],
    ['an unknown host', { hosts: [unknownHost('n1', message('host-not-asked'))] }, ['host host-not-asked']],
    ['a drained one is none', { hosts: [unknownHost('n1', 'x', { drain: 'disk' })] }, []],
    [
      'a quarantine',
      { hosts: [seenHost('n1', { quarantine: quarantine(pip) })] },
      ['quarantine pilot-command-failed'],
    ],
    [
      'a host that is listed twice',
      { hosts: [seenHost('n1', { sameAs: 'n2' })] },
      ['twice host-listed-twice'],
    ],
    ['one that is not listed', { unlisted: [{ host: 'old', components: {} }] }, ['unlisted host-unlisted']],
    ['a component that is off is none', { components: [component('p/a', 3, { on: false, running: 2 })] }, []],
  ];
  for (const [what, found, expected] of cases)
    it(`${what}: ${expected.join() || 'nothing'}`, () => {
      const { problems } = lookOf(report(found), false);
      assert.deepEqual(fieldLines(problems, 'kind', 'code'), expected);
    });

  it('debugmode', () => {
    const [problem] = lookOf(report(), true).problems;
    assert.deepEqual([problem?.kind, problem?.code], ['debugmode', 'debugmode-on']);
  });

  it('what happened to the clock, to a file or to a launch has no end, what is full has one', () => {
    const full = message('log-unwritable', { folder: 'logs', error: 'ENOSPC' });
    const found = report({
      problems: [message('clock-set', { seconds: 3, forward: true }), full],
      stops: [stopFailed],
    });
    assert.deepEqual(fieldOf(lookOf(found, false).problems, 'event'), [true, false, true]);
  });
});

/** Whether the second pass has news after the first. */
function differ(first: Partial<Report>, second: Partial<Report>): boolean {
  const { told } = newsOf(lookOf(report(first), false), [], nowMs);
  return isNews(newsOf(lookOf(report(second), false), told, nowMs + 300_000).news);
}

const onHost = (lastHost: string, printed: string): Partial<Report> => ({
  components: [short('p/a', 3, 1, { backoff: backoff(exited(1, printed), { lastHost }) })],
});
const unknownFor = (reason: Message): Partial<Report> => ({ hosts: [unknownHost('n1', reason)] });
const ofLimit = (hosts: number): Partial<Report> =>
  shortFor(['hot-limit-reached', hosts], ['host-down', 9 - hosts]);

const kinds = ({ begun, ended }: News): string[] => [...begun, ...ended].map(({ kind }) => kind);

const broken = (place: string, wanted: string): ReturnType<typeof lookOfFailure> => {
  const error = message('option-invalid', { option: 'count', found: 'x', wanted });
  const text = `I.json:${place}: ${error.text}`;
  return lookOfFailure('config', { problems: [{ ...error, text }], hints: ['Nothing was done.'] });
};

describe('what is the same trouble', () => {
  for (const [what, first, second, isOther] of [
    [
      'another host that failed, at another time',
      onHost('n1', 'pid 1 at 03:15:01'),
      onHost('n2', 'pid 2 at 03:15:02'),
      false,
    ],
    ['other words of what failed', onHost('n1', 'no space'), onHost('n1', 'no such file'), true],
    ['another failure', failing(exited(1, '')), failing(pip), true],
    ['some more of it missing', shortOf({}, 1, 10), shortOf({}, 4, 10), false],
    ['half of it missing', shortOf(), shortOf({}, 2), true],
    ['all of it missing', shortOf({}, 2), shortOf({}, 3), true],
    ['another number of hosts with that limit', ofLimit(1), ofLimit(2), false],
    ['another limit', ofLimit(1), shortFor(['pool-limit-reached']), true],
    ['another reason of a host', unknownFor(someMessage('a')), unknownFor(someMessage('b')), true],
  ] as const)
    it(`${what}: ${isOther ? 'news' : 'no news'}`, () => assert.equal(differ(first, second), isOther));

  it('while the brownout guard holds, that components are short is neither new nor over', () => {
    const look = lookOf(report(shortOf(held)), false);
    assert.deepEqual(kinds(newsOf(look, [], 0).news), ['brownout']);
    const first = newsOf(look, newsOf(lookOf(report(shortOf()), false), [], 0).told, 300_000);
    assert.deepEqual(kinds(first.news), ['brownout']);
    assert.deepEqual(kinds(newsOf(look, first.told, 600_000).news), []);
  });

  it('a launch that failed where another did it is told once, and has no end', () => {
    const failed = { components: [component('p/a', 1)], outcomes: [outcome('failed', 'p/a', 'n1', pip)] };
    let { news, told } = newsOf(lookOf(report(failed), false), [], 0);
    assert.equal(news.begun.length, 1);
    for (const atMs of [1, 2, 3]) {
      ({ news, told } = newsOf(
        lookOf(report({ components: [component('p/a', 1)] }), false),
        told,
        atMs * 300_000,
      ));
      assert.equal(isNews(news), false);
    }
  });

  it('a configuration that is broken otherwise is another cause, in another place it is not', () => {
    const { told } = newsOf(broken('2:1', 'a number'), [], 0);
    assert.equal(isNews(newsOf(broken('12:71', 'a number'), told, 1).news), false);
    assert.equal(isNews(newsOf(broken('2:1', 'a text'), told, 1).news), true);
  });
});
