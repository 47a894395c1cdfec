import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { largest, pastOf, shownOf } from '../page/fleet.ts';
import { pageOf, realBrowser } from './browser.ts';

const small = { hosts: 1, components: 1, days: 0, events: 0 };

describe('the page of 2,000 hosts, 100 components and 30 days', () => {
  const { open } = realBrowser();
  const html = pageOf(shownOf(largest), pastOf(largest));

  it('is smaller than 3 MB', () => {
    assert.ok(Buffer.byteLength(html) < 3_000_000, String(Buffer.byteLength(html)));
  });

  it('shows every host, and scrolls as smoothly as a page with next to nothing', async () => {
    const nothing = pageOf(shownOf(small), {
      passes: [],
      last: null,
      timesMs: [],
      hours: [],
      events: [],
      after: null,
      missing: [],
    });
    // One after the other, and again: what else this machine does meanwhile hits both.
    const taken = { large: [] as number[], small: [] as number[] };
    for (let round = 0; round < 3; round++) {
      const page = await open(html, { viewport });
      assert.equal(await page.locator('.tile').count(), 2000);
      taken.large.push(await frameMs(page));
      await page.context().close();
      const other = await open(nothing, { viewport });
      taken.small.push(await frameMs(other));
      await other.context().close();
    }
    const [large, least] = [median(taken.large), median(taken.small)];
    assert.ok(large < Math.max(least, 1000 / 60) * 4, `${large} ms a frame, ${least} ms with nothing`);
  });
});

const viewport = { width: 1440, height: 900 };

/** The usual time from frame to frame while the page, and the grid in it, are scrolled up and down. */
async function frameMs(page: Page): Promise<number> {
  await page.locator('html.ready').waitFor();
  const frames = (await page.evaluate(`new Promise((resolve) => {
    const frames = [];
    const boxes = [document.scrollingElement, ...document.querySelectorAll('.box')];
    let before = performance.now();
    const next = (now) => {
      frames.push(now - before);
      before = now;
      const way = Math.abs(((frames.length / 30) % 2) - 1);
      for (const box of boxes) box.scrollTop = way * (box.scrollHeight - box.clientHeight);
      if (frames.length < 90) requestAnimationFrame(next);
      else resolve(frames.slice(10));
    };
    requestAnimationFrame(next);
  })`)) as number[];
  return median(frames);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}
