import { noteText } from '../core/note.ts';
import { many } from '../report/style.ts';
import type { PageData, PageProblem } from './data.ts';

/**
 * The page: a template with what is to be shown filled in. Whatever is filled in is text, and the policy in the template lets none of
 * it run.
 *
 * @param template as `tools/page.mjs` makes it.
 */
export function pageHtml(template: string, data: PageData): string {
  return filled(template, {
    title: escaped(titleOf(data)),
    summary: summaryHtml(data),
    data: `<script type="application/json" id="muster-data">${scriptJson(data)}</script>`,
  });
}

/** `muster on cv1: all is well`. */
export function titleOf(data: PageData): string {
  return `muster on ${data.machine}: ${headline(data)}`;
}

export function headline({ problems }: Pick<PageData, 'problems'>): string {
  if (problems.length === 0) return 'all is well';
  const isNoted = problems.every(({ severity }) => severity === 'note');
  return isNoted
    ? many(problems.length, 'thing to know', 'things to know')
    : many(problems.length, 'problem');
}

/** The parts between the places are not looked through, and what is filled in is taken as it is. */
function filled(template: string, parts: Readonly<Record<string, string>>): string {
  const pieces: string[] = [];
  let from = 0;
  for (const [name, part] of Object.entries(parts)) {
    const place = `<!--muster:${name}-->`;
    const at = template.indexOf(place, from);
    if (at < 0) throw new Error(`the template of the page has no place for its ${name}`);
    pieces.push(template.slice(from, at), part);
    from = at + place.length;
  }
  return [...pieces, template.slice(from)].join('');
}

/** What a text browser shows, and any other until the script has run. */
function summaryHtml(data: PageData): string {
  const text = headline(data);
  const items = data.problems.map(problemHtml);
  return [
    `<h1>${escaped(text[0]?.toUpperCase() + text.slice(1))}</h1>`,
    `<p>muster on ${escaped(data.machine)}, as of <time datetime="${escaped(data.at)}">${escaped(data.at.replace('T', ' ').replace(/\..*/, ' UTC'))}</time></p>`,
    ...(items.length > 0 ? [`<ul>${items.join('')}</ul>`] : []),
  ].join('');
}

function problemHtml({ about, text, more = [], severity }: PageProblem): string {
  const subject = about === '' ? '' : `<strong>${escaped(about)}</strong> `;
  return `<li class="${severity}">${subject}${[text, ...more.map(noteText)].map(escaped).join('<br>')}</li>`;
}

/**
 * JSON that can stand in a script element: no `<`, so that nothing in it ends or begins an element or a comment; and no line ends
 * that JavaScript of old takes for such.
 */
function scriptJson(data: PageData): string {
  return JSON.stringify(data).replaceAll(
    /[<\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
