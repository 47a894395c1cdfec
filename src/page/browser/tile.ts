import type { PageHost } from '../data.ts';
import { el, silent, unseen } from './dom.ts';
import { measureOf, stateMarks, stateOf, type HostMode } from './hostStates.ts';

/** More slots than this are drawn as one length. */
const mostMarks = 8;

/** A tile is made wide enough for this many letters of a name; of a longer one the end is cut by the style. */
export const mostLetters = 32;

/** One host as one button. There may be thousands: it has few elements. */
export function tile(host: PageHost, index: number, label: string, mode: HostMode): HTMLButtonElement {
  const state = stateOf(host);
  const element = el(
    'button',
    {
      type: 'button',
      class: `tile s-${state.replace(' ', '-')}`,
      id: `tile-${index}`,
      tabindex: '-1',
      title: host.host,
      'aria-haspopup': 'dialog',
      'data-index': index,
      'data-host': host.host,
    },
    silent('mark', stateMarks[state]),
    silent('tile-name', label),
    silent('slots'),
    silent('value'),
    unseen(''),
  );
  showMeasure(element, host, mode);
  return element;
}

/** Makes a tile show this of its host. */
export function showMeasure(element: HTMLElement, host: PageHost, mode: HostMode): void {
  const { text, level, said } = measureOf(host, mode);
  const [, , slots, value, words] = element.children as unknown as readonly (HTMLElement | undefined)[];
  if (words !== undefined) words.textContent = `${host.host}, ${stateOf(host)}, ${said}`;
  if (value !== undefined) value.textContent = text;
  if (slots === undefined) return;
  if (mode === 'hot' && host.hotlimit <= mostMarks) {
    slots.className = 'slots';
    slots.replaceChildren(
      ...Array.from({ length: Math.max(host.hotlimit, Math.min(host.hot, mostMarks)) }, (_, at) => {
        const slot = document.createElement('i');
        if (at < host.hot) slot.className = at < host.hotlimit ? 'taken' : 'taken over';
        return slot;
      }),
    );
    return;
  }
  const fill = document.createElement('i');
  fill.style.width = `${Math.round((level ?? 0) * 100)}%`;
  slots.className = (level ?? 0) >= 0.9 ? 'level high' : 'level';
  slots.replaceChildren(fill);
}
