import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { packagePath } from '../../src/package.ts';
import type { Shown } from '../../src/monitor/show.ts';
import { pageHtml } from '../../src/page/html.ts';
import { pageData, type Past } from '../../src/page/pageData.ts';
import { needs } from '../harness/needs.ts';

export interface Viewing extends BrowserContextOptions {
  /** What the clock of the browser shows; its own where it is not given. */
  readonly nowMs?: number;
  /** Behind `#`. */
  readonly hash?: string;
}

/**
 * One real browser for a file of tests. Each page that is opened has a context of its own; whatever it logs as an error, throws, or asks
 * for beside its own file fails the test that opened it.
 */
export function realBrowser(): { open(html: string, viewing?: Viewing): Promise<Page> } {
  needs('chromium');
  let browser: Browser | null = null;
  let folder = '';
  let count = 0;
  let faults: string[] = [];
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'muster-browser-'));
    const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'];
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
  });
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => (faults = []));
  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close();
    assert.deepEqual(faults, []);
  });
  return {
    async open(html, { nowMs, hash = '', ...options } = {}) {
      assert.ok(browser !== null);
      const file = join(folder, `${count++}.html`);
      writeFileSync(file, html);
      const url = pathToFileURL(file).href;
      const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', ...options });
      const page = await context.newPage();
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type()))
          faults.push(`${message.type()}: ${message.text()}`);
      });
      page.on('pageerror', (error) => faults.push(`thrown: ${error.message}`));
      page.on('dialog', (dialog) => {
        faults.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on('request', (request) => {
        const asked = request.url();
        if (asked.split('#')[0] !== url && asked !== 'data:,') faults.push(`request: ${asked}`);
      });
      if (nowMs !== undefined) await page.clock.install({ time: nowMs });
      await page.goto(url + hash);
      return page;
    },
  };
}

const template = readFileSync(packagePath('dist/page.html'), 'utf8');

/** The page of the build, as a pass would leave it. */
export function pageOf(shown: Shown, past: Past): string {
  return pageHtml(template, pageData(shown, past, { machine: 'cv1', version: '1.2.3' }));
}

/** Where screenshots go: `SCREENSHOTS`, or a folder that goes with the tests. */
export function screenshotFolder(): { path(name: string): string } {
  const kept = process.env['SCREENSHOTS'];
  let folder = kept ?? '';
  before(() => {
    if (kept === undefined) folder = mkdtempSync(join(tmpdir(), 'muster-screenshots-'));
    else mkdirSync(kept, { recursive: true });
  });
  after(() => {
    if (kept === undefined) rmSync(folder, { recursive: true });
  });
  return { path: (name) => join(folder, name) };
}
