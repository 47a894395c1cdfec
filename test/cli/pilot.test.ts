import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { allCommands, commandText } from '../pilot/sites.ts';
import { asDocument, LocalSite } from './localSite.ts';

const piloted = { name: 'a', count: 1, hot: false, on: true, pilot: 'lta', run: 'sleep 100' };
const submitted = {
  name: 'b',
  count: 0,
  hot: false,
  on: true,
  submitter: 'start-sample.sh',
  key: 'sample-b',
};

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
    writeFileSync(join(site.folder, path), text);
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

  it('list tells every command, where it is from and what it overrides', async () => {
    const { exit, stdout, stderr } = await site.muster('pilot', 'list');
    assert.deepEqual([exit, stderr], [0, '']);
    assert.match(stdout, /^COMMAND +STAGE +TIMEOUT +FAILURE +FROM +WHAT IT DOES$/m);
    assert.match(stdout, /^check-gpu +prepare +10s +ends +\S+\/site +tests check-gpu$/m);
    assert.match(stdout, /^check-host +prepare +30s +ends +\S+\/site, over muster +tests check-host$/m);
    assert.match(stdout, /^run-component +run +none +ends +muster +\S.*$/m);
    assert.match(stdout, /^12 commands, from 1 folder of this site, then muster\.$/m);
    const { commands, toolbox } = asDocument((await site.muster('pilot', 'list', '--json')).stdout) as {
      commands: { command: string; overrides: string[] }[];
      toolbox: string[];
    };
    assert.equal(toolbox.length, 2);
    assert.equal(commands.find(({ command }) => command === 'check-host')?.overrides.length, 1);
  });

  it('list shows what is broken, and goes on', async () => {
    write('site/check-gpu', '#!/bin/sh\n');
    const { exit, stdout } = await site.muster('pilot', 'list');
    assert.equal(exit, 0);
    assert.match(stdout, /^!  \S+\/site\/check-gpu:1: the line `# summary: …` is missing/m);
  });

  it('commands tells the lists of a component, or that of a host', async () => {
    const all = (await site.muster('pilot', 'commands', 'p/a')).stdout;
    assert.match(all, /^p\/a:$/m);
    assert.match(all, /^p\/a on hosts of the kind gpu:$/m);
    const { stdout } = await site.muster('pilot', 'commands', 'p/a', '--host', 'n-1', '--json');
    assert.deepEqual(asDocument(stdout)['lists'], [
      { kind: 'gpu', commands: ['check-gpu', 'run-component'] },
    ]);
    const other = await site.muster('pilot', 'commands', 'p/a', '-w', 'me', '--json');
    assert.deepEqual(asDocument(other.stdout)['lists'], [{ kind: 'default', commands: allCommands }]);
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
    assert.match(
      named.stderr,
      /^muster: \d+ KiB of user data; many clouds take no more than 16\. A shorter list of commands helps, or/,
    );
    configure({ ssh: { user: 'fleet' } });
    const ofAll = await site.muster('pilot', 'render', 'p/a', '--cloud-init');
    assert.match(ofAll.stdout, /owner: "fleet"/);
  });

  for (const [args, said] of [
    [['render'], /which component\? as in: muster pilot render pipe0\/bundler/],
    [['list', 'p/a'], /the commands of p\/a: muster pilot commands p\/a/],
    [['list', '--host', 'me'], /with list it says nothing/],
    [['commands', 'p/a', '--cloud-init'], /--cloud-init is a form of pilot render/],
    [['render', 'p/a', '--user', 'x'], /--user goes with --cloud-init/],
    [['render', 'p/a', '--json'], /it has no --json/],
    [['render', 'p/b'], /p\/b is started by its submitter start-sample\.sh;.*\nmuster: did you mean p\/a\?/],
    [['render', 'p/aa'], /there is no component p\/aa in .*\nmuster: did you mean/],
    [['render', 'p/a', '--host', 'n-2'], /--host: n-2 is not among the hosts.*\nmuster: did you mean n-1\?/],
    [['render', 'p/a', '--host', 'me,n-1'], /--host: one host is wanted/],
    [['render', 'p/a', '--cloud-init'], /as whom is it to run\? --user NAME says it/],
    [['render', 'p/a', '--cloud-init', '--user', '-x y'], /no login name/],
    [['rendre', 'p/a'], /Allowed choices are list, commands, render/],
  ] as const)
    it(`muster pilot ${args.join(' ')}: is refused, with what to do`, async () => {
      const { exit, stdout, stderr } = await site.muster('pilot', ...args);
      assert.deepEqual([exit, stdout], [64, '']);
      assert.match(stderr, said);
    });
});

describe('a pilot whose command or file is missing', () => {
  let site: LocalSite;
  beforeEach(() => (site = new LocalSite()));
  afterEach(() => site[Symbol.dispose]());

  it('is an error of check, plan, run and restart, with its place; what looks, stops or drains goes on', async () => {
    const stage = [{ source: 'client://none', target: 'pilot://x' }];
    site.config([{ ...piloted, stage }], { pilots: { lta: { default: ['chek-host', 'run-component'] } } });
    const check = await site.muster('check');
    assert.equal(check.exit, 78);
    assert.match(
      check.stdout,
      /^Interface\.json:1:\d+: error: pilots\.lta\.default\[0\]: .*did you mean "check-host"\?$/m,
    );
    assert.match(
      check.stdout,
      /^Interface\.json:1:\d+: error: .*stage\[0\]\.source: there is no file \S+\/none$/m,
    );
    for (const verb of ['plan', 'run', 'restart p/a', 'pilot render p/a']) {
      const { exit, stdout, stderr } = await site.muster(...verb.split(' '));
      assert.deepEqual([exit, stdout], [78, ''], verb);
      assert.match(stderr, /error: pilots\.lta\.default\[0\]: /, verb);
    }
    for (const verb of ['status', 'stop p/a --dry-run', 'drain me --dry-run', 'pilot list']) {
      const { exit, stderr } = await site.muster(...verb.split(' '));
      assert.ok(exit === 0 || exit === 3, `${verb}: ${exit} ${stderr}`);
    }
  });
});
