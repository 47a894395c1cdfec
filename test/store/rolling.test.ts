import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Message } from '../../src/core/catalogue/catalogue.ts';
import type { Rollup } from '../../src/core/rollup.ts';
import { historyIn } from '../../src/store/history.ts';
import { dayName, historyName } from '../../src/store/historyFiles.ts';
import { historyLine } from '../../src/store/historyLine.ts';
import { recordOf } from '../../src/store/historyLogLine.ts';
import type { HistoryRecord } from '../../src/store/historyRecord.ts';
import { rollUp } from '../../src/store/historyRolling.ts';
import { openHistory } from '../../src/store/historyWriter.ts';
import { isDeep, sample } from '../harness/sample.ts';
import { always, readHistory } from './readHistory.ts';
import { scratchFolder } from './scratch.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const begin = Date.UTC(2026, 5, 10, 9, 3);
const tsx = ['--import', import.meta.resolve('tsx')];

describe('what is left of passes that are over', () => {
  const logs = scratchFolder();
  const folder = (): string => join(logs(), 'history');
  const text = (name: string): string => readFileSync(join(folder(), name), 'utf8');
  const names = (): string[] => readdirSync(folder()).toSorted();
  const sizes = (): number[] => names().map((name) => statSync(join(folder(), name)).size);
  const rollups = (kind: Rollup['kind']): Promise<readonly Rollup[]> =>
    historyIn(logs()).rollups(kind, always);
  const passesIn = async (kind: Rollup['kind']): Promise<number[]> =>
    (await rollups(kind)).map(({ passes }) => passes);
  const allIn = async (kind: Rollup['kind']): Promise<number> =>
    (await passesIn(kind)).reduce((sum, passes) => sum + passes, 0);
  const read = () => readHistory(logs());

  async function pass(atMs: number, id = `p${atMs}`): Promise<Message | null> {
    const history = openHistory(folder(), 14 * dayMs, atMs);
    history.write('pass', passAt(atMs, id));
    return await history.close();
  }

  async function passes(fromMs: number, count: number, stepMs = 20 * minuteMs): Promise<number> {
    for (let number = 0; number < count; number++)
      assert.equal(await pass(fromMs + number * stepMs, `${fromMs} ${number}`), null);
    return fromMs + (count - 1) * stepMs;
  }

  /** Passes as they stand in the files, of which nothing was rolled up. */
  function written(fromMs: number, count: number, stepMs: number): void {
    mkdirSync(folder(), { recursive: true });
    for (let atMs = fromMs; atMs < fromMs + count * stepMs; atMs += stepMs) {
      const record = recordOf('pass', passAt(atMs, `p${atMs}`), iso(atMs)) as HistoryRecord;
      appendFileSync(join(folder(), historyName('passes', atMs)), `${historyLine(record)}\n`);
    }
  }

  it('an hour with the first pass after it, a day with the first pass of another, and each once', async () => {
    await passes(begin, 4);
    assert.deepEqual(
      (await rollups('hour')).map(({ at, passes, components }) => [at, passes, components['p/a']]),
      [
        [
          iso(Date.UTC(2026, 5, 10, 9)),
          3,
          { wanted: 3, running: 2, least: 2, short: 3, started: 0, failed: 0, gone: 0 },
        ],
      ],
    );
    assert.deepEqual(await rollups('day'), []);
    const next = new Date(2026, 5, 11, 0, 30).getTime();
    await passes(next, 2, minuteMs);
    const days = (await rollups('day')).map(({ at, passes }) => [at, passes]);
    assert.deepEqual(days, [[iso(new Date(2026, 5, 10).getTime()), 4]]);
    assert.equal(text('hours-2026-06.jsonl').split('\n').length, 3);
    assert.equal(text('days-2026.jsonl').split('\n').length, 2);
  });

  it('after weeks without a pass there are the hours that had some, and no others', async () => {
    await passes(begin, 4);
    await pass(begin + 60 * dayMs);
    assert.deepEqual(await passesIn('hour'), [3, 1]);
    assert.equal(await allIn('day'), 4);
  });

  it('whatever a crash left of it, the next pass makes it whole, and adds nothing where nothing is missing', async () => {
    const last = await passes(begin, 27, hourMs);
    const whole = { hours: await rollups('hour'), days: await rollups('day') };
    const [hours, days] = [text('hours-2026-06.jsonl'), text('days-2026.jsonl')];
    const again = async (): Promise<void> => {
      assert.equal(await pass(last, `${begin} 26`), null);
      assert.deepEqual({ hours: await rollups('hour'), days: await rollups('day') }, whole);
    };
    rmSync(join(folder(), 'rolled.json'));
    await again();
    assert.deepEqual([text('hours-2026-06.jsonl'), text('days-2026.jsonl')], [hours, days]);
    for (const size of [0, Math.floor(hours.length / 2), hours.length - 1]) {
      rmSync(join(folder(), 'rolled.json'));
      truncateSync(join(folder(), 'hours-2026-06.jsonl'), size);
      truncateSync(join(folder(), 'days-2026.jsonl'), Math.min(size, days.length - 5));
      await again();
    }
    for (const broken of ['', 'x', '[]', '{"files":{"passes-2026-06-10.jsonl":-1},"days":[3,"x"]}']) {
      writeFileSync(join(folder(), 'rolled.json'), broken);
      await again();
    }
  });

  it('what is left of a file of passes takes nothing from the hours made of all of it', async () => {
    await passes(begin, 12);
    rmSync(join(folder(), 'rolled.json'));
    const own = join(folder(), historyName('passes', begin));
    writeFileSync(own, readFileSync(own, 'utf8').split('\n').slice(2).join('\n'));
    await pass(begin + dayMs);
    assert.deepEqual([await allIn('hour'), await allIn('day')], [12, 12]);
  });

  it('fourteen days at once go in steps, and each step is kept', async () => {
    written(begin, 14, dayMs);
    const now = begin + 14 * dayMs;
    let steps = 0;
    for (; (await allIn('day')) < 14; steps++) {
      await rollUp(folder(), now, () => true);
      assert.ok(steps < 14, 'it does not come forward');
    }
    assert.ok(steps > 3, String(steps));
    const before = names().map((name) => text(name));
    await rollUp(folder(), now, () => false);
    const after = names().map((name) => text(name));
    assert.deepEqual(after, before);
  });

  const settings = [
    ['back by three hours', -3 * hourMs],
    ['back by ten minutes', -10 * minuteMs],
    ['back by a year', -365 * dayMs],
    ['ahead by three hours', 3 * hourMs],
    ['ahead by a year', 365 * dayMs],
    ['ahead by a hundred years', 36_525 * dayMs],
  ] as const;
  for (const [name, byMs] of sample('clock settings', settings, 2))
    it(`a clock that is set ${name}, and right again: every pass is in an hour and in a day, and nothing grows [history-clock]`, async () => {
      const last = await passes(begin, 15, 40 * minuteMs);
      await passes(last + byMs + minuteMs, 7);
      const right = await passes(last + 3 * hourMs, 7);
      const end = await passes(right + 2 * dayMs, 1);
      const left = 15 + 7 + 7;
      assert.equal((await read()).entries.length, left + 1);
      assert.deepEqual([await allIn('hour'), await allIn('day')], [left, left]);
      const before = sizes();
      for (let again = 0; again < 3; again++) await rollUp(folder(), end, () => false);
      assert.deepEqual(sizes(), before);
    });

  it('one pass with the clock ten years ahead removes nothing of the last fourteen days [history-clock]', async () => {
    for (let day = 0; day < 15; day++) await pass(begin + day * dayMs);
    await pass(begin + 3650 * dayMs);
    assert.equal((await read()).entries.length, 16);
    assert.equal(await allIn('hour'), 15);
  });

  it('passes are kept for the retention, hours for 92 days, days for 400, and other files for ever', async () => {
    mkdirSync(folder());
    writeFileSync(join(folder(), 'passes-notes.jsonl'), '');
    for (let day = 0; day < 2400; day += day < 2160 ? 80 : day < 2380 ? 10 : 1)
      await pass(begin + day * dayMs);
    const end = begin + 2399 * dayMs;
    const kept = names();
    const count = (kind: RegExp): number => kept.filter((name) => kind.test(name)).length;
    assert.ok(kept.includes('passes-notes.jsonl') && kept.includes(historyName('passes', end)));
    assert.deepEqual([count(/^passes-\d/), count(/^hours/), count(/^days/)], [16, 5, 4]);
    const isThere = async (kind: Rollup['kind'], days: number): Promise<void> => {
      const [first] = await rollups(kind);
      assert.ok(Date.parse(first?.at ?? '') <= end - days * dayMs, first?.at);
    };
    await isThere('hour', 92);
    await isThere('day', 400);
    assert.deepEqual((await read()).files, []);
  });

  const zones = [
    ['Europe/Berlin', Date.UTC(2026, 9, 24, 10), [12, 25, 24]],
    ['Europe/Berlin', Date.UTC(2026, 2, 28, 10), [13, 23, 24]],
    ['America/Santiago', Date.UTC(2026, 8, 5, 10), [18, 23, 24]],
    ['Asia/Kolkata', Date.UTC(2026, 8, 5, 10), [9, 24, 24]],
    ['Pacific/Kiritimati', Date.UTC(2026, 8, 5, 10), [24, 24, 24]],
  ] as const;
  for (const [zone, from, lengths] of zones)
    it(`days of ${zone}, ${iso(from).slice(0, 10)}: each hour is in the day it begins in`, () =>
      inZone(zone, async () => {
        written(from, 75, hourMs);
        await rollUp(folder(), from + 75 * hourMs, () => false);
        assert.deepEqual((await passesIn('day')).slice(0, 3), lengths);
        for (const { at } of await rollups('day'))
          assert.notEqual(dayName(Date.parse(at)), dayName(Date.parse(at) - 1));
      }));

  it('an hour over midnight, where zones are of half an hour, is one', () =>
    inZone('Asia/Kolkata', async () => {
      // 23:40 and 00:20.
      await passes(Date.UTC(2026, 8, 5, 18, 10), 2, 40 * minuteMs);
      assert.equal(names().filter((name) => name.startsWith('passes-')).length, 2);
      await pass(Date.UTC(2026, 8, 7));
      assert.deepEqual([await passesIn('hour'), await allIn('day')], [[2], 2]);
    }));

  it('decisions are kept each for itself, and are read without the passes', async () => {
    const history = openHistory(folder(), 14 * dayMs, begin);
    history.write('operator', { verb: 'drain', host: 'n1', by: 'ada', reason: 'disk' });
    assert.equal(await history.close(), null);
    rmSync(join(folder(), historyName('passes', begin)));
    const [decision, ...more] = await historyIn(logs()).decisions(always);
    const { at = '' } = decision ?? {};
    assert.deepEqual(
      [decision, ...more],
      [{ kind: 'operator', at, pass: null, verb: 'drain', by: 'ada', host: 'n1', reason: 'disk' }],
    );
  });

  it('a pipe, a link, a folder, or a file where the folder should be: reported, and nothing behind a link is touched [history-damaged]', async () => {
    mkdirSync(folder());
    const path = join(folder(), historyName('passes', begin));
    const elsewhere = join(logs(), 'elsewhere');
    const unwritable = async (): Promise<void> => {
      const { code, params } = (await pass(begin)) ?? {};
      assert.deepEqual([code, params?.['folder']], ['history-unwritable', folder()]);
    };
    for (const put of [
      () => execFileSync('mkfifo', [path]),
      () => symlinkSync(elsewhere, path),
      () => mkdirSync(path),
    ]) {
      put();
      await unwritable();
      rmSync(path, { recursive: true });
    }
    assert.ok(!existsSync(elsewhere));
    rmSync(folder(), { recursive: true });
    writeFileSync(folder(), 'a file');
    await unwritable();
  });

  it('a pipe in place of how far it is rolled up is replaced, and nobody waits for it', async () => {
    const last = await passes(begin, 6);
    const path = join(folder(), 'rolled.json');
    rmSync(path);
    execFileSync('mkfifo', [path]);
    try {
      assert.equal(await pass(last + minuteMs), null);
      assert.ok(statSync(path).isFile());
    } finally {
      // Who waits for it all the same is let go, or this process could not end.
      closeSync(openSync(path, 'r+'));
    }
  });

  it('a writer that is killed again and again: all that was complete is read, what was torn is counted [record-cut-off]', async () => {
    const rounds = isDeep ? 8 : 3;
    const size = (): number =>
      existsSync(folder())
        ? names().reduce(
            (sum, name) => sum + (statSync(join(folder(), name), { throwIfNoEntry: false })?.size ?? 0),
            0,
          )
        : 0;
    for (let round = 0; round < rounds; round++) {
      const enough = size() + ((round * 2_654_435) % (isDeep ? 4_000_000 : 1_000_000));
      const args = [
        join(import.meta.dirname, 'writeHistory.ts'),
        logs(),
        `r${round}`,
        String(begin + round * dayMs),
      ];
      const child = spawn(process.execPath, [...tsx, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
      const ended = once(child, 'exit');
      while (size() <= enough && child.exitCode === null) await setTimeout(2);
      child.kill('SIGKILL');
      assert.deepEqual(await ended, [null, 'SIGKILL']);
      // A loss of power can take the end of what was written.
      const last = join(folder(), names().findLast((name) => name.startsWith('passes-')) ?? '');
      if (round % 3 === 2) truncateSync(last, Math.max(0, statSync(last).size - 20));
    }
    const { entries, lines, files } = await read();
    assert.deepEqual(files, []);
    const written = names()
      .filter((name) => name.startsWith('passes-'))
      .flatMap((name) => text(name).split('\n'))
      .filter((line) => line !== '');
    const whole = written.flatMap((line) => parsed(line) ?? []);
    assert.equal(lines, written.length - whole.length);
    assert.ok(lines >= 1, String(lines));
    const of = (kind: string): unknown[] => whole.filter((record) => record.kind === kind);
    assert.equal(entries.filter(({ kind }) => kind === 'pass').length, of('pass').length);
    assert.equal(entries.filter(({ kind }) => kind === 'launch').length, of('sent').length);
    for (let round = 0; round < rounds; round++) {
      const numbers = entries.flatMap(({ kind, pass }) =>
        kind === 'pass' && pass?.startsWith(`r${round}.`) ? [Number(pass.split('.')[1])] : [],
      );
      assert.deepEqual(numbers, [...numbers.keys()].toReversed(), `run ${round}`);
    }
    const end = begin + 400 * dayMs;
    await rollUp(folder(), end, () => false);
    assert.deepEqual([await allIn('hour'), await allIn('day')], [of('pass').length, of('pass').length]);
  });
});

function passAt(atMs: number, id: string): Record<string, unknown> {
  const components = { 'p/a': { wanted: 3, running: 2, presumed: 0, pending: 0, missing: 1 } };
  return { at: iso(atMs), pass: id, hosts: { seen: 3, of: 3 }, components };
}

async function inZone(zone: string, work: () => Promise<void>): Promise<void> {
  const before = process.env['TZ'];
  process.env['TZ'] = zone;
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  }
}

function parsed(line: string): { kind: string } | null {
  try {
    return JSON.parse(line) as { kind: string };
  } catch {
    return null;
  }
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
