import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { historyIn, type History } from '../../src/store/history.ts';
import { dayBegin, dayName, historyName } from '../../src/store/historyFiles.ts';
import type { HistoryEntry } from '../../src/store/historyRecord.ts';
import { openHistory } from '../../src/store/historyWriter.ts';
import { message } from '../../src/core/catalogue/catalogue.ts';
import { ofPass } from '../../src/store/log.ts';
import { openRecords } from '../../src/store/records.ts';
import { isDeep } from '../harness/sample.ts';
import { parsedCharacters } from './parsed.ts';
import { writePast } from './past.ts';
import { always, listed, readHistory } from './readHistory.ts';
import { scratchFolder } from './scratch.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const noon = Date.UTC(2026, 10, 21, 12);
const components = { 'p/a': { wanted: 3, running: 2, presumed: 0, pending: 1, missing: 0 } };
const outcomes = { confirmed: 1, vanished: 0, failed: 0, refused: 0, unknown: 0 };
const [quoted, set] = [
  message('unrecorded', { text: 'ü {"kind":"pass"' }),
  message('clock-set', { seconds: 7, forward: true }),
];

describe('the history in files of its own', () => {
  const logs = scratchFolder();
  const folder = (): string => join(logs(), 'history');

  const read = async (period = always): Promise<readonly HistoryEntry[]> =>
    (await readHistory(logs(), period)).entries;

  /** A pass of this time, with all that a pass can write; the log and the history hold the same of it. */
  async function pass(id: string, atMs: number, ends = true): Promise<void> {
    const records = ofPass(openRecords(logs(), 14 * dayMs, 'info', atMs), id);
    const launch = { launchId: `L${id}`, component: 'p/a', host: 'n1' };
    records.write('warn', 'rebooted', { host: 'n2' });
    records.write('warn', 'gone', { component: 'p/a', host: 'n2', pid: 7, livedMs: 5, atMostMs: 9 });
    records.write('info', 'operator', { verb: 'drain', host: 'n2', by: 'ada', reason: null });
    records.write('info', 'decided', { action: 'start', reasons: ['not for the history'] });
    records.write('info', 'launched', { ...launch, outcome: 'unknown' });
    if (ends) {
      records.write('info', 'outcome', { ...launch, outcome: 'confirmed', detail: quoted });
      records.write('info', 'stopped', { component: 'p/a', host: 'n1', pid: 9, outcome: 'killed' });
      const hosts = { seen: 2, of: 3 };
      const unknown = [{ kind: 'down', reason: set, count: 1, hosts: 'n3' }];
      const summary = { blocked: 1, held: 0 };
      const at = new Date(atMs).toISOString();
      const told = { at, command: 'run', tookMs: 12, hosts, unknown, summary, outcomes, components };
      records.write('info', 'pass', { ...told, problems: [set] });
    }
    assert.deepEqual(await records.close(), []);
  }

  it('tells what the log tells', async () => {
    const now = new Date().setHours(12, 0, 0, 0);
    for (const [index, id] of ['p1', 'p2', 'p3'].entries()) await pass(id, now + index * 1000, id !== 'p2');
    const own = await read();
    rmSync(folder(), { recursive: true });
    const inLog = await read();
    assert.equal(own.length, 6 + 4 + 6);
    assert.deepEqual(untimed(own), untimed(inLog));
  });

  it('passes alone and events alone are what they are among all', async () => {
    const now = new Date().setHours(12, 0, 0, 0);
    for (const [index, id] of ['p1', 'p2', 'p3'].entries()) await pass(id, now + index * 1000, id !== 'p2');
    const entries = await read();
    const past = historyIn(logs());
    assert.deepEqual(await listed(past.passes(always)), entries.filter(isPass));
    const events = entries.filter((entry) => !isPass(entry));
    assert.deepEqual(await listed(past.events(always)), events);
    assert.deepEqual(past.unread, { lines: 0, files: [] });
  });

  it('the day it began, and days of before, are read from the log as well, and nothing is told twice', async () => {
    const now = new Date().setHours(12, 0, 0, 0);
    for (const [index, id] of ['old', 'early', 'late'].entries()) {
      await pass(id, now - (2 - index) * 1000);
      if (id === 'early') {
        rmSync(folder(), { recursive: true });
        mkdirSync(folder());
      }
    }
    const log = join(logs(), `muster-${dayName(now - dayMs)}.jsonl`);
    const at = new Date(now - dayMs).toISOString();
    writeFileSync(
      log,
      `${JSON.stringify({ message: 'rebooted', timestamp: at, pass: 'before', host: 'n1' })}\n`,
    );
    const ids = (await read()).map((entry) => entry.pass);
    assert.deepEqual([...new Set(ids)], ['late', 'early', 'old', 'before']);
    assert.equal(ids.length, 6 * 3 + 1);
    const events = await listed(historyIn(logs()).events(always));
    assert.equal(events.length, 5 * 3 + 1);
    assert.deepEqual(await historyIn(logs()).keptDays(), [dayName(now - dayMs), dayName(now)]);
  });

  it('a clock that was set back within a day hides nothing of a period', async () => {
    const file = openHistory(folder(), 14 * dayMs, noon);
    for (const hour of [1, 5, 6, 2, 3])
      file.write('pass', { at: new Date(noon + hour * hourMs).toISOString(), pass: `${hour}`, hosts: {} });
    assert.equal(await file.close(), null);
    const found = await read({ sinceMs: noon + 4.5 * hourMs, untilMs: Infinity });
    const passes = found.map((entry) => entry.pass);
    assert.deepEqual(passes, ['6', '5']);
  });

  it('broken bytes and lines of megabytes are passed over and counted, once however often they are read [history-damaged]', async () => {
    await writePast(logs(), noon, { components: 2, hosts: 3, passDays: 1, hourDays: 2, dayDays: 4 });
    const past = historyIn(logs());
    const before = await everything(past);
    assert.ok(
      before.every((count) => count > 0),
      before.join(),
    );
    for (const name of readdirSync(folder())) {
      appendFileSync(join(folder(), name), Buffer.from('\u0000\u00ff\n{"kind":"pass","at":"x\n', 'latin1'));
      appendFileSync(join(folder(), name), `${'x'.repeat(3_000_000)}\n`);
    }
    const files = readdirSync(folder()).length;
    const again = historyIn(logs());
    assert.deepEqual(await everything(again), before);
    assert.deepEqual(await everything(again), before);
    assert.deepEqual(again.unread, { lines: 3 * files, files: [] });
  });

  it('no folder yet is no problem; what is no file, or no folder, is reported', async () => {
    const past = historyIn(logs());
    assert.deepEqual(await everything(past), [0, 0, 0, 0]);
    assert.deepEqual(past.unread, { lines: 0, files: [] });
    mkdirSync(folder());
    for (const kind of ['passes', 'hours', 'days', 'decisions'] as const)
      execFileSync('mkfifo', [join(folder(), historyName(kind, noon))]);
    const pipes = historyIn(logs());
    await everything(pipes);
    await pipes.decisions(always);
    const unread = pipes.unread.files.map(({ code, params }) => [code, params['path']]);
    const expected = readdirSync(folder()).map((name) => ['history-unreadable', join(folder(), name)]);
    assert.deepEqual(unread.toSorted(), expected);
    rmSync(folder(), { recursive: true });
    writeFileSync(folder(), '');
    const none = historyIn(logs());
    await everything(none);
    const faults = none.unread.files.map(({ code, params }) => [code, params['path']]);
    assert.deepEqual(faults, [['history-unreadable', folder()]]);
  });

  it('hours and days of a period are those that begin in it, ascending', async () => {
    await writePast(logs(), noon, { components: 2, hosts: 3, passDays: 1, hourDays: 2, dayDays: 4 });
    const past = historyIn(logs());
    const hours = await past.rollups('hour', { sinceMs: noon - 5 * hourMs, untilMs: noon - 2 * hourMs });
    const expected = [5, 4, 3, 2].map((ago) => [noon - ago * hourMs, 12]);
    assert.deepEqual(
      hours.map(({ at, passes }) => [Date.parse(at), passes]),
      expected,
    );
    const ids = Object.keys(hours[0]?.components ?? {}).toReversed();
    assert.equal(ids.length, 2);
    assert.deepEqual(
      await past.presence('hour', { sinceMs: noon - 5 * hourMs, untilMs: noon - 2 * hourMs }, ids),
      hours.map(({ components, ...hour }) => ({
        ...hour,
        wanted: ids.map((id) => components[id]?.wanted),
        running: ids.map((id) => components[id]?.running),
        short: ids.map((id) => components[id]?.short),
      })),
    );
    const days = await past.rollups('day', { sinceMs: noon - 2 * dayMs, untilMs: Infinity });
    assert.ok(days.length >= 1 && days.length <= 2);
    for (const { at } of days) {
      assert.ok(Date.parse(at) >= noon - 2 * dayMs);
      assert.equal(Date.parse(at), dayBegin(Date.parse(at)));
    }
  });

  it('for the newest passes, or the events alone, a part is parsed of what is parsed for all', async () => {
    await writePast(logs(), noon, {
      components: isDeep ? 100 : 20,
      hosts: 50,
      passDays: 6,
      hourDays: 1,
      dayDays: 6,
    });
    const past = historyIn(logs());
    const whole = await parsed(past.entries(always));
    const events = await parsed(past.events(always));
    const passes = await parsed(past.passes(always));
    const newest = await parsed(past.passes({ sinceMs: noon - dayMs, untilMs: Infinity }));
    assert.ok(events * 2 < whole, `${events} of ${whole}`);
    assert.ok(newest * 5 < passes, `${newest} of ${passes}`);
  });
});

/** In characters. */
function parsed(from: AsyncIterable<HistoryEntry>): Promise<number> {
  return parsedCharacters(async () => assert.ok((await listed(from)).length > 0));
}

/** Log and history take their times each for itself. */
function untimed(entries: readonly HistoryEntry[]): unknown[] {
  return entries.map((entry) => (entry.kind === 'pass' ? entry : { ...entry, at: '' }));
}

function isPass({ kind }: HistoryEntry): boolean {
  return kind === 'pass';
}

/** How many passes, events, hours and days there are. */
async function everything(past: History): Promise<number[]> {
  const found = [await listed(past.passes(always)), await listed(past.events(always))];
  const rolled = [await past.rollups('hour', always), await past.rollups('day', always)];
  return [...found, ...rolled].map(({ length }) => length);
}
