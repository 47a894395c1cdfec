import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../src/clock.ts';
import { loadConfig } from '../../src/cli/context.ts';
import { recall } from '../../src/cli/world.ts';
import { emptyMemory } from '../../src/core/types.ts';
import { writeState } from '../../src/store/state.ts';
import { scratchFolder } from '../store/scratch.ts';

describe('what earlier passes left', () => {
  const folder = scratchFolder();

  it('that takes long to read is not taken for a clock that was set', async () => {
    const file = join(folder(), 'Interface.json');
    writeFileSync(file, JSON.stringify({ hotlimit: 1, available: ['n1'], pipes: [] }));
    const config = await loadConfig({ config: file });
    let uptimeMs = 1_000_000;
    const bootedMs = Date.UTC(2026, 0, 1);
    const clock: Clock = { now: () => bootedMs + uptimeMs, boot: () => ({ id: 'one', uptimeMs }) };
    await writeState(join(config.logs, 'state.json'), emptyMemory, 'default', clock.now(), clock.boot());
    const recalled = recall(config, clock, true);
    // The file is still being read.
    uptimeMs += 10_000;
    assert.deepEqual((await recalled).problems, []);
  });
});
