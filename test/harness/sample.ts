/** Whether every case is tested: `npm run test:deep`. */
export const isDeep = process.env['MUSTER_TEST_DEEP'] === '1';

/** Selects the sample of the cases that `npm test` tests. The runner prints it. */
export const seed = Number(process.env['MUSTER_TEST_SEED'] ?? '1');

/** All cases under `npm run test:deep`; otherwise `count` of them, selected by the seed and `name`, in their order. */
export function sample<T>(name: string, cases: readonly T[], count: number): readonly T[] {
  if (isDeep || cases.length <= count) return cases;
  const ranked = cases.map((value, index) => ({ value, index, rank: hash(`${seed} ${name} ${index}`) }));
  return ranked
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, count)
    .toSorted((a, b) => a.index - b.index)
    .map(({ value }) => value);
}

/** Number of fast-check runs of a property: `count` under `npm run test:deep`, otherwise `few`. */
export function runs(
  count: number,
  few = Math.max(40, Math.ceil(count / 10)),
): { readonly numRuns: number; readonly seed: number } {
  return { numRuns: isDeep ? count : Math.min(count, few), seed };
}

/** FNV-1a with a final mix, so that similar texts get unrelated ranks. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ character.codePointAt(0)!, 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}
