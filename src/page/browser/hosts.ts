import type { PageData } from '../data.ts';
import { details } from './details.ts';
import { folding } from './folding.ts';
import {
  box,
  button,
  debounced,
  el,
  section,
  select,
  silent,
  switchOf,
  textField,
  unseen,
  checkbox,
} from './dom.ts';
import { hostPanel } from './hostPanel.ts';
import { labelsOf } from './hostNames.ts';
import { groupOf, hostsAsked, hostStates, stateHints, stateMarks, stateOf } from './hostStates.ts';
import type { HostState } from './hostStates.ts';
import type { Store } from './store.ts';
import { roving } from './roving.ts';
import { mostLetters, showMeasure, tile } from './tile.ts';
import { many, number } from './words.ts';

/** A tile a host; the legend is the filter; a tile opens the panel of its host. */
export function hosts(data: PageData, store: Store): HTMLElement {
  const labels = labelsOf(data.hosts.map(({ host }) => host));
  const tiles = data.hosts.map((host, index) =>
    tile(host, index, labels[index] ?? host.host, store.now.tiles),
  );
  const panel = hostPanel(data, (host) => store.set({ host }));
  const grid = el('div', { class: 'grid' });
  const letters = labels.reduce((most, { length }) => Math.max(most, length), 0);
  grid.style.setProperty('--letters', String(Math.min(mostLetters, letters)));
  const count = el('p', { class: 'count', role: 'status' });
  const keys = roving(grid, tiles);
  grid.addEventListener('click', ({ target }) => {
    const hit = target instanceof Element ? target.closest<HTMLElement>('.tile') : null;
    if (hit !== null) panel.open(Number(hit.dataset['index']), hit);
  });

  let columns = usualColumns;
  const render = (): void => {
    const found = hostsAsked(data, store.now);
    const asked = found.slice(0, fold.limit(found.length));
    const shown = asked.flatMap((index) => tiles[index] ?? []);
    if (store.now.groups) grid.replaceChildren(...groupsOf(data, asked, tiles));
    else grid.replaceChildren(...blocksOf(shown, columns));
    if (shown.length === 0 && data.hosts.length > 0)
      grid.replaceChildren(el('p', { class: 'empty' }, 'No host is like that.'));
    keys.use(shown);
    count.textContent =
      found.length === data.hosts.length
        ? many(found.length, 'host')
        : `${number(found.length)} of ${many(data.hosts.length, 'host')}`;
  };
  const fold = folding('hosts', 60, render);
  const later = debounced(render);
  const list = box(
    'Tiles of hosts',
    'hosts',
    unseen('Arrow keys go from tile to tile, Enter opens one.'),
    grid,
  );
  list.id = 'hosts-box';
  // The tiles are what has the focus in it.
  list.removeAttribute('tabindex');
  render();
  new ResizeObserver(() => {
    const fit = columnsIn(grid);
    if (fit === columns || fit === 0) return;
    columns = fit;
    const focused = document.activeElement;
    render();
    if (focused instanceof HTMLElement && grid.contains(focused)) focused.focus({ preventScroll: true });
  }).observe(grid);
  if (store.now.host !== '') {
    const index = data.hosts.findIndex(({ host }) => host === store.now.host);
    queueMicrotask(() => panel.open(index, tiles[index] ?? null));
  }

  return section(
    'hosts',
    'Hosts',
    el(
      'div',
      { class: 'tools' },
      textField('Find', store.now.hq, (hq) => {
        store.set({ hq });
        later();
      }),
      select(
        'With',
        [
          { value: '', label: 'any component' },
          ...data.components.map(({ component }) => ({ value: component, label: component })),
        ],
        store.now.on,
        (on) => {
          store.set({ on });
          render();
        },
      ),
      switchOf(
        'Tiles show',
        [
          { value: 'hot', label: 'hot slots' },
          { value: 'load', label: 'load per core' },
          { value: 'memory', label: 'memory used' },
        ],
        store.now.tiles,
        (mode) => {
          store.set({ tiles: mode });
          for (const [index, host] of data.hosts.entries())
            showMeasure(tiles[index] as HTMLElement, host, mode);
        },
      ),
      checkbox('grouped by name', store.now.groups, (groups) => {
        store.set({ groups });
        render();
      }),
      count,
    ),
    legend(data, store, render),
    data.hosts.length === 0 ? el('p', { class: 'empty' }, 'The configuration has no hosts.') : list,
    fold.more,
    unlisted(data),
    panel.element,
  );
}

/** What divides well by most numbers of columns, until it is known how many there are. */
const usualColumns = 8;
const blockRows = 12;

/**
 * Tiles in blocks of full rows. The browser lays out and paints only the blocks in sight: thousands of tiles at once, or each
 * deciding for itself whether it is in sight, take it long.
 */
function blocksOf(tiles: readonly HTMLElement[], columns: number): HTMLElement[] {
  const size = columns * blockRows;
  return Array.from({ length: Math.ceil(tiles.length / size) }, (_, at) => {
    const part = tiles.slice(at * size, (at + 1) * size);
    const block = el('div', { class: 'tiles' }, ...part);
    block.style.setProperty('--rows', String(Math.ceil(part.length / columns)));
    return block;
  });
}

/** How many tiles stand side by side; 0 where that cannot be told. */
function columnsIn(grid: HTMLElement): number {
  const block = grid.querySelector('.tiles');
  const tracks = block === null ? '' : getComputedStyle(block).gridTemplateColumns;
  return tracks === '' || tracks === 'none' ? 0 : tracks.split(' ').length;
}

function groupsOf(data: PageData, asked: readonly number[], tiles: readonly HTMLElement[]): HTMLElement[] {
  const groups = new Map<string, number[]>();
  for (const index of asked) {
    const name = groupOf(data.hosts[index]?.host ?? '');
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [index]);
    else group.push(index);
  }
  return [...groups].map(([name, indices]) =>
    el(
      'div',
      { class: 'group' },
      el('h3', {}, name, el('span', { class: 'muted' }, ` ${number(indices.length)}`)),
      el('div', { class: 'tiles' }, ...indices.flatMap((index) => tiles[index] ?? [])),
    ),
  );
}

/** Each state with how many are in it; pressed, it shows these alone. */
function legend(data: PageData, store: Store, render: () => void): HTMLElement {
  const counts = new Map<HostState, number>();
  for (const host of data.hosts) counts.set(stateOf(host), (counts.get(stateOf(host)) ?? 0) + 1);
  const buttons = hostStates
    .filter((state) => counts.has(state) || store.now.states.includes(state))
    .map((state) => {
      const pressed = (): string => String(store.now.states.includes(state));
      const label = el(
        'span',
        {},
        el('span', { class: `swatch s-${classOf(state)}`, 'aria-hidden': 'true' }, stateMarks[state]),
        ` ${state} `,
        el('b', {}, number(counts.get(state) ?? 0)),
      );
      const element = button(
        label,
        { 'aria-pressed': pressed(), title: stateHints[state], 'data-state': state, 'data-key': state },
        () => {
          const { states } = store.now;
          store.set({
            states: states.includes(state) ? states.filter((other) => other !== state) : [...states, state],
          });
          element.setAttribute('aria-pressed', pressed());
          render();
        },
      );
      return element;
    });
  return el('div', { class: 'legend', role: 'group', 'aria-label': 'Show hosts that are' }, ...buttons);
}

export const classOf = (state: HostState): string => state.replace(' ', '-');

function unlisted({ unlisted: hosts }: PageData): HTMLElement | null {
  if (hosts.length === 0) return null;
  const items = hosts.map(({ host, components }) => {
    const there = Object.entries(components).map(
      ([name, count]) => `${name}${count > 1 ? ` ×${count}` : ''}`,
    );
    return el('li', {}, el('b', {}, host), ` presumed there: ${there.join(', ')}`);
  });
  return details(
    'unlisted',
    'unlisted',
    false,
    [silent('mark', '?'), `${many(hosts.length, 'host')} no longer listed`],
    el('ul', { role: 'list' }, ...items),
  );
}
