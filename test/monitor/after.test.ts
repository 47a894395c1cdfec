import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Code } from '../../src/core/catalogue/catalogue.ts';
import type { PageData } from '../../src/page/data.ts';
import { afterPath } from '../../src/store/afterFile.ts';
import { pluginOutput } from '../report/checkFormats.ts';
import { parseExposition, seriesOf } from '../report/exposition.ts';
import { silent, withDead } from '../cli/localSite.ts';
import { NotifySite } from './notifySite.ts';

describe('what went wrong after a pass', () => {
  let site: NotifySite;
  beforeEach(() => (site = new NotifySite()));
  afterEach(() => site[Symbol.dispose]());

  const config = (monitor: Record<string, unknown> = {}, own: Record<string, unknown> = {}): void => {
    const shown = { page: 'index.html', textfile: 'muster.prom', ...monitor };
    site.config([site.type('a', { on: false })], { monitor: shown, ...own });
  };
  const kept = (): string => afterPath(site.path('logs'));
  const pageText = (): string => readFileSync(site.path('index.html'), 'utf8');
  const onPage = (): Code[] => {
    const [, json = ''] = /id="muster-data">([^<]*)</.exec(pageText()) ?? [];
    const { problems } = JSON.parse(json) as PageData;
    return problems.flatMap(({ kind, code }) => (kind === 'pass' ? code : []));
  };
  const measured = (): number | undefined =>
    parseExposition(readFileSync(site.path('muster.prom'), 'utf8')).values.get(
      seriesOf('muster_problems', { fleet: 'muster', kind: 'pass' }),
    );
  /** Checks start a process of their own. */
  const check = async (option: string): Promise<string> => (await site.program('status', option)).stdout;

  it('is on the page and in the metrics of the next, and told to monitoring systems, until nothing does', async () => {
    site.notifier('exit 3');
    config({ notify: ['notify'] }, withDead('n01'));
    const first = await site.cron();
    assert.equal(first.exit, 1);
    const program = site.path('notify');
    assert.ok(first.stdout.includes(program), first.stdout);
    assert.deepEqual([onPage(), measured()], [[], 0]);
    const { state, below } = pluginOutput(await check('--nagios'));
    assert.equal(state, 1);
    assert.ok(below.some((line) => line.startsWith('WARNING: ') && line.includes(program)));
    const services = (await check('--check-mk')).split('\n');
    assert.ok(services.some((line) => line.startsWith('1 ') && line.includes(program)));

    // Mail has it from the pass itself, once.
    assert.deepEqual(await site.cron(), silent(1));
    assert.deepEqual([onPage(), measured()], [['notify-failed'], 1]);

    site.notifier('cat >/dev/null');
    assert.equal((await site.muster('run', '-q')).exit, 0);
    assert.deepEqual([onPage(), measured(), existsSync(kept())], [['notify-failed'], 1, false]);
    assert.equal((await site.muster('run', '-q')).exit, 0);
    assert.deepEqual([onPage(), measured()], [[], 0]);
  });

  it('is also that page or metrics could not be written; the next pass ends as it would have', async () => {
    mkdirSync(site.path('in the way'));
    config({ page: 'in the way' });
    assert.equal((await site.muster('run')).exit, 1);
    // Who makes part of a pass knows nothing of it.
    const before = readFileSync(kept(), 'utf8');
    assert.equal((await site.muster('run', '--only', 'p/a')).exit, 1);
    assert.equal(readFileSync(kept(), 'utf8'), before);
    config();
    assert.deepEqual(await site.cron(), silent(0));
    assert.deepEqual([onPage(), measured(), existsSync(kept())], [['page-unwritable'], 1, false]);
  });

  it('is kept with debugmode too', async () => {
    config({ textfile: 'nowhere/muster.prom' }, { debugmode: true });
    for (const _pass of [1, 2]) await site.muster('run', '-q');
    assert.deepEqual(onPage(), ['metrics-unwritable']);
  });

  it('is nothing where what was kept is broken or cannot be, and nobody is told of that', async () => {
    config();
    assert.equal((await site.muster('run', '-q')).exit, 0);
    const later = JSON.stringify({ version: 2, at: '2026-11-21T03:15:00.000Z', problems: ['later'] });
    const early = JSON.stringify({ version: 1, at: 'soon', problems: ['when?'] });
    for (const broken of ['{"version":1', 'null', later, early]) {
      writeFileSync(kept(), broken);
      assert.deepEqual(await site.muster('run', '-q'), silent(0), broken);
      assert.deepEqual([onPage(), existsSync(kept())], [[], false], broken);
    }
    mkdirSync(kept());
    assert.deepEqual(await site.cron(), silent(0));
    mkdirSync(site.path('in the way'));
    config({ page: 'in the way' });
    const { report } = await site.report('run');
    assert.equal(report.problems.length, 1);
    rmSync(kept(), { recursive: true });
    assert.ok(!readdirSync(site.path('logs')).some((name) => name.startsWith('after.json')));
  });

  it('is read as version 0.1 wrote it: bare texts', async () => {
    config();
    mkdirSync(site.path('logs'));
    const texts = ['no route to the pager'];
    writeFileSync(kept(), JSON.stringify({ version: 1, at: new Date().toISOString(), texts }));
    await site.muster('run', '-q');
    assert.deepEqual(onPage(), ['unrecorded']);
    assert.ok(pageText().includes('no route to the pager'));
  });
});
