import type { PageData } from '../data.ts';
import { keep, kept } from './kept.ts';
import { byKey, keyOf } from './keys.ts';
import { keepPlace, toPlace } from './place.ts';
import { ageOf, reloadAtMs } from './staleness.ts';
import type { Store } from './store.ts';

/** Loads the page again when a new pass may have written it, unless that would disturb whoever works with it. */
export function reloading(data: PageData, store: Store): void {
  const openedMs = Date.now();
  const firstSeenMs = kept().firstSeenMs ?? openedMs;
  const { ageMs, behindMs } = ageOf(data, { nowMs: openedMs, firstSeenMs });
  const isBusy = busy();
  setInterval(() => {
    const nowMs = Date.now();
    const { isStale } = ageOf(data, { nowMs, firstSeenMs });
    const dueMs = reloadAtMs(data, { ageMs, behindMs, isStale }, openedMs);
    // Where nobody looks there is no hurry, but the title of a tab is seen and must not say stale when it is not.
    const isSeen = document.visibilityState === 'visible' || isStale;
    if (store.now.reload && nowMs >= dueMs && isSeen && !isBusy()) leave();
  }, 1000);
}

const quietMs = 60_000;

/** Whether somebody types, chooses or marks text, or did within a minute and is still there. */
function busy(): () => boolean {
  let touchedMs = -Infinity;
  const touched = (): void => void (touchedMs = Date.now());
  for (const event of ['input', 'keydown', 'pointerdown'])
    document.addEventListener(event, ({ target }) => isField(target) && touched());
  document.addEventListener('selectionchange', () => isMarked() && touched());
  return () => Date.now() - touchedMs < quietMs && (isField(document.activeElement) || isMarked());
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.type === 'search')
  );
}

function isMarked(): boolean {
  return getSelection()?.isCollapsed === false;
}

function leave(): void {
  window.dispatchEvent(new Event('muster:leave'));
  const focused = document.activeElement;
  const isText = focused instanceof HTMLInputElement && focused.type === 'search';
  keep({ focus: keyOf(focused), caret: isText ? (focused.selectionEnd ?? undefined) : undefined });
  keepPlace();
  history.scrollRestoration = 'manual';
  location.reload();
}

/** Puts the viewer back to where he was before the page loaded itself again. */
export function resume(): void {
  const { focus, caret, place } = kept();
  if (focus === undefined || place === undefined) return;
  keep({ focus: undefined, caret: undefined, place: undefined });
  // The panel of a host is opened by then.
  queueMicrotask(() => {
    const target = byKey(focus);
    target?.focus({ preventScroll: true });
    if (target instanceof HTMLInputElement && caret !== undefined) target.setSelectionRange(caret, caret);
    toPlace(place);
    // Tiles have found how many of them stand in a row.
    requestAnimationFrame(() => requestAnimationFrame(() => toPlace(place)));
    history.scrollRestoration = 'auto';
  });
}
