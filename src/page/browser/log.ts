import type { LogLine, PageData } from '../data.ts';
import {
  button,
  cell,
  debounced,
  el,
  section,
  select,
  silent,
  tableEl,
  textField,
  timeEl,
  unseen,
} from './dom.ts';
import { isFailure, kindWords, logAsked, whatText } from './logRows.ts';
import { keep, kept } from './kept.ts';
import type { Store } from './store.ts';
import { number } from './words.ts';

const shownAtOnce = 50;

/** What happened and was decided, the newest first. */
export function log(data: PageData, store: Store): HTMLElement {
  const body = el('tbody');
  const told = el('p', { class: 'count', role: 'status' });
  let asked: readonly LogLine[] = [];
  let shown = 0;
  const more = button('Show more', { class: 'more', 'data-key': 'more' }, () => {
    const first = append(shownAtOnce);
    keep({ logRows: shown });
    first?.setAttribute('tabindex', '-1');
    first?.focus({ preventScroll: true });
  });
  const append = (count: number): HTMLElement | undefined => {
    const rows = asked.slice(shown, shown + count).map(row);
    body.append(...rows);
    shown += rows.length;
    more.hidden = shown >= asked.length;
    told.textContent =
      asked.length > shown
        ? `the newest ${number(shown)} of ${number(asked.length)} are shown`
        : asked.length === data.log.length
          ? `${number(asked.length)} in all`
          : `${number(asked.length)} of ${number(data.log.length)}`;
    return rows[0];
  };
  const render = (atFirst = shownAtOnce): void => {
    asked = logAsked(data.log, store.now);
    shown = 0;
    body.replaceChildren();
    append(atFirst);
    nothing.hidden = asked.length > 0;
  };
  const again = (): void => {
    keep({ logRows: undefined });
    render();
  };
  const later = debounced(again);
  const nothing = el(
    'p',
    { class: 'empty' },
    data.log.length === 0 ? 'Nothing has happened yet.' : 'Nothing in the log is like that.',
  );
  const table = tableEl(
    'Log: what happened and was decided, the newest first',
    [{ label: 'When' }, { label: 'What' }, { label: 'Component' }, { label: 'Host' }, { label: 'More' }],
    body,
  );
  render(kept().logRows);
  return section(
    'log',
    'Log',
    tools(data, store, again, later, told),
    el('div', { class: 'box log' }, table),
    nothing,
    more,
  );
}

function tools(
  data: PageData,
  store: Store,
  render: () => void,
  later: () => void,
  count: HTMLElement,
): HTMLElement {
  const kinds = [...new Set(data.log.map(({ kind }) => kind))];
  const named = [...new Set(data.log.flatMap(({ component }) => component ?? []))].toSorted();
  return el(
    'div',
    { class: 'tools' },
    select(
      'Kind',
      [
        { value: '', label: 'all' },
        { value: 'failures', label: 'failures' },
        ...kinds.map((kind) => ({ value: kind as string, label: kindWords[kind] ?? kind })),
      ],
      store.now.kind,
      (kind) => {
        store.set({ kind });
        render();
      },
    ),
    select(
      'Component',
      [{ value: '', label: 'all' }, ...named.map((name) => ({ value: name, label: name }))],
      store.now.lc,
      (lc) => {
        store.set({ lc });
        render();
      },
    ),
    textField('Host', store.now.lh, (lh) => {
      store.set({ lh });
      later();
    }),
    textField('Text', store.now.lq, (lq) => {
      store.set({ lq });
      later();
    }),
    count,
  );
}

function row(line: LogLine): HTMLElement {
  const { at, kind, component = '', host = '', detail = '' } = line;
  const failed = isFailure(line);
  return el(
    'tr',
    {
      role: 'row',
      class: failed ? 'failure' : '',
      'data-kind': kind,
      'data-key': `${at} ${kind} ${component} ${host}`,
    },
    cell('When', 'when', timeEl(at)),
    cell(
      'What',
      'what',
      silent('mark', failed ? '!' : kind === 'operator' ? '*' : ''),
      failed ? unseen('failure: ') : null,
      el('span', { class: 'kind' }, kindWords[kind] ?? kind),
      ` ${whatText(line)}`,
    ),
    cell('Component', component === '' ? 'none' : 'name', component),
    cell('Host', host === '' ? 'none' : 'host', host),
    cell('More', detail === '' ? 'none' : 'detail', detail),
  );
}
