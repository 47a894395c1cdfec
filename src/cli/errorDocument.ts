import { remedyOf, type Message } from '../core/catalogue/catalogue.ts';
import { harmlessJson } from '../report/harmless.ts';
import type { Exit } from './exits.ts';

/** The JSON document of a verb that failed. */
export function errorDocument(of: {
  readonly exit: Exit;
  readonly problems: readonly Message[];
  readonly hints: readonly string[];
}): string {
  const { exit, hints } = of;
  const problems = of.problems.map((problem) => {
    const remedy = remedyOf(problem);
    return remedy === null ? problem : { ...problem, remedy };
  });
  const document = { formatVersion: 2, command: 'error', exit, problems, hints };
  return `${harmlessJson(JSON.stringify(document, null, 2))}\n`;
}
