import type { ComponentId } from '../core/types.ts';

/** For how long fewer of a component really ran than were wanted. */
export interface Shortness {
  readonly component: ComponentId;
  /** In all, in milliseconds. */
  readonly shortMs: number;
  /** Without a break. */
  readonly longestMs: number;
}

/** Keeps count of how long components are short, by what really runs. */
export class ShortTimes {
  readonly #wanted: ReadonlyMap<ComponentId, number>;
  readonly #short = new Map<ComponentId, { sinceMs: number | null; shortMs: number; longestMs: number }>();

  /** @param wanted of those that are on; nothing runs at first. */
  constructor(wanted: ReadonlyMap<ComponentId, number>, nowMs: number) {
    this.#wanted = wanted;
    for (const [component, count] of wanted)
      this.#short.set(component, { sinceMs: count > 0 ? nowMs : null, shortMs: 0, longestMs: 0 });
  }

  changed(component: ComponentId, running: number, nowMs: number): void {
    const short = this.#short.get(component);
    if (short === undefined) return;
    const isShort = running < (this.#wanted.get(component) ?? 0);
    if (isShort === (short.sinceMs !== null)) return;
    if (short.sinceMs !== null) {
      const lastedMs = nowMs - short.sinceMs;
      short.shortMs += lastedMs;
      short.longestMs = Math.max(short.longestMs, lastedMs);
    }
    short.sinceMs = isShort ? nowMs : null;
  }

  /** Up to now, in the order of the file. */
  told(nowMs: number): Shortness[] {
    return [...this.#short].map(([component, { sinceMs, shortMs, longestMs }]) => {
      const openMs = sinceMs === null ? 0 : nowMs - sinceMs;
      return { component, shortMs: shortMs + openMs, longestMs: Math.max(longestMs, openMs) };
    });
  }
}
