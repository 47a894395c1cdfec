import assert from 'node:assert/strict';
import type { Finding } from '../../src/interface/config.ts';
import { formatVersion } from '../../src/report/document.ts';
import { LocalSite, silent } from './localSite.ts';
import { fieldLines } from '../harness/fields.ts';

const broken = `{
  "hotlimit": 2,
  "available": [{ "host": "me", "via": "local" }],
  "pipes": [
    { "pipe": "p", "types": [
      { "name": "a", "count": "two", "submitter": "start-sample.sh", "key": "sample-a", "hot": true, "on": "false" }
    ] }
  ]
}`;

interface Checked {
  readonly ok: boolean;
  readonly errors: readonly Finding[];
  readonly warnings: readonly Finding[];
}

/** `line:column path`, of each line that names a place in Interface.json. */
function placesIn(text: string): string[] {
  return [...text.matchAll(/Interface\.json:(\d+:\d+): \w+: ([\w.[\]]+): /g)].map(
    ([, place, path]) => `${place} ${path}`,
  );
}

describe('a configuration that cannot be used', () => {
  let site: LocalSite;
  beforeEach(() => (site = new LocalSite()));
  afterEach(() => site[Symbol.dispose]());

  for (const verb of ['run', 'plan', 'status', 'practice']) {
    it(`muster ${verb}: every error of it on stderr, with line and column, exit 78`, async () => {
      const { exit, stdout, stderr } = await site.write(broken).muster(verb);
      assert.deepEqual([exit, stdout], [78, '']);
      assert.deepEqual(placesIn(stderr), ['6:31 pipes[0].types[0].count', '6:108 pipes[0].types[0].on']);
    });

    it(`muster ${verb}: there is no file, exit 78`, async () => {
      const { exit, stdout, stderr } = await site.muster(verb, '-c', 'none.json', '-q');
      assert.deepEqual([exit, stdout], [78, '']);
      assert.match(stderr, /none\.json/);
    });
  }

  it('muster check: the errors are its data', async () => {
    const { exit, stdout, stderr } = await site.write(broken).muster('check');
    assert.deepEqual([exit, stderr], [78, '']);
    assert.deepEqual(placesIn(stdout), ['6:31 pipes[0].types[0].count', '6:108 pipes[0].types[0].on']);
  });

  it('muster check --json: errors with their places', async () => {
    const { exit, report, stderr } = await site.write(broken).report<Checked>('check');
    assert.deepEqual([exit, stderr], [78, '']);
    const { errors, ...rest } = report;
    const common = { formatVersion, command: 'check', config: site.file };
    assert.deepEqual(rest, { ...common, ok: false, warnings: [] });
    assert.deepEqual(fieldLines(errors, 'code', 'line', 'column', 'path'), [
      'value-not-allowed 6 31 pipes[0].types[0].count',
      'value-not-allowed 6 108 pipes[0].types[0].on',
    ]);
  });

  it('muster check --json: also when there is no file', async () => {
    const { exit, report } = await site.report<Checked>('check');
    assert.equal(exit, 78);
    assert.deepEqual(fieldLines(report.errors, 'code', 'line', 'path'), ['config-not-found null ""']);
  });

  it('muster check: warnings stop nothing, and -q leaves them out', async () => {
    site.config([site.type('a', { submitter: 'nowhere.sh' })]);
    const { exit, stdout } = await site.muster('check');
    assert.equal(exit, 0);
    assert.match(stdout, /pipes\[0\]\.types\[0\]\.submitter: .*nowhere\.sh/);
    assert.deepEqual(await site.muster('check', '-q'), silent(0));
    const { ok, warnings } = await site.document<Checked>('check');
    assert.deepEqual([ok, warnings.length], [true, 1]);
  });
});
