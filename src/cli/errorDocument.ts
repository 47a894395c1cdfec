import type { Message } from '../core/catalogue/catalogue.ts';
import { harmlessJson } from '../report/harmless.ts';
import type { Exit } from './exits.ts';

/** What `--json` prints where a verb cannot do its work. */
export function errorDocument(of: {
  readonly exit: Exit;
  readonly problems: readonly Message[];
  readonly hints: readonly string[];
}): string {
  const { exit, problems, hints } = of;
  const document = { formatVersion: 2, command: 'error', exit, problems, hints };
  return `${harmlessJson(JSON.stringify(document, null, 2))}\n`;
}
