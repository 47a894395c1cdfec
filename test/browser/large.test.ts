import assert from 'node:assert/strict';
import { largest, pastOf, shownOf } from '../page/fleet.ts';
import { pageOf, realBrowser } from './browser.ts';

describe('the page of 2,000 hosts, 100 components and 30 days', () => {
  const { open } = realBrowser();
  const html = pageOf(shownOf(largest), pastOf(largest));

  it('is smaller than 3 MB', () => {
    assert.ok(Buffer.byteLength(html) < 3_000_000, String(Buffer.byteLength(html)));
  });

  it('has every host, and draws those alone that are in sight', async () => {
    const page = await open(html, { viewport: { width: 1440, height: 900 } });
    await page.locator('html.ready').waitFor();
    assert.equal(await page.locator('.tile').count(), 2000);
    const drawn = (): Promise<number[]> =>
      page.evaluate(`(async () => {
        for (let n = 0; n < 3; n++) await new Promise((resolve) => requestAnimationFrame(resolve));
        return [...document.querySelectorAll('.tile')].flatMap((tile, index) =>
          tile.checkVisibility({ contentVisibilityAuto: true }) ? [index] : [],
        );
      })()`);
    await page.locator('.tile').first().scrollIntoViewIfNeeded();
    const first = await drawn();
    assert.ok(first.includes(0) && first.length < 1000, `${first.length} tiles are drawn at first`);
    await page.locator('.tile').last().scrollIntoViewIfNeeded();
    const last = await drawn();
    assert.ok(last.includes(1999) && last.length < 1000, `${last.length} tiles are drawn at the end`);
  });
});
