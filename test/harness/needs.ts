import { accessSync, appendFileSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** `root` is user id 0 with the right to make network namespaces; the others are programs. */
export type Need = 'root' | 'chromium' | (string & {});

/**
 * Call it first in a `describe`. If the machine lacks one of `all`, the tests of the suite are skipped, and `npm test` lists
 * them at the end. With CI=true they fail instead.
 */
export function needs(...all: readonly Need[]): void {
  before(function () {
    skipUnlessMet(this, this.test?.parent?.fullTitle() ?? '', all);
  });
}

/** `it` for a test with needs of its own. */
export function itNeeds(all: readonly Need[], title: string, body: () => void | Promise<void>): void {
  it(title, function () {
    skipUnlessMet(this, title, all);
    return body();
  });
}

function skipUnlessMet(context: Mocha.Context, title: string, all: readonly Need[]): void {
  const missing = all.filter((need) => !isMet(need));
  if (missing.length === 0) return;
  if (process.env['CI'] === 'true')
    throw new Error(`CI must run "${title}", which needs ${missing.join(', ')}`);
  const file = process.env['MUSTER_TEST_SKIPPED'];
  if (file) appendFileSync(file, `${JSON.stringify({ suite: title, missing })}\n`);
  context.skip();
}

function isMet(need: Need): boolean {
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
