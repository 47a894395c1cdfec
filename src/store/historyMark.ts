import { join } from 'node:path';
import { replaceFile } from './files.ts';
import { fields, number, parsed, texts } from './historyFields.ts';
import { readStateText, removeHalfWritten } from './stateFile.ts';

/** How far the passes are rolled up. Where it is lost, all that is there is rolled up anew. */
export interface Mark {
  /** Of each file of passes, how many bytes are done. */
  readonly files: Map<string, number>;
  /** Days, as `2026-11-21`, some hours of which are written and of which the day is not. */
  readonly days: Set<string>;
}

export const markName = 'rolled.json';

export async function readMark(folder: string): Promise<Mark> {
  // Without waiting: somebody may have put a pipe there, and a process that waits for one cannot even end.
  const found = await readStateText(join(folder, markName)).catch(() => null);
  const record = (found?.kind === 'text' ? parsed(found.text) : null) ?? {};
  return {
    files: new Map(
      Object.entries(fields(record['files'])).flatMap(([name, value]) => {
        const bytes = number(value);
        return bytes !== null && Number.isSafeInteger(bytes) && bytes >= 0 ? [[name, bytes]] : [];
      }),
    ),
    days: new Set(texts(record['days']).filter((day) => /^\d{4}-\d\d-\d\d$/.test(day))),
  };
}

/** Writes it where it is another. Only for who holds the lock. */
export async function writeMark(folder: string, mark: Mark): Promise<void> {
  const text = textOf(mark);
  if (text === textOf(await readMark(folder))) return;
  const path = join(folder, markName);
  await removeHalfWritten(path);
  await replaceFile(path, text);
}

function textOf({ files, days }: Mark): string {
  const byName = [...files].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `${JSON.stringify({ files: Object.fromEntries(byName) as object, days: [...days].toSorted() })}\n`;
}
