/** One field of each item: `fieldOf(problems, 'code')`. */
export function fieldOf<T, Name extends keyof T>(list: readonly T[], name: Name): T[Name][] {
  return list.map((one) => one[name]);
}

/** The values of these fields of each item, to compare with a table. */
export function rows<T>(list: readonly T[] | undefined, ...fields: readonly (keyof T)[]): unknown[][] {
  return (list ?? []).map((one) => fields.map((field) => one[field]));
}

/**
 * Fields of each item as one line: `fieldLines(outcomes, 'component', 'outcome')` returns `['p/a failed', 'p/b -']`. `-` is a
 * missing field.
 */
export function fieldLines<T>(list: readonly T[], ...names: readonly (keyof T)[]): string[] {
  return list.map((one) => names.map((name) => cellOf(one[name])).join(' '));
}

function cellOf(value: unknown): string {
  if (value === undefined) return '-';
  return typeof value === 'string' && value !== '' ? value : JSON.stringify(value);
}
