import type { PageData, PageHost } from '../data.ts';
import { button, cell, el, rowHead, silent, tableEl, timeEl } from './dom.ts';
import { pairsOf, stateHints, stateMarks, stateOf } from './hostStates.ts';
import { many, number, sizeText, spanText } from './words.ts';

/** What is known of one host, over the page. Escape closes it, and the focus goes back to where it was opened. */
export function hostPanel(
  data: PageData,
  onChange: (host: string) => void,
): { readonly element: HTMLElement; open(index: number, from: HTMLElement | null): void } {
  const title = el('h2', { id: 'panel-title' });
  const content = el('div', { class: 'panel-content' });
  const close = button('Close', { class: 'close', 'data-key': 'close' }, () => dialog.close());
  const dialog = el(
    'dialog',
    { id: 'panel', class: 'panel', 'aria-labelledby': 'panel-title' },
    el('div', { class: 'panel-head' }, title, close),
    content,
  );
  let opener: HTMLElement | null = null;
  dialog.addEventListener('close', () => {
    onChange('');
    opener?.focus();
  });
  // A click beside it.
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close();
  });
  return {
    element: dialog,
    open(index, from) {
      const host = data.hosts[index];
      if (host === undefined) return onChange('');
      opener = from;
      onChange(host.host);
      title.textContent = host.host;
      content.replaceChildren(...partsOf(data, host));
      if (!dialog.open) dialog.showModal();
      dialog.scrollTop = 0;
    },
  };
}

function partsOf(data: PageData, host: PageHost): HTMLElement[] {
  const state = stateOf(host);
  return [
    el(
      'p',
      { class: 'panel-state' },
      el('span', { class: `swatch s-${state.replace(' ', '-')}`, 'aria-hidden': 'true' }, stateMarks[state]),
      el('b', {}, ` ${state}`),
      `: ${stateHints[state]}`,
    ),
    el(
      'dl',
      { class: 'panel-facts' },
      ...facts(data, host).flatMap(([name, ...value]) => [el('dt', {}, name), el('dd', {}, ...value)]),
    ),
    el('h3', {}, 'What runs there'),
    runs(data, host),
    ...pilots(data, host),
    ...waits(data, host.backoff, 'Backing off there', 'B'),
    ...waits(data, host.unfit, 'Unfit for', 'U'),
  ];
}

type Fact = readonly [name: string, ...value: (string | Node)[]];

function facts(data: PageData, host: PageHost): Fact[] {
  const { sighting, reason, drain, quarantine, sameAs, tags, hot, hotlimit } = host;
  const decision = data.decisions.find((each) => each.kind === 'drain' && each.host === host.host);
  return [
    ['Sighting', sighting, reason === undefined ? '' : `: ${reason.text}`],
    ...(reason?.remedy === undefined ? [] : [['What mends it', el('code', {}, reason.remedy)] as const]),
    ['Hot slots', `${number(hot)} of ${number(hotlimit)} taken`],
    ...(drain === undefined
      ? []
      : [['Drained', drain, ...(decision === undefined ? [] : [` by ${decision.by}`])] as const]),
    ...(quarantine === undefined
      ? []
      : [['Quarantined', 'until ', timeEl(quarantine.until), `: ${quarantine.why.text}`] as const]),
    ...(sameAs === undefined ? [] : [['Same machine as', sameAs] as const]),
    ...vitals(host),
    ...(tags === undefined || tags.length === 0 ? [] : [['Tags', tags.join(', ')] as const]),
  ];
}

function vitals({ vitals: known = {} }: PageHost): Fact[] {
  const { cores, load1, memoryKiB, memoryAvailableKiB, diskAvailableKiB, uptimeS, gpus } = known;
  const perCore = load1 && cores ? ` (${(load1 / cores).toFixed(2)} per core)` : '';
  const ofAll = memoryKiB ? ` of ${sizeText(memoryKiB)}` : '';
  const rows: (readonly [string, string | null])[] = [
    ['Load', load1 === null || load1 === undefined ? null : `${load1.toFixed(2)}${perCore}`],
    ['Cores', cores ? number(cores) : null],
    ['Memory available', memoryAvailableKiB ? `${sizeText(memoryAvailableKiB)}${ofAll}` : null],
    [
      'Disk available',
      diskAvailableKiB === null || diskAvailableKiB === undefined ? null : sizeText(diskAvailableKiB),
    ],
    ['Up for', uptimeS ? spanText(uptimeS * 1000) : null],
    ['GPUs', gpus ? number(gpus) : null],
  ];
  return rows.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}

function runs(data: PageData, host: PageHost): HTMLElement {
  const pending = new Map(pairsOf(host.pending));
  const isKnown = host.sighting === 'seen';
  const rows = [
    ...pairsOf(host.runs).map(([index, count]) => ({
      name: data.components[index]?.component ?? '?',
      count,
      pending: pending.get(index) ?? 0,
      note: '',
    })),
    ...Object.entries(host.others ?? {}).map(([name, count]) => ({
      name,
      count,
      pending: 0,
      note: 'not in the file any more',
    })),
  ];
  if (rows.length === 0)
    return el('p', { class: 'empty' }, isKnown ? 'Nothing of muster.' : 'Nothing is presumed there.');
  const body = el(
    'tbody',
    {},
    ...rows.map(({ name, count, pending: waiting, note }) =>
      el(
        'tr',
        { role: 'row' },
        rowHead('name', name),
        cell('Instances', 'num', number(count)),
        cell(
          'Of these',
          '',
          [
            waiting > 0 ? `${number(waiting)} pending` : '',
            !isKnown && count > waiting ? 'presumed' : '',
            note,
          ]
            .filter(Boolean)
            .join(', '),
        ),
      ),
    ),
  );
  return tableEl(
    `What runs on ${host.host}`,
    [{ label: 'Component' }, { label: 'Instances', className: 'num' }, { label: 'Of these' }],
    body,
  );
}

function pilots(data: PageData, { pilots: told = [] }: PageHost): HTMLElement[] {
  if (told.length === 0) return [];
  const items = told.map(({ component, step, since, end, ready, lines = [] }) =>
    el(
      'li',
      {},
      silent('mark', end === undefined ? '' : '!'),
      el('b', {}, data.components[component]?.component ?? '?'),
      end === undefined ? `: ${step} since ` : ': ',
      ...(end === undefined ? [timeEl(since)] : [`${end.text}, `, timeEl(since)]),
      ...(ready === undefined ? [] : [', ready since ', timeEl(ready)]),
      ...lines.map((line) => el('span', { class: 'reason printed' }, line)),
    ),
  );
  return [el('h3', {}, 'Pilots'), el('ul', { class: 'backoffs pilots', role: 'list' }, ...items)];
}

/** Components that are not tried there for now. */
function waits(data: PageData, listed: PageHost['backoff'], title: string, sign: string): HTMLElement[] {
  if (listed === undefined || listed.length === 0) return [];
  const items = listed.map(([index, until, why]) =>
    el(
      'li',
      {},
      silent('mark', sign),
      el('b', {}, data.components[index]?.component ?? '?'),
      ' until ',
      timeEl(until),
      `: ${why.text}`,
    ),
  );
  return [
    el('h3', {}, `${title}: ${many(listed.length, 'component')}`),
    el('ul', { class: 'backoffs', role: 'list' }, ...items),
  ];
}
