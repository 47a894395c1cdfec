import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { packagePath } from '../../src/package.ts';
import { historyIn, type Period } from '../../src/store/history.ts';
import type { HistoryEntry } from '../../src/store/historyRecord.ts';
import { parsedCharacters } from './parsed.ts';
import { scratchFolder } from './scratch.ts';

const recorded = readFileSync(packagePath('test/cases/history/day.jsonl'), 'utf8');
const always: Period = { sinceMs: -Infinity, untilMs: Infinity };

describe('the history in the logs', () => {
  const folder = scratchFolder();
  const write = (day: string, text: string | Buffer): void =>
    writeFileSync(join(folder(), `muster-${day}.jsonl`), text);

  async function all(
    period = always,
    most = Infinity,
  ): Promise<{ entries: HistoryEntry[]; lines: number; files: readonly string[] }> {
    const history = historyIn(folder());
    const entries: HistoryEntry[] = [];
    for await (const entry of history.entries(period)) {
      entries.push(entry);
      if (entries.length >= most) break;
    }
    return { entries, ...history.unread };
  }

  const parsed = (most: number): Promise<number> =>
    parsedCharacters(async () => assert.equal((await all(always, most)).entries.length, most));

  it('of a recorded day: passes, launches, stops, decisions, the newest first', async () => {
    write('2026-11-21', recorded);
    const { entries, lines } = await all();
    assert.equal(lines, 0);
    const count = (kind: string): number => entries.filter((entry) => entry.kind === kind).length;
    assert.deepEqual(['pass', 'launch', 'stopped', 'operator'].map(count), [8, 10, 1, 2]);
    const times = entries.map(({ at }) => Date.parse(at));
    assert.ok(times.at(0)! > times.at(-1)!);
    const drain = entries.find((entry) => entry.kind === 'operator' && entry.verb === 'drain');
    assert.equal(drain?.kind === 'operator' && drain.reason, 'disk being replaced');
    const first = entries.findLast((entry) => entry.kind === 'pass');
    assert.deepEqual(first?.kind === 'pass' && [first.hosts, first.outcomes['failed'], first.blocked], [
      { seen: 3, of: 3 },
      3,
      1,
    ]);
  });

  it('over days, and only the period that is asked for', async () => {
    for (const day of [18, 19, 20, 21])
      write(`2026-11-${day}`, pass(`2026-11-${day}T09:00:00.000Z`) + pass(`2026-11-${day}T12:00:00.000Z`));
    const { entries } = await all({
      sinceMs: Date.parse('2026-11-19T10:00:00Z'),
      untilMs: Date.parse('2026-11-20T10:00:00Z'),
    });
    assert.deepEqual(
      entries.map(({ at }) => at.slice(8, 13)),
      ['20T09', '19T12'],
    );
    assert.equal((await all()).entries.length, 8);
  });

  it('reads no older file than it needs', async () => {
    write('2026-11-21', pass('2026-11-21T09:00:00.000Z').repeat(5));
    execFileSync('mkfifo', [join(folder(), 'muster-2026-11-20.jsonl')]);
    assert.deepEqual((await all(always, 5)).files, []);
    const { entries, files } = await all();
    assert.equal(entries.length, 5);
    assert.match(files.join(), /muster-2026-11-20\.jsonl is no file$/);
  });

  it('a pass that was killed: its launches have no outcome, and nobody knows', async () => {
    const at = '2026-11-21T09:00:00.000Z';
    write(
      '2026-11-21',
      launch('launched', at, 'L1') +
        launch('launched', at, 'L2') +
        launch('outcome', at, 'L1', 'vanished') +
        launch('launched', at, 'L3') +
        launch('outcome', at, 'L3') +
        pass(at),
    );
    const told = (await all()).entries.flatMap((entry) =>
      entry.kind === 'launch' ? [`${entry.launchId} ${entry.outcome}`] : [],
    );
    assert.deepEqual(told, ['L3 confirmed', 'L1 vanished', 'L2 unknown']);
  });

  it('broken, torn, huge and binary lines are passed over and counted', async () => {
    const good = pass('2026-11-21T09:00:00.000Z');
    write(
      '2026-11-21',
      Buffer.concat([
        Buffer.from(good + good.slice(0, 40) + good),
        Buffer.alloc(5000),
        Buffer.from(`\n${'x'.repeat(3_000_000)}\n`),
        Buffer.from(
          '{"message":"pass","timestamp":"no time"}\n{"message":"outcome","timestamp":"2026-11-21T09:00:00.000Z","host":{}}\n',
        ),
        Buffer.from('\n\n\u0000\u0001\uffff}\n', 'latin1'),
        Buffer.from(good + good.trimEnd()),
      ]),
    );
    const { entries, lines } = await all();
    assert.equal(entries.length, 3);
    assert.equal(lines, 6);
  });

  it('no folder, and one that may not be read: a sentence', async () => {
    const history = historyIn(join(folder(), 'none'));
    for await (const _ of history.entries(always)) assert.fail();
    assert.match(history.unread.files.join(), /^the logs cannot be read: ENOENT/);
  });

  it('whatever lines are put between, and wherever the file ends, all whole records are found', async () => {
    const whole = Array.from({ length: 6 }, (_, index) =>
      pass(`2026-11-21T0${index}:00:00.000Z`, { pass: `p${index}` }),
    );
    const junk = fc.oneof(
      fc
        .uint8Array({ maxLength: 300 })
        .map((bytes) => Buffer.from(bytes).map((byte) => (byte === 10 ? 11 : byte))),
      fc.integer({ min: 0, max: 200_000 }).map((length) => Buffer.alloc(length, 'j')),
      fc
        .constantFrom(...whole)
        .chain((line) =>
          fc.integer({ min: 1, max: line.length - 3 }).map((end) => Buffer.from(line.slice(0, end))),
        ),
      fc.json().map((json) => Buffer.from(json)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(junk, { minLength: 6, maxLength: 6 }),
        fc.boolean(),
        async (between, ended) => {
          const parts = whole.flatMap((line, index) => [
            Buffer.from(line),
            between[index] as Buffer,
            Buffer.from('\n'),
          ]);
          if (!ended) parts.pop();
          write('2026-11-21', Buffer.concat(parts));
          const { entries } = await all();
          assert.deepEqual(
            entries.filter(({ kind, pass }) => kind === 'pass' && pass !== null).map(({ pass }) => pass),
            ['p5', 'p4', 'p3', 'p2', 'p1', 'p0'],
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('a record that is being written while it is read is no broken line of the next look', async () => {
    const good = pass('2026-11-21T09:00:00.000Z');
    write('2026-11-21', good + good.slice(0, 50));
    assert.equal((await all()).entries.length, 1);
    appendFileSync(join(folder(), 'muster-2026-11-21.jsonl'), good.slice(50));
    assert.deepEqual(await all().then(({ entries, lines }) => [entries.length, lines]), [2, 0]);
  });

  it('for the last passes of a large day a small part of it is parsed', async function () {
    this.timeout(60_000);
    // A day of 288 passes on 2,000 hosts, of which a tenth is unknown each time.
    const components = Object.fromEntries(
      Array.from({ length: 50 }, (_, index) => [
        `pipe${index}/mover`,
        { wanted: 40, running: 40, presumed: 0, pending: 0, missing: 0 },
      ]),
    );
    const file = createWriteStream(join(folder(), 'muster-2026-11-21.jsonl'));
    for (let number = 0; number < 288; number++) {
      const at = new Date(Date.UTC(2026, 10, 21) + number * 300_000).toISOString();
      const silent = Array.from({ length: 200 }, (_, host) =>
        record('sighting', at, {
          pass: `p${number}`,
          host: `n${host}`,
          kind: 'down',
          reason: 'no answer to the ping within 1 s',
        }),
      );
      if (!file.write(silent.join('') + pass(at, { pass: `p${number}`, components })))
        await once(file, 'drain');
    }
    file.end();
    await once(file, 'close');
    const [whole, last] = [await parsed(288), await parsed(10)];
    assert.ok(last * 20 < whole, `${last} of ${whole}`);
  });
});

function record(message: string, at: string, fields: object): string {
  return `${JSON.stringify({ level: 'info', message, timestamp: at, ...fields })}\n`;
}

function pass(at: string, own: object = {}): string {
  return record('pass', at, { at, hosts: { of: 2, seen: 2 }, summary: { blocked: 0, held: 0 }, ...own });
}

function launch(
  message: 'launched' | 'outcome',
  at: string,
  launchId: string,
  outcome = 'confirmed',
): string {
  return record(message, at, { launchId, component: 'p/a', host: 'n1', outcome });
}
