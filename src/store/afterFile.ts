import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from './files.ts';
import { readStateText } from './stateFile.ts';

/** What went wrong once a pass was written down: too late for its record, its page and its metrics. */
export interface After {
  /** When the hosts had been asked in that pass, ISO 8601. */
  readonly at: string;
  /** A sentence each. */
  readonly texts: readonly string[];
}

export const afterVersion = 1;

export function afterPath(logs: string): string {
  return join(logs, 'after.json');
}

/** What the last whole pass had trouble with after its end. Never throws: a file that is missing or broken is nothing. */
export async function readAfter(logs: string): Promise<After | null> {
  try {
    const found = await readStateText(afterPath(logs));
    return found.kind === 'text' ? decode(JSON.parse(found.text)) : null;
  } catch {
    return null;
  }
}

/** Keeps it for the next look, or removes it where nothing went wrong. Never throws: who could be told was told. */
export async function writeAfter(logs: string, { at, texts }: After): Promise<void> {
  const path = afterPath(logs);
  try {
    if (texts.length === 0) await rm(path, { force: true });
    else await replaceFile(path, `${JSON.stringify({ version: afterVersion, at, texts }, null, 1)}\n`);
  } catch {
    // Nothing more is done about it.
  }
}

const mostTexts = 20;
const mostChars = 2000;

function decode(raw: unknown): After | null {
  if (typeof raw !== 'object' || raw === null) return null;
  const { version, at, texts } = raw as Record<string, unknown>;
  if (version !== afterVersion || typeof at !== 'string' || !Array.isArray(texts)) return null;
  const atMs = Date.parse(at);
  const sentences = texts.filter((text) => typeof text === 'string');
  if (!Number.isFinite(atMs) || sentences.length === 0) return null;
  return {
    at: new Date(atMs).toISOString(),
    texts: sentences.slice(0, mostTexts).map((text) => text.slice(0, mostChars)),
  };
}
