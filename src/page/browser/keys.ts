/**
 * What a control, or a part of the page, is called in every page a pass writes, so that it is found again after a reload: its id, or
 * the id of what it stands in and its `data-key`. Empty where it has none.
 */
export function keyOf(element: Element | null): string {
  if (element === null || element === document.body) return '';
  if (element.id !== '') return element.id;
  const key = element instanceof HTMLElement ? element.dataset['key'] : undefined;
  return key === undefined ? '' : `${scopeOf(element)} ${key}`;
}

/** Ids have no blanks. */
export function byKey(key: string): HTMLElement | null {
  const blank = key.indexOf(' ');
  if (blank < 0) return key === '' ? null : document.getElementById(key);
  const scope = document.getElementById(key.slice(0, blank));
  const those =
    scope?.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key.slice(blank + 1))}"]`) ?? [];
  return [...those].find((each) => scopeOf(each) === scope?.id) ?? null;
}

function scopeOf(element: Element): string {
  return element.parentElement?.closest('[id]')?.id ?? '';
}
