import { lstat, readdir, readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { message, type Message } from '../core/catalogue/catalogue.ts';
import { packagePath, packageVersion } from '../package.ts';
import { pageHtml } from '../page/html.ts';
import { idsOf, pageData } from '../page/pageData.ts';
import { replaceFile } from '../store/files.ts';
import { readPast } from './past.ts';
import type { Shown } from './show.ts';

/** Writes the page where the configuration wants it. @returns what went wrong. */
export async function showPage(shown: Shown): Promise<readonly Message[]> {
  const { page } = shown.config.monitor;
  return page === null ? [] : writePage(shown, page);
}

/**
 * Replaces the page whole: whoever looks sees the page of before, or this one.
 *
 * @param file its absolute path
 * @returns what went wrong; the page of before is untouched then.
 */
export async function writePage(shown: Shown, file: string): Promise<readonly Message[]> {
  try {
    const stats = await lstat(file).catch(() => null);
    // To put a file in the place of a device would break more than the page.
    if (stats !== null && !stats.isFile() && !stats.isSymbolicLink())
      return [unwritable(file, stats.isDirectory() ? 'EISDIR' : 'irregular')];
    await replaceFile(file, await pageOf(shown), false);
    await sweep(file, Date.parse(shown.report.at));
    return [];
  } catch (error) {
    return [unwritable(file, (error as Error).message)];
  }
}

function unwritable(path: string, error: string): Message {
  return message('page-unwritable', { path, error });
}

/** Removes what passes that were killed have left beside the page; what is fresh another may be writing just now. */
async function sweep(file: string, nowMs: number): Promise<void> {
  const names = await readdir(dirname(file)).catch(() => []);
  const left = names.filter(
    (name) =>
      name.startsWith(`${basename(file)}.`) &&
      /^[0-9a-f]{8}\.tmp$/.test(name.slice(basename(file).length + 1)),
  );
  for (const name of left) {
    const path = join(dirname(file), name);
    const stats = await lstat(path).catch(() => null);
    if (stats !== null && nowMs - stats.mtimeMs > staleTmpMs) await rm(path, { force: true }).catch(() => {});
  }
}

const staleTmpMs = 3_600_000;

/** The page as it is written. */
export async function pageOf(shown: Shown): Promise<string> {
  // What it did came after it had looked.
  const nowMs = Date.parse(shown.report.at) + (shown.tookMs ?? 0);
  const [template, past] = await Promise.all([
    readFile(packagePath('dist/page.html'), 'utf8'),
    readPast(shown.config.logs, nowMs, idsOf(shown.report)),
  ]);
  const setting = { machine: hostname(), version: packageVersion() };
  return pageHtml(template, pageData(shown, past, setting));
}
