import type { PageData } from '../data.ts';
import { keep, kept } from './kept.ts';
import { ageOf, reloadAtMs } from './staleness.ts';
import type { Store } from './store.ts';

/** Loads the page again when a new pass may have written it, unless that would disturb whoever looks at it. */
export function reloading(data: PageData, store: Store): void {
  const openedMs = Date.now();
  const age = ageOf(data, { nowMs: openedMs, firstSeenMs: kept().firstSeenMs ?? openedMs });
  const dueMs = reloadAtMs(data, age, openedMs);
  setInterval(() => {
    if (!store.now.reload || Date.now() < dueMs || isBusy()) return;
    leave();
  }, 1000);
}

/** Somebody types, has a panel open or has marked text; or nobody looks. */
function isBusy(): boolean {
  if (document.visibilityState !== 'visible' || document.querySelector('dialog[open]') !== null) return true;
  const focused = document.activeElement;
  if (
    focused instanceof HTMLSelectElement ||
    (focused instanceof HTMLInputElement && focused.type === 'search')
  )
    return true;
  return getSelection()?.isCollapsed === false;
}

function leave(): void {
  const boxes = [...document.querySelectorAll<HTMLElement>('.box[id]')].filter(
    ({ scrollTop }) => scrollTop > 0,
  );
  const scroll = Object.fromEntries(boxes.map(({ id, scrollTop }) => [id, scrollTop]));
  window.dispatchEvent(new Event('muster:leave'));
  keep({ scroll: { ...scroll, '': scrollY }, focus: document.activeElement?.id ?? '' });
  location.reload();
}

/** Puts the viewer back to where he was before the page loaded itself again. */
export function resume(): void {
  const { scroll, focus } = kept();
  if (scroll === undefined) return;
  history.scrollRestoration = 'manual';
  keep({ scroll: undefined, focus: undefined } as never);
  for (const [id, top] of Object.entries(scroll)) {
    if (id === '') scrollTo({ top, behavior: 'instant' });
    else document.getElementById(id)?.scrollTo({ top, behavior: 'instant' });
  }
  if (focus !== undefined && focus !== '') document.getElementById(focus)?.focus({ preventScroll: true });
}
