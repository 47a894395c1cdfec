import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../src/clock.ts';

describe('the clock of this machine', () => {
  it('tells the time of day, and goes on', async () => {
    const clock = systemClock();
    const first = clock.now();
    assert.ok(Math.abs(first - Date.now()) < 60_000);
    while (clock.now() === first) await new Promise(setImmediate);
    assert.ok(clock.now() > first);
    const boot = clock.boot();
    assert.ok(boot !== null && boot.id !== '' && boot.uptimeMs > 0, JSON.stringify(boot));
  });

  it('goes on while no file can be opened, and the kernel cannot be asked', () => {
    const starved = fileURLToPath(new URL('starvedClock.ts', import.meta.url));
    const command = 'ulimit -n 200; exec "$0" --import tsx "$1"';
    const { stdout, stderr } = spawnSync('bash', ['-c', command, process.execPath, starved], {
      encoding: 'utf8',
    });
    const told = JSON.parse(stdout || `"${stderr}"`) as Record<
      'taken' | 'before' | 'starved' | 'after',
      number
    >;
    assert.ok(told.taken > 0, stderr);
    assert.ok(told.starved - told.before >= 250 && told.starved <= told.after, stdout);
    assert.ok(told.after - told.before < 60_000, stdout);
  });
});
