import { accessSync, appendFileSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What some machines lack: `root` is user id 0 with the right to make network namespaces; the others are programs. */
export type Need = 'root' | 'chromium' | (string & {});

/**
 * Call it first in a `describe`: where the machine lacks one of `all`, the tests of this suite are skipped at once and the
 * closing paragraph of `npm test` names them. With CI=true that is a failure instead.
 */
export function needs(...all: readonly Need[]): void {
  before(function () {
    leaveOut(this, this.test?.parent?.fullTitle() ?? '', all);
  });
}

/** As `it`, for a test that needs what the other tests of its suite do not. */
export function itNeeds(all: readonly Need[], title: string, body: () => void | Promise<void>): void {
  it(title, function () {
    leaveOut(this, title, all);
    return body();
  });
}

function leaveOut(context: Mocha.Context, title: string, all: readonly Need[]): void {
  const missing = all.filter((need) => !isThere(need));
  if (missing.length === 0) return;
  if (process.env['CI'] === 'true')
    throw new Error(`CI must run "${title}", which needs ${missing.join(', ')}`);
  const file = process.env['MUSTER_TEST_LEFT_OUT'];
  if (file) appendFileSync(file, `${JSON.stringify({ suite: title, missing })}\n`);
  context.skip();
}

function isThere(need: Need): boolean {
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
