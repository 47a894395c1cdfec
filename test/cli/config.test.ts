import assert from 'node:assert/strict';
import { formatVersion } from '../../src/report/document.ts';
import { asDocument, LocalSite } from './localSite.ts';
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
    const { exit, stdout, stderr } = await site.write(broken).muster('check', '--json');
    assert.deepEqual([exit, stderr], [78, '']);
    const { errors, ...rest } = asDocument(stdout) as {
      errors: { code: string; line: number; column: number; path: string }[];
    };
    assert.deepEqual(rest, {
      formatVersion,
      command: 'check',
      config: site.file,
      ok: false,
      warnings: [],
    });
    assert.deepEqual(fieldLines(errors, 'code', 'line', 'column', 'path'), [
      'value-not-allowed 6 31 pipes[0].types[0].count',
      'value-not-allowed 6 108 pipes[0].types[0].on',
    ]);
  });

  it('muster check --json: also when there is no file', async () => {
    const { exit, stdout } = await site.muster('check', '--json');
    assert.equal(exit, 78);
    const [error] = asDocument(stdout)['errors'] as Record<string, unknown>[];
    assert.deepEqual([error?.['code'], error?.['line'], error?.['path']], ['config-not-found', null, '']);
  });

  it('muster check: warnings stop nothing, and -q leaves them out', async () => {
    site.config([site.type('a', { submitter: 'nowhere.sh' })]);
    const { exit, stdout } = await site.muster('check');
    assert.equal(exit, 0);
    assert.match(stdout, /pipes\[0\]\.types\[0\]\.submitter: .*nowhere\.sh/);
    assert.deepEqual(await site.muster('check', '-q'), { exit: 0, stdout: '', stderr: '' });
    const json = asDocument((await site.muster('check', '--json')).stdout);
    assert.deepEqual([json['ok'], (json['warnings'] as unknown[]).length], [true, 1]);
  });
});
