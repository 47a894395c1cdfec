import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives each test of a suite an empty folder of its own, and removes it afterwards. */
export function scratchFolder(): () => string {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'muster-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return () => folder;
}

/** An empty folder for a whole suite, from its definition on until its tests are over. */
export function suiteFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'muster-test-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
