import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { message } from '../../src/core/catalogue/catalogue.ts';
import { show, type Shown } from '../../src/monitor/show.ts';
import { scratchFolder } from '../store/scratch.ts';
import { shownIn } from './shown.ts';
import { until } from '../harness/until.ts';

describe('what a pass leaves to be looked at', () => {
  const folder = scratchFolder();
  const page = (): string => join(folder(), 'index.html');
  const shown = (): Shown => {
    const { config, ...pass } = shownIn(folder());
    return { ...pass, config: { ...config, monitor: { ...config.monitor, page: page(), textfile: null } } };
  };

  it('is not waited for when the pass has no time left, which has its own report to give', async () => {
    assert.deepEqual(await show(shown(), 0), [message('views-late', { seconds: 0 })]);
    await until(() => existsSync(page()));
  });

  it('is waited for when there is time', async () => {
    assert.deepEqual(await show(shown(), 240_000), []);
    assert.ok(existsSync(page()));
  });
});
