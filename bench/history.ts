import { mkdtempSync, rmSync, statSync, readdirSync, copyFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { historyIn } from '../src/store/history.ts';
import { historyFolder } from '../src/store/historyFiles.ts';
import { rollUp } from '../src/store/historyRolling.ts';
import { writePast } from '../test/store/past.ts';

/** How large the history is, and how fast it is read and rolled up: 14 days of passes, 92 of hours, 400 of days. */
const dayMs = 24 * 60 * 60 * 1000;
const nowMs = Date.UTC(2026, 10, 21, 18, 30);
const size = { hosts: 2000, passDays: 14, hourDays: 92, dayDays: 400 };
for (const components of [20, 100]) await measure(components);

async function measure(components: number): Promise<void> {
  const logs = mkdtempSync(join(tmpdir(), 'muster-bench-'));
  try {
    const bytes = await writePast(logs, nowMs, { ...size, components });
    console.log(`${components} components, ${size.hosts} hosts, a pass every 5 minutes`);
    tell('passes, a day', kib(bytes.passes / size.passDays));
    tell('hours, a day', kib(bytes.hours / size.hourDays));
    tell('days, a year', kib((bytes.days / size.dayDays) * 365));
    tell('all that is kept', kib(bytes.passes + bytes.hours + bytes.days));
    const since = (days: number): { sinceMs: number; untilMs: number } => ({
      sinceMs: nowMs - days * dayMs,
      untilMs: Infinity,
    });
    const reads = {
      '24 h of passes': () => count(historyIn(logs).passes(since(1))),
      '1,000 events of 7 days': () => count(historyIn(logs).events(since(7)), 1000),
      '30 days of hours': async () => (await historyIn(logs).rollups('hour', since(30))).length,
      '400 days': async () => (await historyIn(logs).rollups('day', since(400))).length,
    };
    for (const [what, read] of Object.entries(reads)) {
      const [took, found] = await median(read);
      tell(what, `${took.toFixed(1)} ms, ${found} of them`);
    }
    const folder = historyFolder(logs);
    const fresh = join(logs, 'fresh');
    const passes = readdirSync(folder).filter((name) => name.startsWith('passes-'));
    const [first] = await median(async () => {
      rmSync(fresh, { recursive: true, force: true });
      mkdirSync(fresh);
      for (const name of passes) copyFileSync(join(folder, name), join(fresh, name));
      await rollUp(fresh, nowMs, () => false);
      return statSync(join(fresh, 'rolled.json')).size;
    });
    tell('rolling up 14 days at once, with copying', `${first.toFixed(0)} ms`);
    const [none] = await median(async () => (await rollUp(fresh, nowMs, () => false)).length);
    tell('rolling up where nothing is over', `${none.toFixed(1)} ms`);
    const [hour] = await median(async () => (await rollUp(fresh, nowMs + dayMs / 24, () => false)).length, 1);
    tell('rolling up an hour', `${hour.toFixed(1)} ms`);
  } finally {
    rmSync(logs, { recursive: true });
  }
}

async function count(entries: AsyncIterable<unknown>, most = Infinity): Promise<number> {
  let found = 0;
  for await (const _ of entries) if (++found >= most) break;
  return found;
}

async function median(work: () => Promise<number>, times = 7): Promise<[tookMs: number, found: number]> {
  const took: number[] = [];
  let found = 0;
  for (let n = 0; n < times; n++) {
    const began = performance.now();
    found = await work();
    took.push(performance.now() - began);
  }
  return [took.toSorted((one, other) => one - other)[Math.floor(times / 2)] ?? 0, found];
}

function kib(bytes: number): string {
  return `${(bytes / 1024).toFixed(0)} KiB`;
}

function tell(what: string, value: string): void {
  console.log(`  ${what.padEnd(42)} ${value}`);
}
