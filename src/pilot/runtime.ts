import { readFile } from 'node:fs/promises';
import { packagePath } from '../package.ts';

/** The files of `workerscripts/pilot`, in the order in which they stand in a script. */
export const runtimeParts = [
  'main',
  'submitter',
  'steps',
  'component',
  'processes',
  'helpers',
  'locks',
  'files',
  'pruning',
] as const;

/** What all pilots have in common, each part without its first line. */
export async function runtimeText(): Promise<string> {
  const parts = await Promise.all(
    runtimeParts.map((name) => readFile(packagePath(`workerscripts/pilot/${name}`), 'utf8')),
  );
  return parts.map((text) => text.slice(text.indexOf('\n') + 1).trim()).join('\n\n');
}
