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
import { message } from '../../src/core/catalogue/catalogue.ts';
import { logName, openLog } from '../../src/store/log.ts';
import { scratchFolder } from './scratch.ts';
import { fieldOf } from '../harness/fields.ts';

const dayMs = 24 * 60 * 60 * 1000;
const nowMs = new Date(2025, 2, 7, 23, 59, 58).getTime();

describe('the log', () => {
  const folder = scratchFolder();
  const logs = (): string => join(folder(), 'logs');
  const path = (): string => join(logs(), 'muster-2025-03-07.jsonl');
  const text = (): string => readFileSync(path(), 'utf8').trimEnd();
  const lines = (): Record<string, unknown>[] =>
    text()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const open = () => openLog(logs(), 14 * dayMs, 'info', nowMs);

  async function pass(fields: object = {}): Promise<void> {
    const log = open();
    log.write('info', 'pass', fields);
    assert.equal(await log.close(), null);
  }

  async function isUnwritable(error: RegExp, records = 1): Promise<void> {
    const log = open();
    for (let each = 0; each < records; each++) log.write('info', 'decided', { each });
    const { code, params } = (await log.close()) ?? {};
    assert.deepEqual([code, params?.['folder']], ['log-unwritable', logs()]);
    assert.match(String(params?.['error']), error);
  }

  it('is a line of JSON for each event, with level, message and timestamp', async () => {
    const reasons = [message('quarantined'), message('unrecorded', { text: 'two\nlines, ü' })];
    const log = open();
    log.write('info', 'decided', { action: 'start', component: 'p/a', reasons });
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
          reasons,
        },
        { timestamp: 'checked', level: 'warn', message: 'outcome', outcome: 'vanished' },
      ],
    );
  });

  it('has one file a local day, and each pass adds to it', async () => {
    for (const id of [1, 2]) await pass({ pass: id });
    assert.deepEqual(readdirSync(logs()), ['muster-2025-03-07.jsonl']);
    assert.deepEqual(fieldOf(lines(), 'pass'), [1, 2]);
    assert.equal(logName(nowMs + 3000), 'muster-2025-03-08.jsonl');
  });

  it('loses nothing of a long pass', async () => {
    const log = open();
    for (let each = 0; each < 5000; each++) log.write('info', 'decided', { each });
    assert.equal(await log.close(), null);
    const all = Array.from({ length: 5000 }, (_, each) => each);
    assert.deepEqual(fieldOf(lines(), 'each'), all);
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
    await pass();
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
    await isUnwritable(/^E/, 100);
    assert.equal(readFileSync(logs(), 'utf8'), 'a file, where a folder should be');
  });

  it('whose file cannot be opened says so when it is closed', async () => {
    mkdirSync(path(), { recursive: true });
    await isUnwritable(/EISDIR/);
  });

  it('is not glued to the torn line of a pass that was killed, and has no empty lines [record-cut-off]', async () => {
    mkdirSync(logs());
    writeFileSync(path(), '{"level":"info","mess');
    for (const id of [1, 2]) await pass({ pass: id });
    const [torn, ...whole] = text().split('\n');
    assert.equal(torn, '{"level":"info","mess');
    const passes = whole.map((line) => (JSON.parse(line) as { pass: number }).pass);
    assert.deepEqual(passes, [1, 2]);
  });

  it('a pipe or a link in its place is reported, and nothing behind a link is touched', async () => {
    mkdirSync(logs());
    for (const put of [
      () => execFileSync('mkfifo', [path()]),
      () => symlinkSync(join(logs(), 'elsewhere'), path()),
    ]) {
      put();
      await isUnwritable(/./);
      rmSync(path());
    }
    assert.deepEqual(readdirSync(logs()), []);
  });
});
