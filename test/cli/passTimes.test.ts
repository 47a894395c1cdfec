import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { passTimes } from '../../src/cli/passTimes.ts';
import type { Config } from '../../src/interface/config.ts';
import { historyFolder } from '../../src/store/historyFiles.ts';
import { writePast } from '../store/past.ts';

describe('when passes took place, where the clock was ahead for a time', () => {
  const nowMs = Date.UTC(2026, 5, 10, 12);
  const dayMs = 24 * 3_600_000;
  const size = { components: 1, hosts: 1, passDays: 1, hourDays: 1, dayDays: 1 };
  let logs: string;
  let ahead: string;

  before(async () => {
    logs = mkdtempSync(join(tmpdir(), 'muster-times-'));
    ahead = mkdtempSync(join(tmpdir(), 'muster-times-'));
    await writePast(logs, nowMs, size);
    await writePast(ahead, nowMs + 400 * dayMs, size);
    // Passes of a year to come, as a clock that was ahead leaves them.
    for (const name of readdirSync(historyFolder(ahead)).filter((one) => one.startsWith('passes-2027')))
      cpSync(join(historyFolder(ahead), name), join(historyFolder(logs), name));
  });
  after(() => {
    for (const folder of [logs, ahead]) rmSync(folder, { recursive: true });
  });

  it('those that have come since count', async () => {
    const times = await passTimes(config(logs), nowMs + 60_000);
    assert.deepEqual(times, { kind: 'known', ageMs: 60_000, staleMs: 840_000, problems: [] });
  });

  it('where none came since it is told that the clock was set back', async () => {
    const times = await passTimes(config(logs), nowMs + 3_600_000);
    assert.ok(times.kind === 'known' && times.ageMs < -dayMs, JSON.stringify(times));
  });
});

function config(logs: string): Config {
  return { logs, monitor: { staleMs: null }, timeouts: { passMs: 240_000 } } as unknown as Config;
}
