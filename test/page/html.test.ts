import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Note } from '../../src/core/note.ts';
import type { PageData, PageProblem } from '../../src/page/data.ts';
import { pageHtml } from '../../src/page/html.ts';
import { pageData } from '../../src/page/pageData.ts';
import { golden } from '../harness/golden.ts';
import { pastOf, shownOf } from './fleet.ts';
import { forAll } from '../harness/forAll.ts';

const template =
  '<title><!--muster:title--></title><div><!--muster:summary--></div><!--muster:data--><script>1</script>';

const size = { hosts: 3, components: 2, days: 1, events: 3 };
const past = { ...pastOf(size), passes: [], hours: [] };
const data = pageData(shownOf(size), past, { machine: 'cv1', version: '1.2.3' });

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
  'x'.repeat(100_000),
];

/** What is on the page without its script, an element a line. */
const page = (...problems: PageProblem[]): string => {
  const [html = ''] = pageHtml(template, { ...data, problems }).split('<script');
  return html.replaceAll('><', '>\n<');
};

describe('the HTML of the page', () => {
  for (const text of hostile)
    it(`takes as text: ${JSON.stringify(text.slice(0, 40))}`, () => {
      const problem = problemOf(text, text, 'bad', [{ text, codes: [] }]);
      const shown: PageData = { ...data, machine: text, at: text, problems: [problem] };
      const { title, summary, json } = partsOf(pageHtml(template, shown));
      assert.deepEqual(JSON.parse(json), JSON.parse(JSON.stringify(shown)));
      assert.doesNotMatch(json, /[<\u2028\u2029]/);
      assert.doesNotMatch(title, /[<>"']/);
      // All elements are ours, and none has an attribute that text came into.
      const tags = summary.match(/<[^>]*>/g) ?? [];
      const known = /^<\/?(?:h1|p|ul|strong|br|li|time)>$|^<li class="bad">$|^<time datetime="[^"<>]*">$/;
      const unknown = tags.filter((tag) => !known.test(tag));
      assert.deepEqual(unknown, []);
      assert.equal(tags.filter((tag) => tag === '<strong>').length, 1);
      assert.equal(tags.filter((tag) => tag === '<br>').length, 1);
    });

  it('takes any text as text', () => {
    forAll(100, fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (machine, text) => {
      const problems = [problemOf(machine, text, 'note')];
      const { json, title } = partsOf(pageHtml(template, { ...data, machine, problems }));
      assert.deepEqual((JSON.parse(json) as PageData).problems, problems);
      assert.equal(unescaped(title).includes(machine), true);
    });
  });

  golden('pageHtml', {
    'all is well': () => page(),
    'a problem, with lines of its own, before a doubt': () =>
      page(
        problemOf('p/a', 'short, 0 of 1', 'bad', [{ text: 'failed on n1: exit 1', codes: [] }]),
        problemOf('n[1-2]', 'down: no answer', 'unknown'),
      ),
    'a problem of no component or host': () => page(problemOf('', 'the log cannot be written', 'bad')),
    'things to know': () => page(problemOf('p/a', 'comes up', 'note')),
  });

  it('tells of a template that lacks a place', () =>
    assert.throws(() => pageHtml('<title></title>', data), /title/));
});

function problemOf(
  about: string,
  text: string,
  severity: PageProblem['severity'],
  more: readonly Note[] = [],
): PageProblem {
  return { kind: 'pass', about, code: 'unrecorded', text, more, severity };
}

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
