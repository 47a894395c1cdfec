/** What outlives a reload of this page in this tab and belongs into no link: the browser's own state of its entry. */
export interface Kept {
  /** The pass whose page was seen, and when first, by the viewer's clock. */
  readonly at?: string;
  readonly firstSeenMs?: number;
  /** The page that screen readers were told of that it is stale. */
  readonly toldStale?: string;
  /** What the viewer folded or unfolded, by the id of it. */
  readonly open?: Readonly<Record<string, boolean>>;
  /** Lists that are shown whole, and how many rows of the log are. */
  readonly whole?: readonly string[] | undefined;
  readonly logRows?: number | undefined;
  /** Where the page was scrolled to, and what had the focus, by its key; from a reload by itself to the page that follows. */
  readonly place?: Place | undefined;
  readonly focus?: string | undefined;
  readonly caret?: number | undefined;
}

export interface Place {
  readonly y: number;
  /** What was in sight, and where: by the key of it. */
  readonly mark?: { readonly key: string; readonly top: number };
  /** How far each box was scrolled, by its id. */
  readonly boxes: Readonly<Record<string, number>>;
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
