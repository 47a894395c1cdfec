import * as fc from 'fast-check';
import { runs, seed } from './sample.ts';

type Arbitraries<Values extends unknown[]> = { [Index in keyof Values]: fc.Arbitrary<Values[Index]> };

/** A count for `runs`, or a fixed number of runs. */
type RunCount = number | { readonly numRuns: number };

/** Checks a property: `forAll(500, fc.string(), fc.nat(), (text, length) => ...)`. */
export function forAll<Values extends [unknown, ...unknown[]]>(
  count: RunCount,
  ...property: [...Arbitraries<Values>, (...values: Values) => boolean | void]
): void {
  fc.assert(fc.property(...property), parametersOf(count));
}

/** `forAll` for an asynchronous property. */
export async function forAllAsync<Values extends [unknown, ...unknown[]]>(
  count: RunCount,
  ...property: [...Arbitraries<Values>, (...values: Values) => Promise<boolean | void>]
): Promise<void> {
  await fc.assert(fc.asyncProperty(...property), parametersOf(count));
}

function parametersOf(count: RunCount): { readonly numRuns: number; readonly seed: number } {
  return typeof count === 'number' ? runs(count) : { seed, ...count };
}
