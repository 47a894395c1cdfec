import { button } from './dom.ts';
import { keep, kept } from './kept.ts';
import { number } from './words.ts';

/** A window that is too narrow for boxes that scroll by themselves: lists grow with the page there, and are long. As in the style. */
const narrow = '(max-width: 44rem)';

/**
 * A list of which a narrow window shows the beginning, until the rest is asked for.
 *
 * @param render called when it is to be shown otherwise.
 */
export function folding(
  id: string,
  most: number,
  render: () => void,
): {
  readonly more: HTMLButtonElement;
  /** How many of so many are to be shown. */ limit(of: number): number;
} {
  const query = matchMedia(narrow);
  query.addEventListener('change', render);
  const more = button('', { class: 'more', 'data-key': `all ${id}` }, () => {
    keep({ whole: [...(kept().whole ?? []), id] });
    render();
    // The button is gone, and the focus with it.
    document.getElementById(`${id}-title`)?.focus({ preventScroll: true });
  });
  return {
    more,
    limit(of) {
      // A few more are shown rather than told of.
      const isCut = query.matches && of > most * 1.2 && kept().whole?.includes(id) !== true;
      more.hidden = !isCut;
      more.textContent = `Show all ${number(of)}`;
      return isCut ? most : of;
    },
  };
}
