import { noteText } from '../../core/note.ts';
import type { PageData, PageProblem } from '../data.ts';
import { decisionsList } from './decisions.ts';
import { button, checkbox, el, silent, switchOf, timeEl, unseen } from './dom.ts';
import { keep, kept } from './kept.ts';
import { isLook } from './foot.ts';
import { themes } from './settings.ts';
import type { Watch } from './stale.ts';
import type { Store } from './store.ts';
import { applyTheme } from './theme.ts';
import { many, number, spanText, tookText } from './words.ts';

/**
 * What is wrong, or that all is well, and as of when; and what the viewer can set.
 *
 * @param headline as the pass put it; it stands in the page without script, too.
 */
export function header(data: PageData, store: Store, headline: string, watch: Watch): HTMLElement[] {
  const ago = el('span', {});
  const [mark, said, before] = [silent('mark'), el('span', {}), el('p', { class: 'before', hidden: true })];
  const verdict = el('h1', {}, mark, said);
  const bad = data.problems.filter(({ severity }) => severity === 'bad').length;
  const unknown = data.problems.some(({ severity }) => severity === 'unknown');
  const tone = bad > 0 ? 'bad' : unknown ? 'unknown' : 'ok';
  watch((text, stale) => {
    ago.textContent = text;
    verdict.className = `verdict ${stale === null ? tone : 'stale-verdict'}`;
    mark.textContent = stale === null ? { bad: '!', unknown: '?', ok: '✓' }[tone] : '?';
    said.textContent = stale ?? headline;
    before.textContent =
      stale === null ? '' : `At that time: ${headline[0]?.toLowerCase()}${headline.slice(1)}`;
    before.hidden = stale === null;
  });
  return [
    el(
      'div',
      { class: 'top-line' },
      el('p', { class: 'brand' }, el('b', {}, 'muster'), ` on ${data.machine}`),
      controls(store),
    ),
    verdict,
    before,
    el('p', { class: 'asof' }, ...asOf(data), ', ', ago, passesText(data)),
    ...(isBrownoutUntold(data) ? [brownout(data)] : []),
    ...(data.problems.length > 0 ? [problemList(data.problems)] : []),
    facts(data),
    ...(data.decisions.length > 0 ? [decisionsList(data)] : []),
    sections(),
  ];
}

/** The age is that of the last pass, which may have been long before somebody looked. */
function asOf({ at, passes: { lastAt } }: PageData): (string | Node)[] {
  return lastAt === null || Date.parse(lastAt) === Date.parse(at)
    ? ['as of ', timeEl(at)]
    : ['as of ', timeEl(at), '; the last pass was at ', timeEl(lastAt)];
}

function passesText(data: PageData): string {
  const { everyMs, lastTookMs } = data.passes;
  return [
    isLook(data) ? '; a look, not a pass' : '',
    lastTookMs === null ? '' : `; the last pass took ${tookText(lastTookMs)}`,
    everyMs === null ? '' : `; passes come every ${spanText(everyMs)}`,
  ].join('');
}

/** The whole in five numbers. */
function facts({ components, hosts, summary }: PageData): HTMLElement {
  const on = components.filter((component) => component.on);
  const sum = (of: 'count' | 'running' | 'presumed' | 'pending'): number =>
    on.reduce((total, component) => total + component[of], 0);
  return el(
    'dl',
    { class: 'facts' },
    fact(
      `${number(on.length - summary.short)} of ${number(on.length)}`,
      'components met',
      summary.short > 0 ? 'bad' : '',
    ),
    fact(
      `${number(sum('running'))} of ${number(sum('count'))}`,
      'instances running',
      summary.missing > 0 ? 'bad' : '',
    ),
    ...(sum('presumed') > 0 ? [fact(number(sum('presumed')), 'presumed')] : []),
    ...(sum('pending') > 0 ? [fact(number(sum('pending')), 'pending')] : []),
    ...(summary.missing > 0 ? [fact(number(summary.missing), 'missing', 'bad')] : []),
    fact(
      `${number(hosts.length - summary.unknownHosts)} of ${number(hosts.length)}`,
      'hosts seen',
      summary.unknownHosts > 0 ? 'unknown' : '',
    ),
    fact(
      `${number(hosts.reduce((total, { hot }) => total + hot, 0))} of ${number(hosts.reduce((total, { hotlimit }) => total + hotlimit, 0))}`,
      'hot slots taken',
    ),
  );
}

function fact(value: string, label: string, tone = ''): HTMLElement {
  return el('div', { class: `fact ${tone}` }, el('dt', {}, label), el('dd', {}, value));
}

function isBrownoutUntold({ brownout: { held }, problems }: PageData): boolean {
  return held && !problems.some(({ kind }) => kind === 'brownout');
}

function brownout({ brownout: { unknown, of } }: PageData): HTMLElement {
  return el(
    'p',
    { class: 'brownout' },
    el('b', {}, 'Brownout: '),
    `${number(unknown)} of ${many(of, 'host')} are unknown at once, so nothing is launched.`,
  );
}

const mostAtFirst = 8;

function problemList(problems: readonly PageProblem[]): HTMLElement {
  const shownAtFirst = kept().whole?.includes('problems') ? problems.length : mostAtFirst;
  const list = el(
    'ul',
    { class: 'problems', role: 'list' },
    ...problems.slice(0, shownAtFirst).map(problemItem),
  );
  const rest = problems.slice(shownAtFirst);
  if (rest.length === 0) return list;
  const more = button(
    `and ${number(rest.length)} more`,
    { class: 'more', 'data-key': 'more problems' },
    () => {
      keep({ whole: [...(kept().whole ?? []), 'problems'] });
      const items = rest.map(problemItem);
      list.append(...items);
      more.remove();
      items[0]?.setAttribute('tabindex', '-1');
      items[0]?.focus();
    },
  );
  return el('div', {}, list, more);
}

const severities = { bad: ['!', 'bad: '], unknown: ['?', 'unknown: '], note: ['i', 'note: '] } as const;

function problemItem({ kind, about, text, more = [], severity }: PageProblem): HTMLElement {
  const [mark, said] = severities[severity];
  return el(
    'li',
    { class: `problem ${severity}`, 'data-key': `${kind} ${about}` },
    silent('mark', mark),
    unseen(said),
    el(
      'div',
      {},
      about === '' ? null : el('b', {}, about),
      about === '' ? '' : ' ',
      text,
      ...more.map((note) => el('div', { class: 'more-text' }, noteText(note))),
    ),
  );
}

function controls(store: Store): HTMLElement {
  return el(
    'div',
    { class: 'controls' },
    checkbox('reload by itself', store.now.reload, (reload) => store.set({ reload })),
    switchOf(
      'Colours',
      themes.map((value) => ({ value, label: value })),
      store.now.theme,
      (theme) => {
        store.set({ theme });
        applyTheme(theme);
      },
    ),
  );
}

/** Links to the sections; the address behind `#` is taken by the settings. */
function sections(): HTMLElement {
  const links = (['Components', 'Hosts', 'Time', 'Log'] as const).map((title) => {
    const id = title.toLowerCase();
    const link = el('a', { href: `#${id}`, 'data-key': `to ${id}` }, title);
    link.addEventListener('click', (event) => {
      event.preventDefault();
      jumpTo(`${id}-title`);
    });
    return el('li', {}, link);
  });
  return el('nav', { 'aria-label': 'Sections' }, el('ul', { role: 'list' }, ...links));
}

export function jumpTo(id: string): void {
  const target = document.getElementById(id);
  target?.scrollIntoView({ block: 'start' });
  target?.focus({ preventScroll: true });
}
