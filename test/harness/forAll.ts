import * as fc from 'fast-check';
import { runs, seed } from './sample.ts';

type Arbitraries<Values extends unknown[]> = { [Index in keyof Values]: fc.Arbitrary<Values[Index]> };

/** How often a law is tried: as `runs` takes it, or always so many times. */
type HowOften = number | { readonly numRuns: number };

/** Tries a law on values of these arbitraries: `forAll(500, fc.string(), fc.nat(), (text, length) => ...)`. */
export function forAll<Values extends [unknown, ...unknown[]]>(
  howOften: HowOften,
  ...law: [...Arbitraries<Values>, (...values: Values) => boolean | void]
): void {
  fc.assert(fc.property(...law), parametersOf(howOften));
}

/** The same of a law that takes time. */
export async function forAllAsync<Values extends [unknown, ...unknown[]]>(
  howOften: HowOften,
  ...law: [...Arbitraries<Values>, (...values: Values) => Promise<boolean | void>]
): Promise<void> {
  await fc.assert(fc.asyncProperty(...law), parametersOf(howOften));
}

function parametersOf(howOften: HowOften): { readonly numRuns: number; readonly seed: number } {
  return typeof howOften === 'number' ? runs(howOften) : { seed, ...howOften };
}
