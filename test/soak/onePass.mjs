#!/usr/bin/env node
import { systemClock } from '../../dist/clock.js';
import { run } from '../../dist/cli/run.js';

// node onePass.mjs INTERFACE: `muster run --json` with a clock that is ahead of this machine's: SOAK_WALL_AHEAD_MS for the
// time of day, SOAK_UPTIME_AHEAD_MS for the time since boot. Where only the first moves, the clock was set. SOAK_BOOT tells
// one boot from the next.

const wallAheadMs = Number(process.env.SOAK_WALL_AHEAD_MS);
const uptimeAheadMs = Number(process.env.SOAK_UPTIME_AHEAD_MS);
const real = systemClock();

const io = {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  clock: {
    now: () => real.now() + wallAheadMs,
    boot() {
      const boot = real.boot();
      return boot && { id: `${boot.id}-${process.env.SOAK_BOOT}`, uptimeMs: boot.uptimeMs + uptimeAheadMs };
    },
  },
  lastResort(afterMs, text) {
    const end = () => {
      process.stderr.write(`${text}\n`);
      process.exit(1);
    };
    const timer = setTimeout(end, afterMs).unref();
    return { [Symbol.dispose]: () => clearTimeout(timer) };
  },
};

try {
  process.exitCode = await run({ config: process.argv[2], json: true }, io);
} catch (error) {
  process.stderr.write(`${error.lines?.join('\n') ?? error.stack}\n`);
  process.exitCode = error.exit ?? 1;
}
// As main.ts: nobody waits for a ping that is still under way.
const leave = () => (process.stdout.writableLength > 0 ? setTimeout(leave, 10) : process.exit());
leave();
