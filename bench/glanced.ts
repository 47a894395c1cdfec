/**
 * A process that leaves behind what a pass does to be looked at, and nothing else: FILE holds what there is to be shown, as v8 serializes it.
 * Prints how long that took, by the clock and of a processor, and the most memory it had.
 */
import { readFileSync } from 'node:fs';
import { deserialize } from 'node:v8';
import { show, type Shown } from '../src/monitor/show.ts';

const shown = deserialize(readFileSync(process.argv[2] ?? '')) as Shown;
const before = process.cpuUsage();
const startedMs = performance.now();
const faults = await show(shown);
const tookMs = performance.now() - startedMs;
const { user, system } = process.cpuUsage(before);
const mostKiB = process.resourceUsage().maxRSS;
process.stdout.write(JSON.stringify({ tookMs, processorMs: (user + system) / 1000, mostKiB, faults }));
