import type { JSONPath } from './document.ts';

/* What stands where in a document that may have any shape: what has not the right one is as if it were not there. */

export const asObject = (value: unknown): object =>
  typeof value === 'object' && value !== null ? value : {};

export function field(value: unknown, key: string): unknown {
  const object = asObject(value) as { readonly [key: string]: unknown };
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

export function list(value: unknown, key: string): readonly unknown[] {
  const found = field(value, key);
  return Array.isArray(found) ? found : [];
}

/** The entries of an object but for its comment. */
export const entries = (value: unknown): readonly (readonly [string, unknown])[] =>
  Array.isArray(value) ? [] : Object.entries(asObject(value)).filter(([key]) => key !== '//');

/** Every type of every pipe, with the place where it stands. */
export function* typesOf(value: unknown): Generator<{ pipe: unknown; type: unknown; path: JSONPath }> {
  for (const [pipeIndex, pipe] of list(value, 'pipes').entries()) {
    for (const [typeIndex, type] of list(pipe, 'types').entries()) {
      yield { pipe: field(pipe, 'pipe'), type, path: ['pipes', pipeIndex, 'types', typeIndex] };
    }
  }
}
