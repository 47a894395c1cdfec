import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { allCommands, commandText } from '../pilot/sites.ts';
import type { Finding } from '../../src/interface/config.ts';
import type { ToolboxReport } from '../../src/report/toolboxDocument.ts';
import { codes } from '../interface/samples.ts';
import { fieldOf } from '../harness/fields.ts';
import { LocalSite } from './localSite.ts';

const piloted = { name: 'a', count: 1, hot: false, on: true, pilot: 'lta', run: 'sleep 100' };
const sample = { submitter: 'start-sample.sh', key: 'sample-b' };
const submitted = { name: 'b', count: 0, hot: false, on: true, ...sample };

describe('muster pilot', () => {
  let site: LocalSite;
  beforeEach(() => {
    site = new LocalSite();
    write('site/check-gpu', commandText('check-gpu', { timeout: '10s' }));
    write('site/check-host', commandText('check-host', {}, 'check_host() { base_check_host; }\n'));
    configure();
  });
  afterEach(() => site[Symbol.dispose]());

  function write(path: string, text: string): void {
    mkdirSync(join(site.folder, path, '..'), { recursive: true });
    writeFileSync(site.path(path), text);
  }

  const configure = (own: object = {}, type: object = {}): LocalSite =>
    site.config([{ ...piloted, ...type }, submitted], {
      available: [
        { host: 'me', via: 'local' },
        { host: 'n-1', kind: 'gpu', user: 'ops' },
      ],
      toolbox: ['site'],
      pilots: { lta: { default: allCommands, gpu: ['check-gpu', 'run-component'] } },
      ...own,
    });

  const toolboxOf = (...args: string[]): Promise<ToolboxReport> => site.document('pilot', ...args);

  it('list prints every command, where it is from and what it overrides', async () => {
    const { exit, stdout, stderr } = await site.muster('pilot', 'list');
    assert.deepEqual([exit, stderr], [0, '']);
    assert.match(stdout, /^check-gpu +prepare +10s +ends +\S+\/site +tests check-gpu$/m);
    assert.match(stdout, /^run-component +run +none /m);
    const { commands, toolbox } = await toolboxOf('list');
    assert.deepEqual([commands.length, toolbox.length], [12, 2]);
    const host = commands.find(({ command }) => command === 'check-host');
    assert.deepEqual([host?.file, host?.overrides.length], [site.path('site/check-host'), 1]);
  });

  it('list shows what is broken, and goes on', async () => {
    write('site/check-gpu', '#!/bin/sh\n');
    const { problems } = await toolboxOf('list');
    const found = new Set(fieldOf(problems, 'code'));
    assert.deepEqual(found, new Set(['command-header-missing', 'command-function-missing']));
    const { exit, stdout } = await site.muster('pilot', 'list');
    assert.equal(exit, 0);
    assert.match(stdout, /^!  \S+\/site\/check-gpu:1: /m);
  });

  it('commands prints the lists of a component, or that of a host', async () => {
    const gpu = { kind: 'gpu', commands: ['check-gpu', 'run-component'] };
    const usual = { kind: 'default', commands: allCommands };
    for (const [args, lists] of [
      [[], [usual, gpu]],
      [['--host', 'n-1'], [gpu]],
      [['-w', 'me'], [usual]],
    ] as const)
      assert.deepEqual((await toolboxOf('commands', 'p/a', ...args)).lists, lists);
  });

  it('render prints the script, the same each time, and as it is for a host', async () => {
    const { exit, stdout, stderr } = await site.muster('pilot', 'render', 'p/a');
    assert.deepEqual([exit, stderr], [0, '']);
    assert.ok(stdout.startsWith('#!/bin/sh\n') && stdout.endsWith('{ muster_main "$@"; }\n'));
    assert.equal((await site.muster('pilot', 'render', 'p/a')).stdout, stdout);
    assert.equal(spawnSync('sh', ['-n'], { input: stdout }).status, 0);
    const own = (await site.muster('pilot', 'render', 'p/a', '--host', 'n-1')).stdout;
    assert.match(own, /^muster_kind='gpu'$/m);
    assert.match(own, /check_gpu\(\)/);
  });

  it('render --cloud-init prints user data, and says when it is large', async () => {
    const { exit, stdout, stderr } = await site.muster('pilot', 'render', 'p/a', '--cloud-init', '-w', 'n-1');
    assert.deepEqual([exit, stderr], [0, '']);
    assert.ok(stdout.startsWith('#cloud-config\n'));
    assert.match(stdout, /owner: "ops"/);
    const named = await site.muster('pilot', 'render', 'p/a', '--cloud-init', '--user', 'jadelta');
    assert.match(named.stdout, /owner: "jadelta"/);
    assert.match(named.stderr, /\b\d+ KiB\b.* 16\b/);
    configure({ ssh: { user: 'fleet' } });
    const ofAll = await site.muster('pilot', 'render', 'p/a', '--cloud-init');
    assert.match(ofAll.stdout, /owner: "fleet"/);
  });

  for (const [args, code, hint = ''] of [
    [['render'], 'option-missing'],
    [['list', 'p/a'], 'option-useless'],
    [['list', '--host', 'me'], 'option-useless'],
    [['commands', 'p/a', '--cloud-init'], 'option-useless'],
    [['render', 'p/a', '--user', 'x'], 'option-useless'],
    [['render', 'p/a'], 'option-useless'],
    [['commands', 'p/b'], 'pilot-missing', 'p/a'],
    [['commands', 'p/aa'], 'component-unknown', 'p/a'],
    [['commands', 'p/a', '--host', 'n-2'], 'hosts-unknown', 'n-1'],
    [['commands', 'p/a', '--host', 'me,n-1'], 'option-invalid'],
  ] as const)
    it(`muster pilot ${args.join(' ')} --json is refused: ${code}`, async () => {
      const { exit, codes, hints } = await site.refusal('pilot', ...args);
      assert.deepEqual([exit, codes], [64, [code]]);
      assert.ok(hints.join().includes(hint), hints.join());
    });

  // Its script, or its user data, is no document.
  for (const [args, word] of [
    [['render', 'p/b'], 'start-sample.sh'],
    [['render', 'p/a', '--cloud-init'], '--user'],
    [['render', 'p/a', '--cloud-init', '--user', '-x y'], '--user'],
    [['rendre', 'p/a'], 'list, commands, render'],
  ] as const)
    it(`muster pilot ${args.join(' ')} is refused and names ${word}`, async () => {
      const { exit, stdout, stderr } = await site.muster('pilot', ...args);
      assert.deepEqual([exit, stdout, stderr.includes(word)], [64, '', true], stderr);
    });
});

describe('a pilot whose command or file is missing', () => {
  let site: LocalSite;
  beforeEach(() => (site = new LocalSite()));
  afterEach(() => site[Symbol.dispose]());

  it('is an error of check, plan, run and restart, with its place; what looks, stops or drains goes on', async () => {
    const stage = [{ source: 'client://none', target: 'pilot://x' }];
    site.config([{ ...piloted, stage }], { pilots: { lta: { default: ['chek-host', 'run-component'] } } });
    const check = await site.report<{ errors: Finding[] }>('check');
    assert.equal(check.exit, 78);
    const expected = [
      'pilots.lta.default[0]: command-unknown',
      `pipes[0].types[0].stage[0].source: client-file-unusable/missing`,
    ];
    assert.deepEqual(codes(check.report.errors).toSorted(), expected.toSorted());
    for (const verb of ['plan', 'run', 'restart p/a']) {
      const refusal = await site.refusal(...verb.split(' '));
      assert.equal(refusal.exit, 78, verb);
      assert.deepEqual(refusal.codes.toSorted(), ['client-file-unusable', 'command-unknown'], verb);
    }
    const { exit, stdout, stderr } = await site.muster('pilot', 'render', 'p/a');
    assert.deepEqual([exit, stdout], [78, '']);
    assert.match(stderr, /Interface\.json:1:\d+: \S+ pilots\.lta\.default\[0\]: /m);
    for (const verb of ['status', 'stop p/a --dry-run', 'drain me --dry-run', 'pilot list']) {
      const { exit, stderr } = await site.muster(...verb.split(' '));
      assert.ok(exit === 0 || exit === 3, `${verb}: ${exit} ${stderr}`);
    }
  });
});
