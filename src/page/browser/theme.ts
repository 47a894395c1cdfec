import type { Theme } from './settings.ts';

/** `auto` is what the viewer's system says, by the style alone. */
export function applyTheme(theme: Theme): void {
  if (theme === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

/** A colour of the style, as it is now. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim() || 'CanvasText';
}

/** Calls when the colours have become others. */
export function onColours(action: () => void): void {
  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)'])
    matchMedia(query).addEventListener('change', action);
  new MutationObserver(action).observe(document.documentElement, {
    attributeFilter: ['data-theme', 'class'],
  });
}
