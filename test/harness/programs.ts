import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Writes shell scripts into a folder.
 *
 * @param programs name -> body of the script.
 * @returns PATH with that folder first.
 */
export function programsIn(folder: string, programs: Readonly<Record<string, string>>): { PATH: string } {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(programs))
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  return { PATH: `${folder}${delimiter}${process.env['PATH']}` };
}
