import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Report } from '../../src/report/document.ts';
import { LocalSite } from './localSite.ts';
import { pilotLike } from './pilotLike.ts';

describe('a component that a pilot brings up', () => {
  let site: LocalSite;
  beforeEach(() => {
    site = new LocalSite().submitter('pilot-like.sh', pilotLike);
    const own = { submitter: 'pilot-like.sh', ready: 'running' };
    site.config([{ ...site.type('a'), ...own }]);
  });
  afterEach(() => site[Symbol.dispose]());

  const say = (word: string): void => writeFileSync(join(site.home, word), '');
  /** What `status --json` prints as soon as that is so. */
  async function statusWhen(isSo: (report: Report) => boolean): Promise<Report> {
    for (const until = performance.now() + 20_000; ; await sleep(100)) {
      const { report } = await site.report('status');
      if (isSo(report)) return report;
      assert.ok(performance.now() < until, JSON.stringify(report));
    }
  }

  it('is told from its first step to its end: status, why, logs, history', async () => {
    const { report } = await site.report('run');
    assert.deepEqual(
      [report.outcomes?.[0]?.outcome, report.components[0]?.pending, report.components[0]?.comingUp],
      ['confirmed', 1, 1],
    );
    for (const args of [['status'], ['why', 'p/a', 'me']])
      assert.match((await site.muster(...args)).stdout, /prepare-environment, \d+ s/);

    say('go');
    const running = await statusWhen(({ components: [a] }) => a?.running === 1);
    assert.equal(running.components[0]?.ready, undefined, 'nothing comes after it');
    assert.equal(running.hosts[0]?.pilots?.[0]?.phase, 'running');
    await site.muster('run');
    const read = await site.muster('logs', 'p/a');
    assert.match(read.stdout, /the component works\n/);
    assert.match(read.stdout, /it complains\n/);

    say('end');
    const over = await statusWhen(({ components: [a] }) => a?.running === 0);
    const [pilot] = over.hosts[0]?.pilots ?? [];
    assert.deepEqual([pilot?.phase, pilot?.code], ['ended', 3]);
    const { stdout: ended } = await site.muster('logs', 'p/a');
    assert.match(ended, /^me stdout \| the component works\nme stderr \| it complains\n$/m);

    rmSync(join(site.home, 'end'));
    await site.muster('run');
    const { stdout: history } = await site.muster('history');
    assert.match(history, /p\/a on me, process \d+, /);
    const { exit } = await site.report('history');
    assert.equal(exit, 0);
  });

  it('that fails is told with what it printed', async () => {
    await site.muster('run');
    say('fail');
    await statusWhen(({ components: [a] }) => a?.pending === 0);
    const { stdout } = await site.muster('status');
    assert.match(stdout, /prepare-environment.*pip exit 1\n +\| ERROR: no matching/);
    const read = await site.muster('logs', 'p/a');
    assert.match(read.stdout, /^me prepare-environment \| ERROR: no matching distribution\n/m);
    const { report } = await site.report('run');
    const { why } = report.hosts[0]?.backoff?.['p/a'] ?? report.components[0]?.backoff ?? {};
    assert.equal(why?.code, 'pilot-command-failed');
    assert.match((await site.muster('history')).stdout, /p\/a .*prepare-environment.*pip exit 1\n/);
  });
});
