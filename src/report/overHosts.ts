import type { ProblemKind } from '../core/news.ts';
import { foldRange } from '../interface/ranges.ts';
import { harmless } from './harmless.ts';

/** What is told in the same words of several hosts, or once of something else. */
export interface Folded<T> {
  readonly kind: ProblemKind;
  readonly abouts: readonly string[];
  /** Where it is told of several hosts, `HOST` stands for their names. */
  readonly text: string;
  readonly items: readonly T[];
}

/**
 * Folds what differs in its host alone; in the order in which each is found first.
 *
 * @param apart what else must be the same.
 */
export function foldedOverHosts<
  T extends { readonly kind: ProblemKind; readonly about: string; readonly text: string },
>(items: readonly T[], apart: (item: T) => string = () => ''): Folded<T>[] {
  const groups = new Map<string, { kind: ProblemKind; abouts: string[]; text: string; items: T[] }>();
  for (const item of items) {
    const { kind, about } = item;
    const isOfHost = ofHost.has(kind);
    // A remedy names its host.
    const text = isOfHost && about !== '' ? item.text.replaceAll(about, 'HOST') : item.text;
    const key = isOfHost ? JSON.stringify([kind, apart(item), text]) : `${kind} ${about}`;
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, { kind, abouts: [about], text: item.text, items: [item] });
      continue;
    }
    group.abouts.push(about);
    group.items.push(item);
    group.text = text;
  }
  return [...groups.values()];
}

/** Kinds of problems that are about a host. */
export const ofHost: ReadonlySet<ProblemKind> = new Set(['host', 'quarantine', 'twice', 'unlisted']);

/** The component, or the hosts as a range; empty where the text says it all. */
export function subjectOf({ kind, abouts }: Pick<Folded<unknown>, 'kind' | 'abouts'>): string {
  const isNamed = ofHost.has(kind) || kind === 'short' || kind === 'launch' || kind === 'stop';
  return isNamed ? harmless(foldRange(abouts)) : '';
}

/** Whether it is doubt and no failure: nobody could tell. */
export function isDoubt(kind: ProblemKind): boolean {
  return kind === 'host' || kind === 'twice' || kind === 'unlisted';
}
