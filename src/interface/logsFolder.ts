import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { defaults } from './defaults.ts';

const largestBytes = 10 * 1024 * 1024;

/**
 * The folder of the logs of an `Interface.json` that has errors, as far as it can be known: its `logs`, where that can
 * be read, else the default. null where there is no file to read.
 */
export async function logsFolderOf(file: string): Promise<string | null> {
  const path = resolve(file);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return null;
  }
  const folder = dirname(path);
  const given = logsIn(text);
  if (given === null) return resolve(folder, defaults.logs);
  return given.startsWith('~/') ? resolve(homedir(), given.slice(2)) : resolve(folder, given);
}

function logsIn(text: string): string | null {
  if (text.length > largestBytes) return null;
  try {
    // It goes on behind what is no JSON.
    const root = parseTree(text.replace(/^\uFEFF/, ''), [], { disallowComments: true });
    const value: unknown = root && findNodeAtLocation(root, ['logs'])?.value;
    return typeof value === 'string' && value !== '' && !value.includes('\0') ? value : null;
  } catch {
    // Brackets within brackets, thousands deep.
    return null;
  }
}
