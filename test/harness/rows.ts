/** These fields of each of a list, for a comparison with a table. */
export function rows<T>(list: readonly T[] | undefined, ...fields: readonly (keyof T)[]): unknown[][] {
  return (list ?? []).map((one) => fields.map((field) => one[field]));
}
