/** The values of these fields of each item, to compare with a table. */
export function rows<T>(list: readonly T[] | undefined, ...fields: readonly (keyof T)[]): unknown[][] {
  return (list ?? []).map((one) => fields.map((field) => one[field]));
}
