import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { Message } from '../../src/core/catalogue/catalogue.ts';
import { packagePath } from '../../src/package.ts';
import { isDeep } from '../harness/sample.ts';
import { parsedCharacters } from './parsed.ts';
import { always, readHistory } from './readHistory.ts';
import { scratchFolder } from './scratch.ts';
import { forAllAsync } from '../harness/forAll.ts';

const recorded = readFileSync(packagePath('test/cases/history/day.jsonl'), 'utf8');
const at = '2026-11-21T09:00:00.000Z';

describe('the history in the logs', () => {
  const folder = scratchFolder();
  const pathOf = (day: string): string => join(folder(), `muster-${day}.jsonl`);
  const write = (day: string, ...text: (string | Buffer)[]): void =>
    writeFileSync(pathOf(day), Buffer.concat(text.map((part) => Buffer.from(part))));
  const all = (period = always, most = Infinity) => readHistory(folder(), period, most);
  const parsed = (most: number): Promise<number> =>
    parsedCharacters(async () => assert.equal((await all(always, most)).entries.length, most));

  it('has the passes, launches, stops and decisions of a recorded day, the newest first', async () => {
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

  it('reads messages with their codes, and the bare texts of version 0.1 without', async () => {
    const why = { code: 'clock-set', text: 'the clock', params: { seconds: 7, forward: true } };
    const unknown = [{ kind: 'down', reason: why, count: 1, hosts: 'n1' }];
    write(
      '2026-11-21',
      launch('outcome', 'L1', { detail: why }),
      launch('outcome', 'L2', { detail: 'exit 1' }),
      pass(at, { problems: [why, 'no space', 7], unknown }),
    );
    const [one, two, three] = (await all()).entries;
    assert.deepEqual(one?.kind === 'pass' && [one.problems, one.unknown], [[why, bare('no space')], unknown]);
    const details = [two, three].map((entry) => entry?.kind === 'launch' && entry.detail);
    assert.deepEqual(details, [bare('exit 1'), why]);
  });

  it('spans days, and holds only the period that is asked for', async () => {
    for (const day of [18, 19, 20, 21])
      write(`2026-11-${day}`, pass(`2026-11-${day}T09:00:00.000Z`), pass(`2026-11-${day}T12:00:00.000Z`));
    const { entries } = await all({
      sinceMs: Date.parse('2026-11-19T10:00:00Z'),
      untilMs: Date.parse('2026-11-20T10:00:00Z'),
    });
    const hours = entries.map((entry) => entry.at.slice(8, 13));
    assert.deepEqual(hours, ['20T09', '19T12']);
    assert.equal((await all()).entries.length, 8);
  });

  it('reads no older file than it needs', async () => {
    write('2026-11-21', pass(at).repeat(5));
    execFileSync('mkfifo', [pathOf('2026-11-20')]);
    assert.deepEqual((await all(always, 5)).files, []);
    const { entries, files } = await all();
    assert.equal(entries.length, 5);
    assert.deepEqual(files, [`history-unreadable ${pathOf('2026-11-20')}`]);
  });

  it('has launches without an outcome where a pass was killed', async () => {
    write(
      '2026-11-21',
      launch('launched', 'L1'),
      launch('launched', 'L2'),
      launch('outcome', 'L1', { outcome: 'vanished' }),
      launch('launched', 'L3'),
      launch('outcome', 'L3'),
      pass(at),
    );
    const launches = (await all()).entries.flatMap((entry) =>
      entry.kind === 'launch' ? `${entry.launchId} ${entry.outcome} ${entry.detail?.code ?? '-'}` : [],
    );
    const open = 'L2 unknown launch-outcome-unknown';
    assert.deepEqual(launches, ['L3 confirmed -', 'L1 vanished -', open]);
  });

  it('skips and counts broken, torn, huge and binary lines', async () => {
    const good = pass(at);
    write(
      '2026-11-21',
      good + good.slice(0, 40) + good,
      Buffer.alloc(5000),
      `\n${'x'.repeat(3_000_000)}\n`,
      '{"message":"pass","timestamp":"no time"}\n',
      `{"message":"outcome","timestamp":"${at}","host":{}}\n`,
      Buffer.from('\n\n\u0000\u0001\uffff}\n', 'latin1'),
      good + good.trimEnd(),
    );
    const { entries, lines } = await all();
    assert.deepEqual([entries.length, lines], [3, 6]);
  });

  it('reports a folder that is not there', async () => {
    const none = join(folder(), 'none');
    assert.deepEqual(await readHistory(none), {
      entries: [],
      lines: 0,
      files: [`history-unreadable ${none}`],
    });
  });

  it('finds all whole records, whatever lines are between them and wherever the file ends', async () => {
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
    await forAllAsync(
      200,
      fc.array(junk, { minLength: 6, maxLength: 6 }),
      fc.boolean(),
      async (between, ended) => {
        const parts = whole.flatMap((line, index) => [line, between[index] as Buffer, '\n']);
        if (!ended) parts.pop();
        write('2026-11-21', ...parts);
        assert.deepEqual(
          (await all()).entries.flatMap(({ kind, pass: id }) => (kind === 'pass' && id !== null ? id : [])),
          ['p5', 'p4', 'p3', 'p2', 'p1', 'p0'],
        );
      },
    );
  });

  it('counts a record that was half written at the last look no more as broken', async () => {
    const good = pass(at);
    write('2026-11-21', good + good.slice(0, 50));
    assert.equal((await all()).entries.length, 1);
    appendFileSync(pathOf('2026-11-21'), good.slice(50));
    const { entries, lines } = await all();
    assert.deepEqual([entries.length, lines], [2, 0]);
  });

  it('parses a small part of a large day for its last passes', async () => {
    // A day of passes every five minutes, with hosts that did not answer in between.
    const tally = { wanted: 40, running: 40, presumed: 0, pending: 0, missing: 0 };
    const components = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`pipe${n}/mover`, tally]));
    const days = Array.from({ length: 288 }, (_, number) => {
      const own = {
        pass: `p${number}`,
        at: new Date(Date.UTC(2026, 10, 21) + number * 300_000).toISOString(),
      };
      const silent = record('sighting', own.at, { ...own, host: 'n1', kind: 'down', reason: 'no answer' });
      return silent.repeat(isDeep ? 200 : 10) + pass(own.at, { ...own, components });
    });
    write('2026-11-21', ...days);
    const [whole, last] = [await parsed(288), await parsed(10)];
    assert.ok(last * 20 < whole, `${last} of ${whole}`);
  });
});

function bare(text: string): Message {
  return { code: 'unrecorded', text, params: {} };
}

function record(event: string, timestamp: string, fields: object): string {
  return `${JSON.stringify({ level: 'info', message: event, timestamp, ...fields })}\n`;
}

function pass(time: string, own: object = {}): string {
  const summary = { blocked: 0, held: 0 };
  return record('pass', time, { at: time, hosts: { of: 2, seen: 2 }, summary, ...own });
}

function launch(event: 'launched' | 'outcome', launchId: string, own: object = {}): string {
  return record(event, at, { launchId, component: 'p/a', host: 'n1', outcome: 'confirmed', ...own });
}
