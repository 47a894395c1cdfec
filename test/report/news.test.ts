import assert from 'node:assert/strict';
import { isNews, newsOf, type News } from '../../src/core/news.ts';
import { vanishedText } from '../../src/core/vanished.ts';
import type { Report } from '../../src/report/document.ts';
import { inLocale, newsText } from '../../src/report/newsText.ts';
import { lookOf, lookOfFailure, normalised } from '../../src/report/problems.ts';
import { component, outcome, report, seenHost, unknownHost } from './reports.ts';

const nowMs = Date.parse('2026-11-21T03:15:00.000Z');
const setting = { machine: 'vm7', file: '/srv/muster/Interface.json', nowMs };

/** The mail of a first pass that finds this. */
function mail(own: Partial<Report>): string[] {
  return newsText(newsOf(lookOf(report(own), false), [], nowMs).news, setting);
}

/** Whether the second pass has news after the first. */
function differ(first: Partial<Report>, second: Partial<Report>): boolean {
  const { told } = newsOf(lookOf(report(first), false), [], nowMs);
  return isNews(newsOf(lookOf(report(second), false), told, nowMs + 300_000).news);
}

const short = (own: object = {}): Pick<Report, 'components'> => ({
  components: [component('p/a', 3, { running: 2, missing: 1, ...own })],
});

const tenShort = (missing: number): Pick<Report, 'components'> => ({
  components: [component('p/a', 10, { running: 10 - missing, missing })],
});

describe('the mail of a pass', () => {
  it('tells a component, its failure and what to do, a host, and where there is more', () => {
    const why = 'on n01: the submitter ended with exit 1; it printed: no space left on /scratch';
    const until = '2026-11-21T03:16:00.000Z';
    const lines = mail({
      components: [
        component('p/a', 1, {
          running: 0,
          missing: 1,
          backoff: { failures: 1, lastAt: report().at, until, why },
        }),
        component('p/b', 2),
      ],
      hosts: [seenHost('n01'), unknownHost('n02', 'no route to host')],
      outcomes: [outcome('failed', 'p/a', 'n01', why)],
    });
    const time = new Date(until).toTimeString().slice(0, 8);
    assert.deepEqual(lines, [
      'muster on vm7: new: p/a, n02',
      '',
      'NEW',
      '!  p/a  short, 0 of 1: failed on n01',
      `     backing off until ${time} after 1 failure; last: on n01: the submitter`,
      '     ended with exit 1; it printed: no space left on /scratch',
      '     try at once: muster run --retry --only p/a -c /srv/muster/Interface.json',
      '?  n02  silent: no route to host',
      '',
      'All there is now: muster status -c /srv/muster/Interface.json',
    ]);
  });

  it('of a launch that vanished: what its key counts comes before another try', () => {
    const why = `on n01: ${vanishedText({ id: 'p/a', key: 'typo', lifetime: 'long' })}; it printed nothing`;
    const until = '2026-11-21T03:16:00.000Z';
    const backoff = { failures: 1, lastAt: report().at, until, why };
    const lines = mail({ components: [component('p/a', 1, { running: 0, missing: 1, backoff })] });
    const file = '-c /srv/muster/Interface.json';
    assert.ok(lines.join(' ').replaceAll(/ +/g, ' ').includes('is its key "typo" in the command line'));
    assert.deepEqual(lines.slice(-4, -2), [
      `     what its key counts: muster match p/a ${file}`,
      `     once that is mended: muster run --retry --only p/a ${file}`,
    ]);
  });

  it('of an instance that ended early: where to read what it printed, once', () => {
    const why = 'on n01: an instance ended within about 7 s of its start';
    const until = '2026-11-21T03:16:00.000Z';
    const backoff = { failures: 1, lastAt: report().at, until, why };
    const lines = mail({ components: [component('p/a', 1, { running: 0, missing: 1, backoff })] });
    const telling = lines.filter((line) => line.includes('muster logs'));
    assert.deepEqual(telling, ['     what it printed: muster logs p/a n01 -c /srv/muster/Interface.json']);
  });

  it('of a configuration that is broken: the verb that can still say more', () => {
    const look = lookOfFailure('config', ['Interface.json: 1 error']);
    const { news } = newsOf(look, [], nowMs);
    assert.equal(
      newsText(news, setting).at(-1),
      'All there is now: muster check -c /srv/muster/Interface.json',
    );
  });

  it('500 hosts that are down are one line, also where each remedy names its host', () => {
    const names = Array.from({ length: 500 }, (_, index) => `n-${String(index + 1).padStart(3, '0')}`);
    const hosts = names.map((name) =>
      unknownHost(name, 'unknown host key', { remedy: `muster trust ${name}` }),
    );
    const lines = mail({ hosts, brownout: { held: false, unknown: 500, of: 1000 } });
    assert.deepEqual(lines.slice(0, 4), [
      'muster on vm7: new: n-[001-500] (500 hosts)',
      '',
      'NEW',
      '?  n-[001-500]  silent: unknown host key; muster trust HOST',
    ]);
  });

  it('hundreds of different troubles are cut off and counted', () => {
    const hosts = Array.from({ length: 300 }, (_, index) =>
      unknownHost(`n${index}`, `reason ${'x'.repeat(index)}`),
    );
    const lines = mail({ hosts });
    assert.ok(
      lines.some((line) => line.includes('and 260 more')),
      lines.at(-4),
    );
  });

  it('fits a mail: no line is longer than a mail may have them', () => {
    const reason = `${'x'.repeat(3000)} ${'é'.repeat(3000)} ${'word '.repeat(100)}`;
    const lines = mail({ hosts: [unknownHost('n1', reason)] });
    for (const line of lines) assert.ok(Buffer.byteLength(line) < 998, line);
  });

  it('nothing in it acts on a terminal or begins a line of its own', () => {
    const lines = mail({ hosts: [unknownHost('n1', 'a\u001B[2Jb\nSubject: mine')], problems: ['x\u0007y'] });
    assert.ok(lines.includes('?  n1  silent: a?[2Jb | Subject: mine'), lines.join('\n'));
    assert.ok(lines.includes('!  x?y'));
  });

  it('a command in it is one line, and safe to copy', () => {
    const backoff = { failures: 1, lastAt: report().at, until: report().at, why: 'on n1: x' };
    const lines = mail({
      components: [component('p/a $(reboot) b', 3, { running: 2, missing: 1, backoff })],
    });
    assert.ok(
      lines.includes(
        "     try at once: muster run --retry --only 'p/a $(reboot) b' -c /srv/muster/Interface.json",
      ),
      lines.join('\n'),
    );
  });

  it('is ASCII where the locale is not known, and what it was where it is UTF-8', () => {
    const text = 'Größe ×2 “naïve” …日\nnext';
    assert.equal(inLocale(text, {}), 'Gro?e x2 ?naive? ...?\nnext');
    assert.equal(inLocale(text, { LANG: 'C' }), inLocale(text, {}));
    assert.equal(inLocale(text, { LANG: 'C.UTF-8' }), text);
    assert.equal(inLocale(text, { LANG: 'de_DE.UTF-8', LC_ALL: 'C' }), inLocale(text, {}));
  });

  it('an end tells how long it was', () => {
    const news: News = {
      begun: [],
      ended: [
        {
          kind: 'host',
          about: 'n1',
          text: 'down: x',
          sinceMs: nowMs - 3600_000,
          endedAtMs: nowMs - 60_000,
          again: 'new',
        },
        {
          kind: 'host',
          about: 'n2',
          text: 'down: x',
          sinceMs: nowMs - 3000_000,
          endedAtMs: nowMs,
          again: 'new',
        },
      ],
      still: [],
      silent: 3,
    };
    const [headline, , , over = '', , rest, last] = newsText(news, setting);
    assert.equal(headline, 'muster on vm7: over: n[1-2] (2 hosts)');
    assert.match(over, /^= {2}n\[1-2\] {2}over \(\d\d:15:00 to \d\d:15:00, 60 min\): down: x$/);
    assert.equal(rest, '3 problems told before go on.');
    assert.equal(last, 'All there is now: muster status -c /srv/muster/Interface.json');
  });
});

const failing = (host: string, pid: number): Pick<Report, 'components'> =>
  short({
    backoff: {
      failures: pid,
      until: `2026-11-21T03:16:0${pid}.000Z`,
      why: `on ${host}: exit 1; it printed: pid ${pid} at 03:15:0${pid}`,
    },
  });

const blocked = (hosts: number): Pick<Report, 'actions'> => ({
  actions: [
    {
      action: 'blocked',
      component: 'p/a',
      missing: 1,
      reasons: [
        { reason: 'hot limit reached', hosts },
        { reason: 'down', hosts: 9 - hosts },
      ],
    },
  ],
});

const backoff = (why: string): object => ({ backoff: { failures: 1, until: report().at, why } });

const broken = (text: string) => lookOfFailure('config', [text, 'Nothing was done.']);

describe('what is the same trouble', () => {
  it('no news: other counts, other times, another host that failed', () => {
    assert.equal(differ(failing('n1', 1), failing('n2', 2)), false);
    assert.equal(differ(tenShort(1), tenShort(4)), false);
    assert.equal(differ({ ...short(), ...blocked(1) }, { ...short(), ...blocked(2) }), false);
  });

  it('news: half of it is missing, all of it is; it fails in another way; it is short for another limit', () => {
    assert.equal(differ(short(), short({ running: 1, missing: 2 })), true);
    assert.equal(differ(short({ running: 1, missing: 2 }), short({ running: 0, missing: 3 })), true);
    assert.equal(differ(short(backoff('on n1: exit 1')), short(backoff('on n1: no such file'))), true);
    assert.equal(differ({ hosts: [unknownHost('n1', 'a')] }, { hosts: [unknownHost('n1', 'b')] }), true);
  });

  it('a drained host is none, a component that is off is none', () => {
    assert.deepEqual(
      lookOf(report({ hosts: [unknownHost('n1', 'x', { drain: 'disk' })] }), false).problems,
      [],
    );
    assert.deepEqual(lookOf(report(short({ on: false, missing: 0 })), false).problems, []);
  });

  it('while the brownout guard holds, that components are short is neither new nor over', () => {
    const held = { brownout: { held: true, unknown: 2, of: 3 } };
    const { told } = newsOf(lookOf(report(short()), false), [], 0);
    const first = newsOf(lookOf(report({ ...short(), ...held }), false), told, 300_000);
    assert.deepEqual(
      first.news.begun.map(({ kind }) => kind),
      ['brownout'],
    );
    const alone = newsOf(lookOf(report({ ...short(), ...held }), false), [], 300_000);
    assert.deepEqual(
      alone.news.begun.map(({ kind }) => kind),
      ['brownout'],
    );
    const second = newsOf(lookOf(report({ ...short(), ...held }), false), first.told, 600_000);
    assert.deepEqual([second.news.begun, second.news.ended], [[], []]);
  });

  it('a launch that failed where another did it is told and has no end', () => {
    const failed = {
      components: [component('p/a', 1)],
      outcomes: [outcome('failed', 'p/a', 'n1', 'exit 1')],
    };
    const first = newsOf(lookOf(report(failed), false), [], 0);
    assert.deepEqual(
      first.news.begun.map(({ text }) => text),
      ['a launch on n1: failed: exit 1'],
    );
    let { told } = first;
    for (const atMs of [1, 2, 3]) {
      const next = newsOf(lookOf(report({ components: [component('p/a', 1)] }), false), told, atMs * 300_000);
      assert.equal(isNews(next.news), false);
      ({ told } = next);
    }
  });

  it('a configuration that is broken otherwise is another cause, in another line it is not', () => {
    const { told } = newsOf(broken('I.json:2:1: error: x'), [], 0);
    assert.equal(isNews(newsOf(broken('I.json:12:71: error: x'), told, 1).news), false);
    assert.equal(isNews(newsOf(broken('I.json:2:1: error: y'), told, 1).news), true);
  });

  it('figures, times, ids and broken names are left out, words are not', () => {
    assert.equal(
      normalised('state.json was set aside as state.json.broken-2026-11-21T03-15-00-123Z; pid 4711'),
      'state.json was set aside as state.json.broken-#; pid #',
    );
    assert.equal(normalised('launch 20261121T031500-1f9a3c5e at 03:15:00'), 'launch # at #');
    assert.equal(normalised('facade decade n1'), 'facade decade n#');
  });
});
