import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Shown } from '../../src/monitor/show.ts';
import { shortTimes } from '../../src/page/browser/series.ts';
import type { HistoryEntry } from '../../src/store/historyRecord.ts';
import { pastOf, shownOf } from '../page/fleet.ts';
import { someMessage } from '../harness/messages.ts';
import { at } from '../report/reports.ts';
import { outcome } from '../report/reports.ts';
import { pageOf, realBrowser } from './browser.ts';

const size = { hosts: 100, components: 10, days: 3, events: 120 };
const [shown, past] = [shownOf(size), pastOf(size)];
const html = pageOf(shown, past);
const nowMs = Date.parse(at) + 90_000;

/** Kind and subject of what is wrong. */
const problemKeys = [
  'short pipe0/component-04',
  'quarantine lta-vm-0006',
  'host lta-vm-[0008,0048,0088]',
  'host lta-vm-0012',
];

describe('the page in a browser', () => {
  const { open } = realBrowser();

  it('has all its parts', async () => {
    const page = await open(html, { nowMs });
    assert.match(await page.title(), /cv1.*\b4\b/);
    assert.match(await page.locator('h1').innerText(), /\b4\b/);
    assert.match(await page.locator('.asof').innerText(), /03:15:00.*\b1\b/);
    const problems = page.locator('.problem');
    assert.deepEqual(await problems.evaluateAll(dataOf, 'key'), problemKeys);
    for (const [index, about] of problemKeys.map((key) => key.split(' ')[1] ?? '').entries())
      assert.ok((await problems.nth(index).innerText()).includes(about), about);
    assert.equal(await page.locator('tr.component').count(), 10);
    assert.equal(await page.locator('.tile').count(), 100);
    for (const title of ['Components', 'Hosts', 'Time', 'Log'])
      await page.getByRole('heading', { name: title, exact: true, level: 2 }).waitFor();
    for (const chart of ['strength', 'seen', 'launches', 'took'])
      await page.locator(`#${chart}`).getByRole('heading').waitFor();
    await page.locator('.charts canvas').first().waitFor();
    assert.match(await page.locator('#log').innerText(), /python3: command not found/);
    assert.match(await page.locator('#foot').innerText(), /muster 1\.2\.3/);
  });

  it('tiles of hosts with long names say what is theirs alone', async () => {
    const report = {
      ...shown.report,
      hosts: shown.report.hosts.map((host, n) => ({ ...host, host: longName(host.host, n) })),
    };
    const page = await open(pageOf({ ...shown, report }, past), { nowMs });
    const texts = await page.locator('.tile-name').allTextContents();
    assert.deepEqual(texts.slice(0, 3), ['other', 'worker-002', 'worker-003']);
    assert.equal(new Set(texts).size, 100);
  });

  it('tells of the hot slots of all hosts, and who wrote it', async () => {
    const page = await open(html, { nowMs });
    const { hosts } = shown.report;
    const [hot, limit] = (['hot', 'hotlimit'] as const).map((of) =>
      hosts.reduce((total, host) => total + host[of], 0),
    );
    assert.match(await page.locator('.fact').last().innerText(), new RegExp(`\\b${hot}\\b.*\\b${limit}\\b`));
    assert.match(await page.locator('#foot').innerText(), /\(muster run\)/);
    const report = { ...shown.report, command: 'plan' as const };
    const look = await open(pageOf({ ...shown, report, tookMs: null }, past), { nowMs });
    assert.match(await look.locator('#foot').innerText(), /\(muster page\)/);
  });

  it('says of hours that it shows averages, and calls short what a pass found short', async () => {
    const page = await open(html, { nowMs, hash: '#span=month' });
    assert.match(await page.locator('#strength').innerText(), /average.*\d+ of \d+/s);
    const pending = past.passes.map((pass) => ({
      ...pass,
      components: Object.fromEntries(
        Object.entries(pass.components).map(([id, own]) => [id, { ...own, missing: 0 }]),
      ),
    }));
    const day = await open(pageOf(shown, { ...past, passes: pending }), { nowMs });
    assert.ok((await day.locator('#strength').innerText()).includes(shortTimes([0], 'pass')));
    await day.locator('.charts canvas').first().waitFor();
    assert.equal(await day.locator('.multiples').count(), 0);
    assert.doesNotMatch(await day.locator('#strength').innerText(), /average/);
  });

  it('can be read without a script', async () => {
    const page = await open(html, { javaScriptEnabled: false });
    const text = await page.locator('header').innerText();
    assert.match(text, /JavaScript.*\b4\b.*cv1.*2026-11-21 03:15:00 UTC.*pipe0\/component-04/s);
  });

  it('tells the numbers of each component', async () => {
    const page = await open(html, { nowMs });
    for (const { component, count, running, presumed, pending, missing } of shown.report.components)
      assert.deepEqual(
        await numbersOf(page, component),
        [count, running, presumed, pending, missing],
        component,
      );
  });

  it('shows the components that are short, the hosts in a state, and what failed, alone', async () => {
    const page = await open(html, { nowMs });
    await page.getByRole('checkbox', { name: 'only short' }).check();
    assert.deepEqual(await page.locator('tr.component').evaluateAll(dataOf, 'component'), [
      'pipe0/component-04',
    ]);
    await page.locator('.legend [data-state="silent"]').click();
    await assertSoon(
      async () => page.locator('.tile:visible').evaluateAll(dataOf, 'host'),
      ['lta-vm-0008', 'lta-vm-0048', 'lta-vm-0088'],
    );
    await page.getByLabel('Kind').selectOption('failures');
    const kinds = await page.locator('#log tbody tr').allInnerTexts();
    assert.ok(kinds.length > 5 && kinds.every((text) => /failed|ended/.test(text)), kinds.join('\n'));
    // All of that is in the address, and so there again after a reload.
    await page.waitForURL(/#(?=.*short=yes)(?=.*states=silent)(?=.*kind=failures)/);
    await page.reload();
    assert.equal(await page.locator('tr.component').count(), 1);
    await assertSoon(() => page.locator('.tile:visible').count(), 3);
  });

  it('shows which component was asked for, also where that is no more in the file', async () => {
    const page = await open(html, { nowMs, hash: '#on=p%2Fold&of=p%2Fold&lc=p%2Fold' });
    for (const section of ['hosts', 'time', 'log'])
      assert.equal(
        await page.locator(`#${section} option:checked[value="p/old"]`).innerText(),
        'p/old (not there)',
      );
  });

  it('a host is opened and closed with the keyboard, and the focus comes back', async () => {
    const page = await open(html, { nowMs });
    await page.locator('.tile').first().waitFor();
    // Behind the last of the legend the grid is one stop.
    await page.locator('.legend button').last().focus();
    await page.keyboard.press('Tab');
    for (let stops = 0; (await focused(page)) === null && stops < 5; stops++)
      await page.keyboard.press('Tab');
    const first = await focused(page);
    assert.ok(first !== null);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    const third = await focused(page);
    assert.ok(third !== null && third !== first);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    assert.match(await dialog.innerText(), new RegExp(`${third}.*\\b3 of 4\\b.*pipe0/component-`, 's'));
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    assert.equal(await focused(page), third);
  });

  it('loads itself anew when the next pass is due, and keeps what was unfolded, in sight and in focus', async () => {
    const hosts = shown.report.hosts.map((host, n) =>
      n < 9 ? { ...host, sighting: 'silent' as const, reason: someMessage(`trouble ${n}`) } : host,
    );
    const report = { ...shown.report, hosts };
    const page = await open(pageOf({ ...shown, report }, past), {
      nowMs,
      viewport: { width: 800, height: 600 },
    });
    await page.locator('#top button.more').click();
    const problems = await page.locator('.problem').count();
    assert.ok(problems > 8);
    await page.locator('#seen-table summary').click();
    await page.locator('#log button.more').click();
    for (const { key, focus } of [
      { key: 'a checkbox', focus: page.locator('#hosts').getByRole('checkbox').first() },
      { key: 'a switch', focus: page.getByRole('button', { name: 'memory used' }) },
      { key: 'the legend', focus: page.locator('.legend [data-state="silent"]') },
      { key: 'a slider', focus: page.getByRole('slider').nth(1) },
      { key: 'an unfolded table', focus: page.locator('#seen-table summary') },
      { key: 'show more', focus: page.locator('#log button.more') },
    ]) {
      await focus.scrollIntoViewIfNeeded();
      await focus.focus();
      const before = await sightOf(page);
      await reloaded(page, 4 * 60_000);
      const after = await sightOf(page);
      assert.equal(after.key, before.key, key);
      assert.ok(Math.abs(after.top - before.top) < 4, `${key}: ${before.top} ${after.top}`);
    }
    assert.equal(await page.locator('.problem').count(), problems);
    assert.equal(await page.locator('#seen-table tbody tr').count(), 288);
    assert.equal(await page.locator('#log tbody tr').count(), 100);
  });

  it('loads itself anew while it is stale, with a panel open, and is held back by typing for a minute', async () => {
    const page = await open(html, { nowMs: nowMs + 3_600_000 });
    await page.locator('html.stale').waitFor();
    await page.locator('[data-host="lta-vm-0003"]').click();
    await reloaded(page, 46_000);
    assert.match(await page.getByRole('dialog').innerText(), /^lta-vm-0003/);
    await page.keyboard.press('Escape');
    const find = page.locator('#hosts').getByLabel('Find');
    await find.fill('lta');
    await page.evaluate('marker = 1');
    await page.clock.fastForward(50_000);
    await page.clock.runFor(3000);
    assert.equal(await page.evaluate('typeof marker'), 'number');
    await reloaded(page, 12_000);
    assert.equal(await find.inputValue(), 'lta');
    assert.equal(await page.evaluate('document.activeElement.dataset.key'), 'Find');
  });

  it('in a narrow window lists grow with the page, and tell how much more there is', async () => {
    const page = await open(html, { nowMs, viewport: { width: 360, height: 640 } });
    await page.locator('html.ready').waitFor();
    for (const box of ['#components-box', '#hosts-box'])
      assert.equal(
        await page.evaluate(
          `document.querySelector('${box}').scrollHeight <= document.querySelector('${box}').clientHeight`,
        ),
        true,
        box,
      );
    assert.equal(await page.locator('.tile').count(), 60);
    assert.match(await page.locator('#hosts .count').innerText(), /\b100\b/);
    await page.locator('#hosts button.more').click();
    assert.equal(await page.locator('.tile').count(), 100);
    const lefts = (await page.evaluate(
      `[...document.querySelectorAll('#log tbody .what')].map((each) => Math.round(each.getBoundingClientRect().left))`,
    )) as number[];
    assert.equal(new Set(lefts).size, 1, String(lefts));
  });

  it('has room for the state of each component, with what it waits for', async () => {
    const until = new Date(nowMs + 600_000).toISOString();
    const components = shown.report.components.map((each, n) =>
      n > 0
        ? each
        : {
            ...each,
            on: false,
            backoff: {
              failures: 3,
              why: someMessage('python3: command not found'),
              lastAt: at,
              until,
            } as never,
          },
    );
    const page = await open(pageOf({ ...shown, report: { ...shown.report, components } }, past), {
      nowMs,
      viewport: { width: 1440, height: 900 },
    });
    await page.locator('html.ready').waitFor();
    const state = page.locator('tr[data-component="pipe0/component-00"] .state');
    assert.match(await state.innerText(), /\d\d:\d\d/);
    assert.ok(((await state.boundingBox())?.width ?? 0) > 300);
    const heights = (await page.evaluate(
      `[...document.querySelectorAll('tr.met:not(.told) .badge')].map((each) => each.getClientRects().length)`,
    )) as number[];
    assert.ok(heights.length > 0 && heights.every((lines) => lines === 1), String(heights));
  });

  it('turns stale by itself when passes stop coming, and says so once [passes-stop]', async () => {
    const page = await open(html, { nowMs, hash: '#reload=no' });
    await page.locator('html.ready:not(.stale)').waitFor();
    // Passes come every 5 minutes and may take 4.
    await page.clock.fastForward(12 * 60_000);
    await page.locator('html.ready:not(.stale)').waitFor();
    await page.clock.fastForward(2 * 60_000);
    await page.locator('html.stale').waitFor();
    assert.match(await page.locator('.stale-banner').innerText(), /03:15.*\b15\b/);
    assert.match(await page.title(), /^STALE/);
    assert.match(await page.locator('h1').innerText(), /03:15/);
    assert.match(await page.locator('.before').innerText(), /\b4\b/);
    assert.match(await page.locator('.asof').innerText(), /03:15:00.*\b15\b/);
    const sizes = (await page.evaluate(
      `['h1', '.before'].map((each) => parseFloat(getComputedStyle(document.querySelector(each)).fontSize))`,
    )) as number[];
    assert.ok((sizes[0] ?? 0) > (sizes[1] ?? 0), sizes.join(' '));
    assert.equal(await page.getByRole('alert').count(), 1);
  });

  it('is stale where passes stopped coming, though somebody looked', async () => {
    const hourMs = 3_600_000;
    const report = {
      ...shown.report,
      command: 'plan' as const,
      at: new Date(Date.parse(at) + hourMs).toISOString(),
    };
    const page = await open(pageOf({ ...shown, report, tookMs: null }, past), { nowMs: nowMs + hourMs });
    await page.locator('html.stale').waitFor();
    assert.match(await page.locator('.stale-banner').innerText(), /03:15/);
    assert.match(await page.locator('.asof').innerText(), /04:15:00.*03:15:00.*\b61\b/);
  });

  it('is not stale for a clock that is behind', async () => {
    const page = await open(html, { nowMs: nowMs - 3 * 86_400_000, hash: '#reload=no' });
    await page.locator('html.ready:not(.stale)').waitFor();
    assert.match(await page.locator('.asof').innerText(), /behind/);
  });

  it('whatever hosts and people say is text on it [page-markup]', async () => {
    const said = evil.join(' ');
    const events = evil.map((text, n): HistoryEntry => ({
      kind: 'launch',
      at,
      pass: null,
      launchId: String(n),
      component: text,
      host: text,
      outcome: 'failed',
      detail: someMessage(text),
    }));
    const hostile: Shown = {
      ...shown,
      report: {
        ...shown.report,
        hosts: shown.report.hosts.map((host, n) =>
          n === 0
            ? { ...host, sighting: 'silent', reason: { ...someMessage(said), remedy: said }, drain: said }
            : host,
        ),
        outcomes: evil.map((text) => outcome('failed', 'pipe0/component-00', 'lta-vm-0001', text)),
        unlisted: evil.map((host) => ({ host, components: { [host]: 1 } })),
        decisions: evil.map((text) => ({ kind: 'drain', host: text, stop: false, by: text, why: text, at })),
        problems: evil.map(someMessage),
      },
    };
    const page = await open(pageOf(hostile, { ...past, events, missing: evil.map(someMessage) }), { nowMs });
    await page.locator('html.ready').waitFor();
    for (const closed of [
      'button.more:visible',
      '.unlisted:not([open]) > summary',
      '.decisions:not([open]) > summary',
    ])
      while ((await page.locator(closed).count()) > 0) await page.locator(closed).first().click();
    const body = await page.locator('body').innerText();
    for (const text of evil.filter((each) => !/\p{C}/u.test(each))) assert.ok(body.includes(text), text);
    await page.locator('[data-host="lta-vm-0001"]').click();
    assert.ok((await page.getByRole('dialog').innerText()).includes(evil[0] ?? ''));
    assert.equal(await page.evaluate('typeof owned'), 'undefined');
    assert.deepEqual(
      await page.locator('img, iframe, object, form, base, svg, [onerror], [onclick]').all(),
      [],
    );
    assert.equal(await page.locator('script').count(), 2);
    await page.reload();
    assert.equal(await page.evaluate('typeof owned'), 'undefined');
  });
});

function longName(host: string, n: number): string {
  return n === 0 ? 'other.example.net' : `worker-${host.slice(-3)}.cluster.example.org`;
}

const evil = [
  '<script>owned=1</script>',
  '</script><script>owned=1</script>',
  '<img src=x onerror=owned=1>',
  '<!-- <script>owned=1</script> -->',
  '"><svg onload=owned=1>',
  "javascript:owned=1//' onclick='owned=1",
  '$& $` $1 \u202Egnp.exe',
  '\u001b[31mred\u0007',
  '<base href="https://example.org/"><meta http-equiv=refresh content=0>',
];

/** Wanted, running, presumed, pending and missing as the row of a component tells them. */
async function numbersOf(page: Page, component: string): Promise<number[]> {
  const cells = page.locator(`tr[data-component="${component}"] td.num`);
  return (await cells.allTextContents()).map((text) => Number(text.replaceAll(',', '').replace(/^\D+/, '')));
}

/** Runs in the page: what `data-NAME` says of each element. */
function dataOf(elements: unknown[], name: string): (string | undefined)[] {
  return elements.map((each) => (each as { dataset: Record<string, string> }).dataset[name]);
}

/** The host whose tile has the focus. */
async function focused(page: Page): Promise<string | null> {
  return (await page.evaluate('document.activeElement?.dataset?.host ?? null')) as string | null;
}

/** What has the focus, and where on the screen that is. */
async function sightOf(page: Page): Promise<{ key: string; top: number }> {
  return (await page.evaluate(`(async () => {
    for (let n = 0; n < 3; n++) await new Promise((resolve) => requestAnimationFrame(resolve));
    const it = document.activeElement;
    return { key: it.tagName + it.id + it.dataset.key, top: it.getBoundingClientRect().top };
  })()`)) as { key: string; top: number };
}

/** Waits until the page has loaded itself anew, after that long by its clock. */
async function reloaded(page: Page, afterMs: number): Promise<void> {
  await page.evaluate('marker = 1');
  await Promise.all([page.waitForEvent('load'), page.clock.fastForward(afterMs)]);
  await assertSoon(() => page.evaluate('typeof marker'), 'undefined');
  await page.locator('html.ready').waitFor();
}

async function assertSoon<T>(look: () => Promise<T>, wanted: T): Promise<void> {
  let found = await look();
  for (let tries = 0; tries < 50 && JSON.stringify(found) !== JSON.stringify(wanted); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    found = await look();
  }
  assert.deepEqual(found, wanted);
}
