/**
 * A process that leaves behind what a pass does to be looked at, and nothing else: FILE holds what there is to be shown, as JSON.
 * Prints how long that took, by the clock and of a processor, and the most memory it had.
 */
import { readFileSync } from 'node:fs';
import { show, type Shown } from '../src/monitor/show.ts';

const read = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Shown;
// Of all that JSON cannot hold, only the pools are asked for.
const shown: Shown = { ...read, config: { ...read.config, pools: new Map([['tape', 10]]) } };
const before = process.cpuUsage();
const startedMs = performance.now();
const faults = await show(shown);
const tookMs = performance.now() - startedMs;
const { user, system } = process.cpuUsage(before);
const mostKiB = process.resourceUsage().maxRSS;
process.stdout.write(JSON.stringify({ tookMs, processorMs: (user + system) / 1000, mostKiB, faults }));
