import type { PageComponent } from '../data.ts';
import type { ComponentSort } from './settings.ts';

export type ComponentState = 'short' | 'over' | 'off' | 'met';

export function componentState({
  on,
  missing,
  count,
  running,
  presumed,
  pending,
}: PageComponent): ComponentState {
  if (!on) return 'off';
  if (missing > 0) return 'short';
  return running + presumed + pending > count ? 'over' : 'met';
}

/** The rows that are asked for, in the order that is. */
export function componentsAsked(
  components: readonly PageComponent[],
  { cq, short, sort }: { readonly cq: string; readonly short: boolean; readonly sort: ComponentSort },
): PageComponent[] {
  const words = cq.toLowerCase().split(/\s+/).filter(Boolean);
  return components
    .filter((row) => !short || row.missing > 0)
    .filter(({ component, description = '', state }) => {
      const text = `${component} ${description} ${state}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .toSorted(orders[sort]);
}

const rank: Readonly<Record<ComponentState, number>> = { short: 0, over: 1, met: 2, off: 3 };

/** A sort is stable: what these leave equal stays in the order of the file. */
const orders: Readonly<Record<ComponentSort, (a: PageComponent, b: PageComponent) => number>> = {
  trouble: (a, b) =>
    rank[componentState(a)] - rank[componentState(b)] ||
    missingShare(b) - missingShare(a) ||
    b.missing - a.missing,
  file: () => 0,
  name: (a, b) => a.component.localeCompare(b.component, 'en', { numeric: true }),
  wanted: (a, b) => b.count - a.count,
};

function missingShare({ missing, count }: PageComponent): number {
  return count === 0 ? 0 : missing / count;
}

export interface BarPart {
  readonly kind: 'running' | 'presumed' | 'pending' | 'missing';
  readonly count: number;
}

/** What a bar is made of, left to right; pending ones that vanished are missing. */
export function barParts({ running, presumed, pending, missing }: PageComponent): BarPart[] {
  const parts: BarPart[] = [
    { kind: 'running', count: running },
    { kind: 'presumed', count: presumed },
    { kind: 'pending', count: pending },
    { kind: 'missing', count: missing },
  ];
  return parts.filter(({ count }) => count > 0);
}
