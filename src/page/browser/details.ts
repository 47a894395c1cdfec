import { el } from './dom.ts';
import { keep, kept } from './kept.ts';

/** What can be unfolded, and stays so when the page loads itself anew. */
export function details(
  id: string,
  className: string,
  isOpen: boolean,
  summary: readonly (Node | string)[],
  ...children: readonly Node[]
): HTMLDetailsElement {
  const isOpenNow = (): boolean => kept().open?.[id] ?? isOpen;
  const element = el(
    'details',
    { id, class: className, open: isOpenNow() },
    el('summary', { 'data-key': 'summary' }, ...summary),
    ...children,
  );
  element.addEventListener('toggle', () => {
    // One that is open from the beginning tells of that as well.
    if (element.open !== isOpenNow()) keep({ open: { ...kept().open, [id]: element.open } });
  });
  return element;
}
