import type { PageData } from '../data.ts';
import { clockText, spanText } from './words.ts';

/** What tells how old the page is. */
export type Passes = Pick<PageData, 'at' | 'passes'>;

/** When the viewer's clock stood where: the age of the page must not hang on that clock being right. */
export interface Viewing {
  readonly nowMs: number;
  /** When this viewer first saw what a pass of that time left, by the same clock. */
  readonly firstSeenMs: number;
}

export interface Age {
  readonly ageMs: number;
  readonly isStale: boolean;
  /** How far the viewer's clock is behind the control VM's, as far as that shows; 0 where it does not. */
  readonly behindMs: number;
}

/** Of the last pass, for a look makes none; of the page where it knows of none. */
export function shownAtMs({ at, passes }: Passes): number {
  return Date.parse(passes.lastAt ?? at);
}

/**
 * How old what is shown is. It is at least as old as it has been looked at, so a clock that is behind cannot keep it fresh.
 */
export function ageOf(page: Passes, { nowMs, firstSeenMs }: Viewing): Age {
  const byClock = nowMs - shownAtMs(page);
  const ageMs = Math.max(byClock, nowMs - firstSeenMs, 0);
  return {
    ageMs,
    isStale: ageMs > page.passes.staleAfterMs,
    behindMs: Math.max(0, shownAtMs(page) - firstSeenMs),
  };
}

/** For the banner, which stays in sight. */
export function staleText(page: Passes, age: Age, nowMs: number): string {
  return `${sinceText(page, nowMs)} (${agoText(age)}): what is shown may not be so any more.`;
}

/** In the place of what the page says when it is fresh. */
export function staleHeadline(page: Passes, nowMs: number): string {
  return `${sinceText(page, nowMs)}: does cron still start them?`;
}

function sinceText(page: Passes, nowMs: number): string {
  const since = clockText(shownAtMs(page), nowMs, false);
  return page.passes.lastAt === null
    ? `No pass is known of, and nothing new since ${since}`
    : `No pass since ${since}`;
}

/** No clock is so exact that less than this tells anything. */
const exactMs = 5000;

/** `2 minutes ago`. */
export function agoText({ ageMs, behindMs }: Age): string {
  const ago = ageMs < 60_000 ? 'less than a minute ago' : `${spanText(ageMs)} ago`;
  return behindMs > exactMs
    ? `${ago}; the clock of this device is behind by ${spanText(behindMs)} or more`
    : ago;
}

const leastMs = 30_000;
/** A pass is there a little after it began. */
const graceMs = 5000;

/** While it is stale: whoever mends what was the matter looks here whether it is. */
const staleMs = 45_000;

/**
 * When to load the page again: when the next pass may have been, and while it is late or the page stale, now and then.
 *
 * @param age when it was opened, and whether it is stale by now.
 */
export function reloadAtMs(page: Passes, { ageMs, isStale }: Age, openedMs: number): number {
  const { everyMs, lastTookMs } = page.passes;
  if (isStale) return openedMs + staleMs;
  if (everyMs === null) return openedMs + 2 * leastMs;
  const untilNextMs = everyMs + (lastTookMs ?? 0) + graceMs - ageMs;
  return openedMs + Math.max(leastMs, Math.min(untilNextMs, everyMs));
}
