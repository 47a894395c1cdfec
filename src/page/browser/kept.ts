/** What outlives a reload of this page in this tab and belongs into no link: the browser's own state of its entry. */
export interface Kept {
  /** The pass whose page was seen, and when first, by the viewer's clock. */
  readonly at?: string;
  readonly firstSeenMs?: number;
  /** The page that screen readers were told of that it is stale. */
  readonly toldStale?: string;
  /** Where the page and its boxes were scrolled to, and what had the focus. */
  readonly scroll?: Readonly<Record<string, number>>;
  readonly focus?: string;
}

export function kept(): Kept {
  const state: unknown = history.state;
  return typeof state === 'object' && state !== null ? state : {};
}

export function keep(change: Kept): void {
  try {
    history.replaceState({ ...kept(), ...change }, '');
  } catch {
    // A browser that allows no more of it for now: the page works without.
  }
}
