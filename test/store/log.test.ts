import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { logName, openLog } from '../../src/store/log.ts';
import { onTinyDisk } from './fullDisk.ts';
import { scratchFolder } from './scratch.ts';

const dayMs = 24 * 60 * 60 * 1000;
const nowMs = new Date(2025, 2, 7, 23, 59, 58).getTime();
const tsx = ['--import', import.meta.resolve('tsx')];

describe('the log', () => {
  const folder = scratchFolder();
  const logs = (): string => join(folder(), 'logs');
  const lines = (): Record<string, unknown>[] =>
    readFileSync(join(logs(), 'muster-2025-03-07.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it('is a line of JSON for each event, with level, message and timestamp', async () => {
    const log = openLog(logs(), 14 * dayMs, 'info', nowMs);
    log.write('info', 'decided', { action: 'start', component: 'p/a', reasons: ['two\nlines', 'ü'] });
    log.write('warn', 'outcome', { outcome: 'vanished', level: 'not this', message: 'nor this' });
    log.write('debug', 'too small to keep', {});
    assert.equal(await log.close(), null);
    const read = lines();
    for (const { timestamp } of read)
      assert.match(String(timestamp), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    assert.deepEqual(
      read.map((line) => ({ ...line, timestamp: 'checked' })),
      [
        {
          timestamp: 'checked',
          level: 'info',
          message: 'decided',
          action: 'start',
          component: 'p/a',
          reasons: ['two\nlines', 'ü'],
        },
        { timestamp: 'checked', level: 'warn', message: 'outcome', outcome: 'vanished' },
      ],
    );
  });

  it('has one file a local day, and each pass adds to it', async () => {
    for (const pass of [1, 2]) {
      const log = openLog(logs(), 14 * dayMs, 'info', nowMs);
      log.write('info', 'pass', { pass });
      assert.equal(await log.close(), null);
    }
    assert.deepEqual(readdirSync(logs()), ['muster-2025-03-07.jsonl']);
    assert.deepEqual(
      lines().map(({ pass }) => pass),
      [1, 2],
    );
    assert.equal(logName(nowMs + 3000), 'muster-2025-03-08.jsonl');
  });

  it('loses nothing of a long pass', async () => {
    const log = openLog(logs(), 14 * dayMs, 'info', nowMs);
    for (let each = 0; each < 5000; each++) log.write('info', 'decided', { each });
    assert.equal(await log.close(), null);
    assert.deepEqual(
      lines().map(({ each }) => each),
      Array.from({ length: 5000 }, (_, each) => each),
    );
  });

  it('keeps its files for the retention, and touches no others', async () => {
    mkdirSync(logs());
    const aged = (name: string, days: number): void => {
      writeFileSync(join(logs(), name), '');
      const seconds = (nowMs - days * dayMs) / 1000;
      utimesSync(join(logs(), name), seconds, seconds);
    };
    aged('muster-2025-02-01.jsonl', 15);
    aged('muster-2025-02-22.jsonl', 13);
    aged('muster-2025-02-01.jsonl.gz', 15);
    aged('muster-notes.jsonl', 15);
    aged('state.json', 15);
    const log = openLog(logs(), 14 * dayMs, 'info', nowMs);
    log.write('info', 'pass', {});
    assert.equal(await log.close(), null);
    assert.deepEqual(readdirSync(logs()).toSorted(), [
      'muster-2025-02-01.jsonl.gz',
      'muster-2025-02-22.jsonl',
      'muster-2025-03-07.jsonl',
      'muster-notes.jsonl',
      'state.json',
    ]);
  });

  it('that cannot be made says so when it is closed, and stops nobody', async () => {
    writeFileSync(logs(), 'a file, where a folder should be');
    const log = openLog(logs(), 14 * dayMs, 'info', nowMs);
    for (let each = 0; each < 100; each++) log.write('info', 'decided', { each });
    assert.match((await log.close()) ?? '', /^the log in .*\/logs cannot be written: E/);
    assert.equal(readFileSync(logs(), 'utf8'), 'a file, where a folder should be');
  });

  it('whose file cannot be opened says so when it is closed', async () => {
    mkdirSync(join(logs(), 'muster-2025-03-07.jsonl'), { recursive: true });
    const log = openLog(logs(), 14 * dayMs, 'info', nowMs);
    log.write('info', 'decided', {});
    assert.match((await log.close()) ?? '', /cannot be written: .*EISDIR/);
  });

  it('is not glued to the torn line of a pass that was killed, and has no empty lines', async () => {
    mkdirSync(logs());
    writeFileSync(join(logs(), 'muster-2025-03-07.jsonl'), '{"level":"info","mess');
    for (const pass of [1, 2]) {
      const log = openLog(logs(), 14 * dayMs, 'info', nowMs);
      log.write('info', 'pass', { pass });
      assert.equal(await log.close(), null);
    }
    const [torn, ...whole] = readFileSync(join(logs(), 'muster-2025-03-07.jsonl'), 'utf8')
      .trimEnd()
      .split('\n');
    assert.equal(torn, '{"level":"info","mess');
    assert.deepEqual(
      whole.map((line) => (JSON.parse(line) as { pass: number }).pass),
      [1, 2],
    );
  });

  it('a pipe or a link in its place: a sentence, and nothing behind a link is touched', async () => {
    mkdirSync(logs());
    const path = join(logs(), 'muster-2025-03-07.jsonl');
    for (const [put, said] of [
      [() => execFileSync('mkfifo', [path]), / is no file$/],
      [() => symlinkSync(join(logs(), 'elsewhere'), path), / is a link$/],
    ] as const) {
      put();
      const log = openLog(logs(), 14 * dayMs, 'info', nowMs);
      log.write('info', 'pass', {});
      assert.match((await log.close()) ?? '', said);
      rmSync(path);
    }
    assert.deepEqual(readdirSync(logs()), []);
  });

  it('on a full disk says so when it is closed, and makes room by what is too old', () => {
    mkdirSync(logs());
    const child = [process.execPath, ...tsx, join(import.meta.dirname, 'fillDisk.ts'), logs()];
    const { fault, files } = JSON.parse(onTinyDisk(logs(), child)) as { fault: string; files: string[] };
    assert.match(fault, /cannot be written: .*ENOSPC/);
    assert.ok(files.includes('filler') && !files.includes('muster-2001-01-01.jsonl'), files.join());
  });
});
