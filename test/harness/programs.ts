import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Writes programs of sh into a folder.
 *
 * @param programs what each of them does, by name.
 * @returns PATH with that folder before all others.
 */
export function programsIn(folder: string, programs: Readonly<Record<string, string>>): { PATH: string } {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(programs))
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  return { PATH: `${folder}${delimiter}${process.env['PATH']}` };
}
