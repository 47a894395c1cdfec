import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { PageData, PageProblem } from '../../src/page/data.ts';
import { pageHtml } from '../../src/page/html.ts';
import { pageData } from '../../src/page/pageData.ts';
import { pastOf, shownOf } from './fleet.ts';

const template =
  '<title><!--muster:title--></title><div><!--muster:summary--></div><!--muster:data--><script>1</script>';

const size = { hosts: 3, components: 2, days: 1, events: 3 };
const data = pageData(shownOf(size), pastOf(size), { machine: 'cv1', version: '1.2.3' });

/** What would break out of where it is put, if anything could. */
const hostile = [
  '</script><script>alert(1)</script>',
  '<!--',
  '<!-- <script>',
  '-->',
  '<!--muster:data-->',
  '<!--muster:summary-->',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '&lt;script&gt;',
  "$&$`$'$1$$",
  '\u2028\u2029',
  '\uD800',
  'a\uDFFFb',
  '\0\u001b[2J\u0007',
  '\u202Egnp.exe\u2066',
  '${alert(1)}`',
  ']]>',
  'x'.repeat(1_000_000),
];

describe('the HTML of the page', () => {
  for (const text of hostile) {
    it(`takes as text: ${JSON.stringify(text.slice(0, 40))}`, () => {
      const problem: PageProblem = { kind: 'pass', about: text, text: `${text}\n${text}`, severity: 'bad' };
      const shown: PageData = { ...data, machine: text, at: text, problems: [problem] };
      const { title, summary, json } = partsOf(pageHtml(template, shown));
      assert.deepEqual(JSON.parse(json), JSON.parse(JSON.stringify(shown)));
      assert.doesNotMatch(json, /[<\u2028\u2029]/);
      assert.doesNotMatch(title, /[<>"']/);
      // All elements are ours, and none has an attribute that text came into.
      const tags = summary.match(/<[^>]*>/g) ?? [];
      const known = /^<\/?(?:h1|p|ul|strong|br|li|time)>$|^<li class="bad">$|^<time datetime="[^"<>]*">$/;
      assert.deepEqual(
        tags.filter((tag) => !known.test(tag)),
        [],
      );
      assert.equal(tags.filter((tag) => tag === '<strong>').length, 1);
      assert.equal(tags.filter((tag) => tag === '<br>').length, 1);
    });
  }

  it('takes any text as text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (machine, text) => {
        const problems: PageProblem[] = [{ kind: 'pass', about: machine, text, severity: 'note' }];
        const { json, title } = partsOf(pageHtml(template, { ...data, machine, problems }));
        assert.deepEqual((JSON.parse(json) as PageData).problems, problems);
        assert.equal(unescaped(title).includes(machine), true);
      }),
    );
  });

  it('says what is the matter without its script, the first problem first', () => {
    const problems: PageProblem[] = [
      { kind: 'short', about: 'p/a', text: 'short, 0 of 1\nfailed on n1: exit 1', severity: 'bad' },
      { kind: 'host', about: 'n[1-2]', text: 'down: no answer', severity: 'unknown' },
    ];
    const { summary, title } = partsOf(pageHtml(template, { ...data, problems }));
    const text = unescaped(summary.replaceAll(/<[^>]*>/g, ' '))
      .replaceAll(/ +/g, ' ')
      .trim();
    assert.equal(
      text,
      '2 problems muster on cv1, as of 2026-11-21 03:15:00 UTC p/a short, 0 of 1 failed on n1: exit 1 n[1-2] down: no answer',
    );
    assert.equal(title, 'muster on cv1: 2 problems');
  });

  it('says that all is well', () => {
    assert.match(partsOf(pageHtml(template, { ...data, problems: [] })).summary, /^<h1>All is well<\/h1>/);
  });

  it('tells of a template that lacks a place', () => {
    assert.throws(() => pageHtml('<title></title>', data), /no place for its title/);
  });
});

/** Cut at what the template has around each place. */
function partsOf(html: string): { title: string; summary: string; json: string } {
  const [, title = '', summary = '', json = ''] =
    /^<title>([^<]*)<\/title><div>(.*?)<\/div><script type="application\/json" id="muster-data">([^<]*)<\/script><script>1<\/script>$/s.exec(
      html,
    ) ?? assert.fail(html.slice(0, 2000));
  return { title, summary, json };
}

function unescaped(html: string): string {
  return html.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}
