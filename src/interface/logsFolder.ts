import { defaults } from './defaults.ts';
import { gleanedFrom } from './gleaned.ts';

/**
 * The folder of the logs of an `Interface.json` that has errors, as far as it can be known: its `logs`, where that can
 * be read, else the default. null where there is no file to read.
 */
export async function logsFolderOf(file: string): Promise<string | null> {
  const gleaned = await gleanedFrom(file);
  if (gleaned === null) return null;
  const given = gleaned.at('logs');
  const isPath = typeof given === 'string' && given !== '' && !given.includes('\0');
  return gleaned.absolute(isPath ? given : defaults.logs);
}
