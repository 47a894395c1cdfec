import { keep, type Place } from './kept.ts';
import { byKey, keyOf } from './keys.ts';

/** What stays where it was seen, whatever came or went above it. */
const marks = 'main > section, figure[id], tr[data-key], .problem[data-key]';

/** Notes where the page and its boxes are scrolled to. */
export function keepPlace(): void {
  const boxes = [...document.querySelectorAll<HTMLElement>('.box[id], dialog[open]')];
  const scrolled = boxes.filter(({ scrollTop }) => scrollTop > 0);
  const banner = document.querySelector('.stale-banner')?.getBoundingClientRect().bottom ?? 0;
  let best: { readonly key: string; readonly top: number } | undefined;
  for (const mark of scrollY > 0 ? document.querySelectorAll(marks) : []) {
    const { top, height } = mark.getBoundingClientRect();
    if (height > 0 && (best === undefined || Math.abs(top - banner) < Math.abs(best.top - banner)))
      best = { key: keyOf(mark), top };
  }
  keep({
    place: {
      y: scrollY,
      ...(best !== undefined && { mark: best }),
      boxes: Object.fromEntries(scrolled.map(({ id, scrollTop }) => [id, scrollTop])),
    },
  });
}

export function toPlace({ y, mark, boxes }: Place): void {
  for (const [id, top] of Object.entries(boxes))
    document.getElementById(id)?.scrollTo({ top, behavior: 'instant' });
  const now = mark === undefined ? undefined : byKey(mark.key)?.getBoundingClientRect().top;
  const top = now === undefined || mark === undefined ? y : scrollY + now - mark.top;
  scrollTo({ top, behavior: 'instant' });
}
