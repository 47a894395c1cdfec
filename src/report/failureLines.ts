import { remedyOf, type Message } from '../core/catalogue/catalogue.ts';

/** Why a verb could not go on, and lines that the verb itself has for the operator. */
export interface Failed {
  readonly problems: readonly Message[];
  readonly hints: readonly string[];
}

/** Printed where an operator might fear otherwise. */
export const nothingDone = 'Nothing was done.';

/** The problems, then what to do about them, then the hints; a line each. */
export function failureLines(failed: Failed): string[] {
  return [...failed.problems.map(({ text }) => text), ...adviceLines(failed)];
}

/**
 * What to do about the problems, and the hints. Hints of a verb replace the general remedies; errors in
 * `Interface.json` say themselves what is allowed.
 */
export function adviceLines({ problems, hints }: Failed): string[] {
  const isHinted = hints.some((hint) => hint !== nothingDone);
  const remedies = problems.flatMap((problem) =>
    'column' in problem ? [] : ((isHinted ? problem.remedy : remedyOf(problem)) ?? []),
  );
  return [...new Set(remedies), ...hints];
}
