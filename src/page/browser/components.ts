import { noteText, type Note } from '../../core/note.ts';
import type { PageComponent, PageData } from '../data.ts';
import { barParts, componentsAsked, componentState } from './componentRows.ts';
import { folding } from './folding.ts';
import {
  box,
  cell,
  checkbox,
  debounced,
  el,
  rowHead,
  section,
  select,
  silent,
  tableEl,
  textField,
  timeEl,
  unseen,
} from './dom.ts';
import type { ComponentSort } from './settings.ts';
import type { Store } from './store.ts';
import { many, number } from './words.ts';

const sortLabels: Readonly<Record<ComponentSort, string>> = {
  trouble: 'short first',
  file: 'as in the file',
  name: 'by name',
  wanted: 'most wanted first',
};

/** Wanted against running, presumed and pending, and why where something is missing. */
export function components(data: PageData, store: Store): HTMLElement {
  const body = el('tbody');
  const count = el('p', { class: 'count', role: 'status' });
  const render = (): void => {
    const rows = componentsAsked(data.components, store.now);
    body.replaceChildren(...rows.slice(0, fold.limit(rows.length)).map(row));
    count.textContent =
      rows.length === data.components.length
        ? many(rows.length, 'component')
        : `${number(rows.length)} of ${many(data.components.length, 'component')}`;
  };
  const fold = folding('components', 20, render);
  const later = debounced(render);
  const sorts = Object.entries(sortLabels).map(([value, label]) => ({
    value: value as ComponentSort,
    label,
  }));
  const table = tableEl(
    'Components: what is wanted of each, and what is there',
    [
      { label: 'Component' },
      { label: 'Wanted', className: 'num' },
      { label: 'Running', className: 'num' },
      { label: 'Presumed', className: 'num' },
      { label: 'Pending', className: 'num' },
      { label: 'Missing', className: 'num' },
      { label: 'Strength', className: 'bar-cell' },
      { label: 'State' },
    ],
    body,
  );
  const list = box('Table of components', 'components', table);
  list.id = 'components-box';
  render();
  return section(
    'components',
    'Components',
    el(
      'div',
      { class: 'tools' },
      textField('Find', store.now.cq, (cq) => {
        store.set({ cq });
        later();
      }),
      select('Order', sorts, store.now.sort, (sort) => {
        store.set({ sort });
        render();
      }),
      checkbox('only short', store.now.short, (short) => {
        store.set({ short });
        render();
      }),
      count,
    ),
    data.components.length === 0 ? el('p', { class: 'empty' }, 'The configuration has no components.') : list,
    fold.more,
    legend(),
  );
}

function row(component: PageComponent): HTMLElement {
  const { component: name, description, count, running, presumed, pending, missing } = component;
  const state = componentState(component);
  return el(
    'tr',
    {
      role: 'row',
      class: `component ${state} ${isTold(component) ? 'told' : ''}`,
      'data-component': name,
      'data-key': name,
    },
    rowHead(
      'name',
      el('span', { class: 'id' }, name),
      description ? el('span', { class: 'description', title: description }, description) : null,
    ),
    numberCell('Wanted', count),
    numberCell('Running', running),
    numberCell('Presumed', presumed),
    numberCell('Pending', pending),
    numberCell('Missing', missing, missing > 0 ? 'bad' : ''),
    cell('Strength', 'bar-cell', bar(component)),
    cell('State', 'state', ...stateParts(component, state)),
  );
}

/** Whether its state is more than a word or two: then it has a line of its own where there is little room. */
function isTold({ state, reasons = [], backoff, pilots = [] }: PageComponent): boolean {
  return state.length > 8 || reasons.length > 0 || pilots.length > 0 || backoff !== undefined;
}

function numberCell(label: string, value: number, tone = ''): HTMLElement {
  return cell(label, `num ${label.toLowerCase()} ${value === 0 ? 'zero' : tone}`, number(value));
}

/** What the numbers beside it say, as lengths; each part told by its pattern and its letter as well as its colour. */
function bar(component: PageComponent): HTMLElement {
  const { count, running, presumed, pending } = component;
  const whole = Math.max(count, running + presumed + pending, 1);
  const parts = barParts(component).map(({ kind, count: length }) => {
    const part = el('span', { class: `part ${kind}` }, String(length));
    part.style.flexGrow = String(length);
    return part;
  });
  const strip = el('span', { class: 'bar', 'aria-hidden': 'true' }, ...parts);
  if (running + presumed + pending > count) {
    const tick = el('span', { class: 'tick' });
    tick.style.left = `${(100 * count) / whole}%`;
    strip.append(tick);
  }
  return el('span', { class: 'bar-frame' }, strip, unseen(barText(component)));
}

function barText(component: PageComponent): string {
  const parts = barParts(component).map(({ kind, count }) => `${number(count)} ${kind}`);
  return parts.length === 0 ? 'nothing there' : parts.join(', ');
}

const marks = { short: '!', over: '+', off: '–', met: '✓' } as const;

function stateParts(
  { state, reasons = [], backoff, pilots = [] }: PageComponent,
  kind: keyof typeof marks,
): HTMLElement[] {
  return [
    el('span', { class: `badge ${kind}` }, silent('mark', marks[kind]), state),
    ...reasons.map(noteEl),
    ...(backoff === undefined
      ? []
      : [
          el(
            'span',
            { class: 'reason' },
            `backing off until `,
            timeEl(backoff.until),
            ` after ${many(backoff.failures, 'failure')}: ${backoff.lastHost === undefined ? '' : `on ${backoff.lastHost}: `}${backoff.why.text}`,
          ),
        ]),
    ...pilots.map(noteEl),
  ];
}

function noteEl(note: Note): HTMLElement {
  return el('span', { class: 'printed' in note ? 'reason printed' : 'reason' }, noteText(note));
}

function legend(): HTMLElement {
  const parts = (['running', 'presumed', 'pending', 'missing'] as const).map((kind) =>
    el('li', {}, el('span', { class: `part sample ${kind}`, 'aria-hidden': 'true' }), ` ${kind}`),
  );
  return el('ul', { class: 'key', role: 'list', 'aria-label': 'Parts of a bar' }, ...parts);
}
