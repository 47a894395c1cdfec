import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { isDeep, sample } from '../harness/sample.ts';
import { pastOf, shownOf } from '../page/fleet.ts';
import { at } from '../report/reports.ts';
import { pageOf, realBrowser, screenshotFolder } from './browser.ts';

const size = isDeep
  ? { hosts: 160, components: 12, days: 30, events: 120 }
  : { hosts: 24, components: 4, days: 3, events: 20 };
const past = pastOf(size);
const html = pageOf(shownOf(size), { ...past, passes: past.passes.slice(isDeep ? 0 : -24) });
const nowMs = Date.parse(at) + 90_000;
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const widths = { narrow: 360, wide: 1440, wall: 2560 } as const;
const themes = ['light', 'dark'] as const;

describe('how the page looks', function () {
  const { open } = realBrowser();
  const screenshots = screenshotFolder();

  const windows = themes.flatMap((colorScheme) =>
    Object.entries(widths).map(([name, width]) => ({ colorScheme, name, width })),
  );
  for (const { colorScheme, name, width } of sample('windows', windows, 2)) {
    it(`${colorScheme}, ${name}: all of it is seen, and nothing is wider than the window`, async () => {
      const page = await open(html, { colorScheme, viewport: { width, height: 900 }, nowMs });
      await drawn(page);
      const path = screenshots.path(`${colorScheme}-${name}.png`);
      const image = await page.screenshot({ path, fullPage: true });
      // One colour alone takes next to nothing as PNG.
      assert.ok(image.length > 40_000, String(image.length));
      const [scroll, client] = (await page.evaluate(
        '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
      )) as [number, number];
      assert.ok(scroll <= client, `${scroll} of ${client}`);
      const lightness = await lightnessOf(page);
      assert.equal(lightness > 128, colorScheme === 'light', String(lightness));
    });
  }

  const states: Readonly<Record<string, (page: Page) => Promise<void>>> = {
    'as it opens': async () => {},
    'with a panel open': async (page) => {
      await page.locator('[data-host="lta-vm-0008"]').click();
      await page.locator('dialog[open]').waitFor();
    },
    'stale, with its tables open': async (page) => {
      for (const summary of await page.locator('.chart-table summary').all()) await summary.click();
      await page.clock.fastForward(3 * 3_600_000);
      await page.locator('html.stale').waitFor();
    },
  };
  const cases = windows
    .filter(({ name }) => name !== 'wall')
    .flatMap((window) => Object.entries(states).map(([state, come]) => ({ ...window, state, come })));
  for (const { colorScheme, name, width, state, come } of sample('pages for axe', cases, 2)) {
    it(`${colorScheme}, ${name}, ${state}: axe finds no violation`, async () => {
      const viewport = { width, height: 900 };
      // It would load itself again when its time has come, and axe were gone.
      const page = await open(html, { colorScheme, viewport, nowMs, bypassCSP: true, hash: '#reload=no' });
      await drawn(page);
      await come(page);
      await page.evaluate(axeSource);
      assert.deepEqual(await violations(page), []);
    });
  }
});

/** Charts are drawn after the rest. */
async function drawn(page: Page): Promise<void> {
  await page.locator('html.ready').waitFor();
  await page.locator('.charts canvas').first().waitFor();
}

async function violations(page: Page): Promise<string[]> {
  const results = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as AxeResults;
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${String(target)} ${failureSummary ?? ''}`),
  );
}

/** Of the ground of the page, 0 to 255. */
async function lightnessOf(page: Page): Promise<number> {
  const colour = (await page.evaluate('getComputedStyle(document.body).backgroundColor')) as string;
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return (red + green + blue) / 3;
}
