import { grouped } from '../core/grouped.ts';

/** Something that a list says of a component. */
interface OfComponent {
  readonly component: string;
}

/**
 * What a list says of one component, in its order. It is asked for each component there is, so the list is looked through
 * once; what was found is kept as long as the list.
 */
export function ofComponent<T extends OfComponent>(items: readonly T[], component: string): readonly T[] {
  const known = found.get(items) ?? grouped(items, (item: OfComponent) => item.component);
  found.set(items, known);
  return (known.get(component) ?? []) as readonly T[];
}

const found = new WeakMap<readonly OfComponent[], ReadonlyMap<string, readonly OfComponent[]>>();
