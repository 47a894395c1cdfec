import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { show } from '../../src/monitor/show.ts';
import { scratchFolder } from '../store/scratch.ts';
import { shownIn } from './shown.ts';
import { until } from './until.ts';

describe('what a pass leaves to be looked at', () => {
  const folder = scratchFolder();

  it('is not waited for when the pass has no time left, which has its own report to give', async () => {
    const shown = shownIn(folder());
    const page = join(folder(), 'index.html');
    const monitor = { ...shown.config.monitor, page, textfile: null };
    const faults = await show({ ...shown, config: { ...shown.config, monitor } }, 0);
    assert.deepEqual(faults, ['what the pass leaves to be looked at was not written within 0 s']);
    await until(() => existsSync(page));
  });

  it('is waited for when there is time', async () => {
    const shown = shownIn(folder());
    const page = join(folder(), 'index.html');
    const monitor = { ...shown.config.monitor, page, textfile: null };
    assert.deepEqual(await show({ ...shown, config: { ...shown.config, monitor } }, 240_000), []);
    assert.ok(existsSync(page));
  });
});
