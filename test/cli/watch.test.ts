import assert from 'node:assert/strict';
import { asDocument, LocalSite, mainFile, siteOf } from './localSite.ts';
import { fieldOf } from '../harness/fields.ts';

describe('muster status --watch on a pipe', () => {
  let site: LocalSite;
  beforeEach(() => (site = new LocalSite()));
  afterEach(() => site[Symbol.dispose]());

  /** Watches until somebody has read so many lines; tells how it ended on stderr. */
  const watch = (lines: number, ...args: string[]) => {
    const command = `{ "$0" "$@"; echo "exit $?" >&2; } | head -n ${lines}`;
    const muster = [process.execPath, mainFile, 'status', '--watch', '1'];
    return site.run(['/bin/sh', '-c', command, ...muster, ...args]);
  };

  it('is a table for each look, under its time and followed by an empty line; and ends with its reader', async () => {
    site.config([site.type('a')]);
    const { stdout, stderr } = await watch(16);
    const look = [/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/, /./, /^p\/a /, /^$/, /./, /^me /, /^$/, /./, /^$/];
    const lines = stdout.split('\n').slice(0, 16);
    for (const [index, line] of lines.entries()) assert.match(line, look[index % look.length] as RegExp);
    assert.equal(stderr, 'exit 3\n');
  });

  it('--json: one document on a line for each look', async () => {
    site.config([site.type('a', { on: false })]);
    const { stdout, stderr } = await watch(2, '--json');
    const documents = stdout.trimEnd().split('\n').map(asDocument);
    assert.deepEqual(fieldOf(documents, 'command'), ['status', 'status']);
    assert.ok(String(documents[0]?.['at']) < String(documents[1]?.['at']));
    assert.equal(stderr, 'exit 0\n');
  });

  it('ends at once where the first look cannot be taken', async () => {
    const { exit, stdout, stderr } = await site.write('{').muster('status', '--watch');
    assert.deepEqual([exit, stdout], [78, '']);
    assert.match(stderr, /Interface\.json:1:2: /);
  });
});

describe('muster -v on a pipe', () => {
  it('says on stderr what is done; without it, and with --json, nothing', async () => {
    using site = siteOf({ a: { count: 2 } });
    const { stderr } = await site.muster('run', '-v');
    // The words are those of passView.test.ts.
    assert.equal(stderr.trimEnd().split('\n').length, 4, stderr);
    assert.equal((await site.muster('run')).stderr, '');
    assert.equal((await site.muster('status', '-v', '--json')).stderr, '');
  });
});
