import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Rollup } from '../../src/core/rollup.ts';
import type { Past } from '../../src/page/pageData.ts';
import { historyFolder, historyName, type HistoryKind } from '../../src/store/historyFiles.ts';
import { historyLine } from '../../src/store/historyLine.ts';
import { rollupLine } from '../../src/store/historyRollup.ts';

/** A past with its hours as they stand in the history. */
type Written = Pick<Past, 'passes' | 'events'> & { readonly rolled: readonly Rollup[] };

/** Writes a past into a folder for logs, as passes leave it there. */
export function writePast(logs: string, { passes, rolled, events }: Written): void {
  const folder = historyFolder(logs);
  mkdirSync(folder, { recursive: true });
  const files = new Map<string, string[]>();
  const add = (kind: HistoryKind, at: string, line: string): void => {
    const name = historyName(kind, Date.parse(at));
    files.set(name, [...(files.get(name) ?? []), line]);
  };
  for (const hour of rolled) add('hours', hour.at, rollupLine(hour));
  const records = [...passes, ...events].toSorted((a, b) => (a.at < b.at ? -1 : 1));
  for (const record of records) add('passes', record.at, historyLine(record));
  for (const [name, lines] of files) appendFileSync(join(folder, name), `${lines.join('\n')}\n`);
}
