import { createWriteStream, mkdirSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { dayOf, rollupOf, type Rollable } from '../../src/core/rollupOf.ts';
import type { Rollup } from '../../src/core/rollup.ts';
import {
  dayBegin,
  historyFolder,
  historyName,
  hourMs,
  type HistoryKind,
} from '../../src/store/historyFiles.ts';
import { historyLine } from '../../src/store/historyLine.ts';
import type { HistoryEntry, PassTally } from '../../src/store/historyRecord.ts';
import { isRollable } from '../../src/store/historyRolling.ts';
import { rollupLine } from '../../src/store/historyRollup.ts';
import { someMessage } from '../harness/messages.ts';
import { passEntry } from './entries.ts';

export interface PastSize {
  readonly components: number;
  readonly hosts: number;
  /** Days of which the passes are there, and of which hours and days are. */
  readonly passDays: number;
  readonly hourDays: number;
  readonly dayDays: number;
}

const minuteMs = 60_000;
const dayMs = 24 * hourMs;

/** Writes the history of a site whose passes come every five minutes, as it is at `nowMs`; returns its bytes by kind. */
export async function writePast(
  logs: string,
  nowMs: number,
  size: PastSize,
): Promise<Record<HistoryKind, number>> {
  const folder = historyFolder(logs);
  mkdirSync(folder, { recursive: true });
  const bytes: Record<HistoryKind, number> = { passes: 0, hours: 0, days: 0, decisions: 0 };
  const streams = new Map<string, ReturnType<typeof createWriteStream>>();
  const write = async (kind: HistoryKind, atMs: number, line: string): Promise<void> => {
    const name = historyName(kind, atMs);
    const stream = streams.get(name) ?? createWriteStream(join(folder, name));
    streams.set(name, stream);
    bytes[kind] += line.length + 1;
    if (!stream.write(`${line}\n`)) await once(stream, 'drain');
  };
  const fullHour = Math.floor(nowMs / hourMs) * hourMs;
  let ofDay: Rollup[] = [];
  for (let hour = fullHour - size.dayDays * dayMs; hour <= fullHour; hour += hourMs) {
    const isKept = hour >= fullHour - size.passDays * dayMs;
    const entries: Rollable[] = [];
    for (let atMs = hour; atMs < hour + hourMs && atMs <= nowMs; atMs += 5 * minuteMs)
      for (const entry of entriesAt(atMs, size)) {
        if (isRollable(entry)) entries.push(entry);
        if (isKept) await write('passes', atMs, historyLine(entry));
      }
    if (hour === fullHour) break;
    const rollup = rollupOf('hour', new Date(hour).toISOString(), entries);
    if (hour >= fullHour - size.hourDays * dayMs) await write('hours', hour, rollupLine(rollup));
    if (ofDay.length > 0 && dayBegin(Date.parse(ofDay[0]?.at ?? '')) !== dayBegin(hour)) {
      const begin = dayBegin(Date.parse(ofDay[0]?.at ?? ''));
      await write('days', begin, rollupLine(dayOf(new Date(begin).toISOString(), ofDay)));
      ofDay = [];
    }
    ofDay.push(rollup);
  }
  for (const stream of streams.values()) {
    stream.end();
    await once(stream, 'close');
  }
  return bytes;
}

/** What a pass of that time writes: each sixth finds an instance gone, one host in fifty is mostly unknown. */
function entriesAt(atMs: number, { components, hosts }: PastSize): HistoryEntry[] {
  const number = atMs / (5 * minuteMs);
  const [at, pass] = [new Date(atMs).toISOString(), `p${number}`];
  const ended = number % components;
  const own = `pipe${ended % 10}/component-${ended}`;
  const happened = number % 6 === 0;
  const unknown = number % 3 === 0 ? 0 : Math.ceil(hosts / 50);
  const tallies = Array.from({ length: components }, (_, index): [string, PassTally] => {
    const isGone = happened && index === ended;
    const wanted = 4 + (index % 17);
    const running = isGone ? wanted - 1 : wanted;
    const tally = { wanted, running, presumed: 0, pending: isGone ? 1 : 0, missing: 0 };
    return [`pipe${index % 10}/component-${index}`, tally];
  });
  const down = { kind: 'down', reason: someMessage('no answer to the ping within 1 s') };
  const entry = passEntry(at, {
    pass,
    tookMs: 2000 + (number % 700),
    hosts: { seen: hosts - unknown, of: hosts },
    unknown: unknown === 0 ? [] : [{ ...down, count: unknown, hosts: `n[001-${unknown}]` }],
    outcomes: { confirmed: happened ? 1 : 0, vanished: 0, failed: 0, refused: 0, unknown: 0 },
    components: Object.fromEntries(tallies),
  });
  const on = { at, pass, component: own, host: `n${String(number % hosts).padStart(3, '0')}` };
  if (!happened) return [entry];
  return [
    { kind: 'gone', ...on, pid: number % 30_000, livedMs: 86_400_000, atMostMs: 86_700_000, rebooted: false },
    { kind: 'launch', ...on, launchId: `L${number}`, outcome: 'confirmed', detail: someMessage('started') },
    entry,
  ];
}
