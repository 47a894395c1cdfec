import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { passTimes } from '../../src/cli/passTimes.ts';
import { historyName } from '../../src/store/historyFiles.ts';
import { configOf, small } from '../interface/samples.ts';
import { scratchFolder } from '../store/scratch.ts';

const nowMs = Date.UTC(2026, 10, 21, 12);
const minuteMs = 60_000;
const yearMs = 365 * 24 * 60 * minuteMs;

describe('when passes took place, as checks are told it', () => {
  const logs = scratchFolder();
  const config = (): ReturnType<typeof configOf> => ({ ...configOf(small), logs: logs() });
  const ages = async (): Promise<number | null> => {
    const times = await passTimes(config(), nowMs);
    return times.kind === 'known' ? times.ageMs / minuteMs : null;
  };
  function passAt(atMs: number): void {
    const folder = join(logs(), 'history');
    mkdirSync(folder, { recursive: true });
    const at = new Date(atMs).toISOString();
    const line = { kind: 'pass', at, pass: `p${atMs}`, hosts: [1, 1], components: {} };
    appendFileSync(join(folder, historyName('passes', atMs)), `${JSON.stringify(line)}\n`);
  }

  it('one pass of a clock that was ten years ahead hides neither that they come nor that they stopped', async () => {
    passAt(nowMs - 300 * minuteMs);
    passAt(nowMs + 10 * yearMs);
    assert.equal(await ages(), 300);
    passAt(nowMs - 5 * minuteMs);
    assert.equal(await ages(), 5);
  });

  it('where all are of a time that comes, that is told', async () => {
    passAt(nowMs + 60 * minuteMs);
    assert.equal(await ages(), -60);
  });
});
