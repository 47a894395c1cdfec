const unitKiB = { K: 1, M: 1024, G: 1024 ** 2, T: 1024 ** 3 } as const;

/** `"20G"` in KiB, for text that the schema has let through; throws on any other. */
export function sizeKiB(text: string): number {
  const found = /^(?<number>[1-9][0-9]{0,5})(?<unit>[KMGT])$/.exec(text);
  const { number, unit } = found?.groups ?? {};
  if (number === undefined) throw new Error(`not a size: ${text}`);
  return Number(number) * unitKiB[unit as keyof typeof unitKiB];
}
