import assert from 'node:assert/strict';
import { verbs } from '../../src/cli/verbs.ts';
import { packageVersion } from '../../src/package.ts';
import { LocalSite, mainFile } from './localSite.ts';
import { itNeeds } from '../harness/needs.ts';

describe('the command line', () => {
  let site: LocalSite;
  beforeEach(() => (site = new LocalSite()));
  afterEach(() => site[Symbol.dispose]());

  it('--version', async () => {
    const version = `${packageVersion()}\n`;
    assert.deepEqual(await site.muster('--version'), { exit: 0, stdout: version, stderr: '' });
  });

  it('--help lists the verbs, and each verb its options', async () => {
    const { exit, stdout, stderr } = await site.muster('--help');
    assert.deepEqual([exit, stderr], [0, '']);
    for (const { name, examples } of verbs) {
      assert.match(stdout, new RegExp(`^  ${name} `, 'm'));
      const help = await site.muster(name, '--help');
      assert.deepEqual([help.exit, help.stderr], [0, '']);
      assert.ok(help.stdout.startsWith(`Usage: muster ${name} [options]`), help.stdout);
      assert.ok(examples.length >= 2, name);
      for (const { command } of examples)
        assert.ok(help.stdout.includes(`\n  muster ${command}  `), help.stdout);
      assert.match(help.stdout, /^ {2}-h, --help /m);
    }
  });

  const misuses: readonly (readonly [args: string[], said: RegExp])[] = [
    [[], /^Usage: muster \[options\] \[command\]$/m],
    [['nonsense'], /^muster: unknown command 'nonsense'\nmuster: "muster --help" lists the commands\n$/],
    [['statu'], /^muster: unknown command 'statu'\nmuster: did you mean status\?\nmuster: "muster --help" /],
    [
      ['plan', '--nonsense'],
      /^muster: unknown option '--nonsense'\nmuster: "muster plan --help" lists the options\n$/,
    ],
    [['plan', 'more'], /too many arguments for 'plan'/],
    [['plan', '-c'], /option '-c, --config <file>' argument missing/],
    [['status', '--wacth'], /^muster: unknown option '--wacth'\nmuster: did you mean --watch\?\n/],
    [['status', '--sort', 'x'], /^muster: option .* Allowed choices are name, state, /],
    [['status', '--watch', '0'], /A whole number from 1 to 999999 is wanted\./],
    [['status', '--state', 'dwon,seen'], /dwon.*\n.*\bdown\b/],
    [['check', '--only', 'p/a'], /unknown option '--only'/],
    [['run', '--wait', '3'], /A duration such as 30s, 2m, 4h or 7d is wanted\./],
  ];
  for (const [args, said] of misuses) {
    it(`exit 64: muster ${args.join(' ')}`, async () => {
      const { exit, stdout, stderr } = await (args.length < 2 || args.includes('-c')
        ? site.program(...args)
        : site.muster(...args));
      assert.deepEqual([exit, stdout], [64, '']);
      assert.match(stderr, said);
    });
  }

  it('a reader that has seen enough does no harm', async () => {
    const types = Array.from({ length: 1000 }, (_, index) => site.type(`t${index}`, { on: false }));
    site.config(types);
    const command = `{ "$0" "$1" status --json; echo "exit $?" >&2; } | head -c 1`;
    const { stdout, stderr } = await site.run(['/bin/sh', '-c', command, process.execPath, mainFile]);
    assert.deepEqual([stdout, stderr], ['{', 'exit 0\n']);
  });

  it('a slow reader gets everything', async () => {
    const types = Array.from({ length: 1000 }, (_, index) => site.type(`t${index}`, { on: false }));
    site.config(types);
    const command = `"$0" "$1" status --json | { sleep 1; cat; }`;
    const { stdout } = await site.run(['/bin/sh', '-c', command, process.execPath, mainFile]);
    assert.equal((JSON.parse(stdout) as { components: unknown[] }).components.length, 1000);
  });

  itNeeds(['script'], 'colours for a terminal, unless NO_COLOR is set', async () => {
    site.config([site.type('a')]);
    const script = ['script', '-qec', `${process.execPath} ${mainFile} plan`, '/dev/null'];
    const env: NodeJS.ProcessEnv = { ...process.env, TERM: 'xterm' };
    delete env['NO_COLOR'];
    const onTerminal = await site.run(script, env);
    assert.ok(onTerminal.stdout.includes('\u001B[32m+\u001B[39m  p/a  0 of 1'), onTerminal.stdout);
    const without = await site.run(script, { ...env, NO_COLOR: '1' });
    assert.ok(without.stdout.includes('+  p/a  0 of 1  start on me\r\nPlan: '), without.stdout);
    assert.match((await site.muster('plan')).stdout, /^\+ {2}p\/a {2}0 of 1/);
  });
});
