import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

// Loaded before muster (`node --import clockAhead.mjs dist/main.js run`), which knows nothing of it: a clock that is ahead of this
// machine's by SOAK_WALL_AHEAD_MS for the time of day and by SOAK_UPTIME_AHEAD_MS for the time since boot. Where only the first
// moves, the clock was set. SOAK_BOOT tells one boot from the next.

const wallAheadMs = Number(process.env.SOAK_WALL_AHEAD_MS);
const uptimeAheadMs = Number(process.env.SOAK_UPTIME_AHEAD_MS);

const { now } = Date;
Date.now = () => now() + wallAheadMs;

const { readFileSync } = fs;
const files = {
  '/proc/uptime': (text) => text.replace(/^[\d.]+/, (upS) => (Number(upS) + uptimeAheadMs / 1000).toFixed(2)),
  '/proc/sys/kernel/random/boot_id': (text) => text.replace(/\n?$/, `-${process.env.SOAK_BOOT}\n`),
};
fs.readFileSync = (path, ...rest) => {
  const read = readFileSync(path, ...rest);
  return files[path]?.(String(read)) ?? read;
};
syncBuiltinESMExports();
