import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { storedMessage, type Message } from '../core/catalogue/catalogue.ts';
import { replaceFile } from './files.ts';
import { readJsonFile } from './stateFile.ts';

/** What went wrong once a pass was written down: too late for its record, its page and its metrics. */
export interface After {
  /** When the hosts had been asked in that pass, ISO 8601. */
  readonly at: string;
  readonly problems: readonly Message[];
}

export const afterVersion = 1;

export function afterPath(logs: string): string {
  return join(logs, 'after.json');
}

/** What the last whole pass had trouble with after its end. Never throws: a file that is missing or broken is nothing. */
export async function readAfter(logs: string): Promise<After | null> {
  try {
    return await readJsonFile(afterPath(logs), decode);
  } catch {
    return null;
  }
}

/** Keeps it for the next look, or removes it where nothing went wrong. Never throws: who could be told was told. */
export async function writeAfter(logs: string, { at, problems }: After): Promise<void> {
  const path = afterPath(logs);
  try {
    if (problems.length === 0) await rm(path, { force: true });
    else await replaceFile(path, `${JSON.stringify({ version: afterVersion, at, problems }, null, 1)}\n`);
  } catch {
    // Nothing more is done about it.
  }
}

const mostProblems = 20;
const mostChars = 2000;

function decode(raw: unknown): After | null {
  if (typeof raw !== 'object' || raw === null) return null;
  // Before there were codes it had `texts`.
  const { version, at, texts, problems: list = texts } = raw as Record<string, unknown>;
  if (version !== afterVersion || typeof at !== 'string' || !Array.isArray(list)) return null;
  const atMs = Date.parse(at);
  const problems = list.slice(0, mostProblems).flatMap((value) => storedMessage(value) ?? []);
  if (!Number.isFinite(atMs) || problems.length === 0) return null;
  return {
    at: new Date(atMs).toISOString(),
    problems: problems.map((problem) => ({ ...problem, text: problem.text.slice(0, mostChars) })),
  };
}
