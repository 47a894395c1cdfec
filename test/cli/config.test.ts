import assert from 'node:assert/strict';
import { asDocument, LocalSite } from './localSite.ts';

const broken = `{
  "hotlimit": 2,
  "available": [{ "host": "me", "via": "local" }],
  "pipes": [
    { "pipe": "p", "types": [
      { "name": "a", "count": "two", "submitter": "start-sample.sh", "key": "sample-a", "hot": true, "on": "false" }
    ] }
  ]
}`;

describe('a configuration that cannot be used', () => {
  let site: LocalSite;
  beforeEach(() => (site = new LocalSite()));
  afterEach(() => site[Symbol.dispose]());

  for (const verb of ['run', 'plan', 'status', 'practice']) {
    it(`muster ${verb}: every error of it on stderr, with line and column, exit 78`, async () => {
      const { exit, stdout, stderr } = await site.write(broken).muster(verb);
      assert.deepEqual([exit, stdout], [78, '']);
      const [count, on, end] = stderr.split('\n');
      assert.match(
        count ?? '',
        /^muster: Interface\.json:6:31: error: pipes\[0\]\.types\[0\]\.count: found the text "two"; /,
      );
      assert.match(
        on ?? '',
        /^muster: Interface\.json:6:108: error: pipes\[0\]\.types\[0\]\.on: found the text "false"; /,
      );
      assert.equal(end, 'muster: Nothing was done.');
    });

    it(`muster ${verb}: there is no file, exit 78`, async () => {
      const { exit, stdout, stderr } = await site.muster(verb, '-c', 'none.json', '-q');
      assert.deepEqual([exit, stdout], [78, '']);
      assert.equal(
        stderr,
        `muster: none.json: error: there is no file ${site.folder}/none.json; ` +
          '"muster init" writes one, -c FILE names another\nmuster: Nothing was done.\n',
      );
    });
  }

  it('muster check: the errors are its data', async () => {
    const { exit, stdout, stderr } = await site.write(broken).muster('check');
    assert.deepEqual([exit, stderr], [78, '']);
    assert.match(stdout, /^Interface\.json:6:31: error: .*\nInterface\.json:6:108: error: .*\n/);
    assert.match(stdout, /\nInterface\.json: 2 errors, 0 warnings\.\n$/);
  });

  it('muster check --json: errors with their places', async () => {
    const { exit, stdout, stderr } = await site.write(broken).muster('check', '--json');
    assert.deepEqual([exit, stderr], [78, '']);
    const { errors, ...rest } = asDocument(stdout) as {
      errors: { line: number; column: number; path: string }[];
    };
    assert.deepEqual(rest, {
      formatVersion: 1,
      command: 'check',
      config: site.file,
      ok: false,
      warnings: [],
    });
    assert.deepEqual(
      errors.map(({ line, column, path }) => ({ line, column, path })),
      [
        { line: 6, column: 31, path: 'pipes[0].types[0].count' },
        { line: 6, column: 108, path: 'pipes[0].types[0].on' },
      ],
    );
  });

  it('muster check --json: also when there is no file', async () => {
    const { exit, stdout } = await site.muster('check', '--json');
    assert.equal(exit, 78);
    const { errors } = asDocument(stdout);
    assert.match(JSON.stringify(errors), /"line":null,"column":null,"path":"","message":"there is no file/);
  });

  it('muster check: warnings stop nothing, and -q leaves them out', async () => {
    site.config([site.type('a', { submitter: 'nowhere.sh' })]);
    const { exit, stdout } = await site.muster('check');
    assert.equal(exit, 0);
    assert.match(stdout, /: warning: pipes\[0\]\.types\[0\]\.submitter: .*nowhere\.sh/);
    assert.match(stdout, /\nInterface\.json: 0 errors, 1 warning\. 1 host, 1 component\.\n$/);
    assert.deepEqual(await site.muster('check', '-q'), { exit: 0, stdout: '', stderr: '' });
    const json = asDocument((await site.muster('check', '--json')).stdout);
    assert.deepEqual([json['ok'], (json['warnings'] as unknown[]).length], [true, 1]);
  });
});
