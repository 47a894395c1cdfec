import { closeSync, openSync } from 'node:fs';
import { systemClock } from '../src/clock.ts';

// Prints what the clock of this machine tells before, while and after no file can be opened.

const clock = systemClock();
const before = clock.now();
const taken: number[] = [];
try {
  for (;;) taken.push(openSync('/dev/null', 'r'));
} catch {
  // That was the last one.
}
// A while that no rounding hides.
const enoughMs = performance.now() + 300;
while (performance.now() < enoughMs);
const starved = clock.now();
for (const fd of taken) closeSync(fd);
process.stdout.write(JSON.stringify({ taken: taken.length, before, starved, after: clock.now() }));
