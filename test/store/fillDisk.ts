import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Message } from '../../src/core/catalogue/catalogue.ts';
import { emptyMemory } from '../../src/core/types.ts';
import { openHistory } from '../../src/store/historyWriter.ts';
import { openLog } from '../../src/store/log.ts';
import { readState, writeState, type StateRead } from '../../src/store/state.ts';

/** What came of writing to a full disk. */
export interface FullDisk extends Pick<StateRead, 'namespace' | 'problem'> {
  /** The code of the error with which the state was not written. */
  readonly refused: string;
  /** Of the log, and of the history. */
  readonly faults: readonly (Message | null)[];
  readonly files: readonly string[];
}

/**
 * A program that writes state and log on a disk that is full by then: FOLDER, a file system of its own. Prints what
 * came of it as JSON.
 */
const folder = process.argv[2] ?? '';
const state = join(folder, 'state.json');
await writeState(state, emptyMemory, 'before', 0);
writeFileSync(join(folder, 'muster-2001-01-01.jsonl'), 'of long ago');
utimesSync(join(folder, 'muster-2001-01-01.jsonl'), 0, 0);
const dayMs = 24 * 60 * 60 * 1000;
const log = openLog(folder, 14 * dayMs, 'info', 15 * dayMs);
// The file of the log is there then, and what comes later is more than would go into it.
log.write('info', 'before', {});
const past = openHistory(join(folder, 'history'), 14 * dayMs, 15 * dayMs);
past.write('rebooted', { host: 'before' });
try {
  writeFileSync(join(folder, 'filler'), Buffer.alloc(1024 * 1024));
} catch {
  // Full, as meant.
}
let refused = '';
try {
  await writeState(state, emptyMemory, 'x'.repeat(10_000), 0);
} catch (error) {
  refused = (error as NodeJS.ErrnoException).code ?? '';
}
for (let line = 0; line < 100; line++) log.write('info', 'after', { padding: 'x'.repeat(1000) });
const faults = [await log.close()];
for (let line = 0; line < 100; line++) past.write('rebooted', { host: 'x'.repeat(1000) });
faults.push(await past.close());
const { namespace, problem } = await readState(state, 0, true);
const found: FullDisk = { refused, namespace, problem, faults, files: readdirSync(folder) };
process.stdout.write(JSON.stringify(found));
