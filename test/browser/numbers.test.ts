import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { sampleType, Site } from '../e2e/site.ts';
import type { Fleet } from '../fleet/fleet.ts';
import { withFleet } from '../harness/withFleet.ts';
import { realBrowser } from './browser.ts';

const hosts = ['n-01', 'n-02', 'n-03', 'n-04'];

describe('the page of a real fleet', function () {
  let site: Site;
  let fleet: Fleet;
  withFleet(hosts, (up) => {
    fleet = up;
    site = new Site(fleet);
    site.submitter('start-nothing.sh', `echo '</script><b>no such <i>file</i>'; exit 3`);
  });
  const { open } = realBrowser();

  it('has the numbers of status --json, and shows as text what a submitter printed', async () => {
    site.config({
      hotlimit: 2,
      safety: { brownout: 0.9 },
      timeouts: { settle: '500ms', probe: '5s' },
      types: [
        sampleType('first', { count: 5 }),
        sampleType('second', { count: 9 }),
        sampleType('off', { on: false }),
        sampleType('broken', { submitter: 'start-nothing.sh', hot: false }),
      ],
    });
    const { code, stderr } = await site.muster('run');
    assert.equal(code, 3, stderr);
    await fleet.host('n-03').stopSshd();
    await site.muster('run');
    const html = readFileSync(join(site.folder, 'logs/index.html'), 'utf8');
    const { report } = await site.report('status');
    const page = await open(html);
    assert.equal(report.components.length, 4);
    assert.ok(report.components.some(({ presumed }) => presumed > 0));
    assert.ok(report.hosts.some(({ sighting }) => sighting !== 'seen'));
    for (const { component, count, running, presumed, pending, missing } of report.components)
      assert.deepEqual(
        await rowOf(page, component),
        [count, running, presumed, pending, missing].map(String),
        component,
      );
    for (const { host, hot, hotlimit, sighting, components } of report.hosts) {
      await page.locator(`[data-host="${host}"]`).click();
      const dialog = page.getByRole('dialog');
      const text = await dialog.innerText();
      assert.match(text, new RegExp(`^${host}\\s`));
      assert.match(text, new RegExp(`\\s${sighting}\\b`));
      assert.match(text, new RegExp(`\\s${hot} \\w+ ${hotlimit} `));
      for (const [component, there] of Object.entries(components))
        assert.match(text, new RegExp(`${component}\\s+${there}\\b`), host);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
    }
    assert.match(
      await page.locator('.problems').innerText(),
      /p\/broken .*<\/script><b>no such <i>file<\/i>/s,
    );
    assert.equal(await page.locator('#muster-data').count(), 1);
  });
});

/** Wanted, running, presumed, pending and missing, as they stand in the table. */
async function rowOf(page: Page, component: string): Promise<string[]> {
  const cells = await page.locator(`tr[data-component="${component}"] td.num`).allInnerTexts();
  return cells.map((text) => text.replace(/^\D+/, '').trim());
}
