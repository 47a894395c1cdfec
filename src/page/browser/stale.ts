import type { PageData } from '../data.ts';
import { el } from './dom.ts';
import { keep, kept } from './kept.ts';
import { ageOf, agoText, staleHeadline, staleText, type Age } from './staleness.ts';

/** Calls with how old the page is, at once and whenever the words for it change; with the headline that is due while it is stale. */
export type Watch = (onAge: (ago: string, headline: string | null) => void) => void;

/**
 * The banner of a page that is too old to be believed. Marks the whole page, its title too, and tells screen readers once.
 */
export function staleBanner(data: PageData): { readonly banner: HTMLElement; readonly watch: Watch } {
  const seen = kept();
  const firstSeenMs = seen.at === data.at && seen.firstSeenMs !== undefined ? seen.firstSeenMs : Date.now();
  keep({ at: data.at, firstSeenMs });
  const text = el('p', { hidden: true });
  const announcer = el('p', { role: 'alert', class: 'unseen' });
  const title = document.title;

  const show = ({ isStale, ...age }: Age, nowMs: number): void => {
    const root = document.documentElement;
    if (isStale) setText(text, staleText(data, { isStale, ...age }, nowMs));
    if (root.classList.contains('stale') === isStale) return;
    root.classList.toggle('stale', isStale);
    text.hidden = !isStale;
    if (isStale) tell(announcer, data.at);
    document.title = isStale ? `STALE: ${title}` : title;
  };

  return {
    banner: el('aside', { class: 'stale-banner', 'aria-label': 'How old this page is' }, text, announcer),
    watch(onAge) {
      let told = '';
      const look = (): void => {
        const nowMs = Date.now();
        const age = ageOf(data, { nowMs, firstSeenMs });
        show(age, nowMs);
        const ago = agoText(age);
        const headline = age.isStale ? staleHeadline(data, nowMs) : null;
        if (`${ago} ${headline}` === told) return;
        told = `${ago} ${headline}`;
        onAge(ago, headline);
      };
      look();
      setInterval(look, 1000);
      // A device that slept ran no timers.
      document.addEventListener('visibilitychange', look);
    },
  };
}

/** Once, and not again whenever the page has loaded itself and is the same. */
function tell(announcer: HTMLElement, at: string): void {
  if (kept().toldStale === at) return;
  keep({ toldStale: at });
  announcer.textContent = 'Stale: no pass for too long. What is shown may not be so any more.';
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
