import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PageData, PageProblem } from '../../src/page/data.ts';
import { afterPath } from '../../src/store/afterFile.ts';
import { LocalSite } from '../cli/localSite.ts';
import { pluginOutput, type PluginOutput } from '../report/checkFormats.ts';
import { parseExposition, seriesOf } from '../report/exposition.ts';

describe('what went wrong after a pass', () => {
  let site: LocalSite;
  beforeEach(() => (site = new LocalSite()));
  afterEach(() => site[Symbol.dispose]());

  const config = (monitor: Record<string, unknown> = {}, own: Record<string, unknown> = {}): void => {
    const shown = { page: 'index.html', textfile: 'muster.prom', ...monitor };
    site.config([site.type('a')], { monitor: shown, ...own });
  };
  const program = (text: string): void => {
    writeFileSync(join(site.folder, 'notify'), `#!/bin/sh\n${text}\n`);
    chmodSync(join(site.folder, 'notify'), 0o755);
  };
  /** Nothing listens on port 1: that is news. */
  const withDead = {
    available: [
      { host: 'me', via: 'local' },
      { host: 'n01', address: '127.0.0.1', port: 1 },
    ],
    ping: { method: 'tcp' },
    safety: { brownout: 1 },
  };
  const kept = (): string => afterPath(join(site.folder, 'logs'));
  const onPage = (): PageProblem[] => {
    const [, json = ''] =
      /id="muster-data">([^<]*)</.exec(readFileSync(join(site.folder, 'index.html'), 'utf8')) ?? [];
    return (JSON.parse(json) as PageData).problems.filter(({ kind }) => kind === 'pass');
  };
  const measured = (): number | undefined =>
    parseExposition(readFileSync(join(site.folder, 'muster.prom'), 'utf8')).values.get(
      seriesOf('muster_problems', { fleet: 'muster', kind: 'pass' }),
    );
  const nagios = async (): Promise<PluginOutput> =>
    pluginOutput((await site.muster('status', '--nagios')).stdout);

  it('is on the page and in the metrics of the next, and told to monitoring systems, until nothing does', async () => {
    program('exit 3');
    config({ notify: ['notify'] }, withDead);
    const first = await site.muster('run', '--cron');
    assert.equal(first.exit, 1);
    assert.match(first.stdout, /monitor\.notify: .* ended with exit 3/);
    assert.deepEqual([onPage(), measured()], [[], 0]);
    const { state, below } = await nagios();
    assert.equal(state, 1);
    assert.match(below.join('\n'), /^WARNING: after the pass of \S+: monitor\.notify: .* exit 3/m);
    const { stdout } = await site.muster('status', '--check-mk');
    assert.match(stdout, /^1 .*after the pass of \S+: monitor\.notify: .* exit 3/m);

    // Mail has it from the pass itself, once.
    assert.deepEqual(await site.muster('run', '--cron'), { exit: 1, stdout: '', stderr: '' });
    assert.match(onPage()[0]?.text ?? '', /^after the pass of \d\d:\d\d:\d\d: monitor\.notify: .* exit 3/);
    assert.deepEqual([onPage().length, measured()], [1, 1]);

    program('cat >/dev/null');
    assert.equal((await site.muster('run', '-q')).exit, 0);
    assert.deepEqual([onPage().length, measured(), existsSync(kept())], [1, 1, false]);
    assert.equal((await site.muster('run', '-q')).exit, 0);
    assert.deepEqual([onPage(), measured()], [[], 0]);
  });

  it('is also that page or metrics could not be written; the next pass ends as it would have', async () => {
    mkdirSync(join(site.folder, 'in the way'));
    config({ page: 'in the way' });
    assert.equal((await site.muster('run')).exit, 1);
    // Who makes part of a pass knows nothing of it.
    const before = readFileSync(kept(), 'utf8');
    assert.equal((await site.muster('run', '--only', 'p/a')).exit, 1);
    assert.equal(readFileSync(kept(), 'utf8'), before);
    config();
    const next = await site.muster('run', '--cron');
    assert.deepEqual(next, { exit: 0, stdout: '', stderr: '' });
    assert.match(onPage()[0]?.text ?? '', /^after the pass of .*: the page was not written: .* is a folder$/);
    assert.equal(measured(), 1);
    assert.equal(existsSync(kept()), false);
  });

  it('is kept with debugmode too', async () => {
    config({ textfile: 'nowhere/muster.prom' }, { debugmode: true });
    await site.muster('run', '-q');
    await site.muster('run', '-q');
    assert.match(onPage()[0]?.text ?? '', /^after the pass of .*: the metrics were not written: /);
    assert.match((await nagios()).below.join('\n'), /after the pass of/);
  });

  it('is nothing where what was kept is broken or cannot be, and nobody is told of that', async () => {
    config();
    assert.equal((await site.muster('run', '-q')).exit, 0);
    const text = JSON.stringify({ version: 2, at: '2026-11-21T03:15:00.000Z', texts: ['later'] });
    const early = JSON.stringify({ version: 1, at: 'soon', texts: ['when?'] });
    for (const broken of ['', '{"version":1', 'null', text, early]) {
      writeFileSync(kept(), broken);
      assert.deepEqual(await site.muster('run', '-q'), { exit: 0, stdout: '', stderr: '' }, broken);
      assert.deepEqual(onPage(), [], broken);
      assert.ok(!existsSync(kept()), broken);
    }
    mkdirSync(kept());
    const { exit, stdout, stderr } = await site.muster('run', '--cron');
    assert.deepEqual([exit, stdout, stderr], [0, '', '']);
    mkdirSync(join(site.folder, 'in the way'));
    config({ page: 'in the way' });
    const { report } = await site.report('run');
    assert.equal(report.problems.length, 1);
    rmSync(kept(), { recursive: true });
    assert.ok(!readdirSync(join(site.folder, 'logs')).some((name) => name.startsWith('after.json')));
  });
});
