import { accessSync, appendFileSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What some machines lack. `root`: user id 0 with the right to make network namespaces; others are programs. */
export type Need = 'root' | 'chromium' | (string & {});

/**
 * Call it first in a `describe`: where the machine lacks one of `all`, the tests of this suite are skipped at once and the
 * closing paragraph of `npm test` names them. With CI=true that is a failure instead.
 */
export function needs(...all: readonly Need[]): void {
  before(function () {
    const missing = all.filter((need) => !isThere(need));
    if (missing.length === 0) return;
    const suite = this.test?.parent?.fullTitle() ?? '';
    if (process.env['CI'] === 'true')
      throw new Error(`CI must run "${suite}", which needs ${missing.join(', ')}`);
    const file = process.env['MUSTER_TEST_LEFT_OUT'];
    if (file) appendFileSync(file, `${JSON.stringify({ suite, missing })}\n`);
    this.skip();
  });
}

/** Whether the machine has it, for a test that can show the same in two ways. */
export function isThere(need: Need): boolean {
  if (need === 'root') return process.getuid?.() === 0;
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => isExecutable(join(folder, need)));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
